"""Which articles are selected, one by one and in runs."""

from datetime import UTC, datetime

from hypothesis import given, settings
from hypothesis import strategies as st

from reader.core.article import Article
from reader.core.catalog import Row
from reader.core.selection import Selection

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
ROWS = tuple(Row(article=Article(id=id, title=id, added=NOON)) for id in "abcdefgh")


def test_an_article_is_taken_in_and_out() -> None:
    one = Selection().toggled("a").toggled("c")
    assert one.ids == {"a", "c"}
    assert one.toggled("a").ids == {"c"}


def test_a_run_grows_and_shrinks_from_where_it_began_and_leaves_what_was_selected_before() -> None:
    run = Selection().toggled("a").run_to(ROWS, 2, 3)
    assert run.ids == set("acd")
    run = run.run_to(ROWS, 3, 4)
    assert run.ids == set("acde")
    run = run.run_to(ROWS, 4, 3)
    assert run.ids == set("acd")
    run = run.run_to(ROWS, 3, 1)
    assert run.ids == set("abc")


def test_a_run_begins_anew_where_the_cursor_went_elsewhere() -> None:
    run = Selection().run_to(ROWS, 0, 1).run_to(ROWS, 5, 6)
    assert run.ids == set("abfg")


@settings(deadline=None, max_examples=50)
@given(st.sets(st.sampled_from("abcdefgh")), st.sets(st.sampled_from("abcdefgh")))
def test_what_is_not_shown_any_more_is_not_selected(ids: set[str], shown: set[str]) -> None:
    rows = [row for row in ROWS if row.id in shown]
    assert Selection(ids=frozenset(ids), start=1, stop=2).among(rows).ids == ids & shown
