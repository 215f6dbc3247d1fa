"""articles.json: every article with its state, a line each, as rows in memory."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from tinydb.table import Document

from reader.core.article import Article
from reader.core.catalog import Row
from reader.core.errors import NotFound
from reader.store import migrations
from reader.store.codec import document_of, key_of_id, row_of, set_article, set_state
from reader.store.lines import unseal
from reader.store.lock import Lock
from reader.store.table import LineDB


@dataclass(frozen=True, slots=True, kw_only=True)
class News:
    """What other processes did.

    rows: those that they added or changed; with `is_all`, every row there is, since some may be gone or moved.
    """

    rows: tuple[Row, ...]
    is_all: bool = False


class Articles:
    """The rows of a library, beside other processes that change them. Every change is one durable append."""

    def __init__(self, path: Path, lock: Lock) -> None:
        self._lock = lock
        self._db = LineDB(path, lock=lock, steps=migrations.ARTICLES)
        self._file = self._db.lines.file
        self._rows: dict[int, Row] = {}
        self._generation = 0  # of the file that `_rows` was read from; 0 while it was not
        self._view: tuple[Row, ...] | None = None
        self._news: dict[int, None] = {}  # keys of what other processes wrote
        self._all_new = False
        self._left_out: dict[int, str] = {}

    @property
    def notices(self) -> tuple[str, ...]:
        """What was wrong with the file, for the user. Complete once `rows` was called."""
        return (*self._file.notices, *self._left_out.values())

    @contextmanager
    def exclusive(self) -> Iterator[None]:
        """Keep other processes from writing, having taken in what they wrote. Refused, Unreadable, NewerSchema."""
        with self._lock:
            self.catch_up()
            yield

    def __contains__(self, id: str) -> bool:
        return key_of_id(id) in self._file.offsets

    def rows(self) -> tuple[Row, ...]:
        """Return all rows, in the order they were added, as of the last `catch_up`. Unreadable, NewerSchema.

        Rows that are as they were before the file was written anew are the same objects.
        """
        view = self._view
        if view is not None:
            return view
        with self._lock.mutex:
            self.catch_up()
            if not self._generation:
                self._left_out.clear()
                known = self._rows
                decoded = self._decoded(self._file.lines())
                self._rows = {key: old if (old := known.get(key)) == row else row for key, row in decoded}
                self._generation = self._file.generation
            self._view = tuple(self._rows.values())
            return self._view

    def poll(self) -> News | None:
        """Return what other processes changed since the last call. Costs one os.stat when that is nothing."""
        if not self._lock.mutex.acquire(blocking=False):
            return None  # another thread is writing; it takes in what others wrote, and the next call tells
        try:
            self.catch_up()
            if self._all_new:
                news = News(rows=self.rows(), is_all=True)
            elif self._news:
                self.rows()
                news = News(rows=tuple(self._rows[key] for key in self._news if key in self._rows))
            else:
                return None
            self._news, self._all_new = {}, False
            return news
        finally:
            self._lock.mutex.release()

    def catch_up(self) -> None:
        """Take in what other processes wrote. Unreadable, NewerSchema."""
        before = self._file.generation
        appended = self._file.refresh()
        if self._file.generation != before:
            self._generation, self._view = 0, None
            self._all_new = self._all_new or before > 0
        elif appended:
            self._news |= dict.fromkeys(appended)
            if self._generation:
                lines = ((key, self._file.line(key)) for key in appended)
                self._know(dict(self._decoded((key, line) for key, line in lines if line is not None)))

    def put(self, rows: Iterable[Row]) -> None:
        """Add rows; one whose article is there already replaces it. Within `exclusive`; Refused."""
        added = {key_of_id(row.id): row for row in rows}
        self._db.put(Document(document_of(row.article, row.state), key) for key, row in added.items())
        self._know(added)

    def set_states(self, rows: Iterable[Row]) -> None:
        """Keep the states of `rows`; articles that are gone are passed over. Within `exclusive`; Refused."""
        changed = {key: row for row in rows if (key := key_of_id(row.id)) in self._file.offsets}
        if changed:
            known = {key: replace(self._row(key), state=row.state) for key, row in changed.items()}
            states = {row.id: row.state for row in known.values()}
            self._db.update(lambda document: set_state(document, states[document["id"]]), doc_ids=known)
            self._know(known)

    def relabel(self, id: str, article: Article) -> None:
        """Replace article `id`, but not its state. Within `exclusive`; NotFound, Refused."""
        key = key_of_id(id)
        row = self._row(key)
        self._db.update(lambda document: set_article(document, article), doc_ids=[key])
        self._know({key: replace(row, article=article)})

    def remove(self, ids: Iterable[str]) -> list[str]:
        """Remove articles, and return the ids of those that were there. Within `exclusive`; Refused."""
        gone = {key: id for id in ids if (key := key_of_id(id)) in self._file.offsets}
        if gone:
            self._db.remove(doc_ids=gone)
            self._rows = {key: row for key, row in self._rows.items() if key not in gone}
            self._view = None
        return list(gone.values())

    def close(self) -> None:
        """Give the file back."""
        with self._lock.mutex:
            self._db.close()

    def _know(self, rows: Mapping[int, Row]) -> None:
        """Note rows that are on disk."""
        if self._generation:
            self._rows.update(rows)
            self._view = None

    def _row(self, key: int) -> Row:
        """Return a row as it is on disk; NotFound."""
        line = self._file.line(key)
        for _, row in self._decoded([(key, line)] if line else []):
            return row
        raise NotFound(f"article {key:016x} is not in the library")

    def _decoded(self, lines: Iterable[tuple[int, bytes]]) -> Iterator[tuple[int, Row]]:
        """Yield the rows of lines; a malformed one is left out, with a notice, and stays in the file."""
        for key, line in lines:
            try:
                yield key, row_of(key, unseal(line))
            except ValueError as error:
                self._left_out[key] = f"{self._file.path}: document {key} is left out, but stays in the file: {error}"
