"""A library on disk: articles with their states, bodies and originals in one folder."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Self

from msgspec import Struct

from reader.core.article import Article, Body
from reader.core.catalog import Row
from reader.core.errors import NotFound, Refused, Unreadable
from reader.core.query import Sort
from reader.core.state import ReadingState
from reader.store import durable, front
from reader.store.articles import Articles, News
from reader.store.bodies import Bodies
from reader.store.front import ARTICLES
from reader.store.lock import Lock
from reader.store.originals import Originals
from reader.store.rawfile import Status, status_of
from reader.store.removing import Removing
from reader.store.searches import SearchFile
from reader.store.sources import SourceFile

if TYPE_CHECKING:
    from reader.store.history import HistoryFile

BODIES = "bodies"
ORIGINALS = "originals"
SOURCES = "sources.json"
SEARCHES = "searches.json"
HISTORY = "history.json"
LOCK = "lock"


class StoredArticle(Struct, frozen=True, kw_only=True):
    """Everything a library keeps of one article. original: the bytes as they came."""

    article: Article
    state: ReadingState
    body: Body
    original: bytes


class Store(AbstractContextManager["Store"]):
    """A library folder. Safe to use from several threads, and beside other processes that use the same folder.

    folder: where it is. sources: what was learned of each source. searches: what was saved and searched for.
    removing: what removes articles for good.
    """

    def __init__(self, folder: Path) -> None:
        """Use `Store.open`."""
        self.folder = folder
        self._lock = Lock(folder / LOCK)
        self._articles = Articles(folder / ARTICLES, self._lock)
        self._bodies = Bodies(folder / BODIES, self._lock)
        self._originals = Originals(folder / ORIGINALS, self._lock)
        self.removing = Removing(folder, self._lock, self._articles, self._bodies, self._originals)
        self.sources = SourceFile(folder / SOURCES, self._lock)
        self.searches = SearchFile(folder / SEARCHES, self._lock)
        self._history: HistoryFile | None = None
        self._history_then: Status | None = None
        with suppress(Unreadable):
            self._history_then = status_of(folder / HISTORY)

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

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Give the files back; every change is on disk already."""
        self._articles.close()
        self.sources.close()
        self.searches.close()
        if self._history is not None:
            self._history.close()
        self._lock.close()

    @property
    def history(self) -> "HistoryFile":
        """What undo takes back and redo does again; imported when it is first asked for."""
        with self._lock.mutex:
            if self._history is None:
                from reader.store.history import HistoryFile

                self._history = HistoryFile(self.folder / HISTORY, self._lock, self._history_then)
            return self._history

    @property
    def notices(self) -> tuple[str, ...]:
        """What was set aside, and where a copy of it is. Complete for the articles once `rows` was called."""
        history = self._history.notices if self._history is not None else ()
        shards = (*self._bodies.shards.notices, *self._originals.shards.notices)
        return (*self._articles.notices, *shards, *self.sources.notices, *self.searches.notices, *history)

    def exclusive(self) -> AbstractContextManager[None]:
        """Keep other processes from writing, to change what was read; `rows` holds inside what they wrote. Refused."""
        return self._articles.exclusive()

    def rows(self) -> tuple[Row, ...]:
        """Return all articles with their states, in the order they were added. Unreadable, NewerSchema."""
        return self._articles.rows()

    def keep_front(self, sort: Sort, rows: Sequence[Row], total: int) -> None:
        """Keep the first rows of the list in order `sort` for the next start. Within `exclusive`, which has them."""
        self._articles.keep_front(front.path_of(self.folder, sort), [row.id for row in rows], total)

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
            self._originals.put({item.article.id: item.original for item in batch})
            self._bodies.put({item.article.id: item.body for item in batch})
            self._articles.put(Row(article=item.article, state=item.state) for item in batch)

    def set_states(self, rows: Iterable[Row]) -> None:
        """Keep the states of `rows`, durably, in one append; articles that are gone are passed over. Refused."""
        with self.exclusive():
            self._articles.set_states(rows)

    def relabel(self, id: str, article: Article, body: Body) -> None:
        """Replace what is known of article `id` and its body, durably; its state stays. NotFound, Refused."""
        with self.exclusive(), self._lock.marked():
            if id not in self._articles:  # before its text is written, which would belong to no article
                raise NotFound(f"article {id} is not in the library")
            self._bodies.put({id: body})
            self._articles.relabel(id, article)

    def body(self, id: str) -> Body:
        """Return the text of article `id`; NotFound, or Unreadable if it is damaged."""
        return self._bodies.get(id)

    def bodies(self, ids: Iterable[str]) -> Iterator[tuple[str, Body]]:
        """Yield ids and texts of those of `ids` that can be read, as they lie on disk: each file is read once."""
        return self._bodies.many(ids)

    @contextmanager
    def reading(self) -> Iterator[Callable[[Row], StoredArticle]]:
        """Give what returns all that is kept of an article, for many in any order; NotFound, Unreadable.

        Each file of texts is looked through once, and stays open: some 500 in all.
        """
        with self._bodies.reading() as body, self._originals.reading() as original:
            yield lambda row: StoredArticle(
                article=row.article, state=row.state, body=body(row.id), original=original(row.id)
            )

    def original(self, id: str) -> bytes:
        """Return the bytes of article `id` as they came; NotFound, or Unreadable if they are damaged."""
        return self._originals.get(id)

    def _tidy(self) -> None:
        """Remove files that a killed process left half made."""
        if self._is_untidy():
            with suppress(Refused), self._lock:
                if self._is_untidy():  # also now that nobody is writing
                    with self._lock.marked():
                        durable.remove_temporaries(self.folder)

    def _is_untidy(self) -> bool:
        with suppress(OSError):  # what cannot be listed cannot be tidied
            return self._lock.was_left_marked() or any(self.folder.glob("*" + durable.TEMPORARY))
        return False
