"""What a reader did with an article."""

from datetime import datetime

from msgspec import Struct

from reader.core.article import Body, Label, Section


class Position(Struct, frozen=True, kw_only=True, array_like=True):
    """A place in a body that survives any resize: block index, and characters into its text."""

    block: int
    offset: int = 0


class Correction(Struct, frozen=True, kw_only=True, array_like=True):
    """The reader's own label for the blocks start..stop (half-open) of one article."""

    label: Label
    start: int
    stop: int


class Highlight(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A passage that the reader marked, and what was noted on it.

    start, stop: where it stood when it was made, half-open: `stop.offset` counts characters of block `stop.block`.
    quote: its text, blocks joined by line ends. before, after: up to some characters around it, so that it is found
    again where the page was read otherwise (the TextQuoteSelector of the W3C Web Annotation Data Model, 4.2.4).
    colour: its name. note: the reader's own words. made: aware; no two of an article have the same.
    """

    start: Position
    stop: Position
    quote: str
    made: datetime
    before: str = ""
    after: str = ""
    colour: str = "yellow"
    note: str = ""


class Mark(Struct, frozen=True, kw_only=True, array_like=True):
    """A place with a letter, to come back to: small ones are of one article, capital ones of the library."""

    letter: str
    position: Position


class ReadingState(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Flags are the time they were set (aware), None while they are not.

    progress: share of the content above `position`, 0..1.
    revealed: start blocks of the clutter sections that stand open.
    highlights: in the order of the text. marks: by letter.
    """

    read: datetime | None = None
    bookmarked: datetime | None = None
    archived: datetime | None = None
    trashed: datetime | None = None
    position: Position | None = None
    progress: float = 0.0
    revealed: frozenset[int] = frozenset()
    corrections: tuple[Correction, ...] = ()
    tags: tuple[str, ...] = ()
    highlights: tuple[Highlight, ...] = ()
    marks: tuple[Mark, ...] = ()


def corrected(body: Body, corrections: tuple[Correction, ...]) -> Body:
    """Return `body` with the reader's corrections applied; later ones win. Sections still partition the blocks."""
    if not corrections:
        return body
    owners: dict[int, Section] = {}
    for correction in corrections:
        own = Section(label=correction.label, start=correction.start, stop=correction.stop, why="You said so.")
        owners |= dict.fromkeys(range(correction.start, min(correction.stop, len(body.blocks))), own)
    return body.with_sections(owners)
