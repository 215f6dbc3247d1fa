"""The library: the only writer. It composes importers, clutter, store and search, and applies changes.

reader.adding is imported where it is used: the patterns it compiles cost a start that only `add` has to pay.
"""

from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager, suppress
from datetime import datetime
from pathlib import Path
from threading import RLock
from typing import TYPE_CHECKING

from reader import stubs
from reader.clock import now
from reader.core.article import Article, Body
from reader.core.catalog import Catalog, Row
from reader.core.changes import (
    AnyChange,
    Change,
    Field,
    RuleChange,
    SearchChange,
    applied,
    set_flag,
)
from reader.core.errors import LibraryError
from reader.core.exports import Found
from reader.core.query import Query, Sort, View
from reader.core.state import ReadingState, corrected
from reader.core.steps import Step
from reader.finding import Finder
from reader.learning import Sources
from reader.searching import Searches
from reader.store import Store, StoredArticle
from reader.store.front import INDEX
from reader.texts import Texts

if TYPE_CHECKING:
    from reader.adding import Outcome
    from reader.history import History

Along = Callable[[Catalog, Iterable[Article]], Iterable[AnyChange]]
"""(the catalog with articles that are being added, those articles) -> what changes along with them."""

FRONT = 200
"""Rows that the next start can show before all articles are read: more than any screen does."""


class Library(AbstractContextManager["Library"]):
    """A folder of articles, open for reading and changing. Methods may be called from any thread.

    What a method has returned for is on disk. folder: where it lies. reading: as Store has it. catalog: the latest
    snapshot. sources: what is known of where the articles come from. searches: what was saved and searched for.
    finder: what answers queries.
    """

    def __init__(self, store: Store, clock: Callable[[], datetime] = now) -> None:
        self._store = store
        self._clock = clock
        self.folder = store.folder
        self.reading = store.reading
        self.sources = Sources(store, clock)
        self.searches = Searches(store, clock)
        self._lock = RLock()
        self.catalog = Catalog(rows=store.rows())
        self._texts = Texts(store.folder / INDEX, store.bodies, self.sources)
        self.finder = Finder(self._texts)
        self._history: History | None = None

    @classmethod
    def open(cls, folder: Path, *, create: bool = True, clock: Callable[[], datetime] = now) -> "Library":
        """Open the library in `folder`; it need not exist yet. Raises LibraryError.

        create: make a missing folder at once; else it reads as empty, and is made when there is something to keep.
        """
        return cls(Store.open(folder, create=create), clock)

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

    @property
    def history(self) -> "History":
        """What can be undone and done again; nothing is read, or imported, before it is asked for."""
        with self._lock:
            if self._history is None:
                from reader.history import History, altering

                self._history = History(
                    self._store.history,
                    self.exclusive,
                    lambda asked: altering(asked, self.catalog, self.sources, self.searches, self._clock()),
                    self._perform,
                )
            return self._history

    @contextmanager
    def exclusive(self) -> Iterator[None]:
        """Keep others from changing the library, having taken in what they wrote. Raises LibraryError.

        For changes that depend on what is there. `apply` enters it by itself.
        """
        with self._lock, self._store.exclusive():
            self._catch_up()
            yield

    def apply(self, *changes: AnyChange, undoable: bool = True) -> Step:
        """Perform a change durably and return what was done; false when nothing was to be altered.

        Raises Refused, and then nothing changed.

        Several changes of reading states reach the disk together, and are undone together.
        undoable: whether undo takes it back; places and opened sections are never undone by themselves.
        """
        return self.history.apply(changes, undoable=undoable)

    def refresh(self) -> bool:
        """Take in what other processes wrote; True when there was something. Raises LibraryError.

        What can wait until nobody does is done as well: the history reaches the disk.
        """
        if self._history is not None:
            self._history.settle()
        return self._catch_up()

    def _catch_up(self) -> bool:
        with self._lock:
            news = self._store.poll()
            if news is None:
                return False
            if news.is_all:
                self.catalog = self.catalog.with_all(news.rows)
            else:
                self.catalog = self.catalog.with_rows(news.rows)
            return True

    def prepare_search(self) -> bool:
        """Build the title index, or take in what was added; until then queries find plain substrings there.

        Returns whether there was anything to take in.
        """
        return self.finder.prepare(self.catalog)

    def views(self, query: Query, cancelled: Callable[[], bool] = lambda: False) -> Iterator[View]:
        """Answer a query over the latest snapshot: several times where that takes long, each time more wholly."""
        return self.finder.views(self.catalog, query, self._clock(), cancelled)

    def view(self, query: Query, cancelled: Callable[[], bool] = lambda: False) -> View:
        """Return the last of `views`."""
        return self.finder.view(self.catalog, query, self._clock(), cancelled)

    def add(self, paths: Iterable[Path], *, dry_run: bool = False) -> "Iterator[Outcome]":
        """Take files and folders in; each outcome is yielded when it is durable. Raises Refused."""
        from reader import adding

        return self.take(adding.drafts(paths), dry_run=dry_run)

    def take(self, found: Iterable[Found], *, dry_run: bool = False, undoable: bool = True) -> "Iterator[Outcome]":
        """Label drafts and take them in, and records as they are; each outcome is yielded when it is durable.

        undoable: whether undo takes them out again, all at once, into the trash. Raises Refused.
        """
        from reader import adding, anchoring, merging

        last: int | None = None

        def put(items: Iterable[StoredArticle], along: Along) -> None:
            nonlocal last
            last = self._put(items, along, last, undoable=undoable)

        def replacing(catalog: Catalog, added: Iterable[Article]) -> Iterator[AnyChange]:
            yield set_flag(Field.TRASHED, tuple(stubs.replaced(catalog, added)), self._clock())

        drafts = merging.merged(found, self, put, self._clock(), dry_run=dry_run)
        learner, unread = self.sources.learner(self.catalog.rows), ReadingState()
        for batch in adding.batches(drafts, lambda article: self.catalog.title_of(article), self._clock, learner):
            if batch.pages and not dry_run:
                copies = anchoring.copies(self.catalog)
                pages = (
                    StoredArticle(
                        article=article,
                        state=anchoring.with_highlights(unread, copies, article, page.labelled.body),
                        body=page.labelled.body,
                        original=page.draft.original,
                    )
                    for article, page in batch.pages.values()
                )
                put(pages, replacing)
                taught = self.sources.keep(learner)
            yield from batch.outcomes
            if batch.pages and not dry_run:
                improved = list(self.sources.improved(taught, self.catalog))
                with self._lock:
                    self.catalog = self.catalog.with_articles(improved)
            else:
                learner.lessons()  # a dry run keeps none

    def remove(self, ids: Collection[str]) -> Iterator[int]:
        """Remove those of some articles that are in the trash for good; nothing takes that back. Raises Refused.

        First all the articles go, in one write; then, file by file, what is left of them, and of those that a process
        was killed over. Yields before each file of how many articles something is left; see Removing.finish.
        """
        if ids:
            with self.exclusive():
                rows = map(self.catalog.get, ids)
                gone = [row.id for row in rows if row is not None and row.state.trashed is not None]
                if gone:
                    self._store.removing.begin(gone)
                    self.catalog = self.catalog.without(gone)
        yield from self._store.removing.finish(self._texts.forget)

    def close(self, *, front: Sort | None = None) -> None:
        """Let go of the files. front: the order of which the first rows are kept, so that the next start shows them."""
        if front is not None:
            with suppress(LibraryError), self.exclusive():
                rows = self.view(Query(sort=front)).rows
                self._store.keep_front(front, rows[:FRONT], len(rows))
        self._store.close()

    def __exit__(self, *_: object) -> None:
        self.close()

    def _put(self, items: Iterable[StoredArticle], along: Along, after: int | None, *, undoable: bool) -> int | None:
        """Store articles, but none that another process added meanwhile: that would undo what was done with it.

        along: what changes with them. after, and what is returned: as History.recording has it.
        """
        with self.exclusive():
            fresh = {item.article.id: item for item in items if self.catalog.get(item.article.id) is None}
            catalog = self.catalog.with_rows(Row(article=item.article, state=item.state) for item in fresh.values())
            pairs = self.history.altering(along(catalog, [item.article for item in fresh.values()]))
            if not fresh and not pairs:
                return after
            time = self._clock()
            out = Change(field=Field.TRASHED, values=tuple((id, time) for id in fresh), added=len(fresh))
            backs = (*((out,) if fresh else ()), *(back for change, back in reversed(pairs) if change.can_undo))
            with self.history.recording(backs if undoable else (), after, durably=True) as last:
                self._store.put(fresh.values())
                self.catalog = catalog
                self._perform(change for change, _ in pairs)
            return after if last is None else last

    def _perform(self, asked: Iterable[AnyChange]) -> None:
        """Do changes, those of reading states in one write; within `exclusive`."""
        catalog, rows = self.catalog, dict[str, Row]()
        for change in asked:
            if isinstance(change, RuleChange):
                self.sources.perform(change)
            elif isinstance(change, SearchChange):
                self.searches.perform(change)
            elif altered := applied(change, catalog):
                catalog = catalog.with_rows(altered)
                rows |= {row.id: row for row in altered}
        if rows:
            self._store.set_states(rows.values())
            self.catalog = catalog
