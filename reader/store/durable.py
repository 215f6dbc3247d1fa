"""Writing so that it is on disk, whole or not at all, when a call returns.

Every failure of the operating system becomes one `Refused`, and the file stays as it was.
"""

import errno
import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from reader.core.errors import Refused
from reader.store.rawfile import Status

FILE_MODE = 0o600
FOLDER_MODE = 0o700
TEMPORARY = ".tmp"
"""How the name of a file that is still being written ends; what a killed process left may be removed."""

_HINTS = {
    errno.ENOSPC: "free some disk space, then do it again",
    errno.EDQUOT: "your disk quota is used up; free some space, then do it again",
    errno.EFBIG: "the file may not grow (ulimit -f, or the file system's limit); nothing was changed",
    errno.EROFS: "the disk is mounted read-only",
    errno.EACCES: "give yourself permission to write there",
    errno.EPERM: "give yourself permission to write there",
    errno.EIO: "the disk reports an error; make a copy of the library now",
}


@contextmanager
def refusing(path: Path) -> Iterator[None]:
    """Turn an OSError of the body into a `Refused` that names `path` and says what to do."""
    try:
        yield
    except OSError as error:
        reason = os.strerror(error.errno) if error.errno else str(error)
        hint = _HINTS.get(error.errno or 0, "nothing was changed")
        raise Refused(f"{path} could not be written ({reason})", hint) from error


def write_all(descriptor: int, data: bytes, offset: int) -> None:
    """Write all of `data` at `offset`; OSError when it does not fit."""
    view = memoryview(data)
    while view:
        written = os.pwrite(descriptor, view, offset)
        view, offset = view[written:], offset + written


def overwrite_end(path: Path, at: int, data: bytes, old: bytes, *, durably: bool = True) -> Status:
    """Overwrite `old`, the last bytes of a file, by `data`, durably. Return the file's new status.

    at: the offset of `old`. durably: False leaves it to the system when it reaches the disk.
    Raises Refused, with `old` put back, when `data` does not reach the disk.
    """
    with refusing(path):
        descriptor = os.open(path, os.O_RDWR | os.O_CLOEXEC | os.O_NONBLOCK)
        try:
            write_all(descriptor, data, at)
            if durably:
                os.fdatasync(descriptor)
            return Status.of(os.fstat(descriptor))
        except BaseException:  # Ctrl-C too
            # Should even this fail, readers drop the unfinished line: nothing in it was acknowledged.
            with suppress(OSError):
                os.ftruncate(descriptor, at)
                write_all(descriptor, old, at)
                os.fdatasync(descriptor)
            raise
        finally:
            os.close(descriptor)


def replace(path: Path, chunks: Iterable[bytes], *, sync_folder: bool = True) -> None:
    """Make `path` hold `chunks`, durably; it holds the old bytes until it holds all the new ones.

    sync_folder: False where the caller syncs the folder itself, once for many files.
    Raises Refused. The caller holds the library's lock, so one temporary name per path is enough.
    """
    temporary = path.with_name(path.name + TEMPORARY)
    with refusing(path):
        make_folder(path.parent)
        try:
            _write_new(temporary, chunks)
            os.replace(temporary, path)
        except BaseException:  # Ctrl-C too
            with suppress(OSError):
                temporary.unlink()
            raise
        if sync_folder:
            sync(path.parent)


def make_folder(folder: Path) -> None:
    """Make `folder` and those above it, for this user only, durably; OSError if that fails."""
    if folder.is_dir():
        return
    make_folder(folder.parent)
    with suppress(FileExistsError):
        folder.mkdir(mode=FOLDER_MODE)
        sync(folder.parent)


def sync_data(path: Path) -> None:
    """Make what was written to a file durable; Refused if that fails."""
    with refusing(path):
        descriptor = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
        try:
            os.fdatasync(descriptor)
        finally:
            os.close(descriptor)


def sync_names(folder: Path) -> None:
    """Do as `sync` does; Refused if that fails."""
    with refusing(folder):
        sync(folder)


def sync(folder: Path) -> None:
    """Make the names in `folder` durable; OSError if that fails."""
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def remove_temporaries(folder: Path) -> None:
    """Remove what killed processes left of files in `folder` and below. The caller holds the library's lock."""
    for path in folder.rglob("*" + TEMPORARY):
        with suppress(OSError):
            path.unlink()


def _write_new(path: Path, chunks: Iterable[bytes]) -> None:
    flags = os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC
    descriptor = os.open(path, flags, FILE_MODE)
    with open(descriptor, "wb") as file:
        file.writelines(chunks)
        file.flush()
        os.fsync(descriptor)
