"""Which part of a page is laid out around a place, so that a long article opens as fast as a short one."""

import re
from bisect import bisect_right
from collections.abc import Callable

from msgspec import Struct

from reader.core.article import Body, Section
from reader.core.state import Position

ROWS_ABOVE, ROWS_BELOW = 50, 100
"""Rows of text around a place, at least; it stands in the upper third of a pane, and few panes have 100 rows."""

_NEAR = 200
_SENTENCE = re.compile("[。！？…]|[.!?] ")
_WORD = re.compile("[ ，、；]")

RowsOf = Callable[[Section], int | None]
"""The rows of a section that is not drawn block by block, else None."""


class Window(Struct, frozen=True, kw_only=True):
    """The part of a page from `first` to `stop`, in the order of its blocks; all characters of `stop.block` before
    `stop.offset` belong to it.

    is_top, is_end: whether nothing of the page is before or after it.
    """

    first: Position
    stop: Position
    is_top: bool = True
    is_end: bool = True

    @property
    def is_whole(self) -> bool:
        """Whether it is the whole page."""
        return self.is_top and self.is_end

    def blocks_of(self, section: Section) -> range:
        """Return the blocks of a section that are in it, at least in part."""
        return range(max(section.start, self.first.block), min(section.stop, self.stop.block + 1))

    def begins(self, section: Section) -> bool:
        """Whether the start of a section is in it."""
        return (section.start, 0) >= (self.first.block, self.first.offset)

    def cut(self, block: int, start: int, stop: int) -> tuple[int, int]:
        """Return what of the characters start..stop of a block is in it."""
        if block == self.first.block:
            start = max(start, min(self.first.offset, stop))
        if block == self.stop.block:
            stop = min(stop, max(self.stop.offset, start))
        return start, stop


def whole(body: Body) -> Window:
    """Return the window that holds all."""
    return Window(first=Position(block=0), stop=_end_of(body, len(body.blocks) - 1))


def around(body: Body, place: Position, width: int, rows_of: RowsOf) -> Window:
    """Return the window around a place for lines of `width` cells: at least some screens either way, where there are.

    A place in a section that is not drawn block by block stands for the start of that section.
    Its cost does not grow with the article, but for its sections.
    """
    if not body.blocks:
        return whole(body)
    block = min(max(place.block, 0), len(body.blocks) - 1)
    at = max(bisect_right(body.sections, block, key=lambda section: section.start) - 1, 0)
    offset = min(max(place.offset, 0), len(body.blocks[block].text)) if block == place.block else 0
    if rows_of(body.sections[at]) is not None:
        block, offset = body.sections[at].start, 0
    first, is_top = _above(body, Position(block=block, offset=offset), at, width, rows_of)
    stop, is_end = _below(body, Position(block=block, offset=offset), at, width, rows_of)
    return Window(first=first, stop=stop, is_top=is_top, is_end=is_end)


def _below(body: Body, place: Position, at: int, width: int, rows_of: RowsOf) -> tuple[Position, bool]:
    """Return where the rows below a place end, and whether that is the end of the page."""
    room = ROWS_BELOW
    for section in body.sections[at:]:
        if (rows := rows_of(section)) is not None:
            room -= rows
            if room <= 0 and section.stop < len(body.blocks):
                return _end_of(body, section.stop - 1), False
            continue
        for block in range(max(section.start, place.block), section.stop):
            begin = place.offset if block == place.block else 0
            size = len(body.blocks[block].text) - begin
            if size > room * width:
                return Position(block=block, offset=begin + room * width), False
            room -= _rows(size, width)
            if room <= 0 and block + 1 < len(body.blocks):
                return _end_of(body, block), False
    return _end_of(body, len(body.blocks) - 1), True


def _above(body: Body, place: Position, at: int, width: int, rows_of: RowsOf) -> tuple[Position, bool]:
    """Return where the rows above a place begin, and whether that is the top of the page."""
    room = ROWS_ABOVE
    for section in reversed(body.sections[: at + 1]):
        if (rows := rows_of(section)) is not None:
            room -= rows
            if room <= 0 and section.start > 0:
                return Position(block=section.start), False
            continue
        for block in range(min(section.stop - 1, place.block), section.start - 1, -1):
            size = place.offset if block == place.block else len(body.blocks[block].text)
            if size > room * width:
                return Position(block=block, offset=_fresh(body.blocks[block].text, size - room * width, size)), False
            room -= _rows(size, width)
            if room <= 0 and block > 0:
                return Position(block=block), False
    return Position(block=0), True


def _rows(characters: int, width: int) -> int:
    """Return the fewest rows that so many characters take."""
    return max(1, -(-characters // width))


def _fresh(text: str, place: int, last: int) -> int:
    """Return the first place from `place` on where a sentence, else a word begins; `place` if none is near."""
    for begins in (_SENTENCE, _WORD):
        if match := begins.search(text, place, min(place + _NEAR, last)):
            return match.end()
    return place


def _end_of(body: Body, block: int) -> Position:
    """Return the place after the last character of a block."""
    return Position(block=max(block, 0), offset=len(body.blocks[block].text) if body.blocks else 0)
