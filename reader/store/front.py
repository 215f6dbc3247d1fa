"""The front of a list: its first rows, kept beside the library so that they can be shown before all of it is read.

Derived data, one file for each order of the list: where it is missing, damaged, or of another articles.json, there is
no front. What was appended to articles.json since is taken in.
"""

import os
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from msgspec import DecodeError, Struct
from msgspec.json import Decoder, encode

from reader.core.catalog import Row
from reader.core.errors import LibraryError, Unreadable
from reader.core.query import Sort
from reader.core.shelves import amended
from reader.store import durable
from reader.store.codec import row_in
from reader.store.lines import TAIL, is_sound, key_of
from reader.store.rawfile import Status, content_of, opened

ARTICLES = "articles.json"

INDEX = "index"
"""Folder of what is derived in a library, which may be removed at any time."""

_MOST_GROWTH = 1 << 20
"""Bytes appended since that are read: some 2,000 changes, 5 ms."""

_LAST = 64
"""Bytes before the end by which an articles.json is known again. They hold a checksum."""


class _Stamp(Struct, frozen=True):
    """What tells whether articles.json only grew: its inode, where its tail starts, and the bytes before that."""

    inode: int
    end: int
    last: str


class _Kept(Struct, frozen=True):
    stamp: _Stamp
    total: int
    lines: tuple[str, ...]


class Front(Struct, frozen=True, kw_only=True):
    """The first rows of the shelf of all articles. total: how many the shelf holds, None when that is not known."""

    rows: tuple[Row, ...]
    total: int | None


_kept_in = Decoder(_Kept).decode


def path_of(folder: Path, sort: Sort) -> Path:
    """Return where the front of the library in `folder` lies for an order."""
    return folder / INDEX / f"front-{sort}.json"


def keep(path: Path, articles: Path, status: Status, lines: Iterable[bytes], total: int) -> None:
    """Write a front. Only time is lost if it cannot be written, so that is passed over. The library's lock is held.

    status: of `articles`. lines: the sealed lines of its rows, in order.
    """
    with suppress(LibraryError, OSError, UnicodeDecodeError), opened(articles) as descriptor:
        if descriptor is not None:
            stamp = _stamp_of(descriptor, status.size - len(TAIL))
            kept = _Kept(stamp, total, tuple(line.decode() for line in lines))
            durable.replace(path, [encode(kept)], sync_folder=False)


def forget(folder: Path) -> None:
    """Remove all fronts of the library in `folder`, since they name articles that are gone. Refused."""
    for path in (folder / INDEX).glob("front-*"):
        with durable.refusing(path):
            path.unlink(missing_ok=True)


def read(path: Path, articles: Path, sort: Sort) -> Front | None:
    """Return the front of the list of `articles` in order `sort`, None when there is none.

    Takes some 2 ms, however long the list is.
    """
    try:
        kept = _kept_in(content_of(path) or b"")
        grown = _growth(articles, kept.stamp)
        if grown is None:
            return None
        rows = [_row(line.encode()) for line in kept.lines]
        changed = {row.id: row for row in map(_row, grown)}
    except (OSError, ValueError, RecursionError, Unreadable):
        return None
    if not changed:
        return Front(rows=tuple(rows), total=kept.total)
    if sort is Sort.PROGRESS:  # what was read has other places now, and nothing here tells which
        return None
    return Front(rows=amended(rows, changed, sort, is_all=len(rows) == kept.total), total=None)


def _stamp_of(descriptor: int, end: int) -> _Stamp:
    """Return the stamp of an open articles.json whose tail starts at `end`; OSError."""
    last = os.pread(descriptor, min(_LAST, end), max(0, end - _LAST))
    return _Stamp(os.fstat(descriptor).st_ino, end, last.hex())


def _growth(articles: Path, stamp: _Stamp) -> list[bytes] | None:
    """Return the lines appended to a file since it had `stamp`; None when that is not all, or too much."""
    with opened(articles) as descriptor:
        if descriptor is None or _stamp_of(descriptor, stamp.end) != stamp:
            return None
        data = os.pread(descriptor, _MOST_GROWTH + 1, stamp.end)
    if len(data) > _MOST_GROWTH or not data.endswith(TAIL):
        return None
    if data == TAIL:
        return []
    return data[: -len(TAIL)].removeprefix(b",").removeprefix(b"\n").split(b",\n")


def _row(line: bytes) -> Row:
    """Return the row of a sealed line; ValueError."""
    if not is_sound(line):
        raise DecodeError("a line is damaged")
    return row_in(key_of(line), line)
