"""From the start of the process to the first rows, to all rows, and how late the event loop wakes meanwhile."""

import json
import os
import statistics
import sys
import time
from collections import defaultdict
from collections.abc import Iterator
from itertools import chain
from pathlib import Path

from tests.bench.scale.figures import Figure, percentile, ratio
from tests.bench.scale.libraries import SMALL, Libraries
from tests.bench.start import EMPTY_APP
from tests.bench.terminal import Terminal
from tests.bench.typing import watched

RUNS = 7
WATCHES = 3
BAR = 1.25
WATCHED = 5.0
"""Seconds of the event loop that are looked at."""

STUTTER = 33.3
"""Milliseconds that the event loop may be held up by: two frames of the 60 a second that textual paints."""


def measure(libraries: Libraries) -> Iterator[Figure]:
    """Measure the start of a library that the app was the last to use, and of one to which was just added."""
    count = libraries.count
    first: dict[str, list[float]] = defaultdict(list)
    all_rows: dict[str, list[float]] = defaultdict(list)
    for turn in range(RUNS + 1):
        empty = _empty(libraries.home)
        started = {"after the app": _start(libraries, libraries.used), "after add": _start(libraries, libraries.added)}
        if turn:  # the first turn warms up
            first[""].append(empty)
            for name, seconds in started.items():
                first[name].append(seconds[0])
                all_rows[name].append(seconds[1])
    for name in all_rows:
        yield ratio(f"start to first rows, {name}", count, first[name], first[""], BAR, "empty app")
        yield ratio(f"start to all rows, {name}", count, all_rows[name], first[""], None, "empty app")
    yield from _stutters(libraries)


def _empty(home: Path) -> float:
    with Terminal.start(sys.executable, "-c", EMPTY_APP, home=home) as terminal:
        return terminal.wait_for("first paint") - terminal.started


def _start(libraries: Libraries, library: Path) -> tuple[float, float]:
    """Return the seconds to the first row on the screen, and until the end of the list can be gone to."""
    with libraries.open_app(library) as terminal:
        first = terminal.wait_for(libraries.first) - terminal.started
        last = _reach_end(terminal, libraries.last) - terminal.started
        terminal.quit()
    return first, last


def _reach_end(terminal: Terminal, text: str) -> float:
    """Press the key that goes to the end until the last row is on the screen; return when it is."""
    while True:
        terminal.press("G", 0)
        try:
            return terminal.wait_for(text, 0.05)
        except TimeoutError:
            if terminal.process.poll() is not None:
                raise


def _stutters(libraries: Libraries) -> Iterator[Figure]:
    """Measure what holds the event loop up after the first rows, and beside it in a library of few articles."""
    held: dict[str, list[list[float]]] = defaultdict(list)
    for _ in range(WATCHES):
        held["after the app"].append(_held(libraries, libraries.used))
        held["after add"].append(_held(libraries, libraries.added))
        held[""].append(_held(libraries.small, libraries.small.used))
    base = statistics.median(max(each) for each in held.pop(""))
    for name, runs in held.items():
        late = statistics.median(percentile(each, 0.99) for each in runs)
        worst = ", ".join(f"{each:.0f}" for each in sorted(chain(*runs), reverse=True)[:6])
        yield Figure(
            measure=f"longest stall in {WATCHED:.0f} s from the first rows, {name}",
            count=libraries.count,
            value=statistics.median(map(max, runs)),
            unit="ms",
            bar=STUTTER,
            detail=f"{SMALL} rows: {base:.1f} ms; p99 {late:.2f} ms; the longest of {WATCHES} runs: {worst} ms",
        )


def _held(libraries: Libraries, library: Path) -> list[float]:
    """Return the milliseconds that the app itself held its event loop up each time that it waited, from the first rows.

    Of the time by which it wakes too late, what the process did not compute itself is another program's.
    """
    report = libraries.home / "report.json"
    with watched(libraries.home, library, report) as terminal:
        first = terminal.wait_for(libraries.first)
        time.sleep(WATCHED)
        terminal.quit()
    notes = json.loads(report.read_text())["late"]
    os.unlink(report)
    return [1000 * min(clock, used) for at, clock, used in notes if first <= at < first + WATCHED]
