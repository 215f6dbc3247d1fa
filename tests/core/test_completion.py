"""Completion offers what may be meant, and what is taken means what it says."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.core.completion import Choices, complete, complete_name, names_in, spelled
from reader.core.query import Shelf
from reader.core.query_language import Parsed, parse

TODAY = date(2026, 3, 31)


@dataclass(frozen=True)
class Names:
    """Names that begin with what was typed."""

    names: tuple[str, ...]

    def like(self, part: str, most: int) -> Sequence[tuple[str, int]]:
        return [(name, 12) for name in self.names if name.casefold().startswith(part.casefold())][:most]


CHOICES = Choices(
    sources=Names(("IT之家", "The Daily Lantern", "Ian's “Ink”")),
    tags=Names(("ai", "art of war", 'air "raid"')),
    months=((date(2026, 3, 1), 5), (date(2025, 12, 1), 7)),
)


def offered(text: str) -> list[str]:
    return [candidate.name for candidate in complete(text, len(text), CHOICES, TODAY)]


def taken(text: str, at: int = 0) -> str:
    return complete(text, len(text), CHOICES, TODAY)[at].text


@pytest.mark.parametrize(
    ("typed", "names"),
    [
        ("so", ["source:"]),
        ("claude -SO", ["source:"]),
        ("is:", [shelf.value for shelf in Shelf]),
        ("is：b", ["bookmarked"]),
        ("ｉｓ：b", ["bookmarked"]),
        ("-is:a", ["archived"]),
        ("in:", ["text", "title"]),
        ("状态：", ["全部", "未读", "书签", "归档", "划线", "批注", "回收站"]),
        ("-状态：", ["未读", "书签", "归档", "划线", "批注", "回收站"]),
        ("范围:标", ["标题"]),
        ("标签：a", ["ai", "art of war"]),
        ("之后：", ["今天", "昨天", "7天", "1个月", "1年", "2026"]),
        ("tag:a", ["ai", "art of war"]),
        ('source:"the', ["The Daily Lantern"]),
        ("after:", ["today", "yesterday", "7d", "1m", "1y", "2026"]),
        ("before:2", ["2026", "2026-03", "2025-12"]),
        ("after:2026", ["2026-03"]),
    ],
)
def test_what_is_offered(typed: str, names: list[str]) -> None:
    assert offered(typed) == names


@pytest.mark.parametrize(
    "typed",
    ["", "s", "in", "what is", "before", "claude", "so ", "foo:", "is:all", 'source:"IT之家"', "来", "source:IT之家 "],
)
def test_nothing_is_offered_where_nothing_is_meant_or_all_is_there(typed: str) -> None:
    assert offered(typed) == []


def test_days_say_which_they_are_and_months_how_many_articles_they_have() -> None:
    assert [each.note for each in complete("after:7", 7, CHOICES, TODAY)] == ["2026-03-24"]
    assert [each.note for each in complete("after:2", 7, CHOICES, TODAY)] == ["2026-01-01", "5", "7"]


def test_a_name_with_spaces_is_put_in_quotes() -> None:
    assert taken("source:the") == 'source:"The Daily Lantern" '
    assert taken("tag:ar") == 'tag:"art of war" '


def test_only_the_word_at_the_cursor_is_replaced() -> None:
    (candidate,) = complete("river source:it after:2026", 15, CHOICES, TODAY)
    assert (candidate.text, candidate.cursor) == ("river source:IT之家 after:2026", 18)
    assert complete("river source:it", 3, CHOICES, TODAY) == ()


def test_the_ghost_goes_on_from_what_was_typed_and_is_none_where_it_would_differ() -> None:
    def ghost(typed: str) -> str:
        return complete(typed, len(typed), CHOICES, TODAY)[0].ghost(typed)

    assert ghost("so") == "source:"
    assert ghost("source:it") == "source:it之家 "
    assert ghost("source:the") == ""


@settings(deadline=None, max_examples=200)
@given(
    st.text(
        st.sampled_from('abis:："“”-－ 　2026source:after:tag:is:in:北') | st.characters(codec="utf-8"), max_size=30
    ),
    st.integers(0, 30),
)
def test_no_text_is_an_error_and_all_that_is_offered_can_be_taken(text: str, cursor: int) -> None:
    for candidate in complete(text, cursor, CHOICES, TODAY):
        assert 0 < candidate.cursor <= len(candidate.text)
        head = candidate.text[: candidate.cursor]
        assert not complete(head, len(head), CHOICES, TODAY) or head.endswith(":")


@settings(deadline=None, max_examples=200)
@given(st.text(st.sampled_from("ab c\"“'/:-新华 　"), min_size=1, max_size=12).filter(lambda name: name.strip('"“ 　')))
def test_a_name_as_it_is_spelled_means_that_name_or_a_part_of_it(name: str) -> None:
    (part,) = parse(f"river source:{spelled(name)} after:2026", TODAY).sources
    assert part in name
    if not set('"“') & set(name):
        assert part == name.strip()


@pytest.mark.parametrize(
    ("typed", "at", "meant"),
    [
        ("source:i", 0, Parsed(sources=("IT之家",))),
        ("source:i", 1, Parsed(sources=("Ian's",))),
        ("-source:t", 0, Parsed(without_sources=("The Daily Lantern",))),
        ("tag:ar", 0, Parsed(tags=("art of war",))),
        ("is:t", 0, Parsed(shelf=Shelf.TRASHED)),
        ("in:te", 0, Parsed(in_text=True)),
        ("after:y", 0, Parsed(after=date(2026, 3, 30))),
        ("before:2025", 0, Parsed(before=date(2025, 12, 1))),
    ],
)
def test_what_is_taken_means_what_it_says(typed: str, at: int, meant: Parsed) -> None:
    assert parse(taken(typed, at), TODAY) == meant


TAGS = Names(("ai", "art of war", "芯片", "Ｌａｗ"))


def names(text: str, cursor: int | None = None, *, listed: bool = True) -> list[str]:
    at = len(text) if cursor is None else cursor
    return [candidate.text for candidate in complete_name(text, at, TAGS, listed=listed)]


@pytest.mark.parametrize(
    ("typed", "texts"),
    [
        ("a", ["ai, ", "art of war, "]),
        ("ai,a", ["ai,art of war, "]),
        ("ai， a", ["ai， art of war, "]),
        ("x，芯", ["x，芯片, "]),
        ("ai", []),
        ("zzz", []),
        ("ai, 芯片, art of war, ", ["ai, 芯片, art of war, Ｌａｗ, "]),
    ],
)
def test_the_last_name_of_a_list_is_completed(typed: str, texts: list[str]) -> None:
    assert names(typed) == texts


def test_a_name_within_a_list_is_completed_where_it_stands() -> None:
    assert names("ar, ai", 2) == ["art of war, ai"]
    assert names("art, ai", 2) == [], "the cursor stands within a word"


def test_what_is_no_list_is_one_name_with_its_commas() -> None:
    assert names("ar", listed=False) == ["art of war"]
    assert names("ai,a", listed=False) == []


@given(st.text("a, ，i芯片 law", max_size=12), st.integers(0, 12))
@settings(max_examples=200, deadline=None)
def test_taking_a_name_changes_none_of_the_others(text: str, cursor: int) -> None:
    cursor = min(cursor, len(text))
    others = [name.strip() for name in names_in(text)]
    for candidate in complete_name(text, cursor, TAGS, listed=True):
        now = [name.strip() for name in names_in(candidate.text)]
        assert candidate.name in now
        assert len([name for name in others if name and name not in now]) <= 1
