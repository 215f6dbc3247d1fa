"""How long it takes to tell article and clutter apart, in this process, over pages of your own."""

import argparse
import statistics
import time
from datetime import UTC, datetime
from pathlib import Path

from reader import clutter
from reader.core.article import Draft, Problem
from reader.importers import read

RUNS = 5


def main(arguments: list[str]) -> None:
    """Print the milliseconds a page; the least of 5 runs for each."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench clutter")
    parser.add_argument("--cases", type=Path, required=True, metavar="DIR", help="a folder with .txt pages")
    pages = sorted(parser.parse_args(arguments).cases.rglob("*.txt"))
    found = [(page, *timed(page)) for page in pages]
    for page, size, milliseconds in found:
        print(f"{milliseconds:8.2f} ms  {size:>8,} characters  {page.name}")
    if found:
        each = [milliseconds for _, _, milliseconds in found]
        print(f"{len(each)} pages: median {statistics.median(each):.2f} ms, most {max(each):.2f} ms a page")


def timed(page: Path) -> tuple[int, float]:
    """Return how many characters a page has and the milliseconds its labelling takes; 0, 0 when it cannot be read."""
    drafts = [draft for draft in read(page) if not isinstance(draft, Problem)]
    now = datetime.now(UTC)
    least = min(_seconds(drafts, now) for _ in range(RUNS))
    return sum(len(block.text) for draft in drafts for block in draft.blocks), 1000 * least


def _seconds(drafts: list[Draft], now: datetime) -> float:
    start = time.perf_counter()
    for draft in drafts:
        clutter.label(draft, now=now)
    return time.perf_counter() - start
