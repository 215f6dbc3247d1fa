"""history.json: what undo takes back and redo does again, a line for each change.

A line holds what takes a change back, as values, so it is written before the change: should the change never happen,
undoing it alters nothing and is passed over. Once undone, the line holds what does it again.

What it costs (ext4 on a virtual disk, milliseconds in the middle of 300 writes, side by side): a change alone 0.18,
SQLite (WAL, FULL) 0.21; with the history synced before or after it 0.33, in a thread beside it 0.31 to 0.41 (both
syncs go through the one journal of the disk), with the history written but not synced 0.17. So a line is written
first, which kill -9 does not undo, then the change is made durable, and the history is synced soon after, off the way
of whoever waits: with the next `settle` (each second in the open app), the next step of undo, and at `close`. A power
cut in between loses no change, only that the last ones can be undone. In all, a bookmark takes 0.03 longer than
without a history. What syncs much anyway, a batch of an `add`, syncs its line first.
"""

from collections.abc import Iterator, Mapping
from contextlib import suppress
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import Any

from msgspec import Struct

from reader.core.changes import AnyChange, Change, Field, RuleChange, SearchChange, value_of, with_value
from reader.core.errors import LibraryError
from reader.core.rules import read_shape, shape_of
from reader.core.searches import SLOTS, SavedSearch
from reader.core.state import ReadingState
from reader.store import durable, migrations
from reader.store.codec import state_fields, state_of
from reader.store.linefile import LineFile
from reader.store.lines import TAIL, Document
from reader.store.lock import Lock
from reader.store.rawfile import Status, status_of
from reader.store.searches import document_of_search, entry_of

KEPT = 200
"""Groups of changes that are kept at least."""

_SPARE = 300  # groups beyond KEPT before the oldest are let go of together
_PARTS = 1 << 20  # a key is the number of its group times this, and the number of its line within the group


class Entry(Struct, frozen=True, kw_only=True):
    """A line of the history.

    changes: what takes the change back, or does it again once it was undone, in this order; none when neither alters
    anything any more. undone: 0 while it stands; else a number that is higher the later it was undone.
    """

    changes: tuple[AnyChange, ...] = ()
    undone: int = 0


class HistoryFile:
    """The file of changes. The caller holds the library's lock for everything but `is_there`, `settle` and `close`.

    A change is worth more than its way back: what cannot be written is kept in memory, can be undone as long as this
    process lives, and is written with the next line that can be.
    """

    def __init__(self, path: Path, lock: Lock, opened: Status | None) -> None:
        """Nothing is read yet. opened: the status of the file when the library was opened; None if there was none."""
        self._lock = lock
        self._file = LineFile(path, lock.if_possible, migrations.HISTORY)
        self._opened = opened
        self._earlier: int | None = None
        self._newest = 0  # the highest key
        self._unwritten: dict[int, Entry] = {}
        self._unsynced = False
        self._trouble: str | None = None

    @property
    def notices(self) -> tuple[str, ...]:
        """What was wrong with the file, for the user."""
        return (*self._file.notices, *([self._trouble] if self._trouble else []))

    @property
    def is_there(self) -> bool:
        """Whether there is any history at all; costs one os.stat."""
        return bool(self._unwritten) or self._file.path.exists()

    def earlier(self) -> int:
        """Return the highest key that stood in the file when the library was opened, 0 for none.

        Should the whole file have been written anew before this is first asked for, which happens once in some
        hundred changes, that is the highest of then.
        """
        with suppress(LibraryError):
            self._refresh()
        return self._earlier or 0

    def groups(self) -> Iterator[dict[int, Entry]]:
        """Yield the groups, the latest first, each with its lines by key, the latest first.

        A line that cannot be read is passed over, and `doctor` names it. Unreadable, NewerSchema.
        """
        try:
            self._refresh()
            keys = {*self._file.offsets, *self._unwritten}
        except LibraryError:
            if not self._unwritten:
                raise
            keys = set(self._unwritten)
        for _, same in groupby(sorted(keys, reverse=True), key=lambda key: key // _PARTS):
            yield {key: entry for key in same if (entry := self._entry(key)) is not None}

    def add(self, changes: tuple[AnyChange, ...], after: int | None = None, *, durably: bool = False) -> int:
        """Write a line that takes a change back, and return its key.

        after: the key of the line before it in the same group; None starts a group.
        """
        with suppress(LibraryError):
            self._refresh()
        key = (self._newest // _PARTS + 1) * _PARTS if after is None else after + 1
        self.put({key: Entry(changes=changes)}, durably=durably)
        self._trim()
        return key

    def put(self, entries: Mapping[int, Entry], *, durably: bool = True) -> None:
        """Write lines, in one append; what does not reach the file is kept in memory."""
        self._unwritten.update(entries)
        self._newest = max(self._newest, *entries)
        documents = {key: document_of(entry) for key, entry in self._unwritten.items()}
        try:
            self._refresh()
            self._file.append(documents, durably=durably)
        except LibraryError as error:
            self._trouble = f"what you do now can be undone until you quit, and not later: {error}"
            return
        self._unwritten.clear()
        self._unsynced = not durably
        self._trouble = None

    def drop(self, key: int) -> None:
        """Forget a line whose change was refused. Should that be refused too, undoing it alters nothing."""
        self.put({key: Entry()}, durably=False)
        self._unwritten.pop(key, None)
        if not self._unwritten:
            self._trouble = None

    def settle(self) -> None:
        """Have the disk hold what was written; an error of it leaves that to the next call."""
        if self._unsynced:
            self._unsynced = False
            try:
                durable.sync_data(self._file.path)
            except LibraryError:
                self._unsynced = True

    def close(self) -> None:
        """Have the disk hold what was written, and give the file back."""
        self.settle()
        self._file.close()

    def _refresh(self) -> None:
        """Take in what other processes wrote. Unreadable, NewerSchema."""
        generation = self._file.generation
        appended = self._file.refresh(self._lock.turn)
        fresh = self._file.offsets if self._file.generation != generation else appended
        self._newest = max(self._newest, max(fresh, default=0))
        if self._earlier is None:
            self._earlier = self._stood_before()

    def _stood_before(self) -> int:
        opened, now = self._opened, status_of(self._file.path)
        if opened is None or now is None:
            return 0
        end = (opened if now.inode == opened.inode else now).size - len(TAIL)
        return max((key for key, offset in self._file.offsets.items() if offset < end), default=0)

    def _entry(self, key: int) -> Entry | None:
        with suppress(ValueError):
            return self._unwritten.get(key) or read_entry(self._file.get(key) or {})
        return None

    def _trim(self) -> None:
        """Let go of the oldest groups when there are too many; where that is refused, the next call tries again."""
        last = self._newest // _PARTS
        with suppress(LibraryError):
            first = next(iter(self._file.offsets), self._newest) // _PARTS
            if last - first >= KEPT + _SPARE and not self._unwritten:
                lines = ((key, line) for key, line in self._file.lines() if key // _PARTS > last - KEPT)
                self._file.write(lines, self._file.tables)


def document_of(entry: Entry) -> Document:
    """Return the document that holds an entry; `read_entry` reads it."""
    document: Document = {"changes": [_shape_of(change) for change in entry.changes]}
    return document | ({"undone": entry.undone} if entry.undone else {})


def read_entry(document: Mapping[str, Any]) -> Entry:
    """Return the entry in a document; ValueError if it is not as `document_of` made it."""
    try:
        return Entry(changes=tuple(map(_change_of, document["changes"])), undone=int(document.get("undone", 0)))
    except (LookupError, TypeError, AttributeError, OverflowError) as error:
        raise ValueError(f"{error!r:.80}") from error


def _shape_of(change: AnyChange) -> Document:
    """Return a change as JSON; the articles that get one value stand together, as they do in a batch."""
    if isinstance(change, RuleChange):
        rules = {"added": list(map(shape_of, change.added)), "removed": list(map(shape_of, change.removed))}
        return {"rules": rules, "at": change.at, "pages": change.pages, "among": change.among}
    if isinstance(change, SearchChange):
        return {"slot": change.slot, "search": document_of_search(change.search) if change.search else None}
    to = [
        [state_fields(with_value(ReadingState(), change.field, value)), [id for id, _ in same]]
        for value, same in groupby(change.values, key=itemgetter(1))
    ]
    return {"set": change.field.value, "to": to} | ({"added": change.added} if change.added else {})


def _change_of(shape: Mapping[str, Any]) -> AnyChange:
    if "rules" in shape:
        added, removed = (tuple(map(read_shape, shape["rules"][name])) for name in ("added", "removed"))
        at = None if shape["at"] is None else str(shape["at"])
        return RuleChange(added=added, removed=removed, at=at, pages=int(shape["pages"]), among=int(shape["among"]))
    if "slot" in shape:
        return _search_change_of(shape)
    field = Field(shape["set"])
    values = tuple(
        (str(id), value) for fields, ids in shape["to"] for value in [value_of(state_of(fields), field)] for id in ids
    )
    return Change(field=field, values=values, added=int(shape.get("added", 0)))


def _search_change_of(shape: Mapping[str, Any]) -> SearchChange:
    slot = shape["slot"]
    if slot not in SLOTS:
        raise ValueError(f"{slot!r:.40} is no place for a saved search")
    search = None if shape["search"] is None else entry_of(slot, shape["search"])
    if isinstance(search, SavedSearch) or search is None:
        return SearchChange(slot=slot, search=search)
    raise ValueError(f"{shape['search']!r:.40} is no saved search")
