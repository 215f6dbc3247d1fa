"""One lock for all processes and threads that write a library.

flock(2) on a file of its own, waited for in the kernel: a lock that is polled starves writers (DESIGN §5: p99 of
2 s with four). The kernel drops it when its process dies, so a killed writer never leaves the library locked.
"""

import fcntl
import os
import threading
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from types import TracebackType
from typing import Self

from reader.core.errors import Refused
from reader.store.durable import FILE_MODE, make_folder, refusing


class Lock:
    """A re-entrant context manager; while it is held nobody else writes.

    path: the lock file, made when the lock is first taken, and never removed (removing it would let two in).
    mutex: what keeps this process's own threads apart; hold it to read state that a writer changes.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.mutex = threading.RLock()
        self._depth = 0
        self._descriptor: int | None = None

    def __enter__(self) -> Self:
        """Wait until the lock is free, then hold it; Refused if its file can be neither made nor opened."""
        self.mutex.acquire()
        try:
            if self._depth == 0:
                self._take()
            self._depth += 1
        except BaseException:
            self.mutex.release()
            raise
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._depth -= 1
        if self._depth == 0 and self._descriptor is not None:
            os.close(self._descriptor)  # closing the only descriptor of an open file releases its flock
            self._descriptor = None
        self.mutex.release()

    @contextmanager
    def if_possible(self) -> Iterator[None]:
        """Hold the lock, or go on without it where its file can be neither made nor opened: readers need none."""
        with ExitStack() as stack:
            with suppress(Refused):
                stack.enter_context(self)
            yield

    @contextmanager
    def marked(self) -> Iterator[None]:
        """Mark the lock file, which is held, as long as files are half made; only a killed process leaves the mark."""
        self._mark(1)
        try:
            yield
        finally:
            self._mark(0)

    def was_left_marked(self) -> bool:
        """Whether a process was killed while files were half made, or another is making some right now."""
        with suppress(OSError):
            return self.path.stat().st_size > 0
        return False

    def _mark(self, length: int) -> None:
        with suppress(OSError):  # without the mark, half made files are found by `doctor` only
            os.ftruncate(self._descriptor or -1, length)

    def _take(self) -> None:
        with refusing(self.path):
            descriptor = self._open()
            try:
                fcntl.flock(descriptor, fcntl.LOCK_EX)
            except BaseException:
                os.close(descriptor)
                raise
            self._descriptor = descriptor

    def _open(self) -> int:
        flags = os.O_CLOEXEC | os.O_NOFOLLOW | os.O_NONBLOCK
        make_folder(self.path.parent)
        try:
            return os.open(self.path, os.O_RDWR | os.O_CREAT | flags, FILE_MODE)
        except OSError:
            with suppress(FileNotFoundError):
                return os.open(self.path, os.O_RDONLY | flags)  # enough for flock, except over NFS
            raise
