"""A page: an article drawn as lines for one width, and the way between rows and places in the text."""

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from functools import cached_property
from itertools import accumulate
from types import MappingProxyType

from msgspec import Struct

from reader.core.article import Article, Body, Label
from reader.core.catalog import Recommendation
from reader.core.state import Position
from reader.layout.composing import compose
from reader.layout.lines import Line, Mode, Role

__all__ = ["Line", "Mode", "Page", "Role", "page"]

Items = Mapping[int, Sequence[Recommendation]]
NO_ITEMS: Items = MappingProxyType({})
_OFFSETS = 1 << 32  # more characters than any block has


class Page(Struct, frozen=True, kw_only=True, dict=True):
    """The lines of an article.

    width: the cells of the text column they were broken for.
    content: indexes of the sections that are the article, whose characters progress counts.
    """

    lines: tuple[Line, ...]
    width: int
    content: frozenset[int] = frozenset()

    def row_of(self, position: Position) -> int:
        """Return the row that shows `position`; where it is hidden, the nearest row before it; 0 on an empty page."""
        keys, rows = self._index
        if not keys:
            return 0
        key = position.block * _OFFSETS + position.offset
        place = bisect_left(keys, key)
        if place < len(keys) and keys[place] == key:
            return rows[place]
        above = keys[place - 1] // _OFFSETS if place else None
        below = keys[place] // _OFFSETS if place < len(keys) else None
        if above is None or (below == position.block and above != position.block):
            return rows[place]  # in spaces before the block's first line
        return rows[place - 1]

    def position_of(self, row: int) -> Position:
        """Return the place in the text that `row` shows, of the nearest row for rows outside the page."""
        if not self.lines:
            return Position(block=0)
        line = self.lines[min(max(row, 0), len(self.lines) - 1)]
        return Position(block=line.block, offset=line.offset)

    def progress_of(self, row: int) -> float:
        """Return the share of the content's characters above `row`, 0..1; 1 from the end of the content on."""
        above = self._content_above
        if not above[-1]:
            return 0.0 if row < len(self.lines) else 1.0
        return above[min(max(row, 0), len(self.lines))] / above[-1]

    def section_rows(self, section: int) -> range:
        """Return the rows of section index `section`, without the blank lines around it; empty if it is not drawn."""
        return self._section_rows.get(section, range(0))

    @cached_property
    def _index(self) -> tuple[list[int], list[int]]:
        """Places in ascending order as one number each, and their rows; of equal places the upper row first."""
        pairs = sorted(
            (line.block * _OFFSETS + line.offset, row)
            for row, line in enumerate(self.lines)
            if line.role is not Role.BLANK
        )
        return [key for key, _ in pairs], [row for _, row in pairs]

    @cached_property
    def _content_above(self) -> list[int]:
        """Characters of content above each row, and of all at the end."""
        counted = (len(line.text) if line.section in self.content and not line.composed else 0 for line in self.lines)
        return list(accumulate(counted, initial=0))

    @cached_property
    def _section_rows(self) -> dict[int, range]:
        """The rows of each section that is drawn, from its first to its last."""
        found: dict[int, range] = {}
        for row, line in enumerate(self.lines):
            if line.role is not Role.BLANK:
                start = found[line.section].start if line.section in found else row
                found[line.section] = range(start, row + 1)
        return found


def page(
    article: Article,
    body: Body,
    *,
    width: int,
    mode: Mode = Mode.FOLDED,
    revealed: frozenset[int] = frozenset(),
    items: Items = NO_ITEMS,
    seen_in: str | None = None,
) -> Page:
    """Return `article` drawn for a text column of `width` cells.

    Title first, then a byline line made of what is known of the article in the place of the page's own, then the page
    in its order. Clutter is one quiet line a section, which `revealed` (start blocks) opens in place; clutter from
    above the title follows the byline line. With Mode.SHOWN all is open, in the page's own order, the page's own
    byline too; with Mode.GONE no clutter is drawn.
    items: the recommendations of each section, by its index. A section opened in place draws them as a tidy list: the
    title, before it a mark when the library has the article, and one line of what else the page says of it.
    seen_in: of a stub, the title of the article whose page recommends it.
    Pure and fast enough to call on each resize or toggle.
    """
    lines = compose(article, body, width=width, mode=mode, revealed=revealed, items=items, seen_in=seen_in)
    content = frozenset(index for index, section in enumerate(body.sections) if section.label is Label.CONTENT)
    return Page(lines=tuple(lines), width=width, content=content)
