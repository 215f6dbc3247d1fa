"""The drawn lines of a page."""

from enum import StrEnum

from msgspec import Struct

from reader.layout.cells import width


class Mode(StrEnum):
    """How clutter is drawn: one quiet line a section, not at all, or in full."""

    FOLDED = "folded"
    GONE = "gone"
    SHOWN = "shown"


class Role(StrEnum):
    """What a line is, for its style."""

    TITLE = "title"
    BYLINE = "byline"
    BODY = "body"
    HEADING = "heading"
    QUOTE = "quote"
    LIST = "list"
    CODE = "code"
    TABLE = "table"
    CAPTION = "caption"
    FOLD = "fold"  # the one line of a clutter section, closed or open
    ITEM = "item"  # the title of a recommendation in an open section
    CLUTTER = "clutter"  # the text of an open clutter section
    BLANK = "blank"


class Line(Struct, frozen=True, kw_only=True):
    """One row of a page.

    text: drawn after `prefix`.
    composed: the text is ours: fold lines, the byline line, a title the page does not show, blank lines. Otherwise it
    is that of block `block` from character `offset` on, one for one (tabs as spaces).
    prefix: drawn before the text and no part of it: a quote's bar, a list's bullet, the indent.
    block, section: indexes into the body; a blank line has those of the line below it.
    """

    text: str
    role: Role
    block: int
    offset: int = 0
    section: int = 0
    prefix: str = ""
    composed: bool = False

    @property
    def indent(self) -> int:
        """The cells of the prefix."""
        return width(self.prefix)

    @property
    def drawn(self) -> str:
        """The whole row: prefix and text."""
        return self.prefix + self.text
