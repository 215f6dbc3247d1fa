"""Blocks look like what they are: headings, quotes, lists, code, images, captions, and the room between them."""

import pytest

from reader.core.article import Block, Kind, Label
from reader.layout.lines import Inline, Line, Role, Spacing
from reader.layout.page import page
from tests.layout.bodies import article, body

LONG = "这一段话要写得长一些，才能在这样窄的一栏里折成几行来看。"


def lines(*blocks: Block | str, width: int = 24, spacing: Spacing = Spacing.NORMAL) -> list[Line]:
    """The lines of a content section, below the title and byline line."""
    source = body((Label.TITLE, ["标题"]), (Label.CONTENT, list(blocks)))
    shown = page(article(), source, width=width, spacing=spacing)
    return list(shown.lines[shown.head + 1 :])


def drawn(*blocks: Block | str, width: int = 24, spacing: Spacing = Spacing.NORMAL) -> list[str]:
    return [line.drawn for line in lines(*blocks, width=width, spacing=spacing)]


def block(kind: Kind, text: str, level: int = 0, end: str = "\n") -> Block:
    return Block(text=text, kind=kind, level=level, end=end)


def test_headings_leave_out_their_marks_and_have_more_room_above_than_below() -> None:
    shown = lines("一段。", block(Kind.HEADING, "# 第一部", 1), "一段。", block(Kind.HEADING, "### 小节", 3), "一段。")
    assert [line.drawn for line in shown] == ["一段。", "", "", "第一部", "──────", "", "一段。", "", "小节", "一段。"]
    assert [(line.level, line.offset) for line in shown if line.role is Role.HEADING] == [(1, 2), (3, 4)]


def test_the_title_leaves_out_the_mark_of_a_heading() -> None:
    source = body((Label.TITLE, [block(Kind.HEADING, "# 标题", 1)]), (Label.CONTENT, ["# 正文"]))
    texts = [line.text for line in page(article(), source, width=40).lines]
    assert (texts[0], texts[-1]) == ("标题", "# 正文")


def test_quotes_have_a_bar_a_level_that_goes_on_between_and_beside_wrapped_lines() -> None:
    quotes = (
        block(Kind.QUOTE, f"> {LONG}", 1),
        block(Kind.QUOTE, "> > 引文中的引文。", 2),
        block(Kind.QUOTE, "没有记号", 1),
    )
    assert drawn(*quotes) == [
        "▌ 这一段话要写得长一些，",
        "▌ 才能在这样窄的一栏里折",
        "▌ 成几行来看。",
        "▌",
        "▌ ▌ 引文中的引文。",
        "▌",
        "▌ 没有记号",
    ]


def test_lists_nest_and_their_items_hang() -> None:
    items = [("- one two three four five six", 1), ("  * inner", 2), ("    + innermost", 3), ("● 自己的记号", 1)]
    assert drawn(*(block(Kind.LIST_ITEM, text, level) for text, level in items)) == [
        "• one two three four",
        "  five six",
        "  ◦ inner",
        "    ▪ innermost",
        "● 自己的记号",
    ]


def test_a_list_of_another_sort_is_set_apart() -> None:
    items = [("- one", 1), ("- two", 1), ("1. first", 1), ("- within", 2), ("2. second", 1)]
    shown = drawn(*(block(Kind.LIST_ITEM, text, level) for text, level in items))
    assert shown == ["• one", "• two", "", "1. first", "  ◦ within", "2. second"]


@pytest.mark.parametrize("number", ["1. ", "12) ", "（一）", "①", "3、", "a. "])
def test_the_text_of_numbered_items_is_aligned(number: str) -> None:
    shown = lines(block(Kind.LIST_ITEM, f"{number}{LONG}", 1))
    assert shown[0].drawn.startswith(number)
    assert {line.drawn[: len(line.prefix)] for line in shown[1:]} == {" " * shown[1].indent}
    assert shown[1].indent == sum(2 if ord(character) > 0x2E80 else 1 for character in number)


def test_code_keeps_its_indent_and_breaks_at_the_width_with_a_mark() -> None:
    code = ["```python", "if a  and  b_long_name:", "\treturn", "```"]
    shown = lines(*(block(Kind.CODE, text) for text in code), width=18)
    assert [line.drawn for line in shown] == ["│ python", "│ if a  and  b_lon", "│ ↳ g_name:", "│     return"]
    assert [line.role for line in shown] == [Role.CODE_HEAD, Role.CODE, Role.CODE, Role.CODE]
    assert "".join(line.text for line in shown[1:3]) == code[1]


def test_blank_lines_in_code_keep_the_bar() -> None:
    assert drawn(block(Kind.CODE, "a = 1", end="\n\n"), block(Kind.CODE, "b = 2")) == ["│ a = 1", "│", "│ b = 2"]


def test_an_image_is_its_caption_or_its_name_with_its_caption_close_below() -> None:
    caption = block(Kind.CAPTION, "图：灯塔。周明 摄")
    shown = lines("![](photos/lamp.jpg)", caption, "![河边的灯塔](a.png)", "正文。")
    assert [line.drawn for line in shown] == ["▣ lamp.jpg", caption.text, "", "▣ 河边的灯塔", "", "正文。"]
    assert [line.role for line in shown if line.text] == [Role.IMAGE, Role.CAPTION, Role.IMAGE, Role.BODY]
    assert shown[0].offset == len("![](photos/")


def test_emphasis_is_known_and_its_marks_stay() -> None:
    (line,) = lines("**重点**和*强调*与`代码`，不是2*3*4，也不是**。", width=80)
    assert [(line.text[span.start : span.stop], span.inline) for span in line.spans] == [
        ("**", Inline.MARKUP),
        ("重点", Inline.STRONG),
        ("**", Inline.MARKUP),
        ("*", Inline.MARKUP),
        ("强调", Inline.EMPHASIS),
        ("*", Inline.MARKUP),
        ("`", Inline.MARKUP),
        ("代码", Inline.CODE),
        ("`", Inline.MARKUP),
    ]


def test_the_address_of_a_named_link_is_markup() -> None:
    (line,) = lines("见[灯塔](https://example.com/*a*b*)。", width=80)
    assert [line.text[span.start : span.stop] for span in line.spans] == ["[", "](https://example.com/*a*b*)"]


def test_tight_paragraphs_are_told_apart_by_an_indent() -> None:
    assert drawn(LONG, "短。", spacing=Spacing.TIGHT) == [
        "    这一段话要写得长一",
        "些，才能在这样窄的一栏里",
        "折成几行来看。",
        "    短。",
    ]


def test_tight_verse_is_not_indented() -> None:
    verse = [Block(text=line, end="\n") for line in ("床前明月光，", "疑是地上霜。", "举头望明月，", "低头思故乡。")]
    assert drawn(*verse, spacing=Spacing.TIGHT) == [line.text for line in verse]


def test_loose_lines_of_prose_are_set_apart_and_paragraphs_further() -> None:
    code = block(Kind.CODE, "a = 1")
    assert drawn(LONG, "短。", code, code, spacing=Spacing.LOOSE) == [
        "这一段话要写得长一些，才",
        "",
        "能在这样窄的一栏里折成几",
        "",
        "行来看。",
        "",
        "",
        "短。",
        "",
        "",
        "│ a = 1",
        "│ a = 1",
    ]
