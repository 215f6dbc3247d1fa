import time
from datetime import UTC, datetime

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from reader.core.article import Draft, Kind, Problem
from reader.core.text import visible
from reader.importers.pagetext import LINE_ENDS, blocks_of, read
from tests.importers.samples import ZH_HANS

MARKS = ["```", "- ", "> ", "# ", "1. ", "    x = f(1)", "| a |", "|-|-|", "![](a.png)", "图1", "（一）", "②"]
HOSTILE = ["\x1b[2J", "\0", "\x1f", "\u202e", "\ufeff"]
PIECES = st.sampled_from(["文字", "a b", "  ", "\t", "\u3000", "\r\n", *LINE_ENDS, *HOSTILE, *MARKS])
PAGES = st.lists(PIECES, max_size=40).map("".join)
QUICK = settings(max_examples=200, deadline=None)


def kinds(text: str) -> list[tuple[str, Kind, int]]:
    return [(block.text, block.kind, block.level) for block in blocks_of(text)]


@QUICK
@given(PAGES)
@example("\r\r\n\n\r")
@example("a\x1f\x85\u2028 \x1f")
def test_nothing_is_lost(text: str) -> None:
    joined = "".join(block.text + block.end for block in blocks_of(text))
    assert len(joined) == len(text)
    assert visible(joined) == visible(text)


@QUICK
@given(PAGES)
def test_each_block_is_one_line_to_show_and_each_end_is_white_space(text: str) -> None:
    blocks = blocks_of(text)
    for index, block in enumerate(blocks):
        assert block.text.strip() or index == 0
        assert block.text == visible(block.text)
        assert not set(block.text) & set(LINE_ENDS)
        assert not block.end.strip()
        assert block.end or index == len(blocks) - 1


@pytest.mark.parametrize("end", ["\n", "\r\n", *LINE_ENDS])
def test_every_line_end_of_unicode_ends_a_line(end: str) -> None:
    blocks = blocks_of(f"one{end}two")
    assert [(block.text, block.end) for block in blocks] == [("one", end), ("two", "")]


def test_blank_lines_belong_to_the_line_before_them_and_white_space_in_a_line_to_the_line() -> None:
    blocks = blocks_of("\n \n  one \n\t\r\n\u3000\ntwo")
    assert [(block.text, block.end) for block in blocks] == [("", "\n \n"), ("  one ", "\n\t\r\n\u3000\n"), ("two", "")]


def test_ordinary_page_text_is_paragraphs_only() -> None:
    page = (
        ZH_HANS
        + "- Next Auto News\n正文\n# re: 很好\n# re: 同意\n1. 第一章\n正文\n3. 第三章\n> 首页\n> 要闻\n2026-03-02\n"
    )
    assert {kind for _, kind, _ in kinds(page)} == {Kind.PARAGRAPH}


def test_indented_prose_and_verse_are_no_code() -> None:
    page = "    春天来了(据本台消息);\n    孩子们放风筝。\n\n    The river, rising;\n    the wind gone;\n    all still,"
    assert {kind for _, kind, _ in kinds(page)} == {Kind.PARAGRAPH}


def test_lists_need_company_and_nest_by_indentation() -> None:
    assert kinds("买菜:\n- 白菜\n- 水果\n  - 梨\n  - 桃\n- 米\n\n1. 洗\n2. 切\n3. 炒\n好了") == [
        ("买菜:", Kind.PARAGRAPH, 0),
        ("- 白菜", Kind.LIST_ITEM, 1),
        ("- 水果", Kind.LIST_ITEM, 1),
        ("  - 梨", Kind.LIST_ITEM, 2),
        ("  - 桃", Kind.LIST_ITEM, 2),
        ("- 米", Kind.LIST_ITEM, 1),
        ("1. 洗", Kind.LIST_ITEM, 1),
        ("2. 切", Kind.LIST_ITEM, 1),
        ("3. 炒", Kind.LIST_ITEM, 1),
        ("好了", Kind.PARAGRAPH, 0),
    ]


def test_quotes_count_their_marks() -> None:
    page = "> Where does the ferry go in winter?\n> > Nowhere, as the river is frozen.\nThat is all."
    assert [(kind, level) for _, kind, level in kinds(page)] == [(Kind.QUOTE, 1), (Kind.QUOTE, 2), (Kind.PARAGRAPH, 0)]


def test_code_is_told_by_fences_that_close_and_by_what_indented_lines_hold() -> None:
    fenced = "So:\n```python\n# not a heading\n- x\n```\nDone"
    assert [kind for _, kind, _ in kinds(fenced)] == [Kind.PARAGRAPH, *[Kind.CODE] * 4, Kind.PARAGRAPH]
    assert [kind for _, kind, _ in kinds("```\nnever closed")] == [Kind.PARAGRAPH] * 2
    assert [kind for _, kind, _ in kinds("~~~\nx = call(1)\n~~~")] == [Kind.CODE] * 3
    assert [kind for _, kind, _ in kinds("So:\n    x = call(1)\n    return {x}\n")] == [
        Kind.PARAGRAPH,
        Kind.CODE,
        Kind.CODE,
    ]


def test_lines_of_tildes_between_prose_are_no_fences() -> None:
    page = "~~~~~~\n第二天下雨了 =_=\n我们只好待在家里。\n~~~~~~\n天晴了。\n~~~~~~\n{x} = call(1)\n~~~~~~"
    assert [kind for _, kind, _ in kinds(page)] == [*[Kind.PARAGRAPH] * 5, *[Kind.CODE] * 3]


@pytest.mark.parametrize(
    "lines",
    [
        ["（一）总则", "（二）细则", "（三）附则"],
        ["① 煤油", "②灯芯"],
        ["(9) oil", "(10) wicks"],
        ["（十九）煤油", "（二十）灯芯"],
    ],
)
def test_items_numbered_on_from_each_other_are_a_list(lines: list[str]) -> None:
    assert kinds("\n".join(lines)) == [(line, Kind.LIST_ITEM, 1) for line in lines]
    assert {kind for _, kind, _ in kinds("\n正文\n".join(lines))} == {Kind.PARAGRAPH}
    assert {kind for _, kind, _ in kinds("\n".join(reversed(lines)))} == {Kind.PARAGRAPH}


@pytest.mark.parametrize(
    "rows",
    [
        ["| 年份 | 费用 |", "|---|--:|", "| 1923 | 18 |"],
        ["年份 | 费用", "---|---", "1923 | 18", "1924 | 39"],
        ["|a|b|", "|c|d|"],
        ["年份\t事件\t人物", "1923\t灯塔建成\t老周"],
        ["\t1923\t1924", "煤油\t240\t510"],
    ],
)
def test_rows_with_as_many_cells_are_a_table(rows: list[str]) -> None:
    page = "\n".join(["正文。", *rows, "正文。"])
    assert [kind for _, kind, _ in kinds(page)] == [Kind.PARAGRAPH, *[Kind.TABLE_ROW] * len(rows), Kind.PARAGRAPH]


@pytest.mark.parametrize(
    "page",
    [
        "首页 | 新闻 | 体育\n娱乐 | 财经 | 科技",
        "| 年份 | 费用 |",
        "|a|b|\n|c|d|e|",
        "|a|b|\n\n|c|d|",
        "年份\t事件\n\n1923\t灯塔建成",
        "\t一段缩进的话\n\t另一段缩进的话",
        "a\t\t\nb\t\t",
    ],
)
def test_menus_and_indents_are_no_tables(page: str) -> None:
    assert {kind for _, kind, _ in kinds(page)} == {Kind.PARAGRAPH}


@pytest.mark.parametrize(
    "caption",
    [
        "图：灯塔。周明 摄",
        "图1 河口",
        "（图源：山水日报）",
        "图片来源：周明",
        "▲河边的灯塔",
        "Figure 2: the lamp",
        "Photo: M. Zhou",
    ],
)
def test_captions_stand_next_to_what_they_name(caption: str) -> None:
    assert kinds(f"正文。\n【图片】\n{caption}\n正文。")[2] == (caption, Kind.CAPTION, 0)
    assert kinds(f"正文。\n{caption}\n正文。")[1] == (caption, Kind.PARAGRAPH, 0)


def test_the_caption_of_a_table_stands_above_or_below_it() -> None:
    table = "|a|b|\n|-|-|"
    assert [kind for _, kind, _ in kinds(f"表1：费用\n{table}\n图1 不是表")][::3] == [Kind.CAPTION, Kind.PARAGRAPH]


def test_a_paragraph_beside_an_image_is_no_caption() -> None:
    page = "![](a.png)\n图书馆里的灯亮了一夜。\n" + "图1 " + "说得太长的一段话" * 30
    assert [kind for _, kind, _ in kinds(page)] == [Kind.PARAGRAPH] * 3


def test_headings_are_told_in_markdown_only() -> None:
    assert kinds("# 题目\n\n正文有 **重点**。\n\n## 小节\n") == [
        ("# 题目", Kind.HEADING, 1),
        ("正文有 **重点**。", Kind.PARAGRAPH, 0),
        ("## 小节", Kind.HEADING, 2),
    ]


def test_a_draft_holds_the_original_the_encoding_and_when_it_was_captured() -> None:
    captured = datetime(2026, 3, 2, tzinfo=UTC)
    data = ZH_HANS.encode("gbk")
    (draft,) = read(data, "page.txt", captured)
    assert isinstance(draft, Draft)
    assert (draft.name, draft.original, draft.encoding, draft.captured) == ("page.txt", data, "gb18030", captured)
    assert draft.media_type == "text/plain"
    assert "".join(block.text + block.end for block in draft.blocks) == ZH_HANS


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"", "is empty"),
        (b" \n\t\r\n\xe3\x80\x80\n", "holds only white space"),
        (b"\xef\xbb\xbf", "holds only white space"),
        (b"\0" * 99, "holds no text in any known encoding"),
    ],
)
def test_what_holds_no_text_is_a_problem(data: bytes, what: str) -> None:
    (problem,) = read(data, "page.txt", None)
    assert isinstance(problem, Problem)
    assert (problem.name, problem.what) == ("page.txt", what)
    assert problem.hint


@pytest.mark.parametrize(
    "text",
    [
        "字" * 5_000_000,
        " " * 2_000_000 + "x",
        "[" * 2_000_000,
        "\n" * 500_000 + "x",
        "- x\n" * 50_000,
        "```a\n" * 50_000,
        "|a|\n" * 50_000,
        "a\t" * 500_000,
        "图" + " " * 1_000_000 + "\n" + "（" * 1_000_000,
    ],
    ids=["one line", "indented", "brackets", "blank lines", "items", "fences", "rows", "cells", "captions"],
)
def test_time_grows_with_length_only(text: str) -> None:
    started = time.process_time()
    blocks_of(text)
    assert time.process_time() - started < 3
