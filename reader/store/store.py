"""A library on disk: articles with their states, bodies and originals in one folder."""

from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager, suppress
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from types import TracebackType
from typing import Self

from reader.core.article import Article, Body
from reader.core.catalog import Row
from reader.core.errors import Refused, Unreadable
from reader.core.state import ReadingState
from reader.store import durable
from reader.store.articles import Articles, News
from reader.store.bodies import Bodies
from reader.store.lock import Lock
from reader.store.originals import Originals
from reader.store.searches import SearchFile
from reader.store.sources import SourceFile

ARTICLES = "articles.json"
BODIES = "bodies"
ORIGINALS = "originals"
SOURCES = "sources.json"
SEARCHES = "searches.json"
LOCK = "lock"


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredArticle:
    """Everything a library keeps of one article. original: the bytes as they came."""

    article: Article
    state: ReadingState
    body: Body
    original: bytes


class Store:
    """A library folder. Safe to use from several threads, and beside other processes that use the same folder.

    folder: where it is. sources: what was learned of each source. searches: what was saved and searched for.
    """

    def __init__(self, folder: Path) -> None:
        """Use `Store.open`."""
        self.folder = folder
        self._lock = Lock(folder / LOCK)
        self._articles = Articles(folder / ARTICLES, self._lock)
        self._bodies = Bodies(folder / BODIES, self._lock)
        self._originals = Originals(folder / ORIGINALS)
        self.sources = SourceFile(folder / SOURCES, self._lock)
        self.searches = SearchFile(folder / SEARCHES, self._lock)

    @classmethod
    def open(cls, folder: Path, *, create: bool = True) -> Self:
        """Open the library in `folder`; no file is written before there is something to keep.

        create: make the folder if it is missing; otherwise a missing library reads as empty.
        Raises Unreadable, NewerSchema, and Refused when the folder cannot be made.
        """
        if create:
            with durable.refusing(folder):
                durable.make_folder(folder)
        if folder.exists() and not folder.is_dir():
            raise Unreadable(f"{folder} is no folder", "name the folder of a library")
        store = cls(folder)
        store._tidy()
        store._articles.catch_up()
        return store

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Give the files back; every change is on disk already."""
        self._articles.close()
        self.sources.close()
        self.searches.close()

    @property
    def notices(self) -> tuple[str, ...]:
        """What was set aside, and where a copy of it is. Complete for the articles once `rows` was called."""
        return (*self._articles.notices, *self._bodies.notices, *self.sources.notices, *self.searches.notices)

    def exclusive(self) -> AbstractContextManager[None]:
        """Keep other processes from writing, to change what was read; `rows` holds inside what they wrote. Refused."""
        return self._articles.exclusive()

    def rows(self) -> tuple[Row, ...]:
        """Return all articles with their states, in the order they were added. Unreadable, NewerSchema."""
        return self._articles.rows()

    def poll(self) -> News | None:
        """Return what other processes changed of articles since the last call; None, for one os.stat, when nothing."""
        return self._articles.poll()

    def put(self, items: Iterable[StoredArticle]) -> None:
        """Add articles, durably; one that is there already is replaced.

        Originals and bodies are on disk before one append adds all articles, so a crash leaves no article without its
        text. Refused if anything does not reach the disk: then no article was added.
        """
        batch = tuple(items)
        if not batch:
            return
        with self.exclusive(), self._lock.marked():
            self._originals.put((item.article.id, item.original) for item in batch)
            self._bodies.put({item.article.id: item.body for item in batch})
            self._articles.put(Row(article=item.article, state=item.state) for item in batch)

    def set_states(self, rows: Iterable[Row]) -> None:
        """Keep the states of `rows`, durably, in one append; articles that are gone are passed over. Refused."""
        with self.exclusive():
            self._articles.set_states(rows)

    def relabel(self, id: str, article: Article, body: Body) -> None:
        """Replace what is known of article `id` and its body, durably; its state stays. NotFound, Refused."""
        with self.exclusive(), self._lock.marked():
            self._bodies.put({id: body})
            self._articles.relabel(id, article)

    def remove(self, ids: Iterable[str]) -> None:
        """Remove articles for good, durably: first the articles, then their texts and originals. Refused."""
        with self.exclusive():
            gone = self._articles.remove(ids)
        for _, same_file in groupby(sorted(gone), key=itemgetter(slice(2))):
            with self.exclusive(), self._lock.marked():  # one file at a time, so that others need not wait for all
                still_gone = [id for id in same_file if id not in self._articles]
                self._bodies.remove(still_gone)
                self._originals.remove(still_gone)

    def body(self, id: str) -> Body:
        """Return the text of article `id`; NotFound, or Unreadable if it is damaged."""
        return self._bodies.get(id)

    def bodies(self, ids: Iterable[str]) -> Iterator[tuple[str, Body]]:
        """Yield ids and texts of those of `ids` that can be read, as they lie on disk: each file is read once."""
        return self._bodies.many(ids)

    def original(self, id: str) -> bytes:
        """Return the bytes of article `id` as they came; NotFound, or Unreadable if they are damaged."""
        return self._originals.get(id)

    def _tidy(self) -> None:
        """Remove files that a killed process left half made."""
        if self._lock.was_left_marked() or any(self.folder.glob("*" + durable.TEMPORARY)):
            with suppress(Refused), self._lock, self._lock.marked():
                durable.remove_temporaries(self.folder)
