"""The words, sentences and paragraphs of an article, as passages are chosen by them."""

from collections.abc import Callable, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from reader.core.article import Body
from reader.core.clusters import cluster_start
from reader.core.passages import Units, aside, paragraph
from reader.core.state import Position

if TYPE_CHECKING:
    from reader.segmentation.words import Cuts

_LONG = 4_000
"""Characters of a block beyond which only as many around the place are parted: 20 ms at most."""

_Part = Callable[[str, int, int], Sequence[tuple[int, int]]]


class Ground:
    """The text that passages are chosen from. cuts: where a dictionary ends the words of blocks, as far as is known."""

    def __init__(self, body: Body) -> None:
        self.body = body
        self.cuts: dict[int, Cuts] = {}

    def blocks_with(self, block: int) -> Sequence[int]:
        """Return the blocks, ascending, over which a passage from `block` can go on: of the article, or its section."""
        if block not in self._aside:
            return self._article
        section = self.body.sections[self.body.section_of(block)]
        return [at for at in range(section.start, section.stop) if self.body.blocks[at].text.strip()]

    def words(self, place: Position) -> Units:
        """Return the words of blocks, as far as they are near a place."""
        return lambda block: self._parted(block, place, self._words)

    def sentences(self, place: Position) -> Units:
        """Return the sentences of blocks, as far as they are near a place."""
        from reader.segmentation.sentences import sentences  # its patterns cost a start

        return lambda block: self._parted(block, place, lambda text, *_: sentences(text))

    def paragraphs(self, _: Position) -> Units:
        """Return blocks as they are."""
        return lambda block: paragraph(self.body.blocks[block].text)

    def _words(self, text: str, block: int, first: int) -> Sequence[tuple[int, int]]:
        from reader.segmentation.words import words

        cuts = self.cuts.get(block)
        return words(text, cuts and [at - first for at in cuts])

    def _parted(self, block: int, place: Position, part: _Part) -> Sequence[tuple[int, int]]:
        text = self.body.blocks[block].text
        if len(text) <= _LONG:
            return part(text, block, 0)
        middle = place.offset if block == place.block else 0 if block > place.block else len(text)
        first = cluster_start(text, max(0, middle - _LONG // 2))
        window = text[first : cluster_start(text, min(len(text), middle + _LONG // 2))]
        return [(start + first, stop + first) for start, stop in part(window, block, first)]

    @cached_property
    def _aside(self) -> frozenset[int]:
        return aside(self.body)

    @cached_property
    def _article(self) -> Sequence[int]:
        return [at for at, block in enumerate(self.body.blocks) if at not in self._aside and block.text.strip()]
