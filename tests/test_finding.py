"""Queries over catalogs: what comes first, why it is there, and that nothing kept from before is out of date."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from reader.core import changes
from reader.core.article import Article
from reader.core.catalog import Catalog, Row
from reader.core.changes import Field
from reader.core.query import Excerpt, Place, Query, Shelf, Sort, View
from reader.core.state import ReadingState
from reader.finding import FOUND_AT_MOST, Finder
from reader.library import Library
from reader.store import Store, StoredArticle
from tests.store.samples import stored

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)


def row(number: int, title: str, *, day: int | None = None, source: str | None = None, **state: object) -> Row:
    """Return an article added `number` days from now, and published on another day, if any."""
    article = Article(
        id=f"{number:016x}",
        title=title,
        added=NOON + timedelta(days=number),
        published=None if day is None else NOON + timedelta(days=day),
        source=source,
    )
    return Row(article=article, state=ReadingState(**state))  # type: ignore[arg-type]


def finder_of(catalog: Catalog) -> Finder:
    finder = Finder()
    finder.prepare(catalog)
    return finder


def numbers(view: View) -> list[int]:
    return [int(one.id, 16) for one in view.rows]


def found(rows: list[Row], text: str, **parts: object) -> list[int]:
    """Return the numbers of the rows that answer, before there is an index and with it; both have to be the same."""
    catalog = Catalog(rows=tuple(rows))
    query = replace(Query(text=text), **parts)  # type: ignore[arg-type]
    indexed = numbers(finder_of(catalog).view(catalog, query, NOON))
    assert numbers(Finder().view(catalog, query, NOON)) == indexed
    return indexed


class TestRanking:
    def test_closeness_comes_before_all_else(self) -> None:
        rows = [
            row(1, "snow"),
            row(2, "snow in spring"),
            row(3, "deep snow", bookmarked=NOON),
            row(4, "a sparrow", bookmarked=NOON),
        ]
        assert found(rows, "snow") == [1, 2, 3]

    def test_of_equals_bookmarked_ones_come_first_then_the_most_recent(self) -> None:
        rows = [
            row(1, "雪夜 甲", day=-9, bookmarked=NOON),
            row(2, "雪夜 乙", day=9),
            row(3, "雪夜 丙", bookmarked=NOON),
            row(4, "雪夜 丁"),
            row(5, "雪夜 戊", day=-30),
        ]
        assert found(rows, "雪夜") == [3, 1, 2, 4, 5]

    def test_a_bookmarked_one_is_found_among_more_equals_than_are_shown(self) -> None:
        rows = [row(number, f"snow {number}") for number in range(3 * FOUND_AT_MOST)]
        rows[7] = row(7, "snow 7", bookmarked=NOON)
        catalog = Catalog(rows=tuple(rows))
        finder = finder_of(catalog)
        assert numbers(finder.view(catalog, Query(text="snow"), NOON))[:2] == [7, 3 * FOUND_AT_MOST - 1]
        catalog = catalog.with_rows([row(7, "snow 7"), row(8, "snow 8", bookmarked=NOON)])
        finder.prepare(catalog)
        assert numbers(finder.view(catalog, Query(text="snow"), NOON))[0] == 8

    def test_what_a_shelf_or_a_filter_leaves_is_looked_for_beyond_the_closest(self) -> None:
        rows = [row(number, f"snow {number}", archived=NOON) for number in range(2 * FOUND_AT_MOST)]
        rows[3] = row(3, "snow 3", source="甲报")
        assert found(rows, "snow") == [3]
        assert found(rows, "snow is:archived source:甲") == []


class TestReasons:
    ROWS = (
        row(1, "第一场雪", source="北风日报"),
        row(2, "北风日报改版", source="乙报"),
        row(3, "渡口", source="北风日报", tags=("天气", "later")),
        row(4, "老船工", source="乙报", tags=("天气",)),
    )
    CATALOG = Catalog(rows=ROWS)

    def view(self, text: str, shelf: Shelf = Shelf.ALL) -> View:
        return finder_of(self.CATALOG).view(self.CATALOG, Query(text=text, shelf=shelf), NOON)

    def test_a_source_is_named_after_all_titles_newest_first(self) -> None:
        view = self.view("北风日报")
        assert numbers(view) == [2, 3, 1]
        assert [view.matches[one.id].excerpt for one in view.rows] == [
            None,
            Excerpt(place=Place.SOURCE, text="北风日报", spans=((0, 4),)),
            Excerpt(place=Place.SOURCE, text="北风日报", spans=((0, 4),)),
        ]

    @pytest.mark.parametrize("text", ["天气", "tianqi", "天氣"])
    def test_a_tag_is_found_by_its_sound_too(self, text: str) -> None:
        view = self.view(text)
        assert numbers(view) == [4, 3]
        assert view.matches[view.rows[0].id].excerpt == Excerpt(place=Place.TAG, text="天气", spans=((0, 2),))

    def test_initials_find_a_source(self) -> None:
        assert set(numbers(self.view("bfrb"))) == {1, 2, 3}

    @pytest.mark.parametrize("text", ["xqzvk", "lator", "北方日报社", "vvv"])
    def test_what_is_not_written_there_finds_no_source_and_no_tag(self, text: str) -> None:
        assert all(match.excerpt is None for match in self.view(text).matches.values())

    def test_filters_and_shelf_hold_for_them_too(self) -> None:
        assert numbers(self.view("天气 source:乙")) == [4]
        assert numbers(self.view("天气 is:archived")) == []

    def test_a_new_source_is_found_and_an_old_one_no_longer_shown(self) -> None:
        finder = finder_of(self.CATALOG)
        moved = replace(self.ROWS[0], article=replace(self.ROWS[0].article, source="西山晚报"))
        catalog = self.CATALOG.with_rows([moved])
        assert finder.prepare(catalog)
        assert numbers(finder.view(catalog, Query(text="西山"), NOON)) == [1]
        assert numbers(finder.view(catalog, Query(text="北风日报"), NOON)) == [2, 3]


class TestAnsweringAtOnce:
    CATALOG = Catalog(
        rows=tuple(row(number, f"snow {number}" if number % 50 == 0 else "rain") for number in range(9000))
    )

    def test_before_the_index_stands_the_latest_titles_answer_first(self) -> None:
        views = list(Finder().views(self.CATALOG, Query(text="snow"), NOON))
        assert [len(view.rows) for view in views] == sorted({len(view.rows) for view in views})
        assert numbers(views[0])[0] == 8950
        assert views[0].progress == "8,000 titles to go"
        assert numbers(views[-1]) == list(range(8950, -1, -50))
        assert [view.progress for view in views].count("") == 1

    def test_titles_that_the_index_does_not_know_yet_are_found_with_the_others(self) -> None:
        finder = finder_of(self.CATALOG)
        later = self.CATALOG.with_rows([row(9001, "snow at last"), row(0, "now rain")])
        (view,) = finder.views(later, Query(text="snow"), NOON)
        assert (9001 in numbers(view), 0 in numbers(view)) == (True, False)
        assert finder.prepare(later)
        assert not finder.prepare(later)
        assert set(numbers(finder.view(later, Query(text="snow"), NOON))) == set(numbers(view))

    @pytest.mark.parametrize("text", ["snow", "-snow"])
    def test_what_is_no_longer_wanted_is_not_looked_for(self, text: str) -> None:
        asked: list[int] = []

        def cancelled() -> bool:
            asked.append(0)
            return len(asked) > 2

        views = list(Finder().views(self.CATALOG, Query(text=text), NOON, cancelled))
        assert len(asked) == 3
        assert all(len(view.rows) < 8820 for view in views)

    def test_typing_sorts_nothing_again(self, monkeypatch: pytest.MonkeyPatch) -> None:
        finder = finder_of(self.CATALOG)
        finder.view(self.CATALOG, Query(), NOON)
        later = self.CATALOG.with_rows([row(9001, "new"), row(5, "rain", read=NOON)])

        def sorting(*_: object) -> None:
            raise AssertionError("sorted again")

        monkeypatch.setattr("reader.core.shelves.ordered", sorting)
        assert finder.view(later, Query(text="rain"), NOON).total == 9001
        assert numbers(finder.view(later, Query(), NOON))[:2] == [9001, 8999]


TITLES = ("春雪", "春雨", "snow", "rain", "春雪 snow")
QUERIES = ("", "春", "春雪", "snow", "source:小城", "tag:later", "小城", "later", "-春", '"sno"')
STEP = st.sampled_from(["add", "theirs", "mine", "remove", "look", "index"])


class TestKeepingUp:
    @settings(deadline=None, max_examples=12)
    @given(st.lists(STEP, min_size=3, max_size=9), st.integers(0, 99))
    def test_views_are_those_of_a_library_just_opened(self, steps: list[str], seed: int) -> None:
        chance = Random(seed)
        with TemporaryDirectory() as folder, opened(Path(folder)) as mine, Store.open(Path(folder)) as theirs:
            theirs.put(_stored(number) for number in range(6))
            for count, step in enumerate(steps):
                _take(step, mine, theirs, chance, 10 + 3 * count)
                mine.refresh()
                assert mine.catalog.rows == theirs.rows()
            mine.prepare_search()
            with opened(Path(folder)) as fresh:
                fresh.prepare_search()
                for query in _queries():
                    assert _shown(mine.view(query)) == _shown(fresh.view(query)), query


def opened(folder: Path) -> Library:
    return Library.open(folder, clock=lambda: NOON)


def _stored(number: int) -> StoredArticle:
    return stored(number, title=TITLES[number % len(TITLES)])


def _take(step: str, mine: Library, theirs: Store, chance: Random, number: int) -> None:
    """Do something to a library: this process (mine), or another one."""
    rows = theirs.rows()
    some = chance.sample(rows, min(2, len(rows)))
    flag = chance.choice([Field.READ, Field.BOOKMARKED, Field.ARCHIVED, Field.TRASHED])
    if step == "add":
        theirs.put(_stored(number + more) for more in range(chance.randint(1, 3)))
    elif step == "theirs":
        theirs.set_states(replace(one, state=replace(one.state, tags=("later",), read=NOON)) for one in some)
    elif step == "mine":
        mine.apply(changes.set_flag(flag, some, NOON))
    elif step == "remove":
        theirs.removing.begin([one.id for one in some[:1]])
    elif step == "look":
        mine.view(chance.choice(list(_queries())))
    else:
        mine.prepare_search()
    theirs.poll()


def _queries() -> Iterator[Query]:
    for text in QUERIES:
        yield from (Query(text=text, shelf=shelf) for shelf in Shelf)
    yield from (Query(sort=sort) for sort in Sort)


def _shown(view: View) -> tuple[object, ...]:
    """Return what is seen of a view. How close a title is may differ by what else an index holds."""
    return view.rows, view.total, {id: (match.spans, match.excerpt) for id, match in view.matches.items()}
