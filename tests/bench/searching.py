"""Title search: index, latency per keystroke by length of the query, and the same queries through fzf."""

import argparse
import json
import random
import shutil
import subprocess
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from statistics import median
from time import perf_counter

from reader.search import TitleIndex

LIMIT = 10
LONGEST = 12  # characters of a query that are told apart in the table


def main(arguments: list[str]) -> None:
    """Measure over a list of titles, one a line.

    Queries are JSON lines with a "q"; without any, parts of the titles are typed.
    """
    parser = argparse.ArgumentParser(prog="python -m tests.bench search")
    parser.add_argument("--titles", type=Path, required=True)
    parser.add_argument("--queries", type=Path, action="append", default=[])
    parser.add_argument("--typed", type=int, default=200, help="queries that are typed letter by letter")
    parser.add_argument("--fzf", type=int, default=60, help="queries that fzf answers too, 0 for none")
    options = parser.parse_args(arguments)
    titles = options.titles.read_text("utf-8").splitlines()
    random.seed(4)
    queries = [query for path in options.queries for query in _queries(path)] or list(_parts(titles, 500))
    random.shuffle(queries)

    before = _resident()
    begun = perf_counter()
    index = TitleIndex.build((str(number), titles[number]) for number in reversed(range(len(titles))))
    print(f"{len(titles):,} titles: built in {perf_counter() - begun:.2f} s, {_resident() - before:.0f} MB more")
    for query in queries[:50]:
        index.search(query, limit=LIMIT)
    _adding(index)
    _typing(index, queries[: options.typed])
    if options.fzf and shutil.which("fzf"):
        _against_fzf(index, titles, queries[: options.fzf])


def _queries(path: Path) -> Iterator[str]:
    for line in path.read_text("utf-8").splitlines():
        yield json.loads(line)["q"]


def _parts(titles: Sequence[str], count: int) -> Iterator[str]:
    for title in random.sample(titles, min(count, len(titles))):
        start = random.randrange(max(1, len(title) - 8))
        yield title[start : start + random.randint(2, 12)]


def _adding(index: TitleIndex) -> None:
    times = []
    for number in range(200):
        begun = perf_counter()
        index.add(f"added {number}", f"新加的第 {number} 篇 Another title of an article")
        times.append(perf_counter() - begun)
    for number in range(200):
        index.discard(f"added {number}")
    print(f"adding a title: {_figures(times)}")


def _typing(index: TitleIndex, queries: Sequence[str]) -> None:
    by_length: dict[int, list[float]] = defaultdict(list)
    for query in queries:
        for stop in range(1, len(query) + 1):
            by_length[min(stop, LONGEST)].append(_time(index, query[:stop]))
    everything = [time for times in by_length.values() for time in times]
    print(f"a keystroke ({len(everything):,}): {_figures(everything)}")
    for length, times in sorted(by_length.items()):
        more = "+" if length == LONGEST else " "
        print(f"  {length:2}{more} characters: {_figures(times)}")


def _against_fzf(index: TitleIndex, titles: Sequence[str], queries: Sequence[str]) -> None:
    data = "\n".join(titles).encode()
    ours, theirs, ratios = [], [], []
    for query in queries:
        begun = perf_counter()
        subprocess.run(["fzf", "--filter", query], input=data, stdout=subprocess.DEVNULL, check=False)
        theirs.append(perf_counter() - begun)
        ours.append(_time(index, query))
        ratios.append(theirs[-1] / ours[-1])
    print(f"ours: {_figures(ours)}")
    print(f"fzf:  {_figures(theirs)}")
    print(f"fzf takes {median(ratios):.0f} times as long (median of {len(ratios)} queries in turn)")


def _time(index: TitleIndex, query: str) -> float:
    begun = perf_counter()
    index.search(query, limit=LIMIT)
    return perf_counter() - begun


def _figures(times: Sequence[float]) -> str:
    ordered = sorted(times)
    parts = {"p50": 0.5, "p95": 0.95, "p99": 0.99}
    shown = [f"{name} {1000 * ordered[int(len(ordered) * part)]:.2f}" for name, part in parts.items()]
    return f"{', '.join(shown)}, most {1000 * ordered[-1]:.2f} ms"


def _resident() -> float:
    """Return the megabytes of memory that the process holds."""
    status = Path("/proc/self/status").read_text("ascii")
    return int(status.split("VmRSS:")[1].split()[0]) / 1024
