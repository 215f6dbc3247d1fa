"""An immutable snapshot of the library: every article without its text, with its reading state."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import chain
from typing import cast, overload

from msgspec import Struct
from msgspec.structs import force_setattr, replace

from reader.core.article import Article, Item
from reader.core.errors import NotFound
from reader.core.state import ReadingState
from reader.core.titles import Titles

_SHEET = 256
"""Rows that are copied when one of them changes, as are pointers to all sheets: best some √n, 316 at 100,000."""


class Row(Struct, frozen=True, kw_only=True, gc=False):
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


class Recommendation(Struct, frozen=True, kw_only=True):
    """A recommendation and the article of the library that it names, None if the library has none."""

    item: Item
    held: Row | None = None


class Rows(Sequence[Row]):
    """Rows in sheets of `_SHEET`, so that another catalog shares all but those that changed. Equal to any sequence of
    the same rows."""

    __slots__ = ("_length", "sheets")

    def __init__(self, rows: Iterable[Row] = ()) -> None:
        all_rows = tuple(rows)
        self._length = len(all_rows)
        self.sheets = tuple(all_rows[at : at + _SHEET] for at in range(0, len(all_rows), _SHEET))

    def with_changes(self, changed: Mapping[int, Row], added: Sequence[Row]) -> "Rows":
        """Return rows in which those at some places are others, and more stand at the end."""
        sheets = list(self.sheets)
        for number in {place // _SHEET for place in changed}:
            places = range(number * _SHEET, number * _SHEET + len(sheets[number]))
            sheets[number] = tuple(map(changed.get, places, sheets[number]))
        if added:
            last = sheets.pop() if self._length % _SHEET else ()
            sheets += Rows((*last, *added)).sheets
        rows = Rows()
        rows._length, rows.sheets = self._length + len(added), tuple(sheets)
        return rows

    @overload
    def __getitem__(self, at: int) -> Row: ...
    @overload
    def __getitem__(self, at: slice) -> tuple[Row, ...]: ...
    def __getitem__(self, at: int | slice) -> Row | tuple[Row, ...]:
        """Return a row, or a tuple of some; IndexError."""
        if isinstance(at, slice):
            return tuple(map(self.__getitem__, range(*at.indices(self._length))))
        place = at + self._length if at < 0 else at
        if not 0 <= place < self._length:
            raise IndexError(at)
        return self.sheets[place // _SHEET][place % _SHEET]

    def __iter__(self) -> Iterator[Row]:
        return chain.from_iterable(self.sheets)

    def __len__(self) -> int:
        return self._length

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and len(self) == len(other) and tuple(self) == tuple(other)

    __hash__ = None  # type: ignore[assignment]


class Catalog(Struct, frozen=True, kw_only=True, dict=True):
    """All rows, oldest added first.

    rows: given as any sequence. revision: grows by one with every change, so that two snapshots can be told apart
    cheaply.
    """

    rows: Sequence[Row] = Rows()
    revision: int = 0

    def __post_init__(self) -> None:
        """Part rows that are given in another sequence."""
        if not isinstance(self.rows, Rows):
            force_setattr(self, "rows", Rows(self.rows))

    @cached_property
    def _places(self) -> dict[str, int]:
        """Index into `rows` by article id. Later catalogs add to the same, so a place may lie beyond these rows."""
        return {row.article.id: index for index, row in enumerate(self.rows)}

    @cached_property
    def titles(self) -> Titles:
        """The articles by title. Made when first asked for, which takes long for a large library."""
        return Titles((row.id, row.article.title) for row in self.rows)

    def place_of(self, id: str) -> int | None:
        """Return the index into `rows` of article `id`, None if there is none."""
        place = self._places.get(id)
        return None if place is None or place >= len(self.rows) else place

    def get(self, id: str) -> Row | None:
        """Return the row of article `id`, None if there is none."""
        place = self.place_of(id)
        return None if place is None else self.rows[place]

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

        Takes as long as there are `rows`, however many the catalog holds.
        """
        known = len(self.rows)
        places = self._places
        if len(places) > known:  # another catalog that came of this one added to them
            places = {id: place for id, place in places.items() if place < known}
        changed: dict[int, Row] = {}
        added: dict[str, Row] = {}
        for row in rows:
            place = self.place_of(row.id)
            if place is None:
                added[row.id] = row
            else:
                changed[place] = row
        places |= {id: known + number for number, id in enumerate(added)}
        after = self._rows.with_changes(changed, tuple(added.values()))
        catalog = replace(self, rows=after, revision=self.revision + 1)
        catalog.__dict__["_places"] = places
        if (titles := self.__dict__.get("titles")) is not None and not self._retitles(changed):
            more = [(id, row.article.title) for id, row in added.items()]
            catalog.__dict__["titles"] = Titles(more, also=titles) if more else titles
        return catalog

    def with_all(self, rows: Iterable[Row]) -> "Catalog":
        """Return a catalog of `rows` alone, of which those that are as before stay the same objects."""
        all_rows = Rows(old if (old := self.get(row.id)) == row else row for row in rows)
        return Catalog(rows=all_rows, revision=self.revision + 1)

    def changes_since(self, old: "Catalog") -> "list[tuple[Row | None, Row]] | None":
        """Return what `old` had and what this has of each row that differs; None for one that is new.

        None altogether when rows are gone or moved: then any may differ. Rows that stayed are the same objects, and so
        are most sheets of them, so it is fast.
        """
        changed: list[tuple[Row | None, Row]] = []
        if len(self.rows) < len(old.rows):
            return None
        for before, after in zip(old._rows.sheets, self._rows.sheets, strict=False):
            if before is after or before == after:
                continue
            for one, other in zip(before, after, strict=False):
                if one.article.id != other.article.id:
                    return None
                if one is not other and one != other:
                    changed.append((one, other))
        return changed + [(None, row) for row in self.rows[len(old.rows) :]]

    def with_articles(self, articles: Iterable[Article]) -> "Catalog":
        """Return a catalog with other knowledge of some articles that it holds, their states as they are."""
        rows = [replace(row, article=article) for article in articles if (row := self.get(article.id)) is not None]
        return self.with_rows(rows) if rows else self

    def without(self, ids: Iterable[str]) -> "Catalog":
        """Return a catalog in which the articles `ids` are gone."""
        gone = set(ids)
        kept = Rows(row for row in self.rows if row.id not in gone)
        return replace(self, rows=kept, revision=self.revision + 1)

    @property
    def _rows(self) -> Rows:
        return cast(Rows, self.rows)

    def _retitles(self, changed: Mapping[int, Row]) -> bool:
        return any(self.rows[place].article.title != row.article.title for place, row in changed.items())
