"""Figures beside their bars."""

import statistics
from collections.abc import Iterable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One line of the table.

    unit: "×", "ms", "MB". bar: the most it may be, the least when `is_least`; None where the issue names none.
    detail: what it was made of.
    """

    measure: str
    count: int
    value: float
    unit: str
    bar: float | None = None
    is_least: bool = False
    detail: str = ""

    @property
    def verdict(self) -> str:
        """Whether the bar was met."""
        if self.bar is None:
            return ""
        return "met" if (self.value >= self.bar if self.is_least else self.value <= self.bar) else "MISSED"


def print_table(figures: Iterable[Figure]) -> None:
    """Print measure, articles, figure, bar, met or missed, and what the figure was made of."""
    print(f"\n{'measure':<58} {'articles':>9} {'figure':>10} {'bar':>10}  {'':6}  detail")
    for each in figures:
        bar = "" if each.bar is None else f"{'≥' if each.is_least else '≤'} {each.bar:g} {each.unit}"
        value = f"{each.value:,.2f} {each.unit}"
        print(f"{each.measure:<58} {each.count:>9,} {value:>10} {bar:>10}  {each.verdict:6}  {each.detail}")


def percentile(values: Sequence[float], share: float) -> float:
    """Return the value below which `share` (0..1) of the values lie."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


def times(seconds: Sequence[float]) -> str:
    """Return seconds in milliseconds: p50, p95 and the least."""
    middle, high, least = statistics.median(seconds), percentile(seconds, 0.95), min(seconds)
    return f"p50 {1000 * middle:.2f}, p95 {1000 * high:.2f}, min {1000 * least:.2f} ms"


def ratio(
    measure: str, count: int, ours: Sequence[float], other: Sequence[float], bar: float | None, against: str
) -> Figure:
    """Return how much longer ours took than the other, by medians; seconds of runs that took turns."""
    least, high = min(ours) / min(other), percentile(ours, 0.95) / percentile(other, 0.95)
    return Figure(
        measure=measure,
        count=count,
        value=statistics.median(ours) / statistics.median(other),
        unit="×",
        bar=bar,
        detail=f"by minima {least:.2f}, by p95 {high:.2f}; {times(ours)}; {against}: {times(other)}",
    )
