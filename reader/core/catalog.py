"""An immutable snapshot of the library: every article without its text, with its reading state."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from reader.core.article import Article
from reader.core.state import ReadingState


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One article of the catalog."""

    article: Article
    state: ReadingState = ReadingState()

    @property
    def id(self) -> str:
        """The article's id."""
        return self.article.id


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

    def get(self, id: str) -> Row | None:
        """Return the row of article `id`, None if there is none."""
        index = self.places.get(id)
        return None if index is None else self.rows[index]

    def with_rows(self, rows: Iterable[Row]) -> "Catalog":
        """Return a catalog in which `rows` replace those of the same id and the others are appended."""
        changed = list(self.rows)
        places = dict(self.places)
        for row in rows:
            if row.id in places:
                changed[places[row.id]] = row
            else:
                places[row.id] = len(changed)
                changed.append(row)
        catalog = replace(self, rows=tuple(changed), revision=self.revision + 1)
        catalog.__dict__["places"] = places
        return catalog

    def without(self, ids: Iterable[str]) -> "Catalog":
        """Return a catalog in which the articles `ids` are gone."""
        gone = set(ids)
        kept = tuple(row for row in self.rows if row.id not in gone)
        return replace(self, rows=kept, revision=self.revision + 1)
