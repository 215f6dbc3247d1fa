"""How long it takes to tell article and clutter apart, in this process, over pages of your own.

Where trafilatura is installed and a page's HTML lies beside it, as NAME.html or NAME.html.gz, its extraction of the
article is timed too, page by page in turn with ours.
"""

import argparse
import gzip
import importlib.util
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from reader import clutter
from reader.core.article import Block, Draft, Problem
from reader.importers import read

RUNS = 5
_LOADING = """
import time
start = time.perf_counter()
from datetime import datetime
from reader import clutter
from reader.core.article import Block, Draft
clutter.label(Draft(name="", original=b"", blocks=(Block(text="text 文字"),)), now=datetime(2000, 1, 1))
print(time.perf_counter() - start)
"""
_MODEL = """
import time
import numpy
from reader.clutter import model
start = time.perf_counter()
model.load()
print(time.perf_counter() - start)
"""


@dataclass(frozen=True, slots=True)
class Timed:
    """The milliseconds that a page takes: the first time it is seen, again, and in trafilatura where it has HTML."""

    name: str
    characters: int
    cold: float
    warm: float
    extracted: float | None


def main(arguments: list[str]) -> None:
    """Print the milliseconds a page, of all pages, and of trafilatura beside them."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench clutter")
    parser.add_argument("--cases", type=Path, required=True, metavar="DIR", help="a folder with .txt pages")
    extract = extractor()
    found = timed(sorted(parser.parse_args(arguments).cases.rglob("*.txt")), extract)
    for page in found:
        other = "" if page.extracted is None else f"{page.extracted:8.2f} ms trafilatura"
        print(
            f"{page.cold:8.2f} ms cold {page.warm:8.2f} ms warm{other}  {page.characters:>8,} characters  {page.name}"
        )
    print(f"to import all and label a line: {milliseconds_of(_LOADING):.0f} ms")
    print(f"to load the model, numpy being there: {milliseconds_of(_MODEL):.1f} ms")
    if found:
        print(f"{len(found)} pages, milliseconds a page:")
        print(f"  cold         {summary([page.cold for page in found])}")
        print(f"  warm         {summary([page.warm for page in found])}")
    compare(found, installed=extract is not None)


def compare(found: Sequence[Timed], *, installed: bool) -> None:
    """Print how our times and trafilatura's go together, over the pages that have HTML."""
    if not installed:
        print("install trafilatura to compare")
        return
    pairs = [(page.cold, page.extracted) for page in found if page.extracted is not None]
    if not pairs:
        print("no page has its HTML beside it, as NAME.html or NAME.html.gz, to compare with trafilatura")
        return
    ours, theirs = zip(*pairs, strict=True)
    print(f"  trafilatura  {summary(theirs)} ({len(pairs)} pages)")
    ratio = statistics.median(ours) / statistics.median(theirs)
    each = statistics.median(our / their for our, their in pairs)
    total = sum(ours) / sum(theirs)
    print(f"cold to trafilatura: {ratio:.2f} of the medians, {each:.2f} the median page, {total:.2f} of the totals")


def timed(pages: Sequence[Path], extract: Callable[[str], object] | None) -> list[Timed]:
    """Return the times of the pages that can be read, each labelled and extracted in turn, all of them twice.

    The second turn counts for `warm`, and for trafilatura, whose first call loads what it needs, the lesser one.
    """
    drafts = {page: [draft for draft in read(page) if not isinstance(draft, Problem)] for page in pages}
    drafts = {page: own for page, own in drafts.items() if own}
    now = datetime.now(UTC)
    clutter.label(
        Draft(name="", original=b"", blocks=(Block(text="text 文字"),)), now=now
    )  # what is loaded once is no page's time
    turns: list[dict[Path, tuple[float, float | None]]] = []
    for _ in range(2):
        turn: dict[Path, tuple[float, float | None]] = {}
        for page, own in drafts.items():
            ours = milliseconds(lambda own=own: [clutter.label(draft, now=now) for draft in own])
            html = html_of(page) if extract else None
            turn[page] = ours, None if extract is None or html is None else milliseconds(extract, html)
        turns.append(turn)
    first, second = turns
    return [
        Timed(
            page.name,
            sum(len(block.text) for draft in own for block in draft.blocks),
            first[page][0],
            second[page][0],
            min((taken for turn in turns if (taken := turn[page][1]) is not None), default=None),
        )
        for page, own in drafts.items()
    ]


def milliseconds(work: Callable[..., object], *given: object) -> float:
    """Return how long one call takes."""
    start = time.perf_counter()
    work(*given)
    return 1000 * (time.perf_counter() - start)


def html_of(page: Path) -> str | None:
    """Return the HTML beside a page, None where there is none."""
    plain, packed = page.with_suffix(".html"), page.with_suffix(".html.gz")
    if plain.exists():
        return plain.read_bytes().decode("utf-8", "replace")
    return gzip.decompress(packed.read_bytes()).decode("utf-8", "replace") if packed.exists() else None


def extractor() -> Callable[[str], object] | None:
    """Return trafilatura's extraction, None where it is not installed; it is no dependency of this project."""
    if importlib.util.find_spec("trafilatura") is None:
        return None
    extract: Callable[[str], object] = importlib.import_module("trafilatura").extract
    return extract


def milliseconds_of(script: str) -> float:
    """Return the milliseconds that `script` prints the seconds of, the median of five new processes."""
    command = [sys.executable, "-c", script]
    times = [subprocess.run(command, capture_output=True, text=True, check=True).stdout for _ in range(RUNS)]
    return 1000 * statistics.median(map(float, times))


def summary(times: Sequence[float]) -> str:
    """Return the median, the 95th percentile and the most."""
    ordered = sorted(times)
    late = ordered[min(len(ordered) - 1, round(0.95 * len(ordered)))]
    return f"median {statistics.median(ordered):.2f}, p95 {late:.2f}, most {ordered[-1]:.2f}"
