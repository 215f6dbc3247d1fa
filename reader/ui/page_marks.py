"""What is marked in the text of a page: the highlights of the article, and the passage being chosen."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import cached_property

from msgspec import Struct
from msgspec.structs import replace

from reader.core.article import Body
from reader.core.highlights import COLOURS, Placed, colour_of
from reader.core.passages import Choice, Passage, parts
from reader.core.state import Highlight
from reader.core.text import one_line
from reader.layout.cells import cut, width
from reader.layout.lines import Line
from reader.ui.strips import Span
from reader.ui.units import Ground
from reader.wording import trn

NOTED = "✎"
"""In the gutter beside the first line of a highlight with a note."""

STYLES = (*(f"highlight-{colour}" for colour in COLOURS), "highlight-plain", "passage", "passage-plain")
"""Names of the component classes that the marks are drawn with."""

LETTERS = dict(zip(COLOURS, "ygbpv", strict=True))  # v for violet
"""What stands for a colour where there are none."""

_SHORTEST_NOTE = 12  # cells of a note in the border that say anything


class PageMarks(Struct, frozen=True, kw_only=True, dict=True):
    """What is marked in the article of an id.

    placed: its highlights, with where they stand. choice: the passage being chosen, None for none. is_rough: whether
    its end is one of a Chinese character, as the words are not known yet. plain: whether there are no colours.
    """

    id: str
    ground: Ground
    placed: tuple[Placed, ...] = ()
    choice: Choice | None = None
    is_rough: bool = False
    plain: bool = False

    def spans(self, line: Line) -> list[Span]:
        """Return the ranges of a drawn line that are highlighted or chosen."""
        indent = len(line.prefix)
        return [
            (first + indent, last + indent, style)
            for start, stop, style in self._styled.get(line.block, ())
            for first, last in line.shown(start, stop)
        ]

    def gutter(self, line: Line) -> str:
        """Return the one-cell mark beside a line: of a note, or of a highlight's colour where there are no colours."""
        begins = [one for one in self._on(line) if _begins_on(one, line)]
        if any(one.highlight.note for one in begins):
            return NOTED
        return LETTERS[colour_of(begins[0].highlight)] if begins and self.plain else ""

    def at(self, line: Line | None) -> Highlight | None:
        """Return the highlight on a line, of several the one that begins first; None for none."""
        here = self._on(line) if line is not None else []
        return here[0].highlight if here else None

    def place_of(self, made: datetime) -> Passage | None:
        """Return where the highlight made at a time stands; None if it is nowhere."""
        return next((one.passage for one in self.placed if one.highlight.made == made), None)

    def seen_from(self, line: Line) -> "PageMarks":
        """Return what is marked once the cursor is on a line: a passage that it has left is chosen no longer."""
        if self.choice is None:
            return self
        return self if shows(line, self.ground.body, self.choice.passage) else replace(self, choice=None)

    def told(self, line: Line | None, progress: str, cells: int) -> str:
        """Return what the border says at a line: the note there, or how many highlights there are, and the progress."""
        here = self.at(line)
        room = cells - width(f"{NOTED}  · {progress}")
        if here is not None and here.note and room >= _SHORTEST_NOTE:
            return f"{NOTED} {cut(one_line(here.note), room)} · {progress}"
        count = len(self.placed)
        text = f"{trn('{count} highlight', '{count} highlights', count)} · {progress}" if count else progress
        return text if width(text) <= cells else progress

    def _on(self, line: Line) -> list[Placed]:
        return [one for start, stop, one in self._standing.get(line.block, ()) if line.shown(start, stop)]

    @cached_property
    def _standing(self) -> Mapping[int, Sequence[tuple[int, int, Placed]]]:
        """The ranges of each block that are highlighted, in the order of its text."""
        found: dict[int, list[tuple[int, int, Placed]]] = {}
        for one in self.placed:
            for block, start, stop in parts(self.ground.body, one.passage) if one.passage else ():
                found.setdefault(block, []).append((start, stop, one))
        return {block: sorted(ranges, key=lambda each: each[:2]) for block, ranges in found.items()}

    @cached_property
    def _styled(self) -> Mapping[int, Sequence[Span]]:
        """The ranges of each block that are marked, what is drawn over others after them."""
        found = {
            block: [(start, stop, self._style(one.highlight)) for start, stop, one in ranges]
            for block, ranges in self._standing.items()
        }
        for block, start, stop in parts(self.ground.body, self.choice.passage) if self.choice else ():
            found.setdefault(block, []).append((start, stop, "passage-plain" if self.plain else "passage"))
        return found

    def _style(self, highlight: Highlight) -> str:
        return "highlight-plain" if self.plain else f"highlight-{colour_of(highlight)}"


def shows(line: Line, body: Body, passage: Passage) -> bool:
    """Return whether a line of a page of `body` shows some of a passage."""
    return any(block == line.block and line.shown(start, stop) for block, start, stop in parts(body, passage))


def _begins_on(one: Placed, line: Line) -> bool:
    start = one.passage.start if one.passage else None
    return start is not None and start.block == line.block and bool(line.shown(start.offset, start.offset + 1))
