"""Which articles of a list are selected."""

from collections.abc import Sequence

from msgspec import Struct

from reader.core.catalog import Row


class Selection(Struct, frozen=True, kw_only=True):
    """The selected articles, by id.

    base: those selected before the latest run; start, stop: the indexes of the rows that the run goes from and to,
    both included, None while there is none. Indexes are those of the rows that the list shows now.
    """

    ids: frozenset[str] = frozenset()
    base: frozenset[str] = frozenset()
    start: int | None = None
    stop: int | None = None

    def toggled(self, id: str) -> "Selection":
        """Return the selection with one article more, or less if it is selected."""
        return Selection(ids=self.ids ^ {id})

    def run_to(self, rows: Sequence[Row], here: int, target: int) -> "Selection":
        """Return the selection with the run going on to `target`, or with one from `here` if none ends there."""
        start, base = (self.start, self.base) if self.stop == here and self.start is not None else (here, self.ids)
        first, last = min(start, target), max(start, target)
        run = {row.article.id for row in rows[first : last + 1]}
        return Selection(ids=base | run, base=base, start=start, stop=target)

    def among(self, rows: Sequence[Row]) -> "Selection":
        """Return what of the selection is among rows, which need not be those shown before."""
        if not self.ids:
            return self
        return Selection(ids=self.ids.intersection(row.article.id for row in rows))
