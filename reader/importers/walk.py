"""Paths to files: what was given as it is, folders with all that is in them."""

import os
import stat
from collections.abc import Iterable, Iterator
from pathlib import Path

from reader.core.article import Problem
from reader.importers.files import not_regular, problem, unreadable

_Identity = int
"""st_dev and st_ino in one number: what makes two paths the same file or folder."""


def walk(paths: Iterable[Path]) -> Iterator[Path | Problem]:
    """Yield the files at and below `paths`, and a problem for everything that is no file to read; never raises.

    The entries of a folder come sorted by name, without the hidden ones (a leading dot). A file or folder reached twice
    comes once. Links are followed, but inside a folder not to other folders: those may hold anything, so they are named
    in a problem.
    """
    seen: set[_Identity] = set()
    for path in paths:
        yield from _walk(path, seen)


def count(paths: Iterable[Path]) -> int:
    """Return how many files `walk` finds, for a progress display; opens none (some 10 microseconds each)."""
    return sum(isinstance(found, Path) for found in walk(paths))


def _walk(given: Path, seen: set[_Identity]) -> Iterator[Path | Problem]:
    """Yield what is at and below `given`, without recursion, as folders may lie deeper than Python's stack."""
    pending = [iter([given])]
    while pending:
        path = next(pending[-1], None)
        if path is None:
            pending.pop()
            continue
        try:
            status = os.stat(path)
            is_folder = stat.S_ISDIR(status.st_mode)
            if is_folder and path is not given and path.is_symlink():
                yield problem(path, "is a link to a folder", "give that folder itself to add what is in it")
            elif _is_new(status, seen):
                if is_folder:
                    pending.append(_entries(path))
                else:
                    yield not_regular(path, status.st_mode) or path
        except (OSError, ValueError) as error:
            yield _missing(path, error)


def _is_new(status: os.stat_result, seen: set[_Identity]) -> bool:
    """Whether the file was not seen before; from now on it was."""
    identity = status.st_dev << 64 | status.st_ino
    if identity in seen:
        return False
    seen.add(identity)
    return True


def _entries(folder: Path) -> Iterator[Path]:
    """Return the entries of `folder` that are not hidden, sorted by name, as paths made one by one."""
    with os.scandir(folder) as entries:
        names = sorted(entry.name for entry in entries if not entry.name.startswith("."))
    return (folder / name for name in names)


def _missing(path: Path, error: OSError | ValueError) -> Problem:
    if isinstance(error, FileNotFoundError) and os.path.islink(path):
        return problem(path, "is a broken link", "what it points to is gone")
    return unreadable(path, error)
