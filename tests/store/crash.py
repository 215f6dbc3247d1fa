"""A disk that tells what a power cut may leave: what was synced, and any part of everything else.

POSIX promises no more: a write that was not synced may be there, absent, or there in part, its file longer by zeros;
a name that was made, changed or removed may be so or not until its folder was synced. Real file systems do better,
each in its own way.
"""

import os
import threading
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import Any
from unittest.mock import patch

Write = Callable[[bytes, Random | None], bytes]
"""Makes of what a file held what it holds; with a chance, what it may hold when it was cut short."""


@dataclass(eq=False)
class File:
    """synced: what is certain to be there. pending: the writes since."""

    synced: bytes = b""
    pending: list[Write] = field(default_factory=list)

    def content(self, chance: Random | None = None) -> bytes:
        """Return what it holds; with a chance, what a power cut may leave of that."""
        data = self.synced
        for write in self.pending:
            fate = chance.choice(("whole", "part", "absent")) if chance else "whole"
            if fate != "absent":
                data = write(data, chance if fate == "part" else None)
        return data


FOLDER = File()
"""What the name of a folder stands for."""


class Disk:
    """What is done to the files in `root` while it is recorded.

    names: of each path, what it may stand for after a power cut: first what is synced, last what it is now.
    """

    def __init__(self, root: Path) -> None:
        self.root = root
        self.names: dict[str, list[File | None]] = {}
        self.on_step: Callable[[], None] = lambda: None
        self._paths: dict[int, str] = {}  # of open files
        self._lock = threading.RLock()

    def recording(self) -> ExitStack:
        """Watch every call that changes a file, as long as this is entered; `on_step` is called after each."""
        watched = {
            "open": self._opened,
            "pwrite": self._written,
            "ftruncate": self._truncated,
            "fsync": self._synced,
            "fdatasync": self._synced,
            "replace": self._renamed,
            "rename": self._renamed,
            "unlink": self._removed,
            "mkdir": self._made,
        }
        stack = ExitStack()
        for name, watch in watched.items():
            stack.enter_context(patch.object(os, name, self._watching(getattr(os, name), watch)))
        return stack

    def after_cut(self, chance: Random) -> dict[str, bytes]:
        """Return what a power cut at this moment may leave: contents by path."""
        with self._lock:
            left = {path: chance.choice(there) for path, there in sorted(self.names.items())}
        lost = {path for path, file in left.items() if file is None}
        return {
            path: file.content(chance)
            for path, file in left.items()
            if file is not None and file is not FOLDER and lost.isdisjoint(map(str, Path(path).parents))
        }

    def _watching(self, real: Callable[..., Any], watch: Callable[..., None]) -> Callable[..., Any]:
        def call(*arguments: Any, **options: Any) -> Any:  # noqa: ANN401 - as the call it stands for
            with self._lock:
                if real.__name__ in ("fsync", "replace"):
                    self._catch_up()
                result = real(*arguments, **options)
                watch(result, *arguments)
                self.on_step()
                return result

        return call

    def _catch_up(self) -> None:
        """Note what was written by other ways than os.pwrite."""
        for path, there in self.names.items():
            if (file := there[-1]) is not None and file is not FOLDER:
                data = (self.root / path).read_bytes()
                if data != file.content():
                    file.pending.append(_whole(data))

    def _name(self, path: str | Path) -> str | None:
        path = Path(path)
        return str(path.relative_to(self.root)) if path.is_relative_to(self.root) and path != self.root else None

    def _stands_for(self, name: str, file: File | None) -> None:
        self.names.setdefault(name, [None]).append(file)

    def _opened(self, descriptor: int, path: str | Path, flags: int, *_: object) -> None:
        name = str(self.root) if Path(path) == self.root else self._name(path)
        self._paths[descriptor] = name or ""
        if name and flags & os.O_CREAT and self.names.get(name, [None])[-1] is None:
            self._stands_for(name, File())

    def _file(self, descriptor: int) -> File:
        file = self.names.get(self._paths.get(descriptor, ""), [None])[-1]
        return File() if file is None else file

    def _written(self, count: int, descriptor: int, data: bytes, offset: int) -> None:
        self._file(descriptor).pending.append(_written(bytes(data[:count]), offset))

    def _truncated(self, _: None, descriptor: int, length: int) -> None:
        self._file(descriptor).pending.append(lambda old, _: old[:length].ljust(length, b"\0"))

    def _synced(self, _: None, descriptor: int) -> None:
        path = self._paths.get(descriptor, "")
        if path != str(self.root) and self.names.get(path, [None])[-1] is not FOLDER:
            file = self._file(descriptor)
            file.synced, file.pending = file.content(), []
            return
        for name, there in self.names.items():
            if (self.root / name).parent == self.root / path:
                del there[:-1]

    def _renamed(self, _: None, old: str | Path, new: str | Path) -> None:
        from_name, to_name = self._name(old), self._name(new)
        if from_name and to_name:
            self._stands_for(to_name, self.names[from_name][-1])
            self._stands_for(from_name, None)

    def _removed(self, _: None, path: str | Path, *__: object) -> None:
        if name := self._name(path):
            self._stands_for(name, None)

    def _made(self, _: None, path: str | Path, *__: object) -> None:
        if name := self._name(path):
            self._stands_for(name, FOLDER)


def _whole(data: bytes) -> Write:
    return lambda _, chance: data[: chance.randint(0, len(data))] if chance else data


def _written(data: bytes, at: int) -> Write:
    def write(old: bytes, chance: Random | None) -> bytes:
        start, stop = sorted(chance.choices(range(len(data) + 1), k=2)) if chance else (0, len(data))
        size = at + (len(data) if chance is None or chance.random() < 0.5 else stop)
        new = bytearray(old.ljust(size, b"\0"))
        new[at + start : at + stop] = data[start:stop]
        return bytes(new)

    return write
