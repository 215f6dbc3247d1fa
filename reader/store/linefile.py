"""One library file in the line format: found, indexed, appended to, written anew.

Reading takes no lock. Writing expects the caller to hold the library's lock and to have called `refresh` since.
"""

import io
import os
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, suppress
from pathlib import Path
from typing import Any, BinaryIO

from reader.core.errors import LibraryError, NewerSchema, Refused, Unreadable
from reader.store import durable
from reader.store.lines import TAIL, Document, Tables, is_sound, key_of, read_header, seal, unseal, whole
from reader.store.mend import mend
from reader.store.migrations import Step, upgraded
from reader.store.offsets import Offsets, compact, fits
from reader.store.rawfile import LINE, Status, line_at, open_file, read_all, reader_of, status_of
from reader.store.setaside import SetAside

Settling = Callable[[], AbstractContextManager[object]]

_SPARE_LINES = 1000
"""A file is written anew when superseded lines outnumber living ones by this many, so its size stays in bounds."""


class LineFile:
    """The documents of one file.

    path: the file, links followed. steps: its migrations. tables: every table but the default one.
    notices: what was wrong with the file, for the user, since it was opened.
    generation: grows when the whole file has to be read again, rather than its new lines.
    status: of the file as it was last looked at, None where there is none.
    """

    def __init__(self, path: Path, settling: Settling, steps: Sequence[Step] = ()) -> None:
        """Nothing is read yet.

        settling: makes a context to enter before the file is believed to be damaged: nobody is appending within it.
        steps: from schema 1 to 2, 2 to 3 and so on; the file's version is one more than there are.
        """
        self.path = Path(os.path.realpath(path))
        self.generation = 0
        self._settling = settling
        self.steps = steps
        self._schema = 1 + len(steps)
        self._set_aside = SetAside(self.path)
        self.notices = self._set_aside.notices
        self._descriptor: int | None = None
        self._forget()

    def _forget(self) -> None:
        self.tables: Tables = {}
        self.status: Status | None = None
        self._image: bytes | None = None  # stands for the file where its own bytes are not as they should be
        self._turn: int | None = None  # of the lock when the file was last looked at
        self._start = self._end = 0  # the offsets of the first line with a document and of TAIL
        self._offsets: dict[int, int] | Offsets | None = None
        self._lines = 0

    @property
    def mended(self) -> bool:
        """Whether the next write will write the whole file anew, since it is damaged, old or in another layout."""
        return self._image is not None

    @property
    def superseded(self) -> int:
        """How many lines of the file have a later line with the same key."""
        return self._lines - len(self.offsets) if self.offsets else self._lines

    @property
    def offsets(self) -> Mapping[int, int]:
        """Where the line of each document starts, by key, in the order in which they were first written."""
        if self._offsets is None and not self._scan():
            with self._settling():
                if not (self._look() and self._scan()):
                    self._mend()
        return self._offsets or {}

    def close(self) -> None:
        """Give the file back; a later call opens it again."""
        if self._descriptor is not None:
            os.close(self._descriptor)
            self._descriptor = None
        self._forget()

    def refresh(self, turn: int | None = None) -> list[int]:
        """Take in what was written since the last call; return the keys of the documents appended since.

        When more than that changed, `generation` grows and the list is empty.
        turn: of the lock, where the caller holds it: nobody else writes within one, so one look at the file is enough.
        Raises Unreadable or NewerSchema.
        """
        if turn is not None and turn == self._turn:
            return []
        self._turn = turn
        now, seen = status_of(self.path), self.status
        if self.generation and now == seen:
            return []
        if now and seen and not self.mended and now.inode == seen.inode and now.size > seen.size:
            appended = self._read_growth(now)
            if appended is None:  # perhaps only half of it is written yet
                with self._settling():
                    now = status_of(self.path) or now
                    appended = self._read_growth(now) if now.inode == seen.inode else None
            if appended is not None:
                return appended
        self.generation += 1
        try:
            if not self._look():
                with self._settling():
                    if not self._look():
                        self._mend()
        except LibraryError:
            self.close()  # so that the next call says so again, and nothing is written into what is not ours
            raise
        return []

    def get(self, key: int) -> Document | None:
        """Return the document under `key`, None if there is none."""
        line = self.line(key)
        return None if line is None else unseal(line)

    def find(self, key: int) -> Document | None:
        """Do as `get` does for one document of a file that is not read otherwise: without looking at other lines."""
        if self._offsets is None and self._descriptor is not None:
            data = read_all(self._descriptor, self.path)
            start = data.rfind(b'\n"%d": ' % key) + 1
            line = data[start : data.find(b"\n", start)].removesuffix(b",")
            if is_sound(line):
                return unseal(line)
        return self.get(key)

    def line(self, key: int) -> bytes | None:
        """Return the sealed line under `key`, None if there is none."""
        offset = self.offsets.get(key)
        if offset is None:
            return None
        if self._image is not None:
            line = self._image[offset : self._image.index(b"\n", offset)]
        else:
            line = line_at(self._descriptor or 0, offset, self.path)
        return line.removesuffix(b",")

    def lines(self) -> Iterator[tuple[int, bytes]]:
        """Yield keys and sealed lines in the order of `offsets`."""
        offsets = tuple(self.offsets.items())
        with self._reader() as file:
            for key, offset in offsets:
                file.seek(offset)
                yield key, file.readline().rstrip(b",\n")

    def append(self, documents: Mapping[int, Mapping[str, Any]], *, durably: bool = True) -> None:
        """Write `documents` by key, durably and all or none; Refused if they do not reach the disk.

        durably: False leaves the disk to the system; what a process wrote survives kill -9, not a power cut.
        """
        sealed = {key: seal(key, document) for key, document in documents.items()}
        if self.status is None or self.mended:
            self.write({**dict(self.lines()), **sealed}.items(), self.tables)
            return
        data = self._between + b",\n".join(sealed.values()) + TAIL
        now = durable.overwrite_end(self.path, self._end, data, TAIL, durably=durably)
        self._take_in(sealed, list(sealed.values()), now)
        if self._offsets is not None and self.superseded > len(self._offsets) + _SPARE_LINES:
            with suppress(Refused):  # what was asked for is on disk; there may be no room for a second file
                self.write(self.lines(), self.tables)

    def write(self, lines: Iterable[tuple[int, bytes]], tables: Tables) -> None:
        """Write the whole file anew, durably; Refused, with the old file in place, if that fails."""
        self._set_aside.keep()
        offsets: dict[int, int] = {}
        durable.replace(self.path, whole(self._schema, tables, lines, offsets))
        self._look()
        self._offsets, self._lines = compact(offsets), len(offsets)

    @property
    def _between(self) -> bytes:
        """What stands between the last line and the next one."""
        return b",\n" if self._end > self._start else b"\n"

    def _reader(self) -> BinaryIO:
        if self._image is not None or self._descriptor is None:
            return io.BytesIO(self._image or b"")
        return reader_of(self._descriptor, self.path)

    def _look(self) -> bool:
        """Open the file; whether it is missing, or its first line and its end are as this program writes them."""
        self.close()
        self._descriptor, self.status = open_file(self.path)
        if self._descriptor is None or self.status is None:
            return True
        with reader_of(self._descriptor, self.path, LINE) as file:
            first = file.readline()[:-1]
            file.seek(max(0, self.status.size - len(TAIL) - 1))
            end = file.read()
        head = read_header(first)
        if head is None or end not in (b"}" + TAIL, b"{" + TAIL):
            return False
        schema, self.tables = head
        self._start, self._end = len(first) + 1, self.status.size - len(TAIL)
        return _is_current(schema, self._schema, self.path)

    def _scan(self) -> bool:
        """Find every line; whether all of them are sound."""
        offsets: dict[int, int] = {}
        at, count = self._start, 0
        with self._reader() as file:
            file.seek(at)
            for line in file:
                if at >= self._end:
                    break
                last = at + len(line) > self._end
                sealed = line[: self._end - at] if last else line[:-2]
                if not is_sound(sealed) or not (last or line.endswith(b",\n")):
                    return False
                try:
                    offsets[key_of(sealed)] = at
                except ValueError:
                    return False
                at += len(line)
                count += 1
        self._offsets, self._lines = compact(offsets), count
        return True

    def _read_growth(self, now: Status) -> list[int] | None:
        """Take in the lines after `_end`; None when there is anything else."""
        with self._reader() as file:
            file.seek(self._end)
            data = file.read(now.size - self._end)
        between = self._between
        if not (data.startswith(between) and data.endswith(TAIL)):
            return None
        lines = data[len(between) : -len(TAIL)].split(b",\n")
        if not all(map(is_sound, lines)):
            return None
        try:
            keys = [key_of(line) for line in lines]
        except ValueError:
            return None
        self._take_in(keys, lines, now)
        return keys

    def _take_in(self, keys: Collection[int], lines: Sequence[bytes], now: Status) -> None:
        """Note `lines` as appended, by which the file came to be as `now` says."""
        if self._offsets is not None:
            at = self._end + len(self._between)
            if isinstance(self._offsets, Offsets) and not all(map(fits, keys)):
                self._offsets = dict(self._offsets.items())
            for key, line in zip(keys, lines, strict=True):
                self._offsets[key] = at
                at += len(line) + len(b",\n")
        self.status, self._end = now, now.size - len(TAIL)
        self._lines += len(lines)

    def _mend(self) -> None:
        """Take what is sound, keep a copy of what is not, and say so. The file itself is left to the next write."""
        if self._descriptor is None:
            return
        data = read_all(self._descriptor, self.path)
        mended = mend(data)
        if mended is None:
            what = f"{self.path} is not a library file, or is damaged throughout"
            raise Unreadable(what, "move it away, or put a copy of it in its place")
        schema = self._schema if mended.schema is None else mended.schema
        if not _is_current(schema, self._schema, self.path):
            mended.lines = {
                key: seal(key, upgraded(unseal(line), self.steps, schema)) for key, line in mended.lines.items()
            }
        offsets: dict[int, int] = {}
        self._image = b"".join(whole(self._schema, mended.tables, mended.lines.items(), offsets))
        self.tables, self._offsets, self._lines = mended.tables, offsets, len(offsets)
        self._set_aside.report(mended.faults, mended.damaged)


def _is_current(schema: int, ours: int, path: Path) -> bool:
    if schema > ours:
        what = f"{path} was written by a later version of this program (schema {schema})"
        raise NewerSchema(what, f"update this program; it knows schema {ours}")
    return schema == ours
