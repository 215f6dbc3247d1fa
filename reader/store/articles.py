"""articles.json: every article with its state, a line each, as rows in memory."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from msgspec import Struct
from tinydb.table import Document

from reader.core.article import Article
from reader.core.catalog import Row
from reader.store import front, migrations
from reader.store.codec import document_of, key_of_id, row_in, set_article, set_state
from reader.store.lock import Lock
from reader.store.table import LineDB


class News(Struct, frozen=True, kw_only=True):
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
        """Return all rows, in the order they were added. Reads all of the file. Unreadable, NewerSchema."""
        with self._lock.mutex:
            self.catch_up()
            self._left_out.clear()
            return tuple(self._decoded(self._file.lines()))

    def poll(self) -> News | None:
        """Return what other processes changed since the last call. Costs one os.stat when that is nothing."""
        if not self._lock.mutex.acquire(blocking=False):
            return None  # another thread is writing; it takes in what others wrote, and the next call tells
        try:
            self.catch_up()
            if self._all_new:
                news = News(rows=self.rows(), is_all=True)
            elif self._news:
                lines = ((key, self._file.line(key)) for key in self._news)
                news = News(rows=tuple(self._decoded((key, line) for key, line in lines if line is not None)))
            else:
                return None
            self._news, self._all_new = {}, False
            return news
        finally:
            self._lock.mutex.release()

    def catch_up(self) -> None:
        """Take in what other processes wrote. Unreadable, NewerSchema."""
        before = self._file.generation
        appended = self._file.refresh(self._lock.turn)
        if self._file.generation != before:
            self._all_new = self._all_new or before > 0
        else:
            self._news |= dict.fromkeys(appended)

    def put(self, rows: Iterable[Row]) -> None:
        """Add rows; one whose article is there already replaces it. Within `exclusive`; Refused."""
        self._db.put(Document(document_of(row.article, row.state), key_of_id(row.id)) for row in rows)

    def set_states(self, rows: Iterable[Row]) -> None:
        """Keep the states of `rows`; articles that are gone are passed over. Within `exclusive`; Refused."""
        changed = []
        for row in rows:
            key = key_of_id(row.id)
            if (document := self._file.get(key)) is not None:
                set_state(document, row.state)
                changed.append(Document(document, key))
        if changed:
            self._db.put(changed)

    def relabel(self, id: str, article: Article) -> None:
        """Replace article `id`, which is there, but not its state. Within `exclusive`; Refused."""
        self._db.update(lambda document: set_article(document, article), doc_ids=[key_of_id(id)])

    def remove(self, ids: Iterable[str]) -> list[str]:
        """Remove articles, and return the ids of those that were there. Within `exclusive`; Refused."""
        gone = {key: id for id in ids if (key := key_of_id(id)) in self._file.offsets}
        if gone:
            self._db.remove(doc_ids=gone)
        return list(gone.values())

    def keep_front(self, path: Path, ids: Iterable[str], total: int) -> None:
        """Keep the rows `ids` as the front of a list of `total`. Within `exclusive`, which knows that they are."""
        if self._file.status is not None and not self._file.mended:
            lines = (self._file.line(key_of_id(id)) or b"" for id in ids)
            front.keep(path, self._file.path, self._file.status, lines, total)

    def close(self) -> None:
        """Give the file back."""
        with self._lock.mutex:
            self._db.close()

    def _decoded(self, lines: Iterable[tuple[int, bytes]]) -> Iterator[Row]:
        """Yield the rows of lines; a malformed one is left out, with a notice, and stays in the file."""
        for key, line in lines:
            try:
                yield row_in(key, line)
            except ValueError as error:
                self._left_out[key] = f"{self._file.path}: document {key} is left out, but stays in the file: {error}"
