"""A part of a page around a place is quick to draw, and is what the whole page has there."""

import time
from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.core.article import Block, Body, Kind, Label
from reader.core.state import Position
from reader.core.tables import is_separator
from reader.layout.cells import width as cell_width
from reader.layout.lines import Line, Mode, Role, Spacing
from reader.layout.page import Page, page
from reader.layout.shapes import shape_of
from tests.layout.bodies import PAGE, article, body
from tests.layout.texts import MIXED, PROSE

PARAGRAPH = "河口的灯塔建于一九二三年，至今仍在工作；the keeper climbs its steps every evening. "
LONG = body((Label.TITLE, ["标题"]), (Label.CONTENT, [f"第{n}段。{PARAGRAPH * (n % 4 + 1)}" for n in range(4000)]))
ONE = body((Label.TITLE, ["标题"]), (Label.CONTENT, [PARAGRAPH * 20_000]))
_PAIR: list[tuple[Label, list[Block | str]]] = [(label, [PARAGRAPH] * 3) for label in (Label.CONTENT, Label.RELATED)]
CLUTTERED = body(*_PAIR * 400, (Label.TITLE, ["标题"]))


def part(source: Body, block: int, offset: int = 0, **options: object) -> Page:
    settled = {"width": 60, **options}
    return page(article(), source, around=Position(block=block, offset=offset), **settled)  # type: ignore[arg-type]


@pytest.mark.parametrize("width", [8, 72, 200])
def test_a_short_page_is_whole(width: int) -> None:
    shown = part(PAGE, 0, width=width)
    assert shown.is_whole
    assert shown == page(article(), PAGE, width=width)


def test_a_long_page_begins_with_its_title() -> None:
    shown = part(LONG, 0)
    assert not shown.is_whole
    whole = page(article(), LONG, width=60)
    assert shown.lines == whole.lines[: len(shown.lines)]
    assert 100 < len(shown.lines) < 400
    assert shown.progress_of(0) == 0.0


@pytest.mark.parametrize("source", [LONG, ONE, CLUTTERED], ids=["many blocks", "one block", "many sections"])
@pytest.mark.parametrize("share", [0.0, 0.3, 0.999])
def test_there_are_screens_on_both_sides_of_the_place(source: Body, share: float) -> None:
    block = int(share * (len(source.blocks) - 1)) if source is not ONE else 1
    place = Position(block=block, offset=int(share * len(source.blocks[block].text)))
    shown = part(source, place.block, place.offset)
    row = shown.row_of(place)
    line = shown.lines[row]
    assert (line.block, line.offset <= place.offset) == (place.block, True) or line.role is Role.FOLD
    assert row >= 40 or shown.lines[0].role is Role.TITLE
    assert len(shown.lines) - row >= 40 or share == 0.999
    whole = page(article(), source, width=60)
    assert shown.progress_of(row) == pytest.approx(whole.progress_of(whole.row_of(place)), abs=1e-3)


@pytest.mark.parametrize("mode", [Mode.FOLDED, Mode.GONE])
def test_the_byline_line_of_a_long_page_is_found_at_its_top_though_its_byline_is_below_the_text(mode: Mode) -> None:
    sections: list[tuple[Label, list[Block | str]]] = [(Label.CONTENT, [PARAGRAPH] * 1000), (Label.BYLINE, ["晨报"])]
    shown = part(body((Label.TITLE, ["标题"]), *sections), 0, mode=mode)
    row = next(row for row, line in enumerate(shown.lines) if line.role is Role.BYLINE)
    place = shown.position_of(row)
    again = part(shown.body, place.block, place.offset, mode=mode)
    assert again.position_of(again.row_of(place)) == place
    assert again.progress_of(again.row_of(place)) == 0
    assert part(shown.body, place.block, len("晨报"), mode=mode).window.is_end  # where G goes


def test_the_end_of_a_part_is_not_the_end_of_the_page() -> None:
    shown = part(LONG, 2000)
    assert 0.4 < shown.progress_of(0) < shown.progress_of(len(shown.lines)) < 0.6
    end = part(LONG, 4000)
    assert end.progress_of(len(end.lines) - 1) > 0.99


KINDS = st.sampled_from(
    [
        (Kind.PARAGRAPH, "", 0),
        (Kind.PARAGRAPH, "", 0),
        (Kind.HEADING, "## ", 2),
        (Kind.QUOTE, "> ", 1),
        (Kind.QUOTE, "> > ", 2),
        (Kind.LIST_ITEM, "- ", 1),
        (Kind.LIST_ITEM, "  12. ", 2),
        (Kind.CODE, "\t  ", 0),
        (Kind.CODE, "```", 0),
        (Kind.TABLE_ROW, "| a |", 0),
        (Kind.TABLE_ROW, "|---|---|", 0),
        (Kind.CAPTION, "图：", 0),
        (Kind.PARAGRAPH, "![](", 0),
    ]
)


def sectioned(sections: Sequence[tuple[Label, Sequence[Block]]]) -> Body:
    """A body of sections of blocks."""
    given: list[tuple[Label, list[Block | str]]] = [(label, [*blocks]) for label, blocks in sections]
    return body(*given)


@st.composite
def _blocks(draw: st.DrawFn) -> Block:
    kind, mark, level = draw(KINDS)
    text = draw(st.one_of(MIXED, PROSE, st.just(""))).replace("\n", " ").replace("\r", " ")
    end = draw(st.sampled_from(["\n", "\n\n"]))
    return Block(text=(mark + text) or "。", kind=kind, level=level, end=end)


LABELS = st.sampled_from([Label.CONTENT, Label.CONTENT, Label.CONTENT, Label.RELATED, Label.TITLE, Label.BYLINE])
SOURCES = st.lists(st.tuples(LABELS, st.lists(_blocks(), min_size=1, max_size=12)), min_size=1, max_size=5).map(
    sectioned
)
REPEATED = st.integers(1, 12)


def repeated(source: Body, times: int) -> Body:
    """A body so many times in a row: structured, and long enough that a part of it is no more than that."""
    sections = [(section.label, source.blocks[section.start : section.stop]) for section in source.sections]
    return sectioned(sections * times)


def from_block(lines: tuple[Line, ...], block: int) -> tuple[Line, ...]:
    """The lines from the first that shows a block."""
    rows = [row for row, line in enumerate(lines) if line.block == block and line.role is not Role.BLANK]
    return lines[rows[0] :] if rows else ()


@settings(max_examples=50, deadline=None)
@given(SOURCES, REPEATED, st.floats(0, 1), st.integers(8, 200), st.sampled_from(Mode), st.sampled_from(Spacing))
def test_from_a_block_on_a_part_is_as_the_whole(
    source: Body, times: int, share: float, width: int, mode: Mode, spacing: Spacing
) -> None:
    source = repeated(source, times)
    block = int(share * (len(source.blocks) - 1))
    shown = part(source, block, width=width, mode=mode, spacing=spacing)
    whole = page(article(), source, width=width, mode=mode, spacing=spacing)
    assert shown.is_whole == (len(shown.lines) == len(whole.lines))
    here, there = from_block(shown.lines, block), from_block(whole.lines, block)
    assert bool(here) == bool(there)
    assert here[:60] == there[: min(60, len(here))]


@settings(max_examples=50, deadline=None)
@given(SOURCES, st.floats(0, 1), st.floats(0, 1), st.integers(8, 200), st.sampled_from(Mode))
def test_places_of_a_part_are_found_again_in_it_and_in_the_whole(
    source: Body, share: float, within: float, width: int, mode: Mode
) -> None:
    source = repeated(source, 8)
    block = int(share * (len(source.blocks) - 1))
    shown = part(source, block, int(within * len(source.blocks[block].text)), width=width, mode=mode)
    whole = page(article(), source, width=width, mode=mode)
    for row, line in enumerate(shown.lines):
        if line.role is not Role.BLANK:
            place = shown.position_of(row)
            assert shown.position_of(shown.row_of(place)) == place
            found = whole.lines[whole.row_of(place)]
            assert found.block == place.block
    progress = [shown.progress_of(row) for row in range(len(shown.lines) + 1)]
    assert progress == sorted(progress)


def inked(text: str, kind: Kind) -> str:
    """What of a text leaves ink; the bars of a table stand for themselves."""
    return "".join(text.translate({0x200B: None, ord("|"): None if kind is Kind.TABLE_ROW else "|"}).split())


@settings(max_examples=100, deadline=None)
@given(SOURCES, st.integers(8, 200), st.sampled_from(Spacing))
def test_content_is_drawn_in_order_but_for_its_marks_and_no_line_is_too_wide(
    source: Body, width: int, spacing: Spacing
) -> None:
    shown = page(article(), source, width=width, spacing=spacing)
    drawn: dict[int, str] = {}
    for line in shown.lines:
        assert cell_width(line.drawn) <= width or len(line.drawn) < 8
        if not line.composed:
            text = source.blocks[line.block].text[slice(*line.covered(0, len(line.text)))]
            drawn[line.block] = drawn.get(line.block, "") + text
    for section in source.sections:
        for index in range(section.start, section.stop) if section.label is Label.CONTENT else ():
            block = source.blocks[index]
            shape = shape_of(block, width)
            if block.kind is not Kind.TABLE_ROW or not is_separator(block.text):
                assert inked(drawn.get(index, ""), block.kind) == inked(
                    block.text[shape.start : shape.stop], block.kind
                )


@pytest.mark.parametrize("source", [LONG, ONE, CLUTTERED], ids=["many blocks", "one block", "many sections"])
def test_a_part_of_a_long_article_costs_little(source: Body) -> None:
    for block in (0, len(source.blocks) // 2, len(source.blocks) - 1):
        started = time.process_time()
        part(source, block, len(source.blocks[block].text) // 2)
        assert time.process_time() - started < 0.1
