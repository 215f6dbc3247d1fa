"""What is wrong with a library, in words, and putting right what can be put right without losing anything."""

import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, nullcontext, suppress
from functools import partial
from pathlib import Path
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from reader.core.article import Body
from reader.core.errors import LibraryError, NewerSchema, NotFound, Unreadable
from reader.store import durable, migrations
from reader.store.backups import Backups
from reader.store.backups import read as read_backup
from reader.store.bodies import Bodies
from reader.store.codec import body_of, id_of_key, row_of
from reader.store.front import ARTICLES
from reader.store.history import read_entry
from reader.store.linefile import LineFile
from reader.store.lines import Document, unseal
from reader.store.lock import Lock
from reader.store.migrations import Step
from reader.store.originals import Originals, original_of
from reader.store.removing import REMOVING
from reader.store.searches import entry_of
from reader.store.setaside import SET_ASIDE, SetAside, free_name
from reader.store.sources import learned_of
from reader.store.store import BODIES, HISTORY, LOCK, ORIGINALS, SEARCHES, SOURCES

_ADD_AGAIN = "add the document again"
_START_AGAIN = "trash the article, empty the trash, then add the document again"
"""Adding alone would pass over what the library holds already."""


class Finding(Struct, frozen=True, kw_only=True):
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


Read = Callable[[bytes], Body | None]
"""Returns the text that an original is labelled as, None if it holds not one article."""


def check(folder: Path, *, read: Read | None = None) -> tuple[Finding, ...]:
    """Look at everything in the library in `folder`, reading all of it; nothing is changed.

    read: what would make texts again; without it, those that are lost cannot be repaired.
    """
    if not folder.is_dir():
        return (_missing(folder),)
    lock = Lock(folder / LOCK)
    with closing(lock), lock.if_possible():
        return tuple(finding for finding, _ in _Examination(folder, lock, read).cases())


def repair(folder: Path, *, dry_run: bool, read: Read | None = None) -> tuple[Finding, ...]:
    """Put right what can be, and return what was, or with `dry_run` what would be. Refused if the disk refuses.

    read: as in `check`.
    """
    if not folder.is_dir():
        return ()
    lock = Lock(folder / LOCK)
    with closing(lock), lock.if_possible() if dry_run else lock:
        cases = [(finding, act) for finding, act in _Examination(folder, lock, read).cases() if act is not None]
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

    def __init__(self, folder: Path, lock: Lock, read: Read | None) -> None:
        self._folder = folder
        self._read = read
        self._lock = lock
        self._bodies = Bodies(folder / BODIES, lock)
        self._originals = Originals(folder / ORIGINALS, lock)
        self._articles: set[str] = set()
        self._texts: set[str] = set()
        self._kept: set[str] = set()  # ids of which there is an original
        self._removed: set[str] = set()  # ids of what is being removed for good

    def cases(self) -> Iterator[Case]:
        """Yield all there is to say."""
        articles = LineFile(self._folder / ARTICLES, self._lock.if_possible, migrations.ARTICLES)
        yield from self._file(articles, row_of, self._articles)
        for file in self._bodies.shards.files():
            yield from self._file(file, lambda _, document: body_of(document), self._texts)
        for file in self._originals.shards.files():
            yield from self._file(file, lambda _, document: original_of(document), self._kept)
        yield from self._originals_alone()
        sources = LineFile(self._folder / SOURCES, self._lock.if_possible, migrations.SOURCES)
        yield from self._file(sources, lambda _, document: learned_of(document), set())
        searches = LineFile(self._folder / SEARCHES, self._lock.if_possible, migrations.SEARCHES)
        yield from self._file(searches, entry_of, set())
        history = LineFile(self._folder / HISTORY, self._lock.if_possible, migrations.HISTORY)
        yield from self._file(history, lambda _, document: read_entry(document), set())
        removing = LineFile(self._folder / REMOVING, self._lock.if_possible, migrations.REMOVING)
        yield from self._file(removing, lambda key, _: key, self._removed)
        yield from self._backups()
        yield from self._missing()
        yield from self._unreferenced()
        yield from self._leftovers()

    def _file(self, file: LineFile, decode: Callable[[int, Document], object], ids: set[str]) -> Iterator[Case]:
        """Yield what is wrong with one file; put the ids of its documents that can be read into `ids`."""
        where = str(file.path)
        unread: dict[int, bytes] = {}
        with closing(file):
            try:
                file.refresh()
                for key, line in file.lines():
                    try:
                        decode(key, unseal(line))
                        ids.add(id_of_key(key))
                    except ValueError as error:
                        unread[key] = line
                        what = f"document {key:016x} cannot be read: {error}"
                        hint = "repairing leaves it out and keeps a copy; then add it again"
                        act = partial(self._leave_out, file.path, file.steps, unread)
                        yield _repairable(Finding(what=what, where=where, hint=hint), act)
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
        for id in sorted(self._articles - self._texts):
            finding = Finding(what="the text of this article is missing", where=id, hint=_START_AGAIN)
            if self._read is not None and id in self._kept:
                hint = "repairing makes it again from its original"
                yield _repairable(replace(finding, hint=hint), partial(self._make_text, self._read, id))
            else:
                yield finding, None
        for id in sorted(self._articles - self._kept):
            yield Finding(what="the original of this article is missing", where=id, hint=_START_AGAIN), None

    def _backups(self) -> Iterator[Case]:
        """Yield backups that nothing can be brought back from."""
        for path in Backups(self._folder).days().values():
            try:
                read_backup(path)
            except NewerSchema as error:
                yield Finding(what=error.what, where=str(path), hint=error.hint), None
            except LibraryError as error:
                hint = "repairing moves it aside; the other backups stand"
                yield _repairable(Finding(what=error.what, where=str(path), hint=hint), partial(_move_aside, path))

    def _unreferenced(self) -> Iterator[Case]:
        """Yield originals and texts that belong to no article: an interrupted `add`, or an article that was lost."""
        if removed := (self._kept | self._texts) & self._removed - self._articles:
            what = f"something is left of {len(removed):,} articles that were removed for good"
            hint = "`reader trash --empty` removes it"
            yield Finding(what=what, where=str(self._folder), hint=hint, severity="note"), None
        self._kept -= self._removed
        self._texts -= self._removed
        for id in sorted(self._kept - self._articles):
            what = "this original belongs to no article"
            yield Finding(what=what, where=id, hint=_ADD_AGAIN, severity="note"), None
        for id in sorted(self._texts - self._articles):
            finding = Finding(what="this text belongs to no article", where=id, severity="note")
            if id in self._kept:
                hint = "it can be made again from its original"
                yield _repairable(replace(finding, hint=hint), partial(self._bodies.remove, [id]))
            else:
                yield replace(finding, hint="nothing else is left of its article"), None

    def _originals_alone(self) -> Iterator[Case]:
        for id in self._originals.alone():
            self._kept.add(id)
            try:
                self._originals.get(id)
            except LibraryError as error:
                yield Finding(what=error.what, where=id, hint=error.hint), None

    def _leftovers(self) -> Iterator[Case]:
        for path in sorted(self._folder.rglob("*" + durable.TEMPORARY)):
            finding = Finding(what="this file was never finished", where=str(path), severity="note")
            yield _repairable(finding, partial(_remove, path))
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

    def _leave_out(self, path: Path, steps: Sequence[Step], unread: dict[int, bytes]) -> None:
        """Write a file anew without some of its documents, of which a copy is kept; only the first time."""
        if unread:
            set_aside = SetAside(path)
            set_aside.report(["documents were left out"], b"\n".join(unread.values()))
            set_aside.keep()
            with closing(LineFile(path, nullcontext, steps)) as file:
                file.refresh()
                file.write(((key, line) for key, line in file.lines() if key not in unread), file.tables)
            unread.clear()

    def _make_text(self, read: Read, id: str) -> None:
        """Make the text of an article again from its original, where that holds one article."""
        with suppress(NotFound, Unreadable):
            body = read(self._originals.get(id))
            if body is not None:
                self._bodies.put({id: body})

    def _rewrite(self, path: Path, steps: Sequence[Step]) -> None:
        with closing(LineFile(path, nullcontext, steps)) as file:
            file.refresh()
            file.write(file.lines(), file.tables)


def _repairable(finding: Finding, act: Callable[[], object]) -> Case:
    return replace(finding, repairable=True), act


def _remove(path: Path) -> None:
    """Remove a file; Refused."""
    with durable.refusing(path):
        path.unlink(missing_ok=True)  # another repair may have used its name


def _move_aside(path: Path) -> None:
    """Give a file that is no library file another name; Refused."""
    with durable.refusing(path):
        os.rename(path, free_name(path))
        durable.sync(path.parent)
