"""Places with a letter."""

from datetime import UTC, datetime

from reader.core.article import Article
from reader.core.catalog import Catalog, Row
from reader.core.changes import applied
from reader.core.marks import capitals, holders, mark, marked, united, without_capitals
from reader.core.state import Mark, Position

NOON = datetime(2026, 11, 1, 12, tzinfo=UTC)


def library(*ids: str) -> Catalog:
    return Catalog(rows=[Row(article=Article(id=id, title=f"Article {id}", added=NOON)) for id in ids])


def place(block: int) -> Position:
    return Position(block=block)


def after(catalog: Catalog, id: str, letter: str, block: int) -> Catalog:
    """Return the library once a place of an article got a letter."""
    return catalog.with_rows(applied(mark(catalog.find(id), letter, place(block), catalog.rows), catalog))


def test_a_letter_stands_where_it_was_set_last() -> None:
    catalog = after(after(library("one"), "one", "a", 3), "one", "a", 7)
    assert marked(catalog.find("one"), "a") == place(7)
    assert marked(catalog.find("one"), "b") is None


def test_articles_have_their_own_small_letters() -> None:
    catalog = after(after(library("one", "two"), "one", "a", 3), "two", "a", 5)
    assert [row.id for row in holders(catalog.rows, "a")] == ["one", "two"]
    assert capitals(catalog.rows) == {}


def test_a_capital_letter_is_taken_from_the_article_that_had_it_in_one_change() -> None:
    catalog = after(after(library("one", "two", "three"), "one", "A", 3), "one", "b", 4)
    change = mark(catalog.find("two"), "A", place(5), catalog.rows)
    assert [id for id, _ in change.values] == ["two", "one"]
    catalog = catalog.with_rows(applied(change, catalog))
    assert [row.id for row in holders(catalog.rows, "A")] == ["two"]
    assert marked(catalog.find("one"), "b") == place(4)
    assert capitals(catalog.rows) == {"A": catalog.find("two")}


def test_marks_are_kept_by_letter() -> None:
    catalog = library("one")
    for letter in "cAb":
        catalog = after(catalog, "one", letter, 1)
    assert [each.letter for each in catalog.find("one").state.marks] == ["A", "b", "c"]


def test_of_two_copies_the_letters_of_both_are_kept_and_ours_where_they_stand() -> None:
    ours = (Mark(letter="a", position=place(1)), Mark(letter="c", position=place(3)))
    theirs = (Mark(letter="a", position=place(7)), Mark(letter="B", position=place(8)))
    assert united(ours, theirs) == (Mark(letter="B", position=place(8)), *ours)


def test_only_capital_letters_are_given_up_to_other_articles() -> None:
    marks = (Mark(letter="A", position=place(1)), Mark(letter="a", position=place(2)))
    assert without_capitals(marks, {"A", "a"}) == marks[1:]
