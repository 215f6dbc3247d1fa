"""What the browser counts is what the list then shows, whatever changed since; grouped lists hold the same rows."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from reader.core.article import Article
from reader.core.catalog import Catalog, Row
from reader.core.query import Grouping, Query, Shelf, Sort, View
from reader.core.state import ReadingState
from reader.finding import Finder
from reader.search.folding import folded

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
SOURCES = [None, "新浪", "新浪财经", "新浪財經", "IT之家", "it之家", "The Post", "Post", "=", 'A "B" C', "é", "e"]
TAGS = ["ai", "AI", "art of war", "经济", "經濟"]
ROWS = st.builds(
    lambda number, day, source, tags, read: Row(
        article=Article(
            id=f"{number:016x}",
            title=f"雨 {number}",
            added=NOON,
            published=NOON + timedelta(days=day) if day else None,
            source=source,
        ),
        state=ReadingState(read=NOON if read else None, tags=tuple(tags)),
    ),
    st.integers(0, 40),
    st.integers(-500, 0),
    st.sampled_from(SOURCES),
    st.lists(st.sampled_from(TAGS), max_size=2, unique_by=folded),
    st.booleans(),
)


def view_of(finder: Finder, catalog: Catalog, **parts: object) -> View:
    return finder.view(catalog, replace(Query(), **parts), NOON)


@settings(deadline=None, max_examples=30)
@given(st.lists(st.lists(ROWS, max_size=12), min_size=1, max_size=3), st.sampled_from([Shelf.ALL, Shelf.UNREAD]))
def test_each_facet_counts_what_its_query_finds(steps: list[list[Row]], shelf: Shelf) -> None:
    catalog, finder = Catalog(), Finder()
    for step in steps:
        catalog = catalog.with_rows(step)
        for facet in finder.facets(catalog, shelf):
            if '"' not in facet.name:  # no query can hold that name whole
                assert len(view_of(finder, catalog, text=facet.token, shelf=shelf).rows) == facet.count, facet


@settings(deadline=None, max_examples=30)
@given(
    st.lists(ROWS, max_size=20, unique_by=lambda row: row.id),
    st.sampled_from(["", "is:unread", "on:2026", "source:新浪 -tag:ai"]),
    st.sampled_from(Sort),
    st.sampled_from([Grouping.SOURCE, Grouping.MONTH]),
)
def test_a_grouped_list_holds_the_rows_of_the_flat_one(
    rows: list[Row], text: str, sort: Sort, grouping: Grouping
) -> None:
    catalog, finder = Catalog(rows=rows), Finder()
    flat = view_of(finder, catalog, text=text, sort=sort)
    grouped = view_of(finder, catalog, text=text, sort=sort, grouping=grouping)
    assert {row.id for row in grouped.rows} == {row.id for row in flat.rows}
    assert sum(group.count for group in grouped.groups) == len(grouped.rows)
    assert flat.groups == ()
    order = [row.id for row in flat.rows]
    for group in grouped.groups:
        places = [order.index(row.id) for row in grouped.rows[group.start : group.start + group.count]]
        assert places == sorted(places)


@pytest.mark.parametrize("grouping", [Grouping.SOURCE, Grouping.MONTH])
def test_what_is_searched_for_stands_closest_first_in_no_groups(grouping: Grouping) -> None:
    rows = [Row(article=Article(id=f"{number:016x}", title=title, added=NOON)) for number, title in enumerate("雨雪")]
    view = view_of(Finder(), Catalog(rows=rows), text="雨", grouping=grouping)
    assert [row.article.title for row in view.rows] == ["雨"]
    assert view.groups == ()


def test_a_pinned_article_that_left_the_shelf_stands_in_its_group() -> None:
    rows = [
        Row(
            article=Article(id=f"{number:016x}", title="雨", added=NOON + timedelta(days=number), source=source),
            state=ReadingState(read=NOON if number == 1 else None),
        )
        for number, source in enumerate(["甲", "乙", "甲", "乙"])
    ]
    view = view_of(Finder(), Catalog(rows=rows), shelf=Shelf.UNREAD, pinned=rows[1].id, grouping=Grouping.SOURCE)
    assert [(group.name, group.count) for group in view.groups] == [("乙", 2), ("甲", 2)]
    assert [row.id for row in view.rows] == [rows[place].id for place in (3, 1, 2, 0)]
