"""The query language understands what it can, and says in words what it understood."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.core.article import Article
from reader.core.catalog import Row
from reader.core.query import Shelf
from reader.core.query_language import Parsed, keeps, parse, read_day
from reader.core.state import ReadingState

TODAY = date(2026, 3, 31)
NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)


def row(title: str = "A title", **fields: object) -> Row:
    state = {name: fields.pop(name) for name in ("read", "bookmarked", "archived", "trashed", "tags") if name in fields}
    return Row(
        article=Article(id="0" * 16, title=title, added=NOON, **fields),  # type: ignore[arg-type]
        state=ReadingState(**state),  # type: ignore[arg-type]
    )


def test_every_field_in_one_query() -> None:
    parsed = parse('claude source:it之家 after:2026-01 before:7d tag:ai is:bookmarked "as is" -rumour', TODAY)
    assert parsed == Parsed(
        words=("claude",),
        exact=("as is",),
        without=("rumour",),
        sources=("it之家",),
        tags=("ai",),
        after=date(2026, 1, 1),
        before=date(2026, 3, 24),
        shelf=Shelf.BOOKMARKED,
    )


def test_full_width_twins_mean_the_same() -> None:
    assert parse("source：it之家 “as is” －rumour", TODAY) == parse('source:it之家 "as is" -rumour', TODAY)
    assert parse("after：２０２６－０１", TODAY).after == date(2026, 1, 1)


def test_understood_is_said_in_words() -> None:
    parsed = parse("claude source:IT之家 after:2026-01", TODAY)
    assert parsed.understood == "“claude”, from IT之家, since 2026-01"
    parsed = parse('"as is" -rumour tag:ai tag:law before:2026-02-03 is:unread', TODAY)
    assert parsed.understood == "exactly “as is”, without “rumour”, tagged ai and law, before 2026-02-03, unread"
    assert parse("", TODAY).understood == ""


@pytest.mark.parametrize("text", ["after:soon", "after:2026-13", "before:", "is:purple", "is:", "source:", "tag:"])
def test_what_a_field_does_not_know_is_a_hint_and_no_filter(text: str) -> None:
    parsed = parse(f"word {text}", TODAY)
    assert parsed == Parsed(words=("word",), hints=parsed.hints)
    assert len(parsed.hints) == 1


def test_an_unknown_field_is_searched_as_text() -> None:
    parsed = parse("foo:bar", TODAY)
    assert parsed.words == ("foo:bar",)
    assert "foo:" in parsed.hints[0]


@pytest.mark.parametrize("text", ["https://example.org/a", "12:30", "标题：内容", "a-b", "-", "C++"])
def test_ordinary_text_with_marks_is_text_without_a_hint(text: str) -> None:
    assert parse(text, TODAY) == Parsed(words=(text,))


def test_quotes_join_words_also_in_fields_and_while_still_open() -> None:
    assert parse('source:"the daily"', TODAY).sources == ("the daily",)
    assert parse('-"two words"', TODAY).without == ("two words",)
    assert parse('"still typ', TODAY).exact == ("still typ",)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2025", date(2025, 1, 1)),
        ("2025-11", date(2025, 11, 1)),
        ("2025/11/9", date(2025, 11, 9)),
        ("2025年11月9日", date(2025, 11, 9)),
        ("7d", date(2026, 3, 24)),
        ("2w", date(2026, 3, 17)),
        ("1m", date(2026, 2, 28)),
        ("3月", date(2025, 12, 31)),
        ("1y", date(2025, 3, 31)),
        ("today", TODAY),
        ("昨天", date(2026, 3, 30)),
        ("2025-02-30", None),
        ("9999y", None),
        ("", None),
    ],
)
def test_days(text: str, day: date | None) -> None:
    assert read_day(text, TODAY) == day


def test_trash_and_archive_are_out_of_sight_unless_asked_for() -> None:
    trashed, archived = row(trashed=NOON, bookmarked=NOON), row(archived=NOON, bookmarked=NOON)
    read = row(read=NOON)
    shelves = {
        shelf: [keeps(Parsed(shelf=shelf), one) for one in (trashed, archived, read, row())] for shelf in (None, *Shelf)
    }
    assert shelves == {
        None: [False, False, True, True],
        Shelf.ALL: [False, False, True, True],
        Shelf.UNREAD: [False, False, False, True],
        Shelf.BOOKMARKED: [False, True, False, False],
        Shelf.ARCHIVED: [False, True, False, False],
        Shelf.TRASHED: [True, False, False, False],
    }


def test_filters_by_source_tag_phrase_and_day() -> None:
    one = row("Bees As Is", source="ＩＴ之家", tags=("AI",), published=datetime(2026, 2, 3, 23, 30))
    assert keeps(parse('source:it tag:ai "as is" after:2026-02-03 before:2026-02-04', TODAY), one)
    for wrong in ("source:daily", "tag:law", '"as was"', "-bees", "after:2026-02-04", "before:2026-02-03"):
        assert not keeps(parse(wrong, TODAY), one)


def test_an_article_without_a_date_counts_from_when_it_was_added() -> None:
    assert keeps(parse("after:2026-03-01 before:2026-03-02", TODAY), row())


@settings(deadline=None, max_examples=150)
@given(
    st.text(st.sampled_from('abis:："“”-－ 　年20日source:after:tag:is:北') | st.characters(codec="utf-8"), max_size=40)
)
def test_no_query_is_an_error(text: str) -> None:
    parsed = parse(text, TODAY)
    assert isinstance(parsed.understood, str)
    keeps(parsed, row())
