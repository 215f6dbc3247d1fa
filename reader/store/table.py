"""TinyDB with an update that touches the documents it changes, and nothing else.

TinyDB's own `Table` reads and writes the whole table for each change, 38 to 45 ms at 100,000 documents (DESIGN §10).
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, MutableMapping
from pathlib import Path
from typing import Any, cast

from tinydb import TinyDB
from tinydb.queries import QueryLike
from tinydb.storages import Storage
from tinydb.table import Document as TinyDocument
from tinydb.table import Table

from reader.store.linefile import LineFile
from reader.store.lines import DEFAULT, Document, seal
from reader.store.storage import LineStorage, plain


class Changes(MutableMapping[int, Document]):
    """The documents of a table as they shall be: each is read when it is touched, the others stay on disk."""

    def __init__(self, file: LineFile) -> None:
        self._file = file
        self._touched: dict[int, Document] = {}
        self.removed: set[int] = set()

    def __getitem__(self, key: int) -> Document:
        if key not in self._touched:
            document = None if key in self.removed else self._file.get(key)
            if document is None:
                raise KeyError(key)
            self._touched[key] = document
        return self._touched[key]

    def __setitem__(self, key: int, document: Document) -> None:
        self._touched[key] = document

    def __delitem__(self, key: int) -> None:
        if key not in self:
            raise KeyError(key)
        self._touched.pop(key, None)
        if key in self._file.offsets:
            self.removed.add(key)

    def __contains__(self, key: object) -> bool:
        return key in self._touched or (key in self._file.offsets and key not in self.removed)

    def __iter__(self) -> Iterator[int]:
        yield from (key for key in self._file.offsets if key in self)
        yield from (key for key in self._touched if key not in self._file.offsets)

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def clear(self) -> None:
        """Remove all documents without reading them."""
        self._touched.clear()
        self.removed.update(self._file.offsets)

    def changed(self) -> dict[int, Document]:
        """Return the documents that are not on disk as they shall be."""
        return {key: document for key, document in self._touched.items() if self._differs(key, document)}

    def lines(self) -> Iterator[tuple[int, bytes]]:
        """Yield keys and lines of the whole table as it shall be, in order."""
        changed = self.changed()
        for key, line in self._file.lines():
            if key not in self.removed:
                document = changed.pop(key, None)
                yield key, line if document is None else seal(key, document)
        for key, document in changed.items():
            yield key, seal(key, document)

    def _differs(self, key: int, document: Document) -> bool:
        return key in self.removed or seal(key, document) != self._file.line(key)


class LineTable(Table):
    """A table of a `LineDB`. Every change is one append, under the lock, of the documents it changed."""

    def __init__(self, storage: Storage, name: str, cache_size: int = 0, persist_empty: bool = False) -> None:
        """cache_size: TinyDB's query cache; without one, since another process may change what it found."""
        super().__init__(storage, name, cache_size, persist_empty)

    @property
    def lines(self) -> LineStorage:
        """The storage, by its own type."""
        return cast(LineStorage, self._storage)

    def insert(self, document: Mapping[str, Any]) -> int:
        """Insert a document, as TinyDB does; no other process can take its id meanwhile."""
        with self.lines.exclusive():
            self._next_id = None
            return super().insert(document)

    def insert_multiple(self, documents: Iterable[Mapping[str, Any]]) -> list[int]:
        """Insert documents, as TinyDB does, in one append."""
        with self.lines.exclusive():
            self._next_id = None
            return super().insert_multiple(documents)

    def upsert(self, document: Mapping[str, Any], cond: QueryLike | None = None) -> list[int]:
        """Update or insert a document, as TinyDB does."""
        with self.lines.exclusive():
            return super().upsert(document, cond)

    def put(self, documents: Iterable[TinyDocument]) -> None:
        """Insert documents by their ids, in one append; each replaces the one that has its id."""
        found = {item.doc_id: item for item in documents}
        if self.name != DEFAULT:
            self._update_table(lambda table: table.update(found))
        elif found:
            with self.lines.exclusive():
                _ = self.lines.file.offsets  # finds damage, which this write then mends
                self.lines.file.append(found)
                self.clear_cache()

    def _update_table(self, updater: Callable[[dict[int, Mapping[str, Any]]], None]) -> None:
        storage = self.lines
        with storage.exclusive():
            file = storage.file
            if self.name != DEFAULT:
                table = {int(key): document for key, document in file.tables.get(self.name, {}).items()}
                updater(cast(dict[int, Mapping[str, Any]], table))
                renamed = {self.name: {str(key): document for key, document in table.items()}}
                file.write(file.lines(), {**file.tables, **plain(renamed)})
                return
            changes = Changes(file)
            updater(cast(dict[int, Mapping[str, Any]], changes))
            if changes.removed:
                file.write(changes.lines(), file.tables)
            elif changed := changes.changed():
                file.append(changed)
            self.clear_cache()


class LineDB(TinyDB):
    """A TinyDB in one file of the line format: `LineDB(path)`."""

    table_class = LineTable

    def __init__(self, path: Path, **options: Any) -> None:  # noqa: ANN401 - handed on to LineStorage
        """Nothing is read yet. options: as LineStorage takes them."""
        super().__init__(path, storage=LineStorage, **options)

    @property
    def lines(self) -> LineStorage:
        """The storage, by its own type."""
        return cast(LineStorage, self.storage)
