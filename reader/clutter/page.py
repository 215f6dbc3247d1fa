"""A page as it is looked at: its lines, and what was found among them before it is decided what they are."""

from collections.abc import Sequence

from msgspec import Struct

from reader.clutter.lines import Line
from reader.clutter.rhythm import Rhythm
from reader.clutter.title import TitleFound
from reader.core.sources import Hint


class Page(Struct, frozen=True):
    """The lines of a page with what was found among them.

    metas, bylines: per line, whether it details a list item, and how much of it is a byline (0..1).
    main: the half-open run of lines densest in prose.
    authors: as the lines around the title name them.
    hints: per line, what other pages of the source say of it; None when nothing is known of the source.
    """

    lines: Sequence[Line]
    metas: Sequence[bool]
    bylines: Sequence[float]
    rhythms: Sequence[Rhythm]
    title: TitleFound | None
    main: tuple[int, int]
    authors: tuple[str, ...] = ()
    hints: Sequence[Hint] | None = None
