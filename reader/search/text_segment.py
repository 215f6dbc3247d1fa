"""One file of the text index: some thousand texts and their signature. It is never changed, only written and removed.

    MAGIC, Head, the directory (ids, then the arrays of _DIRECTORY), the rows of the signature, the texts in UTF-8

Head, each row and each text have a checksum, which is looked at whenever they are read: a damaged file is noticed by
what is asked of it, without all of it being read. Files are read, never mapped: a mapped file that another process
cuts short ends the program.
"""

import os
import struct
import zlib
from collections.abc import Sequence, Set
from contextlib import suppress
from pathlib import Path

import numpy as np
import numpy.typing as npt
from msgspec import Struct

from reader.search.text_folding import units
from reader.search.text_signature import BITS, PASSAGE, passages, signature

MAGIC = b"reader texts 2\n\0"
UNFINISHED = ".part"
"""How the name of a segment ends that is still being written."""

_HEAD = struct.Struct("<IIII")  # bytes of the ids, articles, passages, checksum of the directory
_ENCODING = ("utf-8", "surrogatepass")

Flags = npt.NDArray[np.bool_]


class Damaged(Exception):
    """A file of the index, at `path`, is not as it was written: it is to be removed, and its texts read again."""

    def __init__(self, path: Path) -> None:
        self.path = path
        super().__init__(path)


class Entry(Struct, frozen=True):
    """A text to be found.

    id: the article's. source: the number of its source. stamp: tells this state of the text from others.
    text: `searchable`.
    """

    id: str
    source: int
    stamp: int
    text: str


class Segment:
    """An open file of the index. Safe to use from several threads; the file may be removed while it is open.

    path: as opened. ids, sources, stamps: of its entries, in their order. passages: how many they have.
    """

    def __init__(self, path: Path) -> None:
        """Open `path`. Raises Damaged, and OSError when there is no such file."""
        self.path = path
        self._file = path.open("rb", buffering=0)
        start = len(MAGIC) + _HEAD.size
        head = self._read(0, start)
        ids, count, places, checksum = _HEAD.unpack(head[len(MAGIC) :])
        shapes = {"sources": (count, "<u4"), "stamps": (count, "<i8"), "ends": (count, "<i8"), "sums": (count, "<u4")}
        shapes |= {"first": (count + 1, "<i8"), "row_sums": (BITS, "<u4")}
        length = ids + sum(size * np.dtype(kind).itemsize for size, kind in shapes.values())
        if head[: len(MAGIC)] != MAGIC or length > os.fstat(self._file.fileno()).st_size:
            raise Damaged(path)
        directory = self._read(start, length)
        if zlib.crc32(directory, zlib.crc32(head[:-4])) != checksum:
            raise Damaged(path)
        self.ids = tuple(directory[:ids].decode().split("\n")) if count else ()
        arrays, at = {}, ids
        for name, (size, kind) in shapes.items():
            arrays[name] = np.frombuffer(directory, kind, size, at)
            at += arrays[name].nbytes
        self.sources: npt.NDArray[np.uint32] = arrays["sources"]
        self.stamps: npt.NDArray[np.int64] = arrays["stamps"]
        self._ends, self._sums = arrays["ends"], arrays["sums"]
        self._first, self._row_sums = arrays["first"], arrays["row_sums"]
        self.passages, self._width = places, -(-places // 8)
        self._rows = start + length
        self._texts = self._rows + BITS * self._width

    def __len__(self) -> int:
        return len(self.ids)

    def may_hold(self, words: Sequence[Sequence[int]]) -> Flags:
        """Return which entries may hold all words, each given by its rows. Raises Damaged."""
        entries = np.ones(len(self), np.bool_)
        for rows in words:
            bits = np.full(self._width, 0xFF, np.uint8)
            for row in rows:
                bits &= self._row(row)
                if not bits.any():
                    return np.zeros(len(self), np.bool_)
            flags = np.unpackbits(bits, count=self.passages).view(np.bool_)
            entries &= np.logical_or.reduceat(flags, self._first[:-1])
        return entries

    def text(self, index: int) -> str:
        """Return the text of an entry. Raises Damaged."""
        begin = int(self._ends[index - 1]) if index else 0
        data = self._read(self._texts + begin, int(self._ends[index]) - begin)
        if zlib.crc32(data) != self._sums[index]:
            raise Damaged(self.path)
        return data.decode(*_ENCODING)

    def entry(self, index: int) -> Entry:
        """Return an entry. Raises Damaged."""
        return Entry(self.ids[index], int(self.sources[index]), int(self.stamps[index]), self.text(index))

    def rows(self, kept: Flags) -> npt.NDArray[np.uint8]:
        """Return the rows of the signature as they are of some entries alone. Raises Damaged.

        kept: which entries. Passages know of others of their own text only, so no signature has to be made again. The
        last passage of a text also has the bits of what its last three units make with the three that came next.
        """
        passages = np.repeat(kept, np.diff(self._first))
        rows = np.empty((BITS, -(-int(passages.sum()) // 8)), np.uint8)
        for row in range(BITS):
            rows[row] = np.packbits(np.unpackbits(self._row(row), count=self.passages)[passages])
        return rows

    def first(self, kept: Flags) -> npt.NDArray[np.int64]:
        """Return the first passage of each of some entries, and the end, as they are of these alone."""
        return np.concatenate([[0], np.cumsum(np.diff(self._first)[kept])])

    def _row(self, row: int) -> npt.NDArray[np.uint8]:
        data = self._read(self._rows + row * self._width, self._width)
        if zlib.crc32(data) != self._row_sums[row]:
            raise Damaged(self.path)
        return np.frombuffer(data, np.uint8)

    def _read(self, offset: int, size: int) -> bytes:
        data = os.pread(self._file.fileno(), size, offset)
        if len(data) != size:
            raise Damaged(self.path)
        return data


def weight(entry: Entry) -> int:
    """Return how many passages a text has, about."""
    return 1 + len(entry.text) // PASSAGE


def write(path: Path, entries: Sequence[Entry]) -> None:
    """Write a segment of `entries`, in place whole or not at all; OSError. An entry's id has no line break."""
    folded = [units(entry.text) for entry in entries]
    starts, first = passages(np.array([len(text) for text in folded], np.int64))
    _write(path, entries, signature(np.concatenate(folded), starts, first), first)


def write_without(path: Path, segment: Segment, ids: Set[str]) -> bool:
    """Write a copy of a segment without what it has of some articles, if anything is left. Damaged, OSError."""
    kept = np.array([id not in ids for id in segment.ids], np.bool_)
    entries = [segment.entry(int(at)) for at in np.flatnonzero(kept)]
    if entries:
        _write(path, entries, segment.rows(kept), segment.first(kept))
    return bool(entries)


def _write(path: Path, entries: Sequence[Entry], rows: npt.NDArray[np.uint8], first: npt.NDArray[np.int64]) -> None:
    """rows: of the signature. first: the first passage of each entry, and the end."""
    texts = [entry.text.encode(*_ENCODING) for entry in entries]
    ids = "\n".join(entry.id for entry in entries).encode()
    arrays = (
        np.array([entry.source for entry in entries], "<u4"),
        np.array([entry.stamp for entry in entries], "<i8"),
        np.cumsum([len(text) for text in texts], dtype="<i8"),
        np.array([zlib.crc32(text) for text in texts], "<u4"),
        first.astype("<i8"),
        np.array([zlib.crc32(row) for row in rows], "<u4"),
    )
    directory = ids + b"".join(array.tobytes() for array in arrays)
    head = MAGIC + _HEAD.pack(len(ids), len(entries), int(first[-1]), 0)[:-4]
    checksum = struct.pack("<I", zlib.crc32(directory, zlib.crc32(head)))
    unfinished = path.with_suffix(UNFINISHED)
    try:
        with unfinished.open("wb") as file:
            file.writelines((head, checksum, directory, rows.tobytes(), *texts))
        unfinished.replace(path)
    except OSError:  # most likely the disk is full: it has no room for half a file either
        with suppress(OSError):
            unfinished.unlink()
        raise
