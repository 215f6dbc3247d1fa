"""A page shows the article first, folds clutter, and finds every place in the text at any width."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.core.article import Block, Body, Label
from reader.core.state import Position
from reader.layout.cells import width as cell_width
from reader.layout.page import Mode, Page, Role, page
from reader.layout.shapes import marks_end
from tests.layout.bodies import BODIES, PAGE, article, body


def drawn(source: Body, **options: object) -> list[str]:
    settled = {"width": 40, **options}
    return [line.drawn for line in page(article(), source, **settled).lines]  # type: ignore[arg-type]


def test_title_then_byline_then_text_with_clutter_folded() -> None:
    assert drawn(PAGE, width=60) == [
        "一个标题",
        "晨报 · 2026-02-24 12:00 · 53 views · 9 min",
        "▸ advertisement · 4 characters hidden",
        "",
        "第一段说了一些话，并不太长。",
        "",
        "第二段也说了一些话，比第一段要长一些，所以要折行。",
        "",
        "▸ disclaimer · 10 characters hidden",
        "▸ related · 2 items hidden",
    ]


def test_gone_clutter_leaves_no_line() -> None:
    lines = page(article(), PAGE, width=60, mode=Mode.GONE).lines
    assert not [line for line in lines if line.role in (Role.FOLD, Role.CLUTTER)]
    assert lines[-1].text.startswith("第二段")


def test_shown_page_is_in_its_own_order_with_its_own_byline() -> None:
    lines = page(article(), PAGE, width=60, mode=Mode.SHOWN).lines
    quoted = [line for line in lines if not line.composed]
    assert [line.text for line in quoted] == [block.text for block in PAGE.blocks]
    assert [line.block for line in quoted] == list(range(len(PAGE.blocks)))
    assert lines[0].text == "▾ advertisement · 4 characters"


def test_a_revealed_section_opens_in_place() -> None:
    texts = drawn(PAGE, width=60, revealed=frozenset({6}))
    assert texts[-5:] == [
        "▸ disclaimer · 10 characters hidden",
        "▾ related · 2 items",
        "  猜你喜欢",
        "  另一个标题",
        "  又一个标题",
    ]


def test_an_article_without_a_title_of_its_own_gets_the_one_that_is_known() -> None:
    lines = page(article("已知的标题"), body((Label.CONTENT, ["正文。"])), width=60).lines
    assert [line.role for line in lines] == [Role.TITLE, Role.BYLINE, Role.BLANK, Role.BODY]
    assert lines[0].text == "已知的标题"
    assert lines[0].composed


def test_paragraphs_are_set_apart_even_with_one_line_end_between() -> None:
    paragraphs = [Block(text=f"这是第{n}段，" + "说了很多话" * 10 + "。", end="\n") for n in range(6)]
    roles = [line.role for line in page(article(), body((Label.CONTENT, [*paragraphs])), width=120).lines]
    assert roles[2:] == [Role.BLANK, Role.BODY] * 6


@pytest.mark.parametrize(
    "verse",
    [
        ["床前明月光，", "疑是地上霜。", "举头望明月，", "低头思故乡。"],
        ["甲：你好。", "乙：你好！", "甲：吃了吗？", "乙：吃了。", "甲：好。"],
        [
            "This text was wrapped for mail at a width that",
            "was fit for it, so its lines end within their",
            "sentences and stay together",
            "as they are.",
        ],
    ],
)
def test_verse_chat_and_wrapped_text_stay_together(verse: list[str]) -> None:
    source = body((Label.CONTENT, [Block(text=line, end="\n") for line in verse]))
    assert drawn(source, width=60)[-len(verse) - 1 :] == ["", *verse]


def test_progress_counts_content_above_only() -> None:
    shown = page(article(), PAGE, width=60)
    first = next(row for row, line in enumerate(shown.lines) if line.role is Role.BODY)
    assert [shown.progress_of(row) for row in range(first + 1)] == [0.0] * (first + 1)
    assert 0.3 < shown.progress_of(first + 1) < 0.4
    assert shown.progress_of(len(shown.lines)) == shown.progress_of(len(shown.lines) - 1) == 1.0


def test_section_rows_are_those_of_the_section() -> None:
    shown = page(article(), PAGE, width=60, revealed=frozenset({6}))
    rows = shown.section_rows(5)
    assert [shown.lines[row].section for row in rows] == [5] * 4
    assert shown.lines[rows.start].role is Role.FOLD
    assert list(page(article(), PAGE, width=60, mode=Mode.GONE).section_rows(5)) == []


def test_a_place_in_hidden_clutter_is_shown_at_its_fold_line() -> None:
    shown = page(article(), PAGE, width=60)
    assert shown.lines[shown.row_of(Position(block=8, offset=2))].text.startswith("▸ related")
    gone = page(article(), PAGE, width=60, mode=Mode.GONE)
    assert gone.lines[gone.row_of(Position(block=8, offset=2))].text.startswith("第二段")


def test_an_empty_body_has_its_title_and_no_faults() -> None:
    shown = page(article(length=0), body(), width=40)
    assert shown.lines[0].text == "标题"
    assert shown.row_of(Position(block=3)) < len(shown.lines)
    assert shown.progress_of(0) == 0.0
    assert page(article(title=""), body(), width=40, mode=Mode.GONE).position_of(0) == Position(block=0)


def inked(text: str) -> str:
    """What of a text leaves ink."""
    return "".join(text.replace("\u200b", "").split())


def shows(shown: Page, row: int, place: Position, source: Body) -> bool:
    """Whether a row shows a place, or the first character after the spaces that begin its block."""
    line = shown.lines[row]
    text = source.blocks[place.block].text if source.blocks else ""
    offset = max(place.offset, len(text) - len(text.lstrip()))
    return line.block == place.block and line.offset <= offset <= line.offset + max(
        len(line.text), offset - place.offset, 1
    )


MODES = st.sampled_from(Mode)


@settings(max_examples=150, deadline=None)
@given(BODIES, st.integers(2, 100), st.integers(2, 100), MODES)
def test_a_place_is_found_again_at_any_width(source: Body, before: int, after: int, mode: Mode) -> None:
    old = page(article(), source, width=before, mode=mode)
    new = page(article(), source, width=after, mode=mode)
    for row, line in enumerate(old.lines):
        if line.role is not Role.BLANK:
            place = old.position_of(row)
            assert shows(new, new.row_of(place), place, source)
            assert old.position_of(old.row_of(place)) == place


@pytest.mark.parametrize("title", ["", "一个标题"])
@pytest.mark.parametrize("mode", list(Mode))
def test_a_byline_below_the_text_does_not_make_its_top_read(title: str, mode: Mode) -> None:
    source = body((Label.TITLE, [title]), (Label.CONTENT, ["第一段。", "第二段。"]), (Label.BYLINE, ["晨报"]))
    shown = page(article(), source, width=40, mode=mode)
    steps = [shown.progress_of(row) for row in range(len(shown.lines) + 1)]
    assert steps == sorted(steps)
    assert (steps[0], steps[-1]) == (0, 1)


def test_a_byline_drawn_below_the_text_is_found_there() -> None:
    source = body((Label.TITLE, ["一个标题"]), (Label.CONTENT, ["第一段。"]), (Label.BYLINE, ["晨报"]))
    shown = page(article(), source, width=40, mode=Mode.SHOWN)
    assert shown.lines[shown.row_of(Position(block=2))].text == "晨报"
    assert not shown.lines[shown.row_of(Position(block=2))].composed


@pytest.mark.parametrize("label", [Label.BYLINE, Label.TITLE])
def test_a_hidden_place_below_a_byline_or_title_drawn_at_the_top_is_shown_where_the_text_ends(label: Label) -> None:
    source = body((Label.CONTENT, ["第一段。", "第二段。"]), (label, ["晨报"]), (Label.RELATED, ["另一个标题"]))
    gone = page(article(), source, width=40, mode=Mode.GONE)
    assert gone.lines[gone.row_of(Position(block=3))].text == "第二段。"
    assert gone.row_of(Position(block=2)) < gone.head


@settings(max_examples=150, deadline=None)
@given(BODIES, st.integers(2, 100), MODES)
def test_quoted_lines_are_the_text_one_for_one_and_fit(source: Body, width: int, mode: Mode) -> None:
    shown = page(article(), source, width=width, mode=mode)
    for line in shown.lines:
        if not line.composed:
            text = source.blocks[line.block].text.replace("\t", " ")
            for start, stop in line.shown(line.offset, line.end):
                assert line.text[start:stop] == text[slice(*line.covered(start, stop))]
            assert line.pieces or line.shown(line.offset, line.end) == [(0, len(line.text))] * bool(line.text)
        if width >= 20:
            assert cell_width(line.drawn) <= width
    assert [shown.progress_of(row) for row in range(len(shown.lines) + 1)] == sorted(
        shown.progress_of(row) for row in range(len(shown.lines) + 1)
    )


@settings(max_examples=100, deadline=None)
@given(BODIES, st.integers(2, 100))
def test_shown_mode_shows_every_character_but_spaces_and_the_marks_of_kinds(source: Body, width: int) -> None:
    shown = page(article(), source, width=width, mode=Mode.SHOWN)
    for index, block in enumerate(source.blocks):
        lines = "".join(line.text for line in shown.lines if line.block == index and not line.composed)
        left_out = {len(block.text) - len(block.text.lstrip()), marks_end(block)}
        assert inked(lines) in {inked(block.text[start:]) for start in left_out}
