"""Taking the export of a library in: everything comes as it is, and what this library has already wins.

An article that is here already keeps all that is known of it; what its reader did is united (`united`). A template is
taken over where nothing was learned of its source yet, every rule that is not here, a saved search where there is room
for it, and the queries of the history.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from msgspec.structs import replace

from reader import stubs
from reader.adding import Outcome, article_id
from reader.core.article import Article, Draft, Problem
from reader.core.catalog import Catalog
from reader.core.changes import AnyChange, Field, RuleChange, SearchChange, giving, set_flag
from reader.core.exports import Found, Record
from reader.core.highlights import united as united_highlights
from reader.core.marks import capitals, without_capitals
from reader.core.marks import united as united_marks
from reader.core.rules import Learned
from reader.core.searches import SLOTS, UsedQuery
from reader.core.state import ReadingState
from reader.store import StoredArticle
from reader.store.codec import Malformed
from reader.store.exchange import Entry, Slot, read_shape

if TYPE_CHECKING:
    from reader.library import Along, Library

BATCH = 1000
"""Articles stored with one sync, at most: a crash costs at most the reading of these again."""

BATCH_BYTES = 4 * 2**20
"""Bytes of their originals, at most, and one more: the texts take about ten times that in memory."""

Put = Callable[[Iterable[StoredArticle], "Along"], None]
"""Stores articles, but none that is there by now, and does what changes along with them."""


def merged(
    found: Iterable[Found], library: "Library", put: Put, now: datetime, *, dry_run: bool
) -> Iterator[Draft | Problem | Outcome]:
    """Take the records of `found` in, and yield what became of each article when it is durable; the rest passes by.

    Raises Refused.
    """
    merger: _Merger | None = None
    for item in found:
        if isinstance(item, Record):
            merger = merger or _Merger(library, put, now, dry_run=dry_run)
            yield from merger.take(item)
        else:
            if merger:
                yield from merger.flush()
            yield item
    if merger:
        yield from merger.flush()


def united(ours: ReadingState, theirs: ReadingState) -> ReadingState:
    """Return what a reader did with one article in two libraries: nothing of ours is lost, theirs fills in.

    Only the trash is ours alone: nothing goes there because another library had it there.
    """
    has_place = ours.position is not None or ours.progress > 0
    tags = ours.tags if {*theirs.tags} <= {*ours.tags} else tuple(sorted({*ours.tags, *theirs.tags}))
    return replace(
        ours,
        read=ours.read or theirs.read,
        bookmarked=ours.bookmarked or theirs.bookmarked,
        archived=ours.archived or theirs.archived,
        position=ours.position if has_place else theirs.position,
        progress=ours.progress if has_place else theirs.progress,
        revealed=ours.revealed or theirs.revealed,
        corrections=ours.corrections or theirs.corrections,
        tags=tags,
        highlights=united_highlights(ours.highlights, theirs.highlights),
        marks=united_marks(ours.marks, theirs.marks),
    )


class _Merger:
    """Entries on their way into a library, a batch at a time."""

    def __init__(self, library: "Library", put: Put, now: datetime, *, dry_run: bool) -> None:
        self._library = library
        self._put = put
        self._now = now
        self._dry_run = dry_run
        rows = library.catalog.rows
        self._stubs = Catalog(rows=tuple(row for row in rows if row.article.is_stub and row.state.trashed is None))
        self._seen: set[str] = set()  # ids of articles that were new and are not in the catalog
        self._articles: dict[str, tuple[Record, StoredArticle]] = {}
        self._others: list[tuple[Record, Entry]] = []
        self._size = 0

    def take(self, record: Record) -> Iterator[Problem | Outcome]:
        """Take a record in, and yield what became of it and of those before it, if they are durable by now."""
        try:
            entry = read_shape(record.type, record.shape)
        except Malformed as error:
            yield record.problem(f"is no {record.type.value}: {error}", "the other lines are taken in")
            return
        if not isinstance(entry, StoredArticle):
            self._others.append((record, entry))
        elif article_id(entry.original) != entry.article.id:
            yield record.problem(
                "is not the article of its id: its original has another", "the other lines are taken in"
            )
        else:
            if entry.article.id in self._articles:
                yield from self.flush()
            self._articles[entry.article.id] = record, entry
            self._size += len(entry.original)
        if len(self._articles) + len(self._others) >= BATCH or self._size >= BATCH_BYTES:
            yield from self.flush()

    def flush(self) -> Iterator[Problem | Outcome]:
        """Make what was taken durable, and yield what became of it."""
        articles, others = self._articles, self._others
        if not articles and not others:
            return
        self._articles, self._others, self._size = {}, [], 0
        outcomes: list[Problem | Outcome] = [self._outcome(record, item) for record, item in articles.values()]
        if self._dry_run:
            self._seen.update(articles)
        else:
            outcomes += self._store(list(self._with_free_capitals(item for _, item in articles.values())), others)
        yield from outcomes

    def _outcome(self, record: Record, item: StoredArticle) -> Outcome:
        id = item.article.id
        known = self._library.catalog.title_of(id)
        is_new = known is None and id not in self._seen
        title = item.article.title if known is None else known
        return Outcome(name=record.name, status="new" if is_new else "duplicate", id=id, title=title)

    def _with_free_capitals(self, articles: Iterable[StoredArticle]) -> Iterator[StoredArticle]:
        """Yield articles without the marks whose capital letter another article has, here or before them."""
        owners = {letter: row.id for letter, row in capitals(self._library.catalog.rows).items()}
        for item in articles:
            taken = {letter for letter, id in owners.items() if id != item.article.id}
            marks = without_capitals(item.state.marks, taken)
            owners |= {mark.letter: item.article.id for mark in marks if mark.letter.isupper()}
            yield replace(item, state=replace(item.state, marks=marks)) if marks != item.state.marks else item

    def _store(self, articles: Sequence[StoredArticle], others: Sequence[tuple[Record, Entry]]) -> list[Problem]:
        """Make all of this durable, and return what there was no room for."""
        library = self._library
        learned = [entry for _, entry in others if isinstance(entry, Learned)]
        rules = RuleChange(added=tuple(rule for known in learned for rule in known.rules))
        searches, homeless = self._places(others)

        def along(catalog: Catalog, fresh: Iterable[Article]) -> Iterator[AnyChange]:
            rows = ((catalog.get(item.article.id), item.state) for item in articles)
            yield from giving({row.id: united(row.state, state) for row, state in rows if row is not None}, catalog)
            yield set_flag(Field.TRASHED, tuple(stubs.replaced(self._stubs, fresh)), self._now)
            yield rules
            yield from searches

        library.sources.adopt(learned)
        library.searches.recall(entry for _, entry in others if isinstance(entry, UsedQuery))
        self._put(articles, along)
        return homeless

    def _places(self, others: Iterable[tuple[Record, Entry]]) -> tuple[list[SearchChange], list[Problem]]:
        """Return what saves searches under their numbers, else under free ones, and those that find no place."""
        saved = self._library.searches.saved()
        changes, homeless = list[SearchChange](), list[Problem]()
        for record, entry in others:
            if not isinstance(entry, Slot) or entry.search in saved.values():
                continue
            free = next((number for number in (entry.number, *SLOTS) if number not in saved), None)
            if free is None:
                what = f"the search “{entry.search.name}” is left out: all places for saved searches are taken"
                homeless.append(record.problem(what, "press S on a saved search and name nothing to forget it"))
            else:
                saved[free] = entry.search
                changes.append(SearchChange(slot=free, search=entry.search))
        return changes, homeless
