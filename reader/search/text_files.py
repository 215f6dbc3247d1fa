"""The files of the text index: segments in a folder, some written by other processes, any of which may be removed."""

import fcntl
import os
from collections.abc import Iterable, Iterator, Sequence, Set
from contextlib import contextmanager, suppress
from pathlib import Path

import numpy as np
import numpy.typing as npt

from reader.search.text_segment import UNFINISHED, Damaged, Entry, Segment, weight, write, write_without

FULL = 4096
"""Passages of a segment that is not merged with others any more: some 3,000 short articles, 15 MB."""

_SUFFIX = ".texts"
_LOCK = "lock"

Ranks = npt.NDArray[np.int64]
"""Of each entry of a segment, in which order it is to be found; negative when it is not to be found."""

Ranked = Sequence[tuple[Segment, Ranks]]


class SegmentFolder:
    """The segments in a folder, which is made when there is something to write. Not thread-safe.

    segments: those that are there, the latest first.
    """

    def __init__(self, folder: Path) -> None:
        self._folders = [folder]
        self._left: set[Path] = set()  # damaged files that cannot be removed
        self.segments: tuple[Segment, ...] = ()

    def refresh(self) -> None:
        """Take in what was written or removed, by this or another process, since the last call."""
        known = {segment.path: segment for segment in self.segments}
        there = (path for folder in self._folders for path in folder.glob("*" + _SUFFIX) if path.stem.isdecimal())
        paths = {path for path in there if path not in self._left}
        if known.keys() != paths:
            newest_first = sorted(paths, key=lambda path: path.name, reverse=True)
            opened = (known.get(path) or self._opened(path) for path in newest_first)
            self.segments = tuple(segment for segment in opened if segment)

    def remove(self, path: Path) -> None:
        """Remove a damaged segment; where that is not allowed, pass it over from now on."""
        try:
            path.unlink(missing_ok=True)
        except OSError:
            self._left.add(path)
        self.segments = tuple(segment for segment in self.segments if segment.path != path)

    def move(self, folder: Path) -> None:
        """Write to another folder from now on, since the first cannot be written to."""
        self._folders = [self._folders[0], folder]

    @contextmanager
    def writing(self) -> Iterator[bool]:
        """Keep other processes from writing; False when one is writing just now. Raises OSError."""
        self._folders[-1].mkdir(mode=0o700, parents=True, exist_ok=True)
        with (self._folders[-1] / _LOCK).open("ab") as file:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                yield False
                return
            yield True

    def put(self, entries: Iterable[Entry], ranked: Ranked) -> None:
        """Write entries, merged with the segments that are no larger. Within `writing`. Raises OSError.

        Merging so, a text that is added one at a time is written again as often as its segment's size doubles.
        ranked: the segments as they are, each with the ranks of its entries; what has none is left out by the way.
        """
        merged = list(entries)
        room = FULL - sum(map(weight, merged))
        replaced: list[Path] = []
        for segment, ranks in ranked:
            alive = np.flatnonzero(ranks >= 0)
            share = segment.passages * len(alive) // max(1, len(segment))
            if (len(segment) <= len(merged) and share <= room) or 2 * len(alive) < len(segment):
                replaced.append(segment.path)
                room -= share
                with suppress(Damaged):
                    merged += [segment.entry(int(at)) for at in alive]
        self._write(merged)
        for path in replaced:
            with suppress(OSError):
                path.unlink(missing_ok=True)
        self.refresh()

    def forget(self, ids: Set[str]) -> bool:
        """Write the segments anew that hold something of some articles, without it. Raises OSError.

        What others read of these articles and have not written yet, they are told to drop: see `forgotten`.
        Returns False when another process is writing just now: then nothing was done.
        """
        with self.writing() as alone:
            if alone:
                self._tidy()
                self.refresh()
                for segment in self.segments:
                    if not ids.isdisjoint(segment.ids):
                        self._rewrite_without(segment, ids)
                os.utime(self._folders[-1] / _LOCK)
            return alone

    @property
    def forgotten(self) -> int:
        """When articles were forgotten last, in nanoseconds. Within `writing`."""
        return (self._folders[-1] / _LOCK).stat().st_mtime_ns

    def _write(self, entries: Sequence[Entry]) -> None:
        """Write entries as segments that are not larger than FULL, or of one entry; first tidy up after the killed."""
        self._tidy()
        number = self._free()
        batch: list[Entry] = []
        room = FULL
        for entry in entries:
            room -= weight(entry)
            if room < 0 and batch:
                write(self._folders[-1] / f"{number:08}{_SUFFIX}", batch)
                number, room, batch = number + 1, FULL - weight(entry), []
            batch.append(entry)
        if batch:
            write(self._folders[-1] / f"{number:08}{_SUFFIX}", batch)

    def _rewrite_without(self, segment: Segment, ids: Set[str]) -> None:
        with suppress(Damaged):  # then all its texts are read again
            write_without(self._folders[-1] / f"{self._free():08}{_SUFFIX}", segment, ids)
        segment.path.unlink(missing_ok=True)
        self.refresh()

    def _tidy(self) -> None:
        """Remove what killed processes left half written."""
        for path in self._folders[-1].glob("*" + UNFINISHED):
            with suppress(OSError):
                path.unlink()

    def _free(self) -> int:
        """Return a number that no segment has, greater than all of them."""
        taken = (*self._left, *(segment.path for segment in self.segments))
        return 1 + max((int(path.stem) for path in taken), default=0)

    def _opened(self, path: Path) -> Segment | None:
        try:
            return Segment(path)
        except Damaged:
            self.remove(path)
        except OSError:
            pass  # removed meanwhile, or not to be read: as if it were not there
        return None
