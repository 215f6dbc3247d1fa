"""The lines of one page while they are put together."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from typing import TypeVar

from msgspec import Struct, field
from msgspec.structs import replace

from reader.core.article import Body
from reader.layout.breaking import breaks
from reader.layout.cells import fit, width, widths
from reader.layout.inline import emphasis
from reader.layout.lines import InlineSpan, Line, LinkSpan, Piece, Role, Spacing
from reader.layout.links import Link, block_links
from reader.layout.shapes import CODE_BAR, Shape
from reader.layout.spacing import PROSE
from reader.layout.window import Window
from reader.layout.wrapping import wrap

_NARROWEST = 2
_NEAR = 2_000
"""Characters of a very long block that are looked at around what is drawn of it, for links that begin there."""

_CODE = (Role.CODE, Role.CODE_HEAD)

Span = tuple[int, int]
Place = TypeVar("Place", Link, InlineSpan)


class Sheet(Struct):
    """Lines of at most `width` cells of the part `window` of a body.

    gap: blank lines due before the next line, unless it is the first.
    """

    body: Body
    width: int
    spacing: Spacing
    window: Window
    lines: list[Line] = field(default_factory=list)
    gap: int = 0

    def add(self, line: Line) -> None:
        """Add a line, after blank ones if a gap is due. A bar before the lines above and below goes on beside them."""
        if self.gap and self.lines:
            blank = Line(
                text="",
                role=Role.BLANK,
                block=line.block,
                offset=line.offset,
                section=line.section,
                prefix=_bar_between(self.lines[-1], line),
                composed=True,
            )
            self.lines += [blank] * self.gap
        self.gap = 0
        self.lines.append(line)

    def own(self, text: str, role: Role, block: int, section: int, offset: int = 0, prefix: str = "") -> None:
        """Draw a text that is not the page's, standing for the place `offset` of block `block`."""
        for start, stop in wrap(text, max(self.width - width(prefix), _NARROWEST)):
            line = text[start:stop]
            self.add(
                Line(text=line, role=role, block=block, offset=offset, section=section, prefix=prefix, composed=True)
            )

    def rule(self, cells: int, block: int, section: int) -> None:
        """Draw a rule under a block."""
        text, end = "─" * min(cells, self.width), len(self.body.blocks[block].text)
        self.gap = 0
        self.lines.append(Line(text=text, role=Role.BLANK, block=block, offset=end, section=section, composed=True))

    def row(self, text: str, pieces: tuple[Piece, ...], role: Role, block: int, section: int) -> None:
        """Draw a line that is made of pieces of a block."""
        links, spans = self._marks(block, (0, len(self.body.blocks[block].text)))
        offset = pieces[0].offset if pieces else 0
        line = Line(text=text, role=role, block=block, offset=offset, section=section, pieces=pieces)
        self.add(_marked(line, links, spans))

    def block(self, block: int, shape: Shape, section: int) -> None:
        """Draw a block in a shape; at least one line of it, though it be empty."""
        start, stop = self.window.cut(block, shape.start, shape.stop)
        prefix = shape.prefix if start == shape.start else shape.next_prefix
        text = self.body.blocks[block].text
        links, spans = self._marks(block, (start, stop))
        before = len(self.lines)
        for first, last in self._broken(text, (start, stop), shape, prefix) or [(start, start)]:
            if len(self.lines) > before and self.spacing is Spacing.LOOSE and shape.role in PROSE:
                self.gap = 1
            line = Line(
                text=text[first:last].replace("\t", " "),
                role=shape.role,
                block=block,
                offset=first,
                section=section,
                prefix=prefix,
                level=shape.level,
            )
            self.add(_marked(line, links, spans))
            prefix = shape.next_prefix

    def _broken(self, text: str, span: Span, shape: Shape, prefix: str) -> Sequence[Span]:
        """Return the lines of a part of a block, whose first line stands behind `prefix`."""
        start, stop = span
        cells = max(self.width - width(shape.next_prefix), _NARROWEST)
        first = max(self.width - width(prefix), _NARROWEST)
        if shape.role is Role.CODE:
            return _chopped(text, span, first, cells)
        if stop < shape.stop:  # as the lines of the whole block go
            lines = breaks(text[start : shape.stop], cells, first=first, most=stop - start)
        else:
            lines = wrap(text[start:stop], cells, first)
        return [(a + start, b + start) for a, b in lines]

    def _marks(self, block: int, span: Span) -> tuple[list[Link], list[InlineSpan]]:
        """Return links and emphasis of what is drawn of a block."""
        start, stop = max(span[0] - _NEAR, 0), span[1] + _NEAR
        links = block_links(self.body, block, start, stop)
        return links, emphasis(self.body.blocks[block].text[start:stop], start, links)


def _bar_between(above: Line, below: Line) -> str:
    """Return the bar that goes on beside blank lines between two lines."""
    if above.role is Role.QUOTE and below.role is Role.QUOTE:
        return min(above.prefix, below.prefix, key=len).rstrip()
    return CODE_BAR.rstrip() if above.role in _CODE and below.role in _CODE else ""


def _chopped(text: str, span: Span, first: int, cells: int) -> list[Span]:
    """Return the lines of code: as many characters as fit, spaces and all."""
    start, stop = span
    lines = []
    room = first
    while start < stop:
        ahead = text[start : min(start + 4 * room, stop)]
        taken = max(fit(widths(ahead), 0, room), 1)
        lines.append((start, start + taken))
        start, room = start + taken, cells
    return lines


def _marked(line: Line, links: Sequence[Link], spans: Sequence[InlineSpan]) -> Line:
    """Return a line with the links and the emphasis that are in it."""
    if not links and not spans:
        return line
    return replace(
        line,
        links=tuple(
            LinkSpan(*shown, link.href) for link in _within(links, line) for shown in line.shown(link.start, link.stop)
        ),
        spans=tuple(
            InlineSpan(*shown, span.inline)
            for span in _within(spans, line)
            for shown in line.shown(span.start, span.stop)
        ),
    )


def _within(places: Sequence[Place], line: Line) -> Sequence[Place]:
    """Return those of some ranges, in order and apart from each other, that a line shows a part of."""
    first = bisect_right(places, line.offset, key=lambda place: place.stop)
    return places[first : bisect_left(places, line.end, key=lambda place: place.start)]
