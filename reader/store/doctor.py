"""What is wrong with a library, in words, and putting right what can be put right without losing anything."""

import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, nullcontext
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Literal

from reader.core.errors import LibraryError, NewerSchema, Unreadable
from reader.store import durable, migrations
from reader.store.bodies import Bodies
from reader.store.codec import body_of, id_of_key, row_of
from reader.store.linefile import LineFile
from reader.store.lines import Document, unseal
from reader.store.lock import Lock
from reader.store.migrations import Step
from reader.store.originals import Originals
from reader.store.searches import entry_of
from reader.store.setaside import SET_ASIDE, free_name
from reader.store.sources import learned_of
from reader.store.store import ARTICLES, BODIES, LOCK, ORIGINALS, SEARCHES, SOURCES

_ADD_AGAIN = "add the document again"


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """Something noteworthy in a library.

    what: the fault. where: the file, or the article's id. hint: what to do. severity: a note needs nothing done.
    repairable: whether `repair` puts it right.
    """

    what: str
    where: str
    hint: str = ""
    severity: Literal["note", "problem"] = "problem"
    repairable: bool = False


Case = tuple[Finding, Callable[[], object] | None]
"""A finding, and what puts it right."""


def check(folder: Path) -> tuple[Finding, ...]:
    """Look at everything in the library in `folder`, reading all of it; nothing is changed."""
    if not folder.is_dir():
        return (_missing(folder),)
    lock = Lock(folder / LOCK)
    with lock.if_possible():
        return tuple(finding for finding, _ in _Examination(folder, lock).cases())


def repair(folder: Path, *, dry_run: bool) -> tuple[Finding, ...]:
    """Put right what can be, and return what was, or with `dry_run` what would be. Refused if the disk refuses."""
    if not folder.is_dir():
        return ()
    lock = Lock(folder / LOCK)
    with lock.if_possible() if dry_run else lock:
        cases = [(finding, act) for finding, act in _Examination(folder, lock).cases() if act is not None]
        if not dry_run:
            for _, act in cases:
                act()
    return tuple(finding for finding, _ in cases)


def _missing(folder: Path) -> Finding:
    """Return what is to be said where there is no folder."""
    if folder.exists():
        return Finding(what="is no folder", where=str(folder), hint="name the folder of a library")
    return Finding(what="no library is here yet", where=str(folder), hint="`reader add` makes it", severity="note")


class _Examination:
    """One look at a library, whose lock is held if it can be."""

    def __init__(self, folder: Path, lock: Lock) -> None:
        self._folder = folder
        self._lock = lock
        self._bodies = Bodies(folder / BODIES, lock)
        self._originals = Originals(folder / ORIGINALS)
        self._articles: set[str] = set()
        self._texts: set[str] = set()

    def cases(self) -> Iterator[Case]:
        """Yield all there is to say."""
        articles = LineFile(self._folder / ARTICLES, self._lock.if_possible, migrations.ARTICLES)
        yield from self._file(articles, row_of, self._articles)
        for file in self._bodies.files():
            yield from self._file(file, lambda _, document: body_of(document), self._texts)
        sources = LineFile(self._folder / SOURCES, self._lock.if_possible, migrations.SOURCES)
        yield from self._file(sources, lambda _, document: learned_of(document), set())
        searches = LineFile(self._folder / SEARCHES, self._lock.if_possible, migrations.SEARCHES)
        yield from self._file(searches, entry_of, set())
        yield from self._missing()
        yield from self._unreferenced()
        yield from self._originals_damaged()
        yield from self._leftovers()

    def _file(self, file: LineFile, decode: Callable[[int, Document], object], ids: set[str]) -> Iterator[Case]:
        """Yield what is wrong with one file; put the ids of its documents that can be read into `ids`."""
        where = str(file.path)
        with closing(file):
            try:
                file.refresh()
                for key, line in file.lines():
                    try:
                        decode(key, unseal(line))
                        ids.add(id_of_key(key))
                    except ValueError as error:
                        what = f"document {key:016x} cannot be read: {error}"
                        yield Finding(what=what, where=where, hint=_ADD_AGAIN), None
            except NewerSchema as error:
                yield Finding(what=error.what, where=where, hint=error.hint), None
                return
            except Unreadable as error:
                hint = "repairing moves it aside; then add the documents again"
                finding = Finding(what=error.what, where=where, hint=hint)
                yield _repairable(finding, partial(_move_aside, file.path))
                return
            yield from self._layout(file)

    def _missing(self) -> Iterator[Case]:
        """Yield articles without a text or an original."""
        originals = set(self._originals.ids())
        for id in sorted(self._articles - self._texts):
            hint = "label its original again" if id in originals else _ADD_AGAIN
            yield Finding(what="the text of this article is missing", where=id, hint=hint), None
        for id in sorted(self._articles - originals):
            yield Finding(what="the original of this article is missing", where=id, hint=_ADD_AGAIN), None

    def _unreferenced(self) -> Iterator[Case]:
        """Yield originals and texts that belong to no article: an interrupted `add`, or an article that was lost."""
        originals = set(self._originals.ids()) - self._articles
        for id in sorted(originals):
            where = str(self._originals.path(id))
            what = "this original belongs to no article"
            yield Finding(what=what, where=where, hint=_ADD_AGAIN, severity="note"), None
        for id in sorted(self._texts - self._articles):
            finding = Finding(what="this text belongs to no article", where=id, severity="note")
            if id in originals:
                hint = "it can be made again from its original"
                yield _repairable(replace(finding, hint=hint), partial(self._bodies.remove, [id]))
            else:
                yield replace(finding, hint="nothing else is left of its article"), None

    def _originals_damaged(self) -> Iterator[Case]:
        for id in self._originals.ids():
            try:
                self._originals.get(id)
            except LibraryError as error:
                yield Finding(what=error.what, where=id, hint=error.hint), None

    def _leftovers(self) -> Iterator[Case]:
        for path in sorted(self._folder.rglob("*" + durable.TEMPORARY)):
            finding = Finding(what="this file was never finished", where=str(path), severity="note")
            yield _repairable(finding, path.unlink)
        for path in sorted(self._folder.rglob("*" + SET_ASIDE + "*")):
            hint = "remove it when you no longer need it"
            yield Finding(what="this is a copy of what was damaged", where=str(path), hint=hint, severity="note"), None

    def _layout(self, file: LineFile) -> Iterator[Case]:
        """Yield what writing an open file anew would put right."""
        finding = Finding(what="", where=str(file.path), hint="repairing writes the file anew")
        act = partial(self._rewrite, file.path, file.steps)
        for notice in file.notices:
            yield _repairable(replace(finding, what=notice), act)
        if file.mended and not file.notices:
            what = "another program wrote this file, or an earlier version of this one"
            yield _repairable(replace(finding, what=what, severity="note"), act)
        elif file.superseded > len(file.offsets):
            what = f"{file.superseded} of its lines were replaced by later ones"
            yield _repairable(replace(finding, what=what, severity="note"), act)

    def _rewrite(self, path: Path, steps: Sequence[Step]) -> None:
        with closing(LineFile(path, nullcontext, steps)) as file:
            file.refresh()
            file.write(file.lines(), file.tables)


def _repairable(finding: Finding, act: Callable[[], object]) -> Case:
    return replace(finding, repairable=True), act


def _move_aside(path: Path) -> None:
    """Give a file that is no library file another name; Refused."""
    with durable.refusing(path):
        os.rename(path, free_name(path))
        durable.sync(path.parent)
