"""Opening and reading regular files, and nothing else: a pipe or a device in a file's place must not hang us."""

import io
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, NamedTuple, cast

from reader.core.errors import Unreadable

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

_BLOCK = 1 << 18
LINE = 1 << 12
"""Most lines of articles.json are shorter."""


class Status(NamedTuple):
    """What tells that a file changed: another inode, another size in bytes, another time in nanoseconds."""

    inode: int
    size: int
    changed: int

    @classmethod
    def of(cls, status: os.stat_result) -> "Status":
        """Return the part of `status` that matters."""
        return cls(status.st_ino, status.st_size, status.st_mtime_ns)


def status_of(path: Path) -> Status | None:
    """Return the status of a regular file, None when there is none; Unreadable when it is something else."""
    try:
        status = os.stat(path)
    except FileNotFoundError:
        return None
    except OSError as error:
        raise _unreadable(path, error) from error
    _regular(path, status)
    return Status.of(status)


def open_file(path: Path) -> tuple[int, Status] | tuple[None, None]:
    """Open a regular file for reading, None when there is none; Unreadable when it is something else."""
    try:
        descriptor = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
    except FileNotFoundError:
        return None, None
    except OSError as error:
        raise _unreadable(path, error) from error
    try:
        status = os.fstat(descriptor)
        _regular(path, status)
    except BaseException:
        os.close(descriptor)
        raise
    return descriptor, Status.of(status)


@contextmanager
def opened(path: Path) -> Iterator[int | None]:
    """Give the descriptor of a regular file open for reading, None when there is none; Unreadable as `open_file`."""
    descriptor, _ = open_file(path)
    try:
        yield descriptor
    finally:
        if descriptor is not None:
            os.close(descriptor)


def content_of(path: Path) -> bytes | None:
    """Return all bytes of a regular file, None when there is none; Unreadable."""
    with opened(path) as descriptor:
        return None if descriptor is None else read_all(descriptor, path)


def reader_of(descriptor: int, path: Path, block: int = _BLOCK) -> BinaryIO:
    """Return a buffered reader with a position and a life of its own; it, too, raises Unreadable.

    block: the bytes it reads at once.
    """
    try:
        return cast(BinaryIO, io.BufferedReader(_Positioned(os.dup(descriptor), path), block))
    except OSError as error:
        raise _unreadable(path, error) from error


def line_at(descriptor: int, offset: int, path: Path) -> bytes:
    """Return the line that starts at `offset`, without its end; Unreadable when the disk does not give it."""
    size = LINE
    try:
        while b"\n" not in (data := os.pread(descriptor, size, offset)) and len(data) == size:
            size *= 8
    except OSError as error:
        raise _unreadable(path, error) from error
    return data.partition(b"\n")[0]


def read_all(descriptor: int, path: Path) -> bytes:
    """Return all bytes of an open file; Unreadable when the disk does not give them."""
    size = os.fstat(descriptor).st_size
    try:
        data = os.pread(descriptor, size, 0)
        while len(data) < size and (more := os.pread(descriptor, size - len(data), len(data))):
            data += more
        return data
    except OSError as error:
        raise _unreadable(path, error) from error


def _regular(path: Path, status: os.stat_result) -> None:
    if not stat.S_ISREG(status.st_mode):
        kind = "a folder" if stat.S_ISDIR(status.st_mode) else "no regular file"
        raise Unreadable(f"{path} is {kind}", "move it away; a library file belongs there")


def _unreadable(path: Path, error: OSError) -> Unreadable:
    return Unreadable(f"{path} could not be read ({error.strerror})", "check its permissions and the disk")


class _Positioned(io.RawIOBase):
    """Reads with pread, so that several readers of one descriptor do not move each other."""

    def __init__(self, descriptor: int, path: Path) -> None:
        self._descriptor = descriptor
        self._path = path
        self._at = 0

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def seek(self, offset: int, whence: int = os.SEEK_SET) -> int:
        bases = {os.SEEK_SET: 0, os.SEEK_CUR: self._at, os.SEEK_END: os.fstat(self._descriptor).st_size}
        self._at = bases[whence] + offset
        return self._at

    def tell(self) -> int:
        return self._at

    def readinto(self, buffer: "WriteableBuffer") -> int:
        try:
            count = os.preadv(self._descriptor, [buffer], self._at)
        except OSError as error:
            raise _unreadable(self._path, error) from error
        self._at += count
        return count

    def close(self) -> None:
        if not self.closed:
            os.close(self._descriptor)
        super().close()
