"""Saved searches find their place by name or number; earlier queries are walked through and come back as they were."""

from hypothesis import given, settings
from hypothesis import strategies as st

from reader.core.query import Query, Shelf, Sort
from reader.core.searches import REMEMBERED, SavedSearch, Walk, default_name, place_for

RIVER = SavedSearch(name="river", text="渡口", shelf=Shelf.UNREAD, sort=Sort.TITLE)
NEWS = Query(text=" claude  tag:ai ")
FULL = {slot: SavedSearch(name=f"search {slot}", text=f"{slot}") for slot in range(5, 10)}


def test_a_new_search_takes_the_first_free_place() -> None:
    search = SavedSearch(name="AI news", text="claude  tag:ai")
    assert place_for(" AI  news ", NEWS, {}) == (5, search)
    assert place_for("AI news", NEWS, {5: RIVER, 7: RIVER}) == (6, search)


def test_a_number_or_a_name_in_use_replaces() -> None:
    assert place_for("7 AI news", NEWS, FULL) == (7, SavedSearch(name="AI news", text="claude  tag:ai"))
    assert place_for("7", NEWS, FULL) == (7, SavedSearch(name="claude tag:ai", text="claude  tag:ai"))
    assert place_for("search 8", NEWS, FULL) == (8, SavedSearch(name="search 8", text="claude  tag:ai"))


def test_the_search_that_is_shown_is_renamed_where_it_stands_or_forgotten() -> None:
    assert place_for("stream", RIVER.query, {6: RIVER}) == (
        6,
        SavedSearch(name="stream", text="渡口", shelf=Shelf.UNREAD, sort=Sort.TITLE),
    )
    assert place_for("  ", RIVER.query, {6: RIVER}) == (6, None)


def test_there_is_no_place_for_nothing_or_when_all_are_taken() -> None:
    assert place_for("", NEWS, {5: RIVER}) is None
    assert place_for("one more", NEWS, FULL) is None
    assert place_for("12 monkeys", NEWS, FULL) is None


def test_a_saved_search_shows_what_was_saved() -> None:
    assert RIVER.query == Query(text="渡口", shelf=Shelf.UNREAD, sort=Sort.TITLE, name="river")
    assert [default_name(query) for query in (RIVER.query, NEWS, Query(shelf=Shelf.ARCHIVED))] == [
        "river",
        "claude tag:ai",
        "Archived",
    ]


def test_walking_back_and_forth_ends_at_what_was_half_typed() -> None:
    walk = Walk(("one", "two", "three")).back("half")
    assert walk.text == "three"
    assert walk.back(walk.text).back("two").text == "one"
    assert walk.back("three").forth().text == "three"
    assert walk.forth().text == "half"
    assert walk.forth().at is None


def test_the_walk_stays_at_the_first_and_passes_over_what_stands_in_the_box() -> None:
    walk = Walk(("one", "two"))
    assert walk.back("two").text == "one"
    first = walk.back("").back("two")
    assert first.back("one") == first
    assert Walk().back("half") == Walk()


def test_a_query_used_again_is_the_latest_and_stands_there_once() -> None:
    assert Walk(("one", "two")).used("one").entries == ("two", "one")
    many = Walk(tuple(map(str, range(REMEMBERED)))).used("more").entries
    assert (len(many), many[-1]) == (REMEMBERED, "more")


@settings(deadline=None, max_examples=100)
@given(st.lists(st.text(max_size=3), max_size=6, unique=True), st.text(max_size=3), st.integers(0, 9))
def test_the_way_forth_ends_at_what_was_typed(entries: list[str], typed: str, steps: int) -> None:
    walk = Walk(tuple(entries))
    for _ in range(steps):
        walk = walk.back(walk.text if walk.at is not None else typed)
    has_left = walk.at is not None
    while walk.at is not None:
        walk = walk.forth()
    assert has_left == (steps > 0 and any(entry != typed for entry in entries))
    assert not has_left or walk.text == typed
