"""A process that changes a library and says so before and after each change, and what must be there after its end."""

import os
import select
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from random import Random
from typing import NoReturn

from reader import adding, importers
from reader.core.changes import Field, move, set_flag
from reader.core.errors import LibraryError
from reader.core.state import Position
from reader.library import Library, now
from tests.bench.pages import page_text


@dataclass
class Lost:
    """What was counted: everything but `ends`, `acknowledged` and `told` must be 0.

    ends: kills or cuts. told: of a torn line that was not acknowledged. leftovers: *.tmp files and marks.
    """

    ends: int = 0
    in_flight: int = 0
    acknowledged: int = 0
    told: int = 0
    unreadable: int = 0
    articles: int = 0
    changes: int = 0
    leftovers: int = 0
    problems: int = 0

    @property
    def nothing(self) -> bool:
        """Whether nothing was lost."""
        return not (self.unreadable or self.articles or self.changes or self.leftovers or self.problems)

    def __str__(self) -> str:
        return (
            f"{self.ends:,} ends, {self.in_flight:,} of them within a change, {self.acknowledged:,} changes"
            f" acknowledged; lost: {self.unreadable} unreadable, {self.articles} articles, {self.changes} changes,"
            f" {self.leftovers} leftovers, {self.problems} problems; {self.told} torn lines told"
        )


@dataclass
class Truth:
    """What was acknowledged. marks: whether an article is bookmarked, by id. going: what is under way."""

    marks: dict[str, bool] = field(default_factory=dict)
    fresh: set[str] = field(default_factory=set)
    going: list[str] = field(default_factory=list)

    def take(self, told: str) -> int:
        """Take in what a worker said; return how many changes it acknowledged."""
        self.fresh.clear()
        changes = 0
        for line in told.split("\n")[:-1]:
            word, *rest = line.split()
            if word == "try":
                self.going = rest
                continue
            changes += 1
            self.going = []
            if word == "marked":
                self.marks[rest[0]] = rest[1] == "1"
            else:
                self.marks |= dict.fromkeys(rest, False)
                self.fresh.update(rest)
        return changes

    def compare(self, folder: Path, lost: Lost) -> Library | None:
        """Open the library as the next start does, count what it lost, and take over what was under way."""
        try:
            library = Library.open(folder)
        except LibraryError:
            lost.unreadable += 1
            return None
        found = {row.id: row.state.bookmarked is not None for row in library.catalog.rows}
        lost.told += len(library.notices)
        lost.articles += len(self.marks.keys() - found.keys()) + len(found.keys() - self.marks.keys() - {*self.going})
        for id, marked in self.marks.items():
            lost.changes += id in found and found[id] != marked and id not in self.going
        for id in self.fresh & found.keys():
            try:
                library.body(id), library.original(id)
            except LibraryError:
                lost.articles += 1
        lost.leftovers += len(list(folder.rglob("*.tmp"))) + ((folder / "lock").stat().st_size > 0)
        lost.in_flight += bool(self.going)
        self.marks, self.going = found, []
        return library


@dataclass
class Worker:
    """A process that changes a library until it is ended. said: what it said so far."""

    process: int
    pipe: int
    said: bytes = b""

    @classmethod
    def start(cls, library: Library, seed: int) -> "Worker":
        """Fork a worker that has the library open already."""
        reading, writing = os.pipe()
        process = os.fork()
        if process == 0:
            os.close(reading)
            _work(library, writing, seed)
        os.close(writing)
        return cls(process, reading)

    def wait(self, count: int) -> None:
        """Wait until it has acknowledged so many changes and begun another."""
        while self.said.count(b"try") <= count:
            assert select.select([self.pipe], [], [], 60)[0], "the worker waits for something"
            data = os.read(self.pipe, 1 << 16)
            assert data, "the worker ended by itself"
            self.said += data

    def ended(self, signal: int) -> str:
        """End it by a signal; return all it said."""
        os.kill(self.process, signal)
        while data := os.read(self.pipe, 1 << 16):
            self.said += data
        os.close(self.pipe)
        os.waitpid(self.process, 0)
        return self.said.decode()


def _work(library: Library, writing: int, seed: int) -> NoReturn:
    """Bookmark, keep places and add, for ever. seed: decides what; no two may add the same pages."""
    chance = Random(seed)
    numbers = count(1_000_000 + 1000 * seed)

    def say(*words: str) -> None:
        os.write(writing, (" ".join(words) + "\n").encode())

    try:
        while True:
            if chance.random() < 0.25:
                texts = [page_text(next(numbers)).encode() for _ in range(chance.randint(1, 3))]
                say("try", *map(adding.article_id, texts))
                drafts = [draft for text in texts for draft in importers.read_bytes(text, "-", None)]
                outcomes = list(library.take(drafts))
                say("added", *(outcome.id or "" for outcome in outcomes))
            else:
                row = chance.choice(library.catalog.rows)
                marked = row.state.bookmarked is None
                say("try", row.id)
                library.apply(set_flag(Field.BOOKMARKED, [row], now() if marked else None))
                say("marked", row.id, str(int(marked)))
                library.apply(move(row, Position(block=chance.randrange(9)), 0.5), undoable=False)
    except BaseException as error:  # noqa: BLE001 - a forked process must never go on as its parent
        os.write(2, f"{error!r}\n".encode())
    finally:
        os._exit(1)
