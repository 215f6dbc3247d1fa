"""A related section that is opened is a tidy list, in which every place of the text can still be found."""

from datetime import datetime

from msgspec.structs import replace

from reader.core.article import STUB, Block, Byline, Item, Label, Precision
from reader.core.catalog import Recommendation, Row
from reader.core.state import Position
from reader.layout.page import Mode, Page, Role, page
from tests.layout.bodies import article, body

DAY = Byline(source="晨报", published=datetime(2026, 2, 21), precision=Precision.DAY, views=1820)
BODY = body(
    (Label.TITLE, ["一个标题"]),
    (Label.CONTENT, ["一段话。"]),
    (
        Label.RELATED,
        ["猜你喜欢", "有的标题", "晨报 1820阅读 02-21", "1", "[02-20] 没有的标题", "预告一句。", "存根的标题"],
    ),
)
ITEMS = (
    Item(start=3, stop=5, title="有的标题", block=3, span=(0, 4), byline=DAY, more=("3 评论",)),
    Item(start=5, stop=8, title="没有的标题", block=6, span=(8, 13), byline=replace(DAY, source=None), rest=(7,)),
    Item(start=8, stop=9, title="存根的标题", block=8, span=(0, 5)),
)
HELD = (Row(article=article()), None, Row(article=article(media_type=STUB)))
FOUND = tuple(Recommendation(item=item, held=held) for item, held in zip(ITEMS, HELD, strict=True))


def drawn(mode: Mode = Mode.FOLDED, width: int = 60) -> Page:
    return page(article(), BODY, width=width, mode=mode, revealed=frozenset([2]), items={2: FOUND})


def listed(shown: Page) -> list[str]:
    return [line.drawn for line in shown.lines if line.section == 2 and line.role is not Role.BLANK]


def test_an_open_section_is_a_tidy_list_with_marks() -> None:
    assert listed(drawn()) == [
        "▾ related · 3 items",
        "  猜你喜欢",
        "✓ 有的标题",
        "  晨报 · 2026-02-21 · 1,820 views · 3 评论",
        "  没有的标题",
        "  2026-02-21 · 1,820 views",
        "  预告一句。",
        "◌ 存根的标题",
    ]


def test_with_all_clutter_shown_the_lines_stay_as_they_are() -> None:
    shown = [line for line in drawn(Mode.SHOWN).lines if line.section == 2 and line.role is Role.CLUTTER]
    assert [line.text for line in shown] == [block.text for block in BODY.blocks[2:]]


def test_titles_stand_for_their_place_in_the_text() -> None:
    for width in (8, 60):
        shown = drawn(width=width)
        for line in shown.lines:
            if not line.composed:
                assert BODY.blocks[line.block].text[line.offset :].startswith(line.text)
        for item in ITEMS:
            row = shown.row_of(Position(block=item.block, offset=item.span[0]))
            assert shown.lines[row].role is Role.ITEM
            assert item.title.startswith(shown.lines[row].text)
        assert all(shown.lines[shown.row_of(Position(block=block))].section == 2 for block in range(2, 9))


def test_a_narrow_list_wraps_without_splitting_facts() -> None:
    lines = listed(drawn(width=20))
    assert "  晨报 · 2026-02-21" in lines
    assert all(line.startswith(("  ", "✓ ", "◌ ", "▾ ")) for line in lines)


def test_a_stub_says_what_it_is() -> None:
    lines = body((Label.TITLE, ["有的标题"]), (Label.BYLINE, [Block(text="晨报 02-21")]))
    stub = article("有的标题", media_type=STUB, length=0)
    shown = page(stub, lines, width=60, seen_in="一个标题")
    assert [line.text for line in shown.lines if line.role is Role.CAPTION] == ["Not archived yet. Seen in “一个标题”."]
    unknown = page(stub, lines, width=60)
    assert [line.text for line in unknown.lines if line.role is Role.CAPTION] == ["Not archived yet."]
