"""Reading one file, whatever stands at its path, without ever hanging or raising."""

import os
import stat
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO

from msgspec import Struct

from reader.core.article import Problem
from reader.core.text import one_line

MAX_BYTES = 64 * 1024 * 1024
"""Largest document taken in: some hundred novels; above it stands a dump or an archive, not an article."""

_SPECIAL = (
    (stat.S_ISDIR, "is a folder"),
    (stat.S_ISFIFO, "is a named pipe"),
    (stat.S_ISSOCK, "is a socket"),
    (stat.S_ISCHR, "is a device"),
    (stat.S_ISBLK, "is a device"),
)


class Opened(Struct, frozen=True, kw_only=True):
    """A file to read, and when it was last modified (aware, UTC; None when the file system's time makes no sense)."""

    file: BinaryIO
    modified: datetime | None


def problem(path: str | Path, what: str, hint: str) -> Problem:
    """Return the problem `what` of the file at `path`, each part safe to show."""
    return Problem(name=one_line(str(path)), what=one_line(what), hint=one_line(hint))


def not_regular(path: str | Path, mode: int) -> Problem | None:
    """Return the problem with a path of this `st_mode`; None for a regular file."""
    if stat.S_ISREG(mode):
        return None
    what = next((what for test, what in _SPECIAL if test(mode)), "is no regular file")
    return problem(path, what, "give an ordinary file")


def unreadable(path: str | Path, error: OSError | ValueError) -> Problem:
    """Return the problem that an attempt to look at `path` met. ValueError is how Python refuses impossible paths."""
    if isinstance(error, FileNotFoundError):
        return problem(path, "is not there", "check the path")
    if isinstance(error, PermissionError):
        return problem(path, "may not be read", "check its permissions")
    reason = error.strerror if isinstance(error, OSError) else str(error)
    return problem(path, f"cannot be read: {reason}", "check the path and the disk")


def opened(path: Path) -> Opened | Problem:
    """Open the regular file at `path`, which the caller closes, or return why not: missing, no file, unreadable."""
    try:
        # Looked at before it is opened, as opening a device can do things; and after, as it may have been exchanged.
        refused = not_regular(path, os.stat(path).st_mode)
        return refused or _opened(path)
    except (OSError, ValueError) as error:
        return unreadable(path, error)


def _opened(path: Path) -> Opened | Problem:
    file = open(os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_NOCTTY), "rb")  # noqa: SIM115 - the caller closes it
    status = os.fstat(file.fileno())
    refused = not_regular(path, status.st_mode)
    if refused:
        file.close()
    return refused or Opened(file=file, modified=_aware(status.st_mtime))


def too_large(path: str | Path) -> Problem:
    """Return the problem with a document over MAX_BYTES."""
    return problem(path, f"is larger than {MAX_BYTES // 2**20} MiB", "split it into articles")


def _aware(timestamp: float) -> datetime | None:
    try:
        return datetime.fromtimestamp(timestamp, UTC)
    except (OverflowError, ValueError, OSError):
        return None
