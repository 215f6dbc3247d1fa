"""Snapshots of the library: each is new, and shares with the one before it what did not change."""

from datetime import UTC, datetime
from unittest.mock import patch

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from reader.core.article import Article
from reader.core.catalog import Catalog, Row, Rows
from reader.core.errors import NotFound
from reader.core.state import ReadingState

NOON = datetime(2026, 11, 1, 12, tzinfo=UTC)


def row(id: str, title: str = "题") -> Row:
    return Row(article=Article(id=id, title=title, added=NOON))


CATALOG = Catalog(rows=(row("aa11"), row("aa22"), row("bb33")), revision=4)


def test_rows_of_known_ids_are_replaced_in_their_place_and_others_appended() -> None:
    read = replace(row("aa22"), state=ReadingState(read=NOON))
    after = CATALOG.with_rows([row("cc44"), read])
    assert [each.id for each in after.rows] == ["aa11", "aa22", "bb33", "cc44"]
    assert after.get("aa22") == read
    assert [after.place_of(each.id) for each in after.rows] == list(range(len(after.rows)))
    assert after.revision == 5
    assert CATALOG.get("aa22") == row("aa22")
    assert CATALOG.get("cc44") is None


def test_catalogs_that_come_of_one_do_not_disturb_each_other() -> None:
    first, second = CATALOG.with_rows([row("cc44")]), CATALOG.with_rows([row("dd55"), row("cc44")])
    assert [first.place_of(id) for id in ("cc44", "dd55")] == [3, None]
    assert [second.place_of(id) for id in ("cc44", "dd55")] == [4, 3]
    assert [CATALOG.get(id) for id in ("cc44", "dd55")] == [None, None]


@given(st.lists(st.sets(st.integers(0, 40), max_size=12), max_size=5))
@settings(max_examples=40, deadline=None)
def test_rows_in_sheets_are_as_in_a_list(steps: list[set[int]]) -> None:
    catalog, expected = Catalog(), dict[str, Row]()
    with patch("reader.core.catalog._SHEET", 4):
        for step, numbers in enumerate(steps):
            rows = [row(f"{number:04}", f"{step}") for number in numbers]
            catalog = catalog.with_rows(rows)
            expected |= {one.id: one for one in rows}
            assert catalog.rows == tuple(expected.values())
            assert [catalog.get(id) for id in expected] == list(expected.values())
            assert catalog.rows[-2:] == tuple(expected.values())[-2:]


def test_rows_are_a_sequence() -> None:
    three = [row("aa"), row("bb"), row("cc")]
    with patch("reader.core.catalog._SHEET", 2):
        rows = Rows(three)
        assert (rows[0], rows[2], rows[-1], rows[-3]) == (three[0], three[2], three[2], three[0])
        assert rows[1:] == tuple(three[1:])
        assert rows == three
        assert rows != three[:2]
        assert list(reversed(rows)) == three[::-1]
        for beyond in (3, -4):
            with pytest.raises(IndexError):
                rows[beyond]


def test_a_row_given_twice_counts_as_it_came_last() -> None:
    after = CATALOG.with_rows([row("cc44", "first"), row("cc44", "last")])
    assert after.title_of("cc44") == "last"
    assert len(after.rows) == 4


def test_without_takes_rows_away() -> None:
    after = CATALOG.without(["aa22", "unknown"])
    assert [each.id for each in after.rows] == ["aa11", "bb33"]
    assert [after.place_of(id) for id in ("aa11", "bb33", "aa22")] == [0, 1, None]
    assert after.revision == 5


def test_an_article_is_found_by_the_start_of_its_id_if_that_is_its_alone() -> None:
    assert CATALOG.find("b").id == "bb33"
    assert CATALOG.find("aa11").id == "aa11"
    for unclear in ("aa", "", "x", "aa111"):
        with pytest.raises(NotFound) as caught:
            CATALOG.find(unclear)
        assert "reader list" in caught.value.hint
    assert Catalog(rows=(row("aa"), row("aab"))).find("aa").id == "aa"


def test_titles_by_id() -> None:
    assert CATALOG.title_of("bb33") == "题"
    assert CATALOG.title_of("nope") is None


def test_changes_are_what_another_catalog_has_otherwise() -> None:
    read = replace(row("aa22"), state=ReadingState(read=NOON))
    after = CATALOG.with_rows([read, row("cc44")]).with_rows([row("dd55", "新")])
    assert after.changes_since(CATALOG) == [(row("aa22"), read), (None, row("cc44")), (None, row("dd55", "新"))]
    assert after.changes_since(after) == []
    assert CATALOG.changes_since(Catalog()) == [(None, one) for one in CATALOG.rows]


def test_changes_are_not_told_when_rows_are_gone_or_moved() -> None:
    assert CATALOG.without(["aa22"]).changes_since(CATALOG) is None
    assert CATALOG.changes_since(CATALOG.with_rows([row("cc44")])) is None
    assert CATALOG.without(["aa22"]).with_rows([row("aa22")]).changes_since(CATALOG) is None


def test_changes_are_found_in_a_long_catalog() -> None:
    rows = [row(f"{number:04}") for number in range(4_500)]
    catalog = Catalog(rows=tuple(rows))
    changed = [replace(rows[number], state=ReadingState(read=NOON)) for number in (0, 1_999, 2_000, 4_499)]
    assert catalog.with_rows(changed).changes_since(catalog) == [(rows[int(one.id)], one) for one in changed]


def test_rows_read_again_are_the_same_objects_where_they_are_as_before() -> None:
    read = replace(row("aa22"), state=ReadingState(read=NOON))
    after = CATALOG.with_all([row("cc44"), read, row("bb33")])
    assert [each.id for each in after.rows] == ["cc44", "aa22", "bb33"]
    assert after.rows[1] is read
    assert after.rows[2] is CATALOG.rows[2]
    assert after.revision > CATALOG.revision
