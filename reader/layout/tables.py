"""The columns that the rows of a table make."""

from collections.abc import Sequence
from itertools import zip_longest

from msgspec import Struct

from reader.core.tables import cells_of
from reader.layout.cells import width
from reader.layout.lines import Piece

GAP = "  "
"""Between columns."""


class Columns(Struct, frozen=True, kw_only=True):
    """What the rows of a table have in common.

    widths: the cells that each column takes. right: whether it is set to the right. heads: its names; () where the
    table has no head.
    """

    widths: tuple[int, ...]
    right: tuple[bool, ...] = ()
    heads: tuple[str, ...] = ()

    @property
    def width(self) -> int:
        """The cells of a whole row."""
        return sum(self.widths) + len(GAP) * (len(self.widths) - 1)


def columns(head: Sequence[str], rows: Sequence[str]) -> Columns:
    """Return the columns of a table. head: its name row and its separator, or nothing. rows: the others."""
    names = [head[0][start:stop] for start, stop in cells_of(head[0])] if head else []
    right = [_is_right(head[1][start:stop]) for start, stop in cells_of(head[1])] if head else []
    sizes = [[width(text[start:stop]) for start, stop in cells_of(text)] for text in (*head[:1], *rows)]
    widths = [max(column) for column in zip_longest(*sizes, fillvalue=0)]
    right = [*right, *[False] * len(widths)][: len(widths)]
    return Columns(widths=tuple(widths), right=tuple(right), heads=tuple(names))


def _is_right(separator: str) -> bool:
    """Return whether a column is set to the right by its separator."""
    return separator.endswith(":") and not separator.startswith(":")


def aligned(text: str, shape: Columns) -> tuple[str, tuple[Piece, ...]]:
    """Return a row with its cells under each other, and which parts of it are the row's own."""
    drawn, pieces = "", []
    for (start, stop), cells, right in zip(cells_of(text), shape.widths, shape.right, strict=False):
        cell = text[start:stop].replace("\t", " ")
        room = " " * (cells - width(cell))
        drawn += room if right else ""
        if cell:
            pieces.append(Piece(len(drawn), len(drawn) + len(cell), start))
        drawn += cell + ("" if right else room) + GAP
    return drawn.rstrip(), tuple(pieces)
