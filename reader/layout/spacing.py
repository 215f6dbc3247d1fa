"""Which blocks stand close together, which are set apart, and by how many blank lines."""

from collections.abc import Sequence
from itertools import groupby, pairwise

from reader.core.article import Block, Kind
from reader.layout.cells import width
from reader.layout.lines import Role, Spacing

_CLOSE_KINDS = (Kind.LIST_ITEM, Kind.CODE, Kind.TABLE_ROW)
_VERSE_LINES = 4  # fewer short lines in a row are short paragraphs
_VERSE_CELLS = 40  # a line of verse or chat; a pentameter is about as long
_WRAPPED_CELLS = 90  # text that was hard-wrapped for mail or a terminal
_SENTENCE_ENDS = tuple("。！？…”」』；：.!?\"':;")
_NEIGHBOURS = 256  # blocks that are judged together, so that a part of a long page looks as in the whole
_OVERLAP = 32  # lines of a run that are looked at on both sides of them

PROSE = frozenset({Role.BODY, Role.LIST, Role.QUOTE})
"""Roles whose lines are set apart in loose spacing."""

_SETS_APART = {Spacing.TIGHT: (1, 1, 0), Spacing.NORMAL: (2, 1, 1), Spacing.LOOSE: (3, 2, 2)}
"""Blank lines before headings of the two upper levels, before the others, and after those of the upper levels."""

_UPPER = 2
_CAPTIONED = (Role.IMAGE, Role.TABLE, Role.CAPTION)


def blanks(before: tuple[Role, int], after: tuple[Role, int], spacing: Spacing, *, is_close: bool) -> int:
    """Return the blank lines between two blocks of content, each a role and a level; more before a heading than after.

    is_close: whether the second is one of `close_blocks`.
    """
    (role, level), (next_role, next_level) = before, after
    upper, lower, below = _SETS_APART[spacing]
    if next_role is Role.HEADING:
        between = upper if next_level <= _UPPER else lower
        return min(between, lower) if role is Role.HEADING else between
    if role is Role.HEADING:
        return below if level <= _UPPER else max(below - 1, 0)
    if is_close or (next_role is Role.CAPTION and role in _CAPTIONED):
        return int(spacing is Spacing.LOOSE and role in PROSE)
    if spacing is Spacing.TIGHT:
        return int(role is not Role.BODY or next_role is not Role.BODY)
    return 2 if spacing is Spacing.LOOSE else 1


def neighbourhood(blocks: range, section: range) -> range:
    """Return the blocks of a section that decide which of `blocks` stand close."""
    first = blocks.start - blocks.start % _NEIGHBOURS - _OVERLAP
    last = blocks.stop - blocks.stop % -_NEIGHBOURS + _OVERLAP
    return range(max(section.start, first), min(section.stop, last))


def close_blocks(blocks: Sequence[Block], indexes: Sequence[int]) -> frozenset[int]:
    """Return those of `indexes` (ascending, blocks with text) that follow the one before without a blank line.

    Paragraphs are set apart even where the page has one line end between them. Items of a list, lines of code and
    rows of a table stand close, and so do lines of verse or chat and hard-wrapped text: runs of at least
    four lines with single line ends, all short, or most of them ending within a sentence.
    """
    close = {index for before, index in pairwise(indexes) if _follows(blocks, before, index)}
    run: list[int] = []
    for index in indexes:
        if not _is_short_line(blocks[index]):
            close.update(_close_in_run(blocks, run))
            run = []
            continue
        if run and not _adjoin(blocks, run[-1], index):
            close.update(_close_in_run(blocks, run))
            run = []
        run.append(index)
    close.update(_close_in_run(blocks, run))
    return frozenset(close)


def _follows(blocks: Sequence[Block], before: int, index: int) -> bool:
    """Return whether a block goes on with the list, the table or the code that the one before is of."""
    one, two = blocks[before], blocks[index]
    if one.kind is not two.kind or one.kind not in _CLOSE_KINDS:
        return False
    if one.kind is Kind.CODE:
        return _adjoin(blocks, before, index)
    is_numbered = [block.text.lstrip()[:1].isdigit() for block in (one, two)]
    return one.kind is not Kind.LIST_ITEM or one.level != two.level or is_numbered[0] == is_numbered[1]


def _adjoin(blocks: Sequence[Block], before: int, index: int) -> bool:
    """Return whether two blocks are alike and have a single line end between them."""
    one, two = blocks[before], blocks[index]
    return before == index - 1 and (one.kind, one.level) == (two.kind, two.level) and one.end.count("\n") <= 1


def _is_short_line(block: Block) -> bool:
    """Return whether a paragraph or a part of a quote could be one line of verse or of hard-wrapped text."""
    if block.kind not in (Kind.PARAGRAPH, Kind.QUOTE):
        return False
    return len(block.text) <= _WRAPPED_CELLS and width(block.text) <= _WRAPPED_CELLS


def _close_in_run(blocks: Sequence[Block], run: Sequence[int]) -> list[int]:
    """Return the blocks of a run of short lines that stand close to the one before: never the first."""
    close: list[int] = []
    for _, near in groupby(run, lambda index: index // _NEIGHBOURS):
        judged = list(near)
        at, stop = judged[0] - run[0], judged[-1] - run[0] + 1
        if _is_close(blocks, run[max(0, at - _OVERLAP) : stop + _OVERLAP]):
            close += run[max(at, 1) : stop]
    return close


def _is_close(blocks: Sequence[Block], run: Sequence[int]) -> bool:
    """Return whether short lines are verse, chat or hard-wrapped text."""
    if len(run) < _VERSE_LINES:
        return False
    texts = [blocks[index].text.rstrip() for index in run]
    ended = sum(text.endswith(_SENTENCE_ENDS) for text in texts)
    return all(width(text) <= _VERSE_CELLS for text in texts) or ended * 2 < len(texts)
