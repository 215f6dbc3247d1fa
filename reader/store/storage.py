"""TinyDB's way to keep data, with a line for each document instead of a file written anew for each change."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tinydb.storages import Storage

from reader.store.linefile import LineFile
from reader.store.lines import DEFAULT, Document, Tables, seal
from reader.store.lock import Lock
from reader.store.migrations import Step


class Documents(Mapping[str, Document]):
    """The default table as TinyDB sees it: documents by key as text, each parsed when it is touched."""

    def __init__(self, file: LineFile) -> None:
        self._file = file

    def __getitem__(self, key: str) -> Document:
        document = self._file.get(int(key)) if key.isdecimal() else None
        if document is None:
            raise KeyError(key)
        return document

    def __iter__(self) -> Iterator[str]:
        return map(str, tuple(self._file.offsets))

    def __len__(self) -> int:
        return len(self._file.offsets)


class LineStorage(Storage):
    """A `tinydb.storages.Storage`: `TinyDB(path, storage=LineStorage)`, or `LineDB(path)`, which is much faster.

    file: the lines.
    """

    def __init__(self, path: Path | str, *, lock: Lock | None = None, steps: Sequence[Step] = ()) -> None:
        """Nothing is read or written yet.

        lock: the library's; without one, a lock beside the file. steps: see `migrations`.
        """
        path = Path(path)
        self._lock = lock or Lock(path.with_name(path.name + ".lock"))
        self.file = LineFile(path, self._lock.if_possible, steps)

    def read(self) -> dict[str, Any] | None:
        """Return the tables by name, None when there is no file; Unreadable, NewerSchema."""
        with self._lock.mutex:
            self.file.refresh()
            tables: dict[str, Any] = dict(self.file.tables)
            if self.file.offsets:
                tables[DEFAULT] = Documents(self.file)
            return tables or None

    def write(self, data: Mapping[str, Mapping[str, Mapping[str, Any]]]) -> None:
        """Write all tables anew; Refused."""
        with self.exclusive():
            tables = {name: dict(table) for name, table in data.items() if name != DEFAULT}
            default = data.get(DEFAULT, {}).items()
            self.file.write(((int(key), seal(int(key), document)) for key, document in default), plain(tables))

    @contextmanager
    def exclusive(self) -> Iterator[None]:
        """Keep every other writer out, having taken in what they wrote; Refused if the lock cannot be had."""
        with self._lock:
            self.file.refresh(self._lock.turn)
            yield

    def close(self) -> None:
        """Give the files back."""
        self.file.close()
        self._lock.close()


def plain(tables: Mapping[str, Mapping[str, Mapping[str, Any]]]) -> Tables:
    """Return `tables` as plain dictionaries."""
    return {name: {key: dict(document) for key, document in table.items()} for name, table in tables.items()}
