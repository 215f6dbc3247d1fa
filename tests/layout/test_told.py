"""What the search pane's frame says: all of it where there is room, and never nothing of the hint or the count."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.core.query import Excerpt, Match, Place, Query, Shelf, Sort, View
from reader.core.query_language import parse
from reader.layout.cells import width
from reader.layout.told import BETWEEN, ORDERS, in_words, order_of, told

WORDS = "“claude”, from IT之家, since 2026-01, tagged ai and law, unread"
HINT = "after: “soon” is no date; write 2026-01, 7d, today (also 2026, 2026-01-15, 2w, 3m, 1y, yesterday)."


def line(cells: int, understood: str = WORDS, hint: str = HINT, found: str = "1,234 found") -> str:
    pieces = told(cells, understood=understood, hint=hint, found=found, seconds="8 ms")
    return BETWEEN.join(text for _, text in pieces)


def test_everything_is_said_where_there_is_room() -> None:
    assert line(200) == f"{WORDS} · {HINT} · 1,234 found · 8 ms"


def test_the_time_goes_first_and_the_words_give_way_to_the_hint() -> None:
    assert line(77, hint="") == f"{WORDS} · 1,234 found"
    assert line(60, hint="") == "“claude”, from IT之家, since 2026-01, tagged… · 1,234 found"
    assert line(74) == "“claude”, from IT之… · after: “soon” is no date; write 2026… · 1,234 found"


@pytest.mark.parametrize("cells", range(74, 200, 7))
def test_hint_words_and_count_are_all_in_sight_from_80_columns_on(cells: int) -> None:
    names = [name for name, _ in told(cells, understood=WORDS, hint=HINT, found="1,234 found", seconds="8 ms")]
    assert names[:3] == ["understood", "hint", "found"]


def test_the_narrowest_terminal_still_says_that_something_is_wrong() -> None:
    assert line(20, found="9 found") == "after: “s… · 9 found"


@settings(deadline=None, max_examples=200)
@given(st.integers(0, 200), st.text(max_size=60), st.text(max_size=60), st.text(max_size=12))
def test_it_fits(cells: int, understood: str, hint: str, found: str) -> None:
    assert width(line(cells, understood, hint, found)) <= cells


def words(query: Query) -> str:
    return in_words(query, parse(query.text, date(2026, 3, 31)), order_of(View(query=query)))


def test_all_that_narrows_a_list_is_said_in_one_line_with_its_order() -> None:
    query = Query(text="source:潮间科技 tag:ai after:2026-01", shelf=Shelf.UNREAD)
    assert words(query) == "unread, from 潮间科技, tagged ai, since 2026-01, newest first"
    assert words(Query(shelf=Shelf.TRASHED, sort=Sort.PROGRESS)) == "in the trash, furthest read first"
    assert words(Query(text="is:archived", shelf=Shelf.UNREAD)) == "archived, newest first"


def test_nothing_is_said_of_a_list_of_all_articles() -> None:
    assert [words(Query(sort=sort)) for sort in Sort] == [""] * len(Sort)


def test_every_order_has_words_and_what_was_found_has_its_own() -> None:
    assert ORDERS.keys() == set(Sort)
    found = Match(id="a", excerpt=Excerpt(place=Place.TEXT, text="x"))
    assert order_of(View(query=Query(text="x"), matches={"a": Match(id="a")})) == "closest first"
    assert order_of(View(query=Query(text="x"), matches={"a": found})) == "newest first"
