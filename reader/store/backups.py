"""backups/: dated copies of what cannot be added again: reading states, rules and saved searches.

`states-2026-11-23.json.gz` is a library file (see reader.store.lines) in gzip, which takes a quarter of the room and
has a checksum of the whole: unpacked, plain TinyDB opens it. A line holds an article's id, its title for people, and
its state as articles.json has it, whatever fields that has by now; articles without a state are left out. The tables
`rules` and `searches` hold those, and `about` how many there are of each.

A backup's time of change is that of the library files when it was made: as long as both agree, nothing has changed.
"""

import gzip
import os
import re
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager, suppress
from datetime import date
from pathlib import Path
from typing import BinaryIO, cast

from msgspec import Struct, convert

from reader.core.errors import NewerSchema, NotFound, Unreadable
from reader.core.rules import Rule, read_shape, shape_of
from reader.core.searches import SavedSearch
from reader.core.state import ReadingState
from reader.store import durable, migrations
from reader.store.codec import id_of_key, key_of_id, state_fields, state_of
from reader.store.front import ARTICLES
from reader.store.lines import TAIL, Document, Tables, is_sound, key_of, read_header, seal, unseal, whole
from reader.store.lock import Lock
from reader.store.migrations import upgraded
from reader.store.rawfile import open_file
from reader.store.searches import document_of_search, entry_of
from reader.store.store import LOCK, SEARCHES, SOURCES

DAILY, WEEKLY, MONTHLY = 7, 4, 12
"""Days, weeks and months whose latest backup is kept, counting those that have one: 23 backups at most.

Grandfather, father and son, as the classic scheme is called; so do restic (`forget --keep-daily 7 --keep-weekly 4
--keep-monthly 12`) and borg (`prune`) with the same options.
"""

FOLDER = "backups"
SCHEMA = 1 + len(migrations.BACKUPS)

_NAME = re.compile(r"states-(\d{4}-\d{2}-\d{2})\.json\.gz")
_WATCHED = (ARTICLES, SOURCES, SEARCHES)
_LEVEL = 6  # zlib's default
_LONGEST = 1 << 26  # bytes of a line; no library that people make has one of 64 MB
_BLOCK = 1 << 20


class About(Struct, frozen=True, kw_only=True):
    """How many states, rules and saved searches a backup holds."""

    states: int
    rules: int
    searches: int


class Kept(Struct, frozen=True):
    """The state of an article. title: for people, who are told which articles are no longer there."""

    id: str
    title: str
    state: ReadingState


class Contents(Struct, frozen=True, kw_only=True):
    """What a backup holds. searches: by their numbers."""

    states: Sequence[Kept]
    rules: Sequence[Rule]
    searches: Mapping[int, SavedSearch]


class Backups:
    """The backups of the library in `folder`."""

    def __init__(self, folder: Path) -> None:
        self._library = folder
        self._folder = folder / FOLDER

    def days(self) -> dict[date, Path]:
        """Return the backups there are by their days, the latest first."""
        found = {}
        for path in self._folder.glob("states-*.json.gz"):
            with suppress(ValueError):
                if match := _NAME.fullmatch(path.name):
                    found[date.fromisoformat(match[1])] = path
        return dict(sorted(found.items(), reverse=True))

    def changed(self) -> int:
        """Return when the library files last changed, in nanoseconds, 0 if there are none."""
        return max(_changed(self._library / name) for name in _WATCHED)

    def is_due(self, day: date) -> bool:
        """Whether there is none of that day, and something has changed since the last. Costs a look at some names."""
        days = self.days()
        latest = next(iter(days.values()), None)
        is_new = self.changed() != (_changed(latest) if latest else 0)
        return is_new and day not in days and os.access(self._library, os.W_OK)

    def keep(self, day: date, contents: Contents, changed: int, cancelled: Callable[[], bool]) -> Path | None:
        """Write the backup of a day, durably, and let go of those that are not to be kept.

        changed: when the library files had last changed before `contents` was read. Returns None when there is nothing
        to keep or nothing new, when another process was faster, or when `cancelled`. Others wait only for a write.
        Refused.
        """
        made = b"".join(_compressed(contents, cancelled))
        if cancelled() or not made:
            return None
        path = self._folder / f"states-{day.isoformat()}.json.gz"
        with closing(Lock(self._library / LOCK)) as lock, lock, lock.marked():
            days = self.days()
            if day in days:
                return None
            latest = next(iter(days.values()), None)
            is_new = latest is None or _bytes(latest) != made
            if is_new:
                durable.replace(path, [made])
            with suppress(OSError):  # then it is looked at again the next time
                os.utime(path if is_new or latest is None else latest, ns=(changed, changed))
            days[day] = path
            for gone in days.keys() - kept(days) - {day}:
                with suppress(OSError):
                    days[gone].unlink()
            return path if is_new else None


def kept(days: Iterable[date]) -> set[date]:
    """Return which days' backups are kept."""
    latest_first = sorted(days, reverse=True)
    periods: tuple[tuple[int, Callable[[date], object]], ...] = (
        (DAILY, lambda day: day),
        (WEEKLY, lambda day: day.isocalendar()[:2]),
        (MONTHLY, lambda day: (day.year, day.month)),
    )
    found: set[date] = set()
    for count, period in periods:
        latest: dict[object, date] = {}
        for day in latest_first:
            latest.setdefault(period(day), day)
        found.update(list(latest.values())[:count])
    return found


def about(path: Path) -> About:
    """Return what a backup holds, having looked whether all of it is as it was written. NotFound, LibraryError."""
    with _unpacked(path) as (file, _, tables):
        while file.read(_BLOCK):
            pass
        return _about(tables)


def read(path: Path) -> Contents:
    """Return the contents of a backup. NotFound; Unreadable if anything of it is damaged; NewerSchema."""
    with _unpacked(path) as (file, schema, tables):
        states = [
            Kept(id_of_key(key), str(document.get("title", "")), state_of(document))
            for key, document in _documents(file, schema)
        ]
        rules = tuple(map(read_shape, tables.get("rules", {}).values()))
        entries = {int(slot): entry_of(int(slot), shape) for slot, shape in tables.get("searches", {}).items()}
        if len(states) != _about(tables).states:
            raise ValueError("lines of it are missing")
    searches = {slot: entry for slot, entry in entries.items() if isinstance(entry, SavedSearch)}
    return Contents(states=states, rules=rules, searches=searches)


@contextmanager
def _unpacked(path: Path) -> Iterator[tuple[BinaryIO, int, Tables]]:
    """Open a backup behind its first line, which is given as schema and tables; name whatever is wrong with it."""
    descriptor, _ = open_file(path)
    if descriptor is None:
        raise NotFound(f"there is no backup {path}", "`reader backups` lists those there are")
    try:
        with open(descriptor, "rb") as packed, gzip.GzipFile(fileobj=packed) as file:
            head = read_header(file.readline(_LONGEST).removesuffix(b"\n"))
            if head is None:
                raise ValueError("it does not begin as one")
            if head[0] > SCHEMA:
                what = f"{path} was written by a later version of this program (schema {head[0]})"
                raise NewerSchema(what, f"update this program; it knows schema {SCHEMA}")
            yield cast(BinaryIO, file), *head
    except (OSError, EOFError, zlib.error, ValueError, LookupError, TypeError, AttributeError, OverflowError) as error:
        what = f"{path} is no backup, or is damaged ({error})"
        raise Unreadable(what, "take another: `reader backups` lists them") from error


def _documents(file: BinaryIO, schema: int) -> Iterator[tuple[int, Document]]:
    """Yield keys and documents of the lines that follow; ValueError for one that is damaged."""
    while line := file.readline(_LONGEST):
        line = line.removesuffix(b"\n").removesuffix(b",")
        if line == TAIL[1:]:
            if file.read(1):  # which at the end compares the checksum of the whole
                raise ValueError("something follows its end")
            return
        if not is_sound(line):
            raise ValueError("a line of it is not as it was written")
        yield key_of(line), upgraded(unseal(line), migrations.BACKUPS, schema)
    raise ValueError("its end is missing")


def _about(tables: Tables) -> About:
    return convert(tables["about"]["1"], About)


def _compressed(contents: Contents, cancelled: Callable[[], bool]) -> Iterator[bytes]:
    """Yield a backup, the same for the same contents; nothing when there is nothing to keep."""
    counts = {"states": len(contents.states), "rules": len(contents.rules), "searches": len(contents.searches)}
    if not any(counts.values()):
        return
    tables: Tables = {
        "about": {"1": counts},
        "rules": {str(number): shape_of(rule) for number, rule in enumerate(contents.rules, 1)},
        "searches": {str(slot): document_of_search(search) for slot, search in sorted(contents.searches.items())},
    }
    lines = ((key, seal(key, _document(kept))) for kept in contents.states for key in [key_of_id(kept.id)])
    packer = zlib.compressobj(_LEVEL, wbits=zlib.MAX_WBITS | 16)  # in gzip's format, which then holds no time
    for chunk in whole(SCHEMA, tables, lines, {}):
        if cancelled():
            return
        yield packer.compress(chunk)
    yield packer.flush()


def _document(kept: Kept) -> Document:
    return {"id": kept.id, "title": kept.title, **state_fields(kept.state)}


def _changed(path: Path) -> int:
    with suppress(OSError):
        return path.stat().st_mtime_ns
    return 0


def _bytes(path: Path) -> bytes:
    with suppress(OSError):
        return path.read_bytes()
    return b""
