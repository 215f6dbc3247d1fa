"""What is kept of shelves from one catalog to the next is what sorting anew would give."""

from datetime import UTC, datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from reader.core.article import Article
from reader.core.catalog import Catalog, Row
from reader.core.order import ordered
from reader.core.query import Place, Shelf, Sort
from reader.core.shelves import Shelves, amended, names_of, on_shelf
from reader.core.state import ReadingState

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)

TITLES = st.sampled_from(["Rain", "雨", "Snow", "雪"])
STATES = st.builds(
    ReadingState,
    read=st.sampled_from([None, NOON]),
    bookmarked=st.sampled_from([None, NOON]),
    archived=st.sampled_from([None, None, NOON]),
    trashed=st.sampled_from([None, None, NOON]),
    tags=st.sampled_from([(), ("a",), ("a", "b")]),
    progress=st.sampled_from([0.0, 0.25, 1.0]),
)
ROWS = st.builds(
    lambda number, title, day, source, state: Row(
        article=Article(
            id=f"{number:016x}",
            title=title,
            added=NOON + timedelta(days=number),
            published=NOON + timedelta(days=day) if day else None,
            source=source,
            length=day,
        ),
        state=state,
    ),
    st.integers(0, 12),
    TITLES,
    st.integers(0, 3),
    st.sampled_from([None, "甲报", "乙报"]),
    STATES,
)


def row(**state: datetime) -> Row:
    return Row(article=Article(id="0" * 16, title="", added=NOON), state=ReadingState(**state))  # type: ignore[arg-type]


def test_trash_and_archive_are_out_of_sight_unless_asked_for() -> None:
    trashed, archived = row(trashed=NOON, bookmarked=NOON), row(archived=NOON, bookmarked=NOON)
    shelves = {shelf: [on_shelf(shelf, one) for one in (trashed, archived, row(read=NOON), row())] for shelf in Shelf}
    assert shelves == {
        Shelf.ALL: [False, False, True, True],
        Shelf.UNREAD: [False, False, False, True],
        Shelf.BOOKMARKED: [False, True, False, False],
        Shelf.ARCHIVED: [False, True, False, False],
        Shelf.HIGHLIGHTED: [False, False, False, False],
        Shelf.NOTED: [False, False, False, False],
        Shelf.TRASHED: [True, False, False, False],
    }


@settings(deadline=None, max_examples=60)
@given(st.lists(st.lists(ROWS, max_size=5) | st.sets(st.integers(0, 12), min_size=1, max_size=2), max_size=6))
def test_every_shelf_in_every_order_is_as_if_sorted_anew(steps: list[list[Row] | set[int]]) -> None:
    catalog, shelves = Catalog(), Shelves()
    for step in steps:
        if isinstance(step, set):
            catalog = catalog.without(f"{number:016x}" for number in step)
        else:
            catalog = catalog.with_rows(step)
        for shelf in Shelf:
            held = [one for one in catalog.rows if on_shelf(shelf, one)]
            for sort in Sort:
                assert list(shelves.rows(catalog, shelf, sort)) == ordered(held, sort)
            named = {name: list(rows) for name, rows in shelves.named(catalog, shelf).items() if rows}
            newest = ordered(held, Sort.NEWEST)
            names = {name for one in held for name in names_of(one)}
            assert named == {name: [one for one in newest if name in names_of(one)] for name in names}


def test_an_article_goes_by_its_source_and_its_tags() -> None:
    one = replace(row(), article=replace(row().article, source="甲报"), state=ReadingState(tags=("a", "b")))
    assert list(names_of(one)) == [(Place.SOURCE, "甲报"), (Place.TAG, "a"), (Place.TAG, "b")]
    assert list(names_of(row())) == []


@settings(deadline=None, max_examples=60)
@given(
    st.lists(ROWS, max_size=8, unique_by=lambda one: one.id),
    st.lists(ROWS, max_size=3, unique_by=lambda one: one.id),
    st.lists(STATES, max_size=3),
    st.integers(1, 8),
    st.sampled_from([sort for sort in Sort if sort is not Sort.PROGRESS]),
)
def test_the_first_rows_with_what_changed_are_those_of_the_whole_shelf(
    held: list[Row], more: list[Row], states: list[ReadingState], count: int, sort: Sort
) -> None:
    catalog = Catalog(rows=held)
    shelf = ordered([one for one in held if on_shelf(Shelf.ALL, one)], sort)
    top = shelf[:count]
    marked = [replace(one, state=state) for one, state in zip(top, states, strict=False)]
    changed = {one.id: one for one in (*marked, *(one for one in more if catalog.get(one.id) is None))}
    expected = ordered([one for one in catalog.with_rows(changed.values()).rows if on_shelf(Shelf.ALL, one)], sort)
    found = list(amended(top, changed, sort, is_all=len(top) == len(shelf)))
    if len(top) == len(shelf):
        assert found == expected
    elif sort is not Sort.OLDEST:  # there, what is added may stand behind equals that are not among the first
        assert found == expected[: len(found)]
