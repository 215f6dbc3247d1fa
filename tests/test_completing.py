"""What the search box offers of a library: sources and tags by how much there is of them, also by their sound."""

from datetime import UTC, datetime

import pytest

from reader.completing import Chooser, OfferedNames
from reader.core.article import Article
from reader.core.catalog import Catalog, Row
from reader.core.state import ReadingState

NAMES = OfferedNames([("新华社", 3), ("IT之家", 9), ("重庆日报", 5), ("The Daily Lantern", 2), ("Café Daily", 1)])


def row(number: int, source: str | None, month: int, *tags: str) -> Row:
    time = datetime(2026, month, 5, tzinfo=UTC)
    article = Article(id=f"{number:016x}", title="A title", added=time, source=source)
    return Row(article=article, state=ReadingState(tags=tags))


def test_choices_are_counted_from_the_catalog() -> None:
    rows = (row(1, "新华社", 1, "ai"), row(2, "IT之家", 2, "ai", "law"), row(3, "IT之家", 2), row(4, None, 3))
    choices = Chooser().choices(Catalog(rows=rows))
    assert choices.sources.like("", 9) == [("IT之家", 2), ("新华社", 1)]
    assert choices.tags.like("", 9) == [("ai", 2), ("law", 1)]
    assert [(month.month, count) for month, count in choices.months] == [(3, 1), (2, 2), (1, 1)]


def test_choices_follow_the_catalog() -> None:
    chooser = Chooser()
    catalog = Catalog(rows=(row(1, "新华社", 1, "ai"), row(2, "IT之家", 2, "ai")))
    chooser.choices(catalog)
    later = catalog.with_rows([row(1, "新华社", 1, "law"), row(3, "IT之家", 2)])
    for choices in (chooser.choices(later), Chooser().choices(later)):
        assert choices.sources.like("", 9) == [("IT之家", 2), ("新华社", 1)]
        assert choices.tags.like("", 9) == [("ai", 1), ("law", 1)]
        assert [(month.month, count) for month, count in choices.months] == [(2, 2), (1, 1)]
    fewer = later.without([f"{number:016x}" for number in (2, 3)])
    assert chooser.choices(fewer).sources.like("", 9) == [("新华社", 1)]


@pytest.mark.parametrize(
    ("part", "names"),
    [
        ("it", ["IT之家"]),
        ("ｉｔ之", ["IT之家"]),
        ("新華", ["新华社"]),
        ("xhs", ["新华社"]),
        ("xinhua", ["新华社"]),
        ("rb", ["重庆日报"]),
        ("cqrb", ["重庆日报"]),
        ("chongqing", ["重庆日报"]),
        ("cafe", ["Café Daily"]),
        ("daily", ["The Daily Lantern", "Café Daily"]),
        ("qqq", []),
    ],
)
def test_names_are_found_by_a_part_by_initials_and_by_pinyin(part: str, names: list[str]) -> None:
    assert [name for name, _ in NAMES.like(part, 6)] == names


def test_names_that_begin_so_come_first_then_those_with_more_articles() -> None:
    names = OfferedNames([("Old Times", 9), ("Times", 1), ("Timeless", 4)])
    assert [name for name, _ in names.like("time", 6)] == ["Timeless", "Times", "Old Times"]
    assert [name for name, _ in names.like("time", 2)] == ["Timeless", "Times"]


def test_a_part_without_a_letter_or_digit_is_a_part_of_none() -> None:
    assert NAMES.like("[", 6) == []
    assert len(NAMES.like("　", 6)) == 5
