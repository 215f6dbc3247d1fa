"""Full text search: how long the index takes to make, how large it is, how soon results come, what they hold up."""

import argparse
import os
import statistics
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import accumulate
from pathlib import Path
from random import Random

from msgspec.structs import replace

from reader.core.article import Block, Body, Label, Section
from reader.core.query import Query
from reader.lasting import lasting
from reader.library import INDEX, Library
from reader.store import Store, StoredArticle
from tests.bench.pages import batched, stored

COUNT, BYTES = 100_000, 3_072
RUNS = 5
CHINESE = 0.6
"""Share of the articles that are Chinese."""

_CHANCE = Random(4)
_SYLLABLES = [a + b + c for a in "bcdfghjklmnprstvwyz" for b in "aeiou" for c in ("", "l", "n", "r", "s", "t")]
_HAN = [chr(code) for code in _CHANCE.sample(range(0x4E00, 0x9FA0), 3_000)]
_WORDS = 20_000
_WEIGHTS = list(accumulate(1 / (rank + 3) for rank in range(_WORDS)))  # Zipf's law


def vocabulary(make: Callable[[], str]) -> list[str]:
    """Return different words, the most common first."""
    words: dict[str, None] = {}
    while len(words) < _WORDS:
        words[make()] = None
    return list(words)


HANZI = vocabulary(lambda: "".join(_CHANCE.choices(_HAN, k=_CHANCE.choice((1, 2, 2, 2, 3)))))
LATIN = vocabulary(lambda: "".join(_CHANCE.choices(_SYLLABLES, k=_CHANCE.choice((1, 2, 2, 2, 3)))))


def text_of(number: int) -> str:
    """Return a text of about BYTES bytes, of words by Zipf's law."""
    chance = Random(number)
    is_chinese = chance.random() < CHINESE
    words = chance.choices(HANZI if is_chinese else LATIN, cum_weights=_WEIGHTS, k=BYTES // (6 if is_chinese else 7))
    between = "" if is_chinese else " "
    return between.join(words).encode()[:BYTES].decode("utf-8", "ignore")


def article(number: int) -> StoredArticle:
    """Return article `number` with a text, as a library keeps it."""
    item = stored(number)
    text = text_of(number)
    lines = [text[at : at + 300] for at in range(0, len(text), 300)]
    body = Body(
        blocks=tuple(Block(text=line) for line in lines),
        sections=(Section(label=Label.CONTENT, start=0, stop=len(lines)),),
    )
    return replace(item, body=body, article=replace(item.article, length=len(text)))


def two_characters(rank: int) -> str:
    """Return a Chinese word of two characters, about the rank'th most common."""
    return next(word for word in HANZI[rank:] if len(word) == 2)


QUERIES = {
    "two characters, common": two_characters(20),
    "two characters, rarer": two_characters(2_000),
    "two characters, rare": two_characters(19_000),
    "two characters, absent": "龘饕",
    "one character, rare": next(word for word in HANZI[15_000:] if len(word) == 1),
    "two Chinese words": f"{two_characters(300)} {two_characters(900)}",
    "Latin word, common": LATIN[20],
    "Latin word, rare": next(word for word in LATIN[19_000:] if len(word) > 5),
    "part of a Latin word": next(word for word in LATIN[5_000:] if len(word) > 6)[1:5],
    "Latin word, absent": "submarine",
    "two Latin words": f"{LATIN[300]} {LATIN[900]}",
}


@contextmanager
def stalls() -> Iterator[list[float]]:
    """Yield a list that holds, afterwards, the milliseconds by which sleeps of 1 ms came too late."""
    late: list[float] = []
    done = threading.Event()

    def watch() -> None:
        while not done.is_set():
            start = time.perf_counter()
            time.sleep(0.001)
            late.append(1000 * (time.perf_counter() - start) - 1)

    watcher = threading.Thread(target=watch)
    watcher.start()
    try:
        yield late
    finally:
        done.set()
        watcher.join()


def searched(library: Library, words: str) -> tuple[float, float, int]:
    """Return the milliseconds to the first and to the last view, and how many articles were found."""
    start = time.perf_counter()
    first = 0.0
    found = 0
    for view in library.views(Query(text=f"in:text {words}")):
        first = first or 1000 * (time.perf_counter() - start)
        found = len(view.rows)
    return first, 1000 * (time.perf_counter() - start), found


def forget(folder: Path) -> None:
    """Have the system drop what it holds of the files in memory."""
    for path in folder.rglob("*"):
        if path.is_file():
            descriptor = os.open(path, os.O_RDONLY)
            os.fsync(descriptor)
            os.posix_fadvise(descriptor, 0, 0, os.POSIX_FADV_DONTNEED)
            os.close(descriptor)


def main(arguments: list[str]) -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench texts")
    parser.add_argument("count", type=int, nargs="?", default=COUNT)
    parser.add_argument("--library", type=Path, help="made there, or used again if it is there already")
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as folder:
        measure(options.library or Path(folder, "library"), options.count)


def measure(folder: Path, count: int) -> None:
    """Make a library unless it is there, and search it."""
    if not folder.exists():
        with Store.open(folder) as store:
            for batch in batched(count, 1000):
                store.put(map(article, batch))
    before = size(folder)
    with lasting():  # as the app does
        library = Library.open(folder)
        library.prepare_search()
        library.view(Query())
    with library:
        with stalls() as late:
            _, taken, _ = searched(library, "龘饕")
        print(f"{count:,} articles of {BYTES:,} bytes; the library takes {before:,.0f} MB")
        print(f"index: {taken / 1000:.1f} s, {size(folder) - before:,.0f} MB, longest stall {max(late):.1f} ms")
        for name, words in QUERIES.items():
            forget(folder / INDEX)
            cold = searched(library, words)
            with stalls() as late:
                runs = [searched(library, words) for _ in range(RUNS)]
            first, last = (statistics.median(run[part] for run in runs) for part in (0, 1))
            print(
                f"{name:24} {words:16} first {first:6.1f} ms, last {last:6.1f} ms, cold {cold[1]:6.1f} ms,"
                f" stall {max(late):4.1f} ms, {cold[2]} found"
            )
        with Store.open(folder) as store:
            store.put([article(len(library.catalog.rows))])
        start = time.perf_counter()
        library.refresh()
        searched(library, "龘饕")
        print(f"one article more, added by another process and searched: {1000 * (time.perf_counter() - start):.1f} ms")


def size(folder: Path) -> float:
    """Return the megabytes of all files in a folder."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()) / 1e6
