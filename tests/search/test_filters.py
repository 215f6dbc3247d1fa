"""What a query asks besides its words, of rows that are spelled in another way too."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.core.article import Article
from reader.core.catalog import Row
from reader.core.query_language import parse
from reader.core.state import ReadingState
from reader.search.filters import Filter

TODAY = date(2026, 3, 31)
NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)


def row(title: str = "A title", *, tags: tuple[str, ...] = (), read: datetime | None = None, **fields: object) -> Row:
    article = Article(id="0" * 16, title=title, added=NOON, **fields)  # type: ignore[arg-type]
    return Row(article=article, state=ReadingState(tags=tags, read=read))


def keeps(query: str, row: Row) -> bool:
    return Filter(parse(query, TODAY)).keeps(row)


BEES = row("Bees As Is", source="ＩＴ之家", tags=("AI",), published=datetime(2026, 2, 3, 23, 30))


def test_all_that_is_asked_for_has_to_be_so() -> None:
    assert keeps('source:it tag:ai "as is" after:2026-02-03 before:2026-02-04', BEES)


@pytest.mark.parametrize(
    "query",
    [
        *("source:daily", "tag:law", '"as was"', "-bees", "after:2026-02-04", "before:2026-02-03"),
        *("-source:it", "-tag:ai", "-is:unread"),
    ],
)
def test_one_thing_that_is_otherwise_is_enough(query: str) -> None:
    assert not keeps(query, BEES)


@pytest.mark.parametrize(
    ("query", "kept"),
    [
        ('"龍年"', "龙年的第一场雪"),
        ('"ｃａｆé"', "The Cafe"),
        ("source:人民日報", "人民日报"),
        ("tag:國際", "国际"),
    ],
)
def test_phrases_and_names_are_folded_as_titles_are(query: str, kept: str) -> None:
    assert keeps(query, row(kept, source=kept, tags=(kept,)))
    assert not keeps(f"-{query}", row(kept, source=kept, tags=(kept,)))


def test_an_article_without_a_date_counts_from_when_it_was_added() -> None:
    assert keeps("after:2026-03-01 before:2026-03-02", row())
    assert not keeps("after:2026-03-02", row())


def test_what_is_left_out_by_shelf_is_told_by_the_state() -> None:
    assert keeps("-is:unread", row(read=NOON))
    assert not keeps("-is:unread", row())


def test_what_the_text_must_and_must_not_hold_is_not_asked_of_the_title() -> None:
    assert keeps('in:text "as was"', BEES)
    assert keeps("in:text -bees", BEES)


def test_words_narrow_nothing_by_themselves() -> None:
    assert not Filter(parse("any words", TODAY)).narrows
    assert Filter(parse("any words -more", TODAY)).narrows


@settings(deadline=None, max_examples=100)
@given(st.text(st.sampled_from('ab"“”-－ 　龍source:tag:́') | st.characters(codec="utf-8"), max_size=30))
def test_no_query_is_an_error(text: str) -> None:
    assert keeps(text, row()) in (True, False)


def test_any_of_the_days_named_will_do_but_none_that_is_left_out() -> None:
    march = row("a", published=datetime(2026, 3, 5, 23, 59))
    assert keeps("on:2026-03", march)
    assert keeps("on:2025 on:2026-03-05", march)
    assert not keeps("on:2026-02 on:2026-04", march)
    assert not keeps("on:2026 -on:2026-03", march)
    assert keeps("after:2026-03-02 on:2026", march)


def test_a_whole_name_is_not_a_part_of_another() -> None:
    assert keeps("source:=新浪", row("a", source="新浪"))
    assert keeps("source:=it之家", row("a", source="IT之家"))
    assert not keeps("source:=新浪", row("a", source="新浪财经"))
    assert keeps("-source:=新浪", row("a", source="新浪财经"))


def test_articles_that_name_no_source_can_be_asked_for() -> None:
    assert keeps("source:=", row("a"))
    assert not keeps("source:=", row("a", source="新浪"))
