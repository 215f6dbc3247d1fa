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
from reader.core.errors import Unreadable
from reader.core.query import Sort
from reader.core.shelves import amended
from reader.store import durable
from reader.store.codec import row_in
from reader.store.lines import TAIL, is_sound, key_of
from reader.store.rawfile import Status, open_file, read_all

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
    """Write a front. Only time is lost if it cannot be written, or not durably, so OSError is passed over.

    status: of `articles`. lines: the sealed lines of its rows, in order.
    """
    fresh = path.with_suffix(f".{os.getpid()}.new")
    try:
        stamp = _stamp_of(articles, status.size - len(TAIL))
        path.parent.mkdir(exist_ok=True, mode=0o700)
        fresh.write_bytes(encode(_Kept(stamp, total, tuple(line.decode() for line in lines))))
        fresh.replace(path)
    except (OSError, UnicodeDecodeError):
        with suppress(OSError):
            fresh.unlink(missing_ok=True)


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
        kept = _kept_in(_content(path))
        grown = _growth(articles, kept.stamp)
        if grown is None:
            return None
        rows = [_row(line.encode()) for line in kept.lines]
        changed = {row.id: row for row in map(_row, grown)}
    except (OSError, ValueError, RecursionError, Unreadable):
        return None
    if not changed:
        return Front(rows=tuple(rows), total=kept.total)
    return Front(rows=amended(rows, changed, sort, is_all=len(rows) == kept.total), total=None)


def _stamp_of(path: Path, end: int) -> _Stamp:
    """Return the stamp of an articles.json whose tail starts at `end`; OSError, Unreadable."""
    descriptor, _ = open_file(path)
    if descriptor is None:
        return _Stamp(0, end, "")
    try:
        last = os.pread(descriptor, min(_LAST, end), max(0, end - _LAST))
        return _Stamp(os.fstat(descriptor).st_ino, end, last.hex())
    finally:
        os.close(descriptor)


def _content(path: Path) -> bytes:
    """Return what is in a regular file, nothing where there is none; Unreadable."""
    descriptor, _ = open_file(path)
    if descriptor is None:
        return b""
    try:
        return read_all(descriptor, path)
    finally:
        os.close(descriptor)


def _growth(articles: Path, stamp: _Stamp) -> list[bytes] | None:
    """Return the lines appended to a file since it had `stamp`; None when that is not all, or too much."""
    if _stamp_of(articles, stamp.end) != stamp:
        return None
    with articles.open("rb") as file:
        file.seek(stamp.end)
        data = file.read(_MOST_GROWTH + 1)
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
