"""Passages: ranges of an article's text, and choosing one by words, sentences and paragraphs from the keyboard."""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence

from msgspec import Struct

from reader.core.article import Body, Label
from reader.core.state import Position

Units = Callable[[int], Sequence[tuple[int, int]]]
"""Of a block index: the half-open character ranges of its words, sentences, or whatever is moved by; ascending."""


class Passage(Struct, frozen=True, kw_only=True):
    """A range of a body's text, half-open: `stop.offset` counts characters of block `stop.block`."""

    start: Position
    stop: Position

    def overlaps(self, other: "Passage") -> bool:
        """Whether both have some of the text."""
        return key(self.start) < key(other.stop) and key(other.start) < key(self.stop)


class Choice(Struct, frozen=True, kw_only=True):
    """A passage while it is chosen: one end stays where it is, the other moves."""

    fixed: Position
    moving: Position

    @property
    def passage(self) -> Passage:
        """The passage between the ends."""
        start, stop = sorted((self.fixed, self.moving), key=key)
        return Passage(start=start, stop=stop)

    @property
    def is_forward(self) -> bool:
        """Whether the end that moves is the later one."""
        return key(self.moving) >= key(self.fixed)

    @property
    def swapped(self) -> "Choice":
        """The same passage, of which the other end moves."""
        return Choice(fixed=self.moving, moving=self.fixed)

    @property
    def shown_at(self) -> Position:
        """The character next to the moving end: what has to be in sight."""
        return Position(block=self.moving.block, offset=max(0, self.moving.offset - self.is_forward))


def key(position: Position) -> tuple[int, int]:
    """Return what positions are sorted by: their order in the body."""
    return position.block, position.offset


def paragraph(text: str) -> list[tuple[int, int]]:
    """Return the one range of a block that is a paragraph, without blanks around it; none of a blank block."""
    stop = len(text.rstrip())
    return [(len(text) - len(text.lstrip()), stop)] if stop else []


def begun(place: Position, units: Units, blocks: Sequence[int]) -> Choice | None:
    """Return the first unit that ends after `place` as a passage; None when there is none.

    blocks: indexes of the blocks there are, ascending.
    """
    for block in blocks[bisect_left(blocks, place.block) :]:
        for start, stop in units(block):
            if block > place.block or stop > place.offset:
                return Choice(fixed=Position(block=block, offset=start), moving=Position(block=block, offset=stop))
    return None


def extended(choice: Choice, units: Units, blocks: Sequence[int]) -> Choice:
    """Return a longer passage: its moving end at the next end of a unit, away from the other; the same at the end."""
    place = choice.moving
    step = 1 if choice.is_forward else -1
    at = bisect_left(blocks, place.block) if choice.is_forward else bisect_right(blocks, place.block) - 1
    while 0 <= at < len(blocks):
        block = blocks[at]
        ends = [stop if choice.is_forward else start for start, stop in units(block)][::step]
        for end in ends:
            if (block, end) > key(place) if choice.is_forward else (block, end) < key(place):
                return Choice(fixed=choice.fixed, moving=Position(block=block, offset=end))
        at += step
    return choice


def shrunk(choice: Choice, units: Units, blocks: Sequence[int]) -> Choice | None:
    """Return a shorter passage: its moving end at the end of a unit nearest towards the other; None if none is left."""
    forward = choice.is_forward
    low, high = sorted((choice.fixed.block, choice.moving.block))
    among = [block for block in blocks if low <= block <= high]
    for block in reversed(among) if forward else among:
        ends = [stop if forward else start for start, stop in units(block)]
        for end in reversed(ends) if forward else ends:
            inside = key(choice.passage.start) < (block, end) < key(choice.passage.stop)
            if inside:
                return Choice(fixed=choice.fixed, moving=Position(block=block, offset=end))
    return None


def parts(body: Body, passage: Passage) -> list[tuple[int, int, int]]:
    """Return the block index and character range of each block that a passage has some text of.

    Byline and clutter in between are no part of it, unless it starts or ends in them.
    """
    blocks = body.blocks
    first, last = passage.start.block, min(passage.stop.block, len(blocks) - 1)
    hidden = aside(body)
    if first in hidden or last in hidden:
        hidden = frozenset()
    found = []
    for block in range(first, last + 1):
        text = blocks[block].text
        start = passage.start.offset if block == first else 0
        stop = min(passage.stop.offset, len(text)) if block == passage.stop.block else len(text)
        if start < stop and block not in hidden and text[start:stop].strip():
            found.append((block, start, stop))
    return found


def quoted(body: Body, passage: Passage) -> str:
    """Return the text of a passage: its parts, joined by line ends."""
    return "\n".join(body.blocks[block].text[start:stop] for block, start, stop in parts(body, passage))


def aside(body: Body) -> frozenset[int]:
    """Return the indexes of the blocks that are neither title nor content, and so as a rule out of sight."""
    shown = (Label.TITLE, Label.CONTENT)
    sections = (section for section in body.sections if section.label not in shown)
    return frozenset(block for section in sections for block in range(section.start, section.stop))
