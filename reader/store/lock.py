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
        self._turns = 0
        self._descriptor: int | None = None
        self._owner = (0, 0)  # process and inode that the descriptor is of

    @property
    def turn(self) -> int | None:
        """Which time this is that the lock is held, None while it is not; for a thread that holds `mutex`."""
        return self._turns if self._depth else None

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
            fcntl.flock(self._descriptor, fcntl.LOCK_UN)
        self.mutex.release()

    def close(self) -> None:
        """Give the file back; the next time that the lock is taken opens it again."""
        with self.mutex:
            if not self._depth:
                self._let_go()

    @contextmanager
    def if_possible(self) -> Iterator[None]:
        """Hold the lock, or go on without it where its file can be neither made nor opened: readers need none."""
        with ExitStack() as stack:
            with suppress(Refused):
                stack.enter_context(self)
            yield

    @contextmanager
    def in_place_of(self, reading: threading.Lock) -> Iterator[None]:
        """Do as `if_possible` does, having let go of `reading` while waiting: who holds the lock may wait to read."""
        with ExitStack() as stack:
            reading.release()
            try:
                stack.enter_context(self.if_possible())
            finally:
                reading.acquire()
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
        if self._descriptor is not None:
            with suppress(OSError):  # without the mark, half made files are found by `doctor` only
                os.ftruncate(self._descriptor, length)

    def _take(self) -> None:
        """Lock the file that is there now, opened by this process: a forked one would share the lock it inherits."""
        with refusing(self.path):
            while True:
                if self._owner[0] != os.getpid():
                    self._let_go()  # before flock: what a fork locks stays locked as long as its parent has the file
                if self._descriptor is None:
                    self._descriptor = self._open()
                    self._owner = (os.getpid(), os.fstat(self._descriptor).st_ino)
                try:
                    fcntl.flock(self._descriptor, fcntl.LOCK_EX)
                    if self._owner[1] == _inode(self.path):
                        break
                except BaseException:
                    self._let_go()
                    raise
                self._let_go()
        self._turns += 1

    def _let_go(self) -> None:
        if self._descriptor is not None:
            os.close(self._descriptor)
            self._descriptor = None

    def _open(self) -> int:
        flags = os.O_CLOEXEC | os.O_NOFOLLOW | os.O_NONBLOCK
        make_folder(self.path.parent)
        try:
            return os.open(self.path, os.O_RDWR | os.O_CREAT | flags, FILE_MODE)
        except OSError:
            with suppress(FileNotFoundError):
                return os.open(self.path, os.O_RDONLY | flags)  # enough for flock, except over NFS
            raise


def _inode(path: Path) -> int:
    """Return the inode of a file, 0 where there is none any more."""
    with suppress(FileNotFoundError):
        return os.stat(path).st_ino
    return 0
