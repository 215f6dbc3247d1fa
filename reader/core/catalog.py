"""An immutable snapshot of the library: every article without its text, with its reading state."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from reader.core.article import Article, Item
from reader.core.errors import NotFound
from reader.core.state import ReadingState
from reader.core.titles import Titles

_SLICE = 2_000
"""Rows compared in one call: some 10 µs."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One article of the catalog."""

    article: Article
    state: ReadingState = ReadingState()

    @property
    def id(self) -> str:
        """The article's id."""
        return self.article.id

    @property
    def is_unread(self) -> bool:
        """Whether there is text that was not read yet; a stub has none."""
        return self.state.read is None and not self.article.is_stub


@dataclass(frozen=True, slots=True, kw_only=True)
class Recommendation:
    """A recommendation and the article of the library that it names, None if the library has none."""

    item: Item
    held: Row | None = None


@dataclass(frozen=True, kw_only=True)
class Catalog:
    """All rows, oldest added first.

    revision: grows by one with every change, so that two snapshots can be told apart cheaply.
    """

    rows: tuple[Row, ...] = ()
    revision: int = 0

    @cached_property
    def places(self) -> Mapping[str, int]:
        """Index into `rows` by article id."""
        return {row.article.id: index for index, row in enumerate(self.rows)}

    @cached_property
    def titles(self) -> Titles:
        """The articles by title. Made when first asked for, which takes long for a large library."""
        return Titles((row.id, row.article.title) for row in self.rows)

    def get(self, id: str) -> Row | None:
        """Return the row of article `id`, None if there is none."""
        index = self.places.get(id)
        return None if index is None else self.rows[index]

    def title_of(self, id: str) -> str | None:
        """Return the title of article `id`, None if there is none."""
        row = self.get(id)
        return row.article.title if row else None

    def find(self, id: str) -> Row:
        """Return the row of the article whose id is, or alone starts with, `id`. Raises NotFound."""
        row = self.get(id)
        if row is None:
            starts = [row for row in self.rows if id and row.id.startswith(id)]
            if len(starts) != 1:
                trouble = f"{len(starts)} articles have an id that starts with" if starts else "no article has the id"
                raise NotFound(f"{trouble} {id!r}", "`reader list` shows the ids")
            row = starts[0]
        return row

    def with_rows(self, rows: Iterable[Row]) -> "Catalog":
        """Return a catalog in which `rows` replace those of the same id and the others are appended.

        `places` stays the same object while no article was added or altered, so that what depends
        on articles alone (sort orders, the title index) can tell.
        """
        changed = list(self.rows)
        places = dict(self.places)
        same_articles = same_titles = True
        added: list[tuple[str, str]] = []
        for row in rows:
            index = places.setdefault(row.id, len(changed))
            if index == len(changed):
                changed.append(row)
                added.append((row.id, row.article.title))
                same_articles = False
            else:
                same_articles = same_articles and changed[index].article == row.article
                same_titles = same_titles and changed[index].article.title == row.article.title
                changed[index] = row
        catalog = replace(self, rows=tuple(changed), revision=self.revision + 1)
        catalog.__dict__["places"] = self.places if same_articles else places
        if same_titles and (titles := self.__dict__.get("titles")) is not None:
            catalog.__dict__["titles"] = Titles(added, also=titles) if added else titles
        return catalog

    def changes_since(self, old: "Catalog") -> "list[tuple[Row | None, Row]] | None":
        """Return what `old` had and what this has of each row that differs; None for one that is new.

        None altogether when rows are gone or moved: then any may differ. Made of slices, since comparing two long
        tuples in one call would hold up every other thread; rows that stayed are the same objects, so it is fast.
        """
        changed: list[tuple[Row | None, Row]] = []
        known = len(old.rows)
        if len(self.rows) < known:
            return None
        for start in range(0, known, _SLICE):
            before, after = old.rows[start : start + _SLICE], self.rows[start : min(start + _SLICE, known)]
            if before != after:
                for one, other in zip(before, after, strict=True):
                    if one.article.id != other.article.id:
                        return None
                    if one is not other and one != other:
                        changed.append((one, other))
        return changed + [(None, row) for row in self.rows[known:]]

    def with_articles(self, articles: Iterable[Article]) -> "Catalog":
        """Return a catalog with other knowledge of some articles that it holds, their states as they are."""
        rows = [replace(row, article=article) for article in articles if (row := self.get(article.id)) is not None]
        return self.with_rows(rows) if rows else self

    def without(self, ids: Iterable[str]) -> "Catalog":
        """Return a catalog in which the articles `ids` are gone."""
        gone = set(ids)
        kept = tuple(row for row in self.rows if row.id not in gone)
        return replace(self, rows=kept, revision=self.revision + 1)
