"""Which blocks stand close together and which are set apart by a blank line."""

from collections.abc import Sequence
from itertools import pairwise

from reader.core.article import Block, Kind
from reader.layout.cells import width

_CLOSE_KINDS = (Kind.LIST_ITEM, Kind.CODE, Kind.TABLE_ROW)
_VERSE_LINES = 4  # fewer short lines in a row are short paragraphs
_VERSE_CELLS = 40  # a line of verse or chat; a pentameter is about as long
_WRAPPED_CELLS = 90  # text that was hard-wrapped for mail or a terminal
_SENTENCE_ENDS = tuple("。！？…”」』；：.!?\"':;")


def close_blocks(blocks: Sequence[Block], indexes: Sequence[int]) -> frozenset[int]:
    """Return those of `indexes` (ascending, blocks with text) that follow the one before without a blank line.

    Paragraphs are set apart even where the page has one line end between them. Items of a list, lines of code and
    rows of a table stand close, and so do lines of verse or chat and hard-wrapped text: runs of at least
    four lines with single line ends, all short, or most of them ending within a sentence.
    """
    close = {
        index
        for before, index in pairwise(indexes)
        if blocks[index].kind in _CLOSE_KINDS and blocks[before].kind is blocks[index].kind
        if blocks[index].kind is not Kind.CODE or blocks[before].end.count("\n") <= 1
    }
    run: list[int] = []
    for index in indexes:
        if not _is_short_line(blocks[index]):
            close.update(_close_in_run(blocks, run))
            run = []
            continue
        if run and (run[-1] != index - 1 or blocks[run[-1]].end.count("\n") > 1):
            close.update(_close_in_run(blocks, run))
            run = []
        run.append(index)
    close.update(_close_in_run(blocks, run))
    return frozenset(close)


def _is_short_line(block: Block) -> bool:
    """Return whether a paragraph could be one line of verse or of hard-wrapped text."""
    return block.kind is Kind.PARAGRAPH and len(block.text) <= _WRAPPED_CELLS and width(block.text) <= _WRAPPED_CELLS


def _close_in_run(blocks: Sequence[Block], run: Sequence[int]) -> Sequence[int]:
    """Return the blocks of a run of short lines that stand close to the one before: all but the first, or none."""
    if len(run) < _VERSE_LINES:
        return ()
    texts = [blocks[index].text.rstrip() for index in run]
    ended = sum(text.endswith(_SENTENCE_ENDS) for text in texts)
    if all(width(text) <= _VERSE_CELLS for text in texts) or ended * 2 < len(texts):
        return run[1:]
    return ()
