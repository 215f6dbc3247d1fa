"""The drawn lines of a page."""

from enum import StrEnum

from msgspec import Struct

from reader.layout.cells import width


class Mode(StrEnum):
    """How clutter is drawn: one quiet line a section, not at all, or in full."""

    FOLDED = "folded"
    GONE = "gone"
    SHOWN = "shown"


class Spacing(StrEnum):
    """How much room the text is given.

    TIGHT: paragraphs follow each other, told apart by their first line, which is indented by two ideographs as Chinese
    books do (clreq, 3.1.4.1). NORMAL: a blank line between them. LOOSE: one between all lines of prose, two between
    paragraphs.
    """

    TIGHT = "tight"
    NORMAL = "normal"
    LOOSE = "loose"


class Role(StrEnum):
    """What a line is, for its style."""

    TITLE = "title"
    BYLINE = "byline"
    BODY = "body"
    HEADING = "heading"
    QUOTE = "quote"
    LIST = "list"
    CODE = "code"
    CODE_HEAD = "code-head"  # names the language of the code below
    TABLE = "table"
    TABLE_HEAD = "table-head"
    CAPTION = "caption"
    IMAGE = "image"
    FOLD = "fold"  # the one line of a clutter section, closed or open
    ITEM = "item"  # the title of a recommendation in an open section
    CLUTTER = "clutter"  # the text of an open clutter section
    BLANK = "blank"  # no text of the page: empty, or a rule; may have a prefix, where a bar goes on


class Inline(StrEnum):
    """What a run of characters within a line is, for its style."""

    STRONG = "strong"
    EMPHASIS = "emphasis"
    CODE = "code-span"
    MARKUP = "markup"  # the characters that say so: `**`, and the address of a named link


class InlineSpan(Struct, frozen=True, gc=False):
    """A half-open character range of a line's text."""

    start: int
    stop: int
    inline: Inline


class LinkSpan(Struct, frozen=True, gc=False):
    """A half-open character range of a line's text that leads to `href`: http, https or mailto."""

    start: int
    stop: int
    href: str


class Piece(Struct, frozen=True, gc=False):
    """A half-open character range of a line's text, and where in the block its characters are, one for one."""

    start: int
    stop: int
    offset: int


class Line(Struct, frozen=True, kw_only=True, gc=False):
    """One row of a page.

    text: drawn after `prefix`.
    composed: the text is ours: fold lines, the byline line, a title the page does not show, blank lines. Otherwise it
    is that of block `block` from character `offset` on, one for one (tabs as spaces), but where there are `pieces`.
    pieces: of a row of table cells, which parts of the text are the block's; what is between them is ours. `shown`
    and `offset_at` know of them.
    prefix: drawn before the text and no part of it: a quote's bar, a list's bullet, the indent.
    block, section: indexes into the body; a blank line has those of the line below it.
    level: of a heading, from 1; else 0.
    """

    text: str
    role: Role
    block: int
    offset: int = 0
    section: int = 0
    prefix: str = ""
    composed: bool = False
    level: int = 0
    links: tuple[LinkSpan, ...] = ()
    spans: tuple[InlineSpan, ...] = ()
    pieces: tuple[Piece, ...] = ()

    @property
    def indent(self) -> int:
        """The cells of the prefix."""
        return width(self.prefix)

    @property
    def drawn(self) -> str:
        """The whole row: prefix and text."""
        return self.prefix + self.text

    @property
    def end(self) -> int:
        """The place in the block after the last character of it that the line shows; its `offset` if it shows none."""
        if self.composed:
            return self.offset
        last = self.pieces[-1] if self.pieces else Piece(0, len(self.text), self.offset)
        return last.offset + last.stop - last.start

    def shown(self, start: int, stop: int) -> list[tuple[int, int]]:
        """Return the half-open ranges of `text` that show the block's characters start..stop; none if composed."""
        if self.composed or start >= self.end or stop <= self.offset:
            return []
        pieces = self.pieces or (Piece(0, len(self.text), self.offset),)
        ranges = (
            (max(piece.start, start - piece.offset + piece.start), min(piece.stop, stop - piece.offset + piece.start))
            for piece in pieces
        )
        return [(first, last) for first, last in ranges if first < last]

    def offset_at(self, column: int) -> int:
        """Return the place in the block of character `column` of `text`; between pieces, of the next one."""
        if self.composed:
            return self.offset
        for piece in self.pieces:
            if column < piece.stop:
                return piece.offset + max(0, column - piece.start)
        return self.end if self.pieces else self.offset + max(0, min(column, len(self.text)))

    def covered(self, start: int, stop: int) -> tuple[int, int]:
        """Return the half-open range of the block that the characters start..stop of `text` show; empty if none."""
        if self.composed:
            return self.offset, self.offset
        pieces = self.pieces or (Piece(0, len(self.text), self.offset),)
        shown = [piece for piece in pieces if piece.start < stop and piece.stop > start]
        if not shown:
            return (place := self.offset_at(start)), place
        first, last = shown[0], shown[-1]
        return first.offset + max(0, start - first.start), last.offset + min(stop, last.stop) - last.start
