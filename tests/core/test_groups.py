"""Rows stand in groups that together are all of them, in order; what is kept from one catalog to the next as well."""

from datetime import UTC, datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from reader.core.article import Article
from reader.core.catalog import Catalog, Row
from reader.core.groups import groups_of, parted
from reader.core.order import dated, ordered, place_in
from reader.core.query import Group, Grouping, Shelf, Sort
from reader.core.shelves import Shelves, on_shelf
from reader.core.state import ReadingState

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
GROUPINGS = st.sampled_from([Grouping.SOURCE, Grouping.MONTH])
ROWS = st.builds(
    lambda number, day, source, read: Row(
        article=Article(
            id=f"{number:016x}",
            title=f"{number % 3}",
            added=NOON + timedelta(days=number),
            published=NOON + timedelta(days=day) if day else None,
            source=source,
            length=day,
        ),
        state=ReadingState(read=NOON if read else None),
    ),
    st.integers(0, 200),
    st.integers(-60, 60),
    st.sampled_from([None, "甲报", "乙报", "IT之家", "it之家", "The Daily"]),
    st.booleans(),
)
CATALOGS = st.lists(ROWS, max_size=60, unique_by=lambda one: one.id).map(lambda rows: Catalog(rows=rows))


def of(row: Row, grouping: Grouping) -> str:
    """Return what a row is to be grouped by."""
    return f"{dated(row):%Y-%m}" if grouping is Grouping.MONTH else (row.article.source or "").casefold()


@settings(deadline=None, max_examples=80)
@given(CATALOGS, GROUPINGS, st.sampled_from(Sort))
def test_groups_partition_the_rows_and_keep_their_order(catalog: Catalog, grouping: Grouping, sort: Sort) -> None:
    flat = ordered(catalog.rows, sort)
    rows = parted(flat, grouping, sort)
    groups = groups_of(rows, grouping, sort)
    assert sorted(row.id for row in rows) == sorted(row.id for row in flat)
    assert [group.start for group in groups] == [sum(one.count for one in groups[:at]) for at in range(len(groups))]
    assert sum(group.count for group in groups) == len(rows)
    for group in groups:
        within = rows[group.start : group.start + group.count]
        name = group.name.casefold()
        assert within == [row for row in flat if of(row, grouping) == name]
    assert len({group.name.casefold() for group in groups}) == len(groups)


def test_sources_stand_by_name_the_unknown_last_and_months_as_the_list_is_sorted() -> None:
    rows = [
        Row(article=Article(id=f"{day:016x}", title="", added=NOON + timedelta(days=20 * day), source=source))
        for day, source in enumerate([None, "b", "A", None])
    ]
    newest, oldest = ordered(rows), ordered(rows, Sort.OLDEST)
    by_source = parted(newest, Grouping.SOURCE, Sort.NEWEST)
    by_month, by_month_back = (
        parted(each, Grouping.MONTH, sort) for each, sort in ((newest, Sort.NEWEST), (oldest, Sort.OLDEST))
    )
    assert [group.name for group in groups_of(by_source, Grouping.SOURCE, Sort.NEWEST)] == ["A", "b", ""]
    assert groups_of(by_month, Grouping.MONTH, Sort.NEWEST) == (
        Group(name="2026-04", start=0, count=2),
        Group(name="2026-03", start=2, count=2),
    )
    assert [group.name for group in groups_of(by_month_back, Grouping.MONTH, Sort.OLDEST)] == ["2026-03", "2026-04"]
    assert groups_of(newest, Grouping.NONE, Sort.NEWEST) == ()


@settings(deadline=None, max_examples=40)
@given(st.lists(st.lists(ROWS, max_size=6), max_size=4), GROUPINGS, st.sampled_from(Sort))
def test_grouped_shelves_are_as_if_made_anew_and_each_row_is_found_in_them(
    steps: list[list[Row]], grouping: Grouping, sort: Sort
) -> None:
    catalog, shelves = Catalog(), Shelves()
    for step in steps:
        catalog = catalog.with_rows(step)
        for shelf in (Shelf.ALL, Shelf.UNREAD):
            held = [row for row in catalog.rows if on_shelf(shelf, row)]
            rows = shelves.rows(catalog, shelf, sort, grouping)
            assert list(rows) == parted(ordered(held, sort), grouping, sort)
            assert [place_in(rows, row, sort, grouping) for row in rows] == list(range(len(rows)))
