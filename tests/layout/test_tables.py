"""Tables stand in columns where these fit, else each row is read from top to bottom."""

from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from reader.core.article import Block, Kind, Label
from reader.core.state import Position
from reader.layout.cells import width as cell_width
from reader.layout.lines import Line, Role
from reader.layout.page import Page, page
from tests.layout.bodies import article, body

COSTS = ["| 年份 | 煤油 (l) | 备注 |", "|---|--:|---|", "| 1923 | 240 | 首年 |", "| 1924 | 1510 | **换**过玻璃 |"]


def table(rows: list[str], width: int) -> Page:
    blocks = [Block(text=row, kind=Kind.TABLE_ROW) for row in rows]
    return page(article(), body((Label.TITLE, ["标题"]), (Label.CONTENT, [*blocks])), width=width)


def drawn(rows: list[str], width: int) -> list[str]:
    shown = table(rows, width)
    return [line.drawn for line in shown.lines[shown.head + 1 :]]


def test_columns_stand_under_each_other_with_a_rule_below_their_names() -> None:
    assert drawn(COSTS, 40) == [
        "年份  煤油 (l)  备注",
        "─" * 28,
        "1923       240  首年",
        "1924      1510  **换**过玻璃",
    ]
    assert [line.role for line in table(COSTS, 40).lines[-4:]] == [Role.TABLE_HEAD, Role.BLANK, Role.TABLE, Role.TABLE]


def test_where_columns_do_not_fit_each_value_has_its_name() -> None:
    assert drawn(COSTS, 20) == [
        "年份 | 煤油 (l) |",
        "备注",
        "",
        "年份: 1923",
        "煤油…: 240",
        "备注: 首年",
        "",
        "年份: 1924",
        "煤油…: 1510",
        "备注: **换**过玻璃",
    ]


def test_rows_without_names_are_parted_by_tabs_and_indented_below_their_first_cell() -> None:
    rows = ["1923\t灯塔建成", "1949\t换成电灯，老周的父亲守塔"]
    assert drawn(rows, 40) == ["1923  灯塔建成", "1949  换成电灯，老周的父亲守塔"]
    assert drawn(rows, 20) == ["1923", "  灯塔建成", "", "1949", "  换成电灯，老周的父", "  亲守塔"]


def test_a_row_knows_where_its_characters_stand_in_the_text() -> None:
    line: Line = table(COSTS, 40).lines[-2]
    row = COSTS[2]
    for word in ("1923", "240", "首年"):
        start = row.index(word)
        ((first, last),) = line.shown(start, start + len(word))
        assert line.text[first:last] == word
        assert line.offset_at(first) == start
        assert line.covered(first, last) == (start, start + len(word))
    assert line.shown(row.index("1923"), row.index("240") + 1) == [(0, 4), (11, 12)]
    assert line.covered(5, 12) == (row.index("240"), row.index("240") + 1)
    assert line.covered(5, 8)[0] == line.covered(5, 8)[1], "spaces between columns show nothing of the row"


def test_emphasis_in_a_cell_is_where_it_is_drawn() -> None:
    line = table(COSTS, 40).lines[-1]
    assert [line.text[span.start : span.stop] for span in line.spans] == ["**", "换", "**"]


def test_two_tables_in_a_row_have_columns_of_their_own() -> None:
    shown = drawn([*COSTS[:3], "| a | b | c |", "|---|---|---|", "| 1 | 2 | 3 |"], 40)
    assert shown[3:] == ["", "a  b  c", "───────", "1  2  3"]


def test_a_place_in_a_row_is_found_at_any_width() -> None:
    for cells in (12, 20, 40):
        shown = table(COSTS, cells)
        place = Position(block=4, offset=COSTS[3].index("1510"))
        line = shown.lines[shown.row_of(place)]
        first, last = line.shown(place.offset, place.offset + 2)[0]
        assert line.text[first:last] == "15"


CELLS = st.text("灯塔ab |\\-:*`\t\u3000é👍🏽", max_size=12)
ROWS = st.lists(
    st.lists(CELLS, min_size=1, max_size=5).map(lambda cells: "|" + "|".join(cells) + "|"), min_size=1, max_size=8
)


@settings(max_examples=150, deadline=None)
@given(ROWS, st.integers(8, 90))
def test_every_character_of_every_cell_is_drawn_in_order_and_no_line_is_too_wide(rows: list[str], width: int) -> None:
    shown = table(rows, width)
    for index, row in enumerate(rows, start=1):
        lines = [line for line in shown.lines if line.block == index and not line.composed]
        seen = "".join(row[slice(*line.covered(0, len(line.text)))] for line in lines)
        if lines:
            assert [c for c in seen if c not in "|\u200b" and not c.isspace()] == [
                c for c in row if c not in "|\u200b" and not c.isspace()
            ]
        else:
            assert not set(row) - set("|-: \t\u3000")
        assert all(one.offset <= two.offset for one, two in pairwise(lines))
        assert all(cell_width(line.drawn) <= width for line in lines)
