"""How fast pages are taken in: by the whole program, and, with their labelling switched off, against SQLite."""

import multiprocessing
import os
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import closing, contextmanager
from datetime import datetime
from pathlib import Path
from random import Random
from typing import ParamSpec, TypeVar, cast
from unittest.mock import patch

from msgspec import json

from reader import adding, clutter
from reader.clock import now
from reader.core.article import Article, Body, Byline, Draft, Label, Labelled, Problem, Section
from reader.core.learner import Learner
from reader.core.state import ReadingState
from reader.learning import Sources
from reader.library import Library
from reader.store.codec import body_document, document_of
from reader.store.originals import original_document
from tests.bench.pages import HANZI, batched, page_text, title
from tests.bench.scale.figures import Figure

P = ParamSpec("P")
T = TypeVar("T")

COUNT = 1000
BAR = 0.5
SLICE = 2000
"""Pages that ours and SQLite take in turns, so that what else the machine does slows both."""

SITES = 100
KINDS = ("articles", "bodies", "originals")

Record = tuple[str, bytes, bytes, bytes]
"""An article as it is stored: id, document, body, original."""


def main(arguments: list[str]) -> None:
    """Print articles per second. arguments: how many pages (1000); with "sqlite" behind it, against SQLite."""
    count = int(arguments[0]) if arguments else COUNT
    with tempfile.TemporaryDirectory() as temporary:
        if arguments[1:]:
            for figure in compare(count, Path(temporary)):
                value = f"{figure.value:.2f} {figure.unit} {figure.verdict}"
                print(f"{figure.measure}: {value}  {figure.detail}", flush=True)
        else:
            _whole_program(count, temporary)


def compare(count: int, folder: Path) -> Iterator[Figure]:
    """Add `count` pages of 3 KB to a new library, and to SQLite; yield ratios of articles per second, and memory.

    folder: where the pages and both are kept meanwhile, on the disk to measure.
    """
    with tempfile.TemporaryDirectory(dir=folder) as temporary:
        here = Path(temporary)
        pages = list(_pages(here / "pages", count))
        yield from _rates(count, here / "off", pages, learning=False)
        yield from _rates(count, here / "learning", pages, learning=True)
        yield _memory(count, here, pages)


def _rates(count: int, here: Path, pages: Iterable[Path], *, learning: bool) -> Iterator[Figure]:
    here.mkdir()
    ours = same = ready = 0.0
    made: list[list[Record]] = []
    with (
        labelling_off(learning=learning),
        closing(Tables(here / "same")) as tables,
        closing(Tables(here / "ready")) as other,
    ):
        for part in pages:
            ours += _timed(_added, here / "library", part)
            made.clear()
            same += _timed(tables.take, part, made.append)
            ready += _timed(_each, other.insert, made)
    last = [record for batch in made for record in batch]
    with closing(Tables(here / "single")) as tables:
        single = _timed(_each, tables.insert, [[record] for record in last]) / len(last)
    what = "adding, with what is learned of sources" if learning else "adding"
    rates = f"{count / ours:,.0f} a second; SQLite {count / same:,.0f}, {count / ready:,.0f} of them ready-made"
    yield Figure(
        measure=f"{what}, against SQLite adding the same",
        count=count,
        value=same / ours,
        unit="×",
        bar=None if learning else BAR,
        is_least=True,
        detail=f"{rates}, {1 / single:,.0f} ready-made one by one",
    )
    if not learning:
        yield Figure(measure=f"{what}, against SQLite given all ready-made", count=count, value=ready / ours, unit="×")
        one_by_one = single * count / ours
        yield Figure(measure=f"{what}, against SQLite one by one", count=count, value=one_by_one, unit="×")


def _memory(count: int, here: Path, pages: list[Path]) -> Figure:
    """Return what a process that added all has more of than one that opened the same library."""
    added, peak = _in_process(_memory_of_adding, here / "memory", pages)
    opened = _in_process(_memory_of_opening, here / "memory")
    detail = f"{added:.0f} MB after adding, {peak:.0f} at most; {opened:.0f} having opened it"
    what = "memory of adding beyond an open library"
    return Figure(measure=what, count=count, value=added - opened, unit="MB", detail=detail)


@contextmanager
def labelling_off(*, learning: bool) -> Iterator[None]:
    """Take every page for content. learning: whether pages still teach what their sources have in common.

    Without, none is labelled again either.
    """
    with patch.object(clutter, "label", _unlabelled):
        if learning:
            yield
            return
        with patch.object(Learner, "learn", lambda *_: None), patch.object(Sources, "improved", lambda *_: iter(())):
            yield


class _Ignorant(Learner):
    """Learns nothing."""

    def learn(self, article: Article, body: Body) -> None:
        pass


class Tables:
    """A database with a table for each kind of file that a library has, as durable as a library is."""

    def __init__(self, path: Path) -> None:
        self._database = sqlite3.connect(path, isolation_level=None)
        self._database.execute("PRAGMA journal_mode=WAL")
        self._database.execute("PRAGMA synchronous=FULL")
        for kind in KINDS:
            self._database.execute(f"CREATE TABLE {kind} (id TEXT PRIMARY KEY, data BLOB)")
        self._known: dict[str, str] = {}

    def take(self, folder: Path, tell: Callable[[list[Record]], object]) -> None:
        """Do with pages as `Library.take` does: read, make, store in batches."""
        drafts = cast(Iterator[Draft | Problem], adding.drafts([folder]))
        for batch in adding.batches(drafts, self._known.get, now, _Ignorant(lambda _: None)):
            records = [_record(article, page) for article, page in batch.pages.values()]
            self.insert(records)
            self._known.update((article.id, article.title) for article, _ in batch.pages.values())
            tell(records)

    def insert(self, records: list[Record]) -> None:
        """Insert articles in one transaction."""
        self._database.execute("BEGIN")
        for at, kind in enumerate(KINDS, 1):
            self._database.executemany(f"INSERT INTO {kind} VALUES (?, ?)", ((item[0], item[at]) for item in records))
        self._database.execute("COMMIT")

    def close(self) -> None:
        self._database.close()


def _record(article: Article, page: adding.Page) -> Record:
    document = document_of(article, ReadingState())
    body = body_document(article.id, page.labelled.body)
    original = original_document(article.id, page.draft.original)
    return article.id, json.encode(document), json.encode(body), json.encode(original)


def _unlabelled(draft: Draft, now: datetime, memory: object = None) -> Labelled:
    whole = Section(label=Label.CONTENT, start=0, stop=len(draft.blocks))
    body = Body(blocks=draft.blocks, sections=(whole,))
    return Labelled(title=draft.blocks[0].text, byline=Byline(), language="und", body=body)


def short_page(number: int) -> str:
    """Return the text of a page of 3 KB, of one of 100 sites."""
    chance, site = Random(-number), number % SITES
    lines = [title(number), f"2026-03-01 12:00　来源：日报　阅读 {chance.randint(10, 9999)}"]
    while sum(map(len, lines)) < 900:
        lines.append("".join(chance.choices(HANZI, k=chance.randint(60, 180))) + "。")
    lines += ["首页 新闻 财经", "分享到 微信 微博", f"版权所有 山水日报{site} 京ICP备{10_000_000 + site}号"]
    return "\n".join(lines) + "\n"


def _pages(folder: Path, count: int) -> Iterator[Path]:
    """Make pages, and yield the folders of SLICE each that they are in."""
    for part in batched(count, SLICE):
        here = folder / f"{part.start:08}"
        here.mkdir(parents=True)
        for number in part:
            (here / f"{number:08}.txt").write_text(short_page(number), "utf-8")
        yield here


def _added(folder: Path, pages: Path) -> None:
    with Library.open(folder) as library:
        for outcome in library.add([pages]):
            assert outcome.status == "new", outcome


def _in_process(measure: Callable[P, T], *arguments: P.args, **named: P.kwargs) -> T:
    """Return what `measure` returns in a process of its own."""
    with ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn")) as pool:
        return pool.submit(measure, *arguments, **named).result()


def _memory_of_adding(folder: Path, pages: list[Path]) -> tuple[float, float]:
    with labelling_off(learning=True), Library.open(folder) as library:
        for _ in library.add(pages):
            pass
        return _megabytes("VmRSS"), _megabytes("VmHWM")


def _memory_of_opening(folder: Path) -> float:
    with Library.open(folder) as library:
        assert library.catalog.rows
        return _megabytes("VmRSS")


def _megabytes(name: str) -> float:
    lines = Path("/proc/self/status").read_text().splitlines()
    return next(int(line.split()[1]) / 1024 for line in lines if line.startswith(name))


def _each(do: Callable[[T], object], items: Iterable[T]) -> None:
    for item in items:
        do(item)


def _timed(do: Callable[P, object], *arguments: P.args, **named: P.kwargs) -> float:
    start = time.perf_counter()
    do(*arguments, **named)
    return time.perf_counter() - start


def _whole_program(count: int, folder: str) -> None:
    pages = Path(folder, "pages")
    pages.mkdir()
    for number in range(count):
        (pages / f"{number}.txt").write_text(page_text(number), "utf-8")
    for what in ("new", "duplicate"):
        seconds = timed("--library", os.path.join(folder, "library"), "add", "--json", os.fspath(pages))
        print(f"{count:,} {what} pages: {count / seconds:,.0f} a second, {1000 * seconds / count:.2f} ms each")


def timed(*arguments: str) -> float:
    """Return the seconds that the program took."""
    start = time.perf_counter()
    subprocess.run([sys.executable, "-m", "reader", *arguments], check=True, capture_output=True)
    return time.perf_counter() - start
