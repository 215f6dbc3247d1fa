"""Lines of a page as strips: what is found in them, and what is copied from them."""

from textual.geometry import Offset
from textual.selection import Selection

from reader.core.article import Block, Body, Kind, Label
from reader.core.catalog import Row
from reader.layout.lines import Mode
from reader.layout.page import page
from reader.ui.messages import Look, Matches, Opened, TextMatch
from reader.ui.page_strips import found_spans, own_spans, selected_text, style_of
from tests.layout.bodies import article, body

BLOCKS: list[Block | str] = [
    Block(text="## 小标题", kind=Kind.HEADING, level=2),
    Block(text="- 一项", kind=Kind.LIST_ITEM, level=1),
    Block(text="> 一句引文，要折成两行才好。", kind=Kind.QUOTE, level=1),
    Block(text="\treturn x", kind=Kind.CODE),
    Block(text="| 年份 | 费用 |", kind=Kind.TABLE_ROW),
    Block(text="|---|---|", kind=Kind.TABLE_ROW),
    Block(text="| 1923 | 18.50 |", kind=Kind.TABLE_ROW),
    "见 https://example.com/ 。",
]
SOURCE: Body = body((Label.TITLE, ["标题"]), (Label.CONTENT, BLOCKS))
SHOWN = page(article(), SOURCE, width=24)
OPENED = Opened(row=Row(article=article()), body=SOURCE, page=SHOWN, look=Look(width=24, mode=Mode.FOLDED))


def rows_of(block: int) -> list[int]:
    """The rows that show block `block` of the content."""
    return [row for row, line in enumerate(OPENED.page.lines) if line.block == block + 1 and not line.composed]


def copied(first: int, start: int, last: int, stop: int) -> str:
    """What is copied from character `start` of row `first` to `stop` of row `last`."""
    return selected_text(OPENED, Selection(Offset(start, first), Offset(stop, last)))


def whole(block: int) -> str:
    """What is copied with all rows of a block selected."""
    rows = rows_of(block)
    return copied(rows[0], 0, rows[-1], len(OPENED.page.lines[rows[-1]].drawn))


def test_what_stands_for_a_mark_is_copied_as_the_mark() -> None:
    assert [whole(block) for block in range(4)] == ["小标题", "- 一项", "> 一句引文，要折成两行才好。", "\treturn x"]


def test_a_part_of_a_line_is_copied_without_the_mark() -> None:
    (row,) = rows_of(1)
    assert copied(row, 2, row, 4) == "一项"
    (row,) = rows_of(3)
    assert copied(row, 6, row, 12) == "return"


def test_a_row_of_a_table_is_copied_as_the_text_has_it() -> None:
    assert whole(6) == "1923 | 18.50"
    (row,) = rows_of(6)
    assert copied(row, 6, row, 11) == "18.50"
    assert copied(row, 0, row, 6) == "1923"


def test_what_is_found_is_marked_where_it_is_drawn() -> None:
    text = SOURCE.blocks[7].text
    match = TextMatch(block=7, start=text.index("18"), stop=text.index("18") + 5)
    line = OPENED.page.lines[rows_of(6)[0]]
    assert [line.drawn[start:stop] for start, stop, _ in found_spans(line, Matches(places=(match,)))] == ["18.50"]


def test_lines_are_styled_by_what_they_are() -> None:
    heading, link = OPENED.page.lines[rows_of(0)[0]], OPENED.page.lines[rows_of(7)[1]]
    assert style_of(heading) == "heading-2"
    assert (0, 20, "link") in own_spans(link)
    bullet = OPENED.page.lines[rows_of(1)[0]]
    assert own_spans(bullet) == [(0, 2, "bar")]
