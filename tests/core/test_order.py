"""Lists stand in the order that was asked for, whatever the dates say of zones."""

from datetime import UTC, datetime, timedelta, timezone
from random import Random

import pytest

from reader.core.article import Article
from reader.core.catalog import Catalog, Row
from reader.core.order import ordered, place_in, ranking
from reader.core.query import Sort


def row(id: str, day: int = 1, **fields: object) -> Row:
    fields = {"title": id, **fields}
    return Row(article=Article(id=id, added=datetime(2026, 1, day, tzinfo=UTC), **fields))  # type: ignore[arg-type]


def ids(rows: list[Row], sort: Sort) -> list[str]:
    return [one.id for one in ordered(rows, sort)]


def test_newest_first_by_published_else_added() -> None:
    rows = [
        row("added", 5),
        row("later", 1, published=datetime(2026, 1, 6)),
        row("earlier", 9, published=datetime(2020, 1, 1)),
    ]
    assert ids(rows, Sort.NEWEST) == ["later", "added", "earlier"]
    assert ids(rows, Sort.OLDEST) == ["earlier", "added", "later"]
    assert ids(rows, Sort.ADDED) == ["earlier", "added", "later"]


def test_times_without_a_zone_count_as_utc() -> None:
    east = timezone(timedelta(hours=8))
    rows = [
        row("naive", published=datetime(2026, 1, 1, 12)),
        row("east", published=datetime(2026, 1, 1, 19, tzinfo=east)),
    ]
    assert ids(rows, Sort.NEWEST) == ["naive", "east"]


def test_of_equals_the_one_added_last_comes_first() -> None:
    assert ids([row("a"), row("b"), row("c")], Sort.NEWEST) == ["c", "b", "a"]
    assert ids([row("a"), row("b"), row("c")], Sort.OLDEST) == ["a", "b", "c"]


def test_titles_sources_and_lengths() -> None:
    rows = [
        row("1", title="beta", source="Z", length=5),
        row("2", title="Alpha", length=9),
        row("3", title="北", source="a", length=1),
    ]
    assert ids(rows, Sort.TITLE) == ["2", "1", "3"]
    assert ids(rows, Sort.SOURCE) == ["3", "1", "2"]
    assert ids(rows, Sort.LENGTH) == ["2", "1", "3"]


@pytest.mark.parametrize("sort", Sort)
def test_a_long_list_is_sorted_as_a_short_one(sort: Sort) -> None:
    chance = Random(4)
    rows = [
        row(
            f"{number:05}",
            title=chance.choice("甲乙丙abc"),
            length=chance.randint(0, 3),
            source=chance.choice("子丑寅"),
        )
        for number in range(9_000)
    ]
    rank = ranking(sort, Catalog(rows=rows))
    assert ordered(rows, sort) == sorted(rows, key=rank)


@pytest.mark.parametrize("sort", Sort)
def test_an_article_is_found_where_it_stands(sort: Sort) -> None:
    rows = ordered([row(f"{number}", title="甲乙"[number % 2], length=number % 3) for number in range(12)], sort)
    assert [place_in(rows, one, sort) for one in rows] == list(range(12))
    assert place_in(rows[:5] + rows[6:], rows[5], sort) is None
    assert place_in([], rows[0], sort) is None


def test_an_article_whose_rank_has_changed_is_not_found() -> None:
    rows = ordered([row("1", title="a"), row("2", title="b"), row("3", title="c")], Sort.TITLE)
    assert place_in(rows, row("1", title="z"), Sort.TITLE) is None
