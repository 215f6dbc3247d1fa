"""A query as a value, and the view that answers it."""

from collections.abc import Mapping
from enum import StrEnum

from msgspec import Struct, field

from reader.core.catalog import Row


class Shelf(StrEnum):
    """Which part of the library is looked at."""

    ALL = "all"
    UNREAD = "unread"
    BOOKMARKED = "bookmarked"
    ARCHIVED = "archived"
    HIGHLIGHTED = "highlighted"
    NOTED = "noted"
    TRASHED = "trashed"


class Sort(StrEnum):
    """The order of a view. A text query puts the closest title first, whatever the sort."""

    NEWEST = "newest"
    OLDEST = "oldest"
    ADDED = "added"
    TITLE = "title"
    SOURCE = "source"
    LENGTH = "length"
    PROGRESS = "progress"


class Grouping(StrEnum):
    """What the rows of a view stand under."""

    NONE = "none"
    SOURCE = "source"
    MONTH = "month"


class Place(StrEnum):
    """Where in an article the words of a query were found."""

    TITLE = "title"
    SOURCE = "source"
    TAG = "tag"
    TEXT = "text"


Spans = tuple[tuple[int, int], ...]
"""Half-open ranges of characters, ascending, disjoint."""


class Excerpt(Struct, frozen=True, kw_only=True):
    """What was found when it was not the title: the source's name, a tag, or a few words of the text.

    spans: the ranges of `text` to highlight.
    """

    place: Place
    text: str
    spans: Spans = ()


class Match(Struct, frozen=True, kw_only=True):
    """Why an article answers a text query.

    id: the article's. spans: the ranges of its title to highlight. score: 0..100, higher is closer.
    excerpt: what was found elsewhere; None when it was the title.
    """

    id: str
    spans: Spans = ()
    score: float = 0.0
    excerpt: Excerpt | None = None


class Group(Struct, frozen=True, kw_only=True):
    """Rows of a view that stand under one heading.

    name: the source's, empty for articles that name none; or the month, as 2026-11. start: index of the first row.
    """

    name: str
    start: int
    count: int


class Query(Struct, frozen=True, kw_only=True):
    """What the list shows.

    text: as typed, in the query language of `parse`.
    pinned: id of an article that stays in sight while it is being read, even when it leaves the shelf.
    name: of the saved search that it is; empty when it is none.
    grouping: left out where a text query puts the closest title first.
    """

    text: str = ""
    shelf: Shelf = Shelf.ALL
    sort: Sort = Sort.NEWEST
    grouping: Grouping = Grouping.NONE
    pinned: str | None = None
    name: str = ""


class View(Struct, frozen=True, kw_only=True):
    """The answer to a query: rows in the order to show them.

    matches: by article id, for rows that a text query found.
    groups: all rows, in runs that each have a heading; none where they are not grouped.
    total: rows of the shelf before the text was applied.
    seconds: how long the answer took.
    progress: what is still being done, such as "searching texts, 40 %"; empty once the view is whole.
    """

    query: Query
    rows: tuple[Row, ...] = ()
    matches: Mapping[str, Match] = field(default_factory=dict)
    groups: tuple[Group, ...] = ()
    total: int = 0
    seconds: float = 0.0
    progress: str = ""
