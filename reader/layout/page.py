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
from reader.layout.composing import Looks, compose
from reader.layout.lines import Line, Mode, Role, Spacing
from reader.layout.window import Window

__all__ = ["Line", "Mode", "Page", "Role", "Spacing", "page"]

Items = Mapping[int, Sequence[Recommendation]]
NO_ITEMS: Items = MappingProxyType({})
_OFFSETS = 1 << 32  # more characters than any block has


class Page(Struct, frozen=True, kw_only=True, dict=True):
    """The lines of an article, or of the part of it around a place.

    body: what they are of. width: the cells of the text column they were broken for.
    head: how many lines at the top are the title and the byline line, which progress does not count.
    window: the part of the text that they are of.
    """

    lines: tuple[Line, ...]
    body: Body
    width: int
    window: Window
    head: int = 0

    @property
    def is_whole(self) -> bool:
        """Whether all of the article is drawn."""
        return self.window.is_whole

    def shows(self, position: Position) -> bool:
        """Whether the part that is drawn has a place, or would if that were not hidden."""
        first, stop = self.window.first, self.window.stop
        place = (position.block, position.offset)
        return self.is_whole or (first.block, first.offset) <= place <= (stop.block, stop.offset)

    def row_of(self, position: Position) -> int:
        """Return the row that shows `position`; where it is hidden, the nearest row before it; 0 on an empty page.

        Title and byline line, which are at the top wherever the page has them, are before all only in their sections.
        """
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
        before = reversed(rows[max(place - 1 - self.head, 0) : place])
        return next((row for row in before if row >= self.head or self._is_of(row, position)), rows[place - 1])

    def _is_of(self, row: int, position: Position) -> bool:
        """Whether a place is in the section that a row is of."""
        section = self.body.sections[self.lines[row].section] if self.body.sections else None
        return section is None or section.start <= position.block < section.stop

    def position_of(self, row: int) -> Position:
        """Return the place in the text that `row` shows, of the nearest row for rows outside the page."""
        if not self.lines:
            return Position(block=0)
        line = self.lines[min(max(row, 0), len(self.lines) - 1)]
        return Position(block=line.block, offset=line.offset)

    def progress_of(self, row: int) -> float:
        """Return the share of the content's characters above `row`, 0..1; 1 from the end of the content on."""
        above = self._content_above
        if row >= len(self.lines) and (self.is_whole or not self.lines):
            return 1.0 if self.lines else 0.0
        if row < self.head or not above[-1]:
            return 0.0
        line = self.lines[min(row, len(self.lines) - 1)]
        is_content = above[line.block + 1] > above[line.block]
        within = 0 if not is_content else line.offset if row < len(self.lines) else line.end
        return (above[line.block] + within) / above[-1]

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
        """Characters of content above each block, and of all at the end."""
        sizes = [0] * len(self.body.blocks)
        for section in self.body.sections:
            if section.label is Label.CONTENT:
                texts = self.body.blocks[section.start : section.stop]
                sizes[section.start : section.stop] = [len(block.text) for block in texts]
        return list(accumulate(sizes, initial=0))

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
    spacing: Spacing = Spacing.NORMAL,
    around: Position | None = None,
) -> Page:
    """Return `article` drawn for a text column of `width` cells.

    Title first, then a byline line made of what is known of the article in the place of the page's own, then the page
    in its order. Clutter is one quiet line a section, which `revealed` (start blocks) opens in place; clutter from
    above the title follows the byline line. With Mode.SHOWN all is open, in the page's own order, the page's own
    byline too; with Mode.GONE no clutter is drawn.
    items: the recommendations of each section, by its index. A section opened in place draws them as a tidy list: the
    title, before it a mark when the library has the article, and one line of what else the page says of it.
    seen_in: of a stub, the title of the article whose page recommends it.
    around: draw only some screens around this place, which costs no more for a long article than for a short one. A
    short article is drawn whole.
    Pure and fast enough to call on each resize or toggle.
    """
    looks = Looks(
        article=article,
        body=body,
        width=max(width, 2),
        mode=mode,
        revealed=revealed,
        items=items,
        seen_in=seen_in,
        spacing=spacing,
    )
    drawn = compose(looks, around)
    return Page(lines=drawn.lines, body=body, width=width, head=drawn.head, window=drawn.window)
