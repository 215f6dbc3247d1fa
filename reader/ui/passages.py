"""Choosing a passage from the keyboard, by words, sentences and paragraphs; there is no mode to enter or to leave.

The end that moves is kept in sight, and what is chosen goes when the cursor leaves it.
"""

from collections.abc import Callable, Iterable, Mapping
from itertools import islice
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace
from textual.selection import Selection

from reader.core.clusters import cluster_start, cluster_stop
from reader.core.passages import Choice, Passage, Units, begun, extended, paragraph, quoted, shrunk
from reader.core.state import Position
from reader.layout.lines import Line, Role
from reader.ui import selecting
from reader.ui.messages import Opened
from reader.ui.page_marks import PageMarks
from reader.ui.page_strips import selected_spans
from reader.ui.receiving import receive
from reader.ui.units import Ground
from reader.wording import tr

if TYPE_CHECKING:
    from reader.segmentation.words import Cuts
    from reader.ui.screen import MainScreen

KIND = "words"
"""The background work that asks the dictionary."""

_AT_ONCE = 50_000  # characters that the dictionary is asked about together: 5 ms
_AROUND = 3  # blocks before the one at hand that it is asked about too

Perform = Callable[["MainScreen"], None]
UnitsNear = Callable[[Ground, Position], Units]


class WordsCut(Struct, frozen=True):
    """Where a dictionary ends the words of some blocks of a ground."""

    ground: Ground
    cuts: "Mapping[int, Cuts]"


def by_word(*, outward: bool) -> Perform:
    """Return the command that makes the passage longer by a word, or begins one; or shorter."""

    def perform(screen: "MainScreen") -> None:
        marks = screen.article.page_marks
        if marks is None:
            return
        place = marks.choice.moving if marks.choice else start_of(screen)
        is_rough = place is not None and _ask_dictionary(screen, marks.ground, place.block)
        _step(screen, Ground.words, outward=outward, is_rough=is_rough)

    return perform


def by_sentence(*, outward: bool) -> Perform:
    """Return the command that makes the passage longer by a sentence, or begins one; or shorter."""
    return lambda screen: _step(screen, Ground.sentences, outward=outward)


def by_paragraph(direction: int) -> Perform:
    """Return the command that goes to another paragraph; with a passage chosen, makes it longer or shorter by one."""

    def perform(screen: "MainScreen") -> None:
        marks = screen.article.page_marks
        if marks is not None and marks.choice is not None:
            _step(screen, Ground.paragraphs, outward=direction > 0)
        elif screen.pane is screen.article:
            _go_to_paragraph(screen, direction)

    return perform


def swap_or_select(screen: "MainScreen") -> None:
    """Have the other end of the passage move; in the list, select the row at the cursor."""
    marks = screen.article.page_marks
    if screen.pane is not screen.article:
        selecting.select(screen)
    elif marks is not None and marks.choice is not None:
        _choose(screen, marks, marks.choice.swapped)
    else:
        screen.status.say(_nothing_chosen())


def drop(screen: "MainScreen") -> bool:
    """Choose nothing any more, with keys or mouse; False when nothing was chosen."""
    was_selected = screen.article.text_selection is not None
    if was_selected:
        screen.clear_selection()
    marks = screen.article.page_marks
    if marks is None or marks.choice is None:
        return was_selected
    screen.article.page_marks = replace(marks, choice=None)
    return True


def chosen(screen: "MainScreen") -> Passage | None:
    """Return the passage that is selected with the mouse, else the one chosen with keys; None for none."""
    opened, marks = screen.article.opened, screen.article.page_marks
    selection = screen.article.text_selection
    if opened is not None and selection is not None:
        return selected_passage(opened, selection)
    return marks.choice.passage if marks is not None and marks.choice is not None else None


def paragraph_at(opened: Opened, line: Line) -> Passage | None:
    """Return the paragraph that a line is of; None where the line is none of the page's text."""
    text = opened.body.blocks[line.block].text if not line.composed else ""
    for start, stop in paragraph(text):
        return Passage(start=Position(block=line.block, offset=start), stop=Position(block=line.block, offset=stop))
    return None


def selected_passage(opened: Opened, selection: Selection) -> Passage | None:
    """Return the text under a selection of the mouse as a passage, whole characters of it; None if there is none."""
    ends: list[tuple[int, int]] = []
    for row, line in enumerate(opened.page.lines):
        for start, stop, _ in () if line.composed or line.role is Role.BLANK else selected_spans(line, row, selection):
            first, last = (max(0, edge - len(line.prefix)) for edge in (start, stop))
            if first < min(last, len(line.text)):
                ends += [(line.block, line.offset_at(first)), (line.block, line.offset_at(last - 1) + 1)]
    if not ends:
        return None
    (first_block, start), (last_block, stop) = min(ends), max(ends)
    blocks = opened.body.blocks
    start, stop = cluster_start(blocks[first_block].text, start), cluster_stop(blocks[last_block].text, stop)
    return Passage(start=Position(block=first_block, offset=start), stop=Position(block=last_block, offset=stop))


def start_of(screen: "MainScreen") -> Position | None:
    """Return where a passage begins: at the match that the reader stands on, else at the cursor's line."""
    line, here = screen.article.line, screen.article.matches.here
    if line is None or line.composed:
        return None
    is_there = here is not None and here.block == line.block and line.shown(here.start, here.stop)
    return Position(block=line.block, offset=here.start if here is not None and is_there else line.offset)


def _nothing_chosen() -> str:
    return tr("Nothing is chosen here: . begins with a word, ) with a sentence")


def _step(screen: "MainScreen", units: UnitsNear, *, outward: bool, is_rough: bool = False) -> None:
    """Move the end of the passage, or begin one."""
    article, marks = screen.article, screen.article.page_marks
    if marks is None or screen.pane is not article:
        screen.status.say(tr("Passages are chosen in the article"))
        return
    choice: Choice | None
    if (old := marks.choice) is not None:
        move = extended if outward else shrunk
        choice = move(old, units(marks.ground, old.moving), marks.ground.blocks_with(old.moving.block))
    elif (place := start_of(screen)) is not None and outward:
        choice = begun(place, units(marks.ground, place), marks.ground.blocks_with(place.block))
    else:
        screen.status.say(_nothing_chosen())
        return
    _choose(screen, marks, choice, is_rough=is_rough)


def _choose(screen: "MainScreen", marks: PageMarks, choice: Choice | None, *, is_rough: bool = False) -> None:
    """Choose a passage, None for nothing, and say what can be done with it."""
    screen.article.page_marks = replace(marks, choice=choice, is_rough=is_rough)
    if choice is None:
        screen.status.say(tr("Nothing is chosen any more"))
        return
    screen.article.go_to(choice.shown_at)
    count = len(quoted(marks.ground.body, choice.passage))
    keys = tr(". , word · ) ( sentence · } { paragraph · v end · a n & · Esc")
    screen.status.say(f"{tr('{count} characters', count=f'{count:,}')} · {keys}")


def _go_to_paragraph(screen: "MainScreen", direction: int) -> None:
    """Go to the first line of another paragraph; backwards first to the first one of this."""
    article = screen.article
    lines, here = article.lines, article.cursor
    rows = range(here + 1, len(lines)) if direction > 0 else range(min(here, len(lines)) - 1, -1, -1)
    starts = (row for row in rows if _begins_paragraph(lines, row))
    target = next(starts, None)
    if target is not None:
        article.go(target)
    else:
        article.edge(bottom=direction > 0)


def _begins_paragraph(lines: "tuple[Line, ...]", row: int) -> bool:
    line = lines[row]
    if line.composed or line.role is Role.BLANK:
        return False
    above = (lines[other] for other in range(row - 1, -1, -1) if lines[other].role is not Role.BLANK)
    before = next(above, None)
    return before is None or before.composed or before.block != line.block


def _ask_dictionary(screen: "MainScreen", ground: Ground, block: int) -> bool:
    """Have the words of a block told by the dictionary, and of those around it; whether they are not known yet."""
    from reader.segmentation.words import is_chinese

    if block in ground.cuts or not is_chinese(ground.body.blocks[block].text):
        return False
    texts = dict(_around(ground, block))

    def work(_: Callable[[], bool]) -> WordsCut | None:
        from reader.search.folding import folded_in_place
        from reader.segmentation.chinese import cuts_of

        cuts = cuts_of([folded_in_place(text) for text in texts.values()])
        return None if cuts is None else WordsCut(ground, dict(zip(texts, cuts, strict=True)))

    if not screen.jobs.is_busy(KIND):
        screen.jobs.queue(KIND, work)
    return True


def _around(ground: Ground, block: int) -> Iterable[tuple[int, str]]:
    """Yield Chinese blocks from a few before `block` on, with their texts, as many as are asked about together."""
    from reader.segmentation.words import is_chinese

    blocks = ground.blocks_with(block)
    first = max(0, blocks.index(block) - _AROUND) if block in blocks else 0
    room = _AT_ONCE
    for at in islice(blocks, first, None):
        text = ground.body.blocks[at].text
        if at not in ground.cuts and is_chinese(text):
            yield at, text
            room -= len(text)
        if room < 0 and at >= block:
            return


@receive.register(WordsCut)
def _(known: WordsCut, screen: "MainScreen") -> None:
    """Take in where words end, and have a passage that ends within one end with it."""
    known.ground.cuts.update(known.cuts)
    marks = screen.article.page_marks
    if marks is None or marks.ground is not known.ground or marks.choice is None or not marks.is_rough:
        return
    end = marks.choice.moving
    units = marks.ground.words(end)
    within = any(start < end.offset < stop for start, stop in units(end.block))
    choice = extended(marks.choice, units, [end.block]) if within else marks.choice
    _choose(screen, marks, choice)
