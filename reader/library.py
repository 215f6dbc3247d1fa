"""The library: the only writer. It composes importers, clutter, store and search, and applies changes.

reader.adding is imported where it is used: the patterns it compiles cost a start that only `add` has to pay.
"""

from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager
from datetime import UTC, datetime
from pathlib import Path
from threading import RLock
from typing import TYPE_CHECKING

from reader import stubs
from reader.core.article import Body, Draft, Problem
from reader.core.catalog import Catalog, Row
from reader.core.changes import AnyChange, Field, RuleChange, SearchChange, applied, inverse, set_flag
from reader.core.query import Query, View
from reader.core.state import ReadingState, corrected
from reader.finding import Finder
from reader.learning import Sources
from reader.searching import Searches
from reader.store import Store, StoredArticle
from reader.texts import Texts

if TYPE_CHECKING:
    from reader.adding import Outcome

HISTORY = 1000
"""Changes that undo reaches back."""

INDEX = "index"
"""Folder of the text index in a library: derived data, which may be removed at any time."""


def now() -> datetime:
    """Return the present time in the local zone, aware."""
    return datetime.now(UTC).astimezone()


class Library(AbstractContextManager["Library"]):
    """A folder of articles, open for reading and changing. Methods may be called from any thread.

    What a method has returned for is on disk. catalog: the latest snapshot. sources: what is known of where the
    articles come from. searches: what was saved and searched for.
    """

    def __init__(self, store: Store, clock: Callable[[], datetime] = now) -> None:
        self._store = store
        self._clock = clock
        self.sources = Sources(store, clock)
        self.searches = Searches(store, clock)
        self._lock = RLock()
        self.catalog = Catalog(rows=store.rows())
        self._finder = Finder(Texts(store.folder / INDEX, store.bodies, self.sources))
        self._undo: list[AnyChange] = []
        self._redo: list[AnyChange] = []

    @classmethod
    def open(cls, folder: Path, *, create: bool = True, clock: Callable[[], datetime] = now) -> "Library":
        """Open the library in `folder`; it need not exist yet. Raises LibraryError.

        create: make a missing folder at once; else it reads as empty, and is made when there is something to keep.
        """
        return cls(Store.open(folder, create=create), clock)

    @property
    def folder(self) -> Path:
        """Where the library lies."""
        return self._store.folder

    @property
    def notices(self) -> tuple[str, ...]:
        """What had to be set aside to open it, and where the copy is; empty when all was sound."""
        return self._store.notices

    def body(self, id: str) -> Body:
        """Return the text of an article with the reader's rules and corrections. Raises NotFound, Unreadable."""
        row = self.catalog.find(id)
        return corrected(self.sources.ruled(row.article, self._store.body(id)), row.state.corrections)

    def original(self, id: str) -> bytes:
        """Return the bytes of an article as they came. Raises NotFound, Unreadable."""
        return self._store.original(id)

    def apply(self, change: AnyChange, *, undoable: bool = True) -> bool:
        """Perform a change durably; False when nothing was to be altered. Raises Refused, and then nothing changed.

        undoable: whether undo takes it back; places and opened sections are never undone.
        """
        with self._lock, self._store.exclusive():
            back = self._perform(change)
            if back is not None and undoable and change.can_undo:
                self._undo.append(back)
                del self._undo[:-HISTORY]
                self._redo.clear()
            return back is not None

    def undo(self) -> AnyChange | None:
        """Take the last change back and return what was done; None when there is none. Raises Refused."""
        return self._step(self._undo, self._redo)

    def redo(self) -> AnyChange | None:
        """Do again what was undone last and return it; None when there is none. Raises Refused."""
        return self._step(self._redo, self._undo)

    def refresh(self) -> bool:
        """Take in what other processes wrote; True when there was something. Raises LibraryError."""
        with self._lock:
            news = self._store.poll()
            if news is None:
                return False
            if news.is_all:
                self.catalog = Catalog(rows=news.rows, revision=self.catalog.revision + 1)
            else:
                self.catalog = self.catalog.with_rows(news.rows)
            return True

    def prepare_search(self) -> bool:
        """Build the title index, or take in what was added; until then queries find plain substrings there.

        Returns whether there was anything to take in.
        """
        return self._finder.prepare(self.catalog)

    def views(self, query: Query, cancelled: Callable[[], bool] = lambda: False) -> Iterator[View]:
        """Answer a query over the latest snapshot: several times where that takes long, each time more wholly."""
        return self._finder.views(self.catalog, query, self._clock(), cancelled)

    def view(self, query: Query, cancelled: Callable[[], bool] = lambda: False) -> View:
        """Return the last of `views`."""
        return self._finder.view(self.catalog, query, self._clock(), cancelled)

    def add(self, paths: Iterable[Path], *, dry_run: bool = False) -> "Iterator[Outcome]":
        """Take files and folders in; each outcome is yielded when it is durable. Raises Refused."""
        from reader import adding

        return self.take(adding.drafts(paths), dry_run=dry_run)

    def take(self, drafts: Iterable[Draft | Problem], *, dry_run: bool = False) -> "Iterator[Outcome]":
        """Label drafts and take them in; each outcome is yielded when it is durable. Raises Refused."""
        from reader import adding

        learner = self.sources.learner(self.catalog.rows)
        for batch in adding.batches(drafts, lambda article: self.catalog.title_of(article), self._clock, learner):
            if batch.pages and not dry_run:
                self._put(
                    StoredArticle(
                        article=article,
                        state=ReadingState(),
                        body=page.labelled.body,
                        original=page.draft.original,
                    )
                    for article, page in batch.pages.values()
                )
                taught = self.sources.keep(learner)
            yield from batch.outcomes
            if batch.pages and not dry_run:
                improved = list(self.sources.improved(taught, self.catalog))
                with self._lock:
                    self.catalog = self.catalog.with_articles(improved)

    def close(self) -> None:
        """Let go of the files."""
        self._store.close()

    def __exit__(self, *_: object) -> None:
        self.close()

    def _put(self, items: Iterable[StoredArticle]) -> None:
        """Store articles, but none that another process added meanwhile: that would undo what was done with it.

        Stubs of what is now there itself go to the trash.
        """
        with self._lock, self._store.exclusive():
            self.refresh()
            fresh = [item for item in items if self.catalog.get(item.article.id) is None]
            if fresh:
                self._store.put(fresh)
                self.catalog = self.catalog.with_rows(Row(article=item.article) for item in fresh)
                replaced = tuple(stubs.replaced(self.catalog, (item.article for item in fresh)))
                self._perform(set_flag(Field.TRASHED, replaced, self._clock()))

    def _perform(self, change: AnyChange) -> AnyChange | None:
        """Do a change over what other processes wrote meanwhile; return its inverse, None when it alters nothing."""
        if isinstance(change, RuleChange):
            return self.sources.perform(change)
        if isinstance(change, SearchChange):
            return self.searches.perform(change)
        self.refresh()
        back = inverse(change, self.catalog)
        rows = applied(change, self.catalog)
        if not rows:
            return None
        self._store.set_states(rows)
        self.catalog = self.catalog.with_rows(rows)
        return back

    def _step(self, source: list[AnyChange], target: list[AnyChange]) -> AnyChange | None:
        with self._lock, self._store.exclusive():
            if not source:
                return None
            back = self._perform(source[-1])
            if back is not None:
                target.append(back)
            return source.pop()
