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


class ReadingState(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Flags are the time they were set (aware), None while they are not.

    progress: share of the content above `position`, 0..1.
    revealed: start blocks of the clutter sections that stand open.
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


def corrected(body: Body, corrections: tuple[Correction, ...]) -> Body:
    """Return `body` with the reader's corrections applied; later ones win. Sections still partition the blocks."""
    if not corrections:
        return body
    owners: dict[int, Section] = {}
    for correction in corrections:
        own = Section(label=correction.label, start=correction.start, stop=correction.stop, why="You said so.")
        owners |= dict.fromkeys(range(correction.start, min(correction.stop, len(body.blocks))), own)
    return body.with_sections(owners)
