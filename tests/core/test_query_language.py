"""The query language understands what it can, and says in words what it understood."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.core.query import Shelf
from reader.core.query_language import Parsed, parse, read_day, without_field
from reader.wording import speak, tr

TODAY = date(2026, 3, 31)
NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)


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
    assert parse("ａｆｔｅｒ：２０２６－０１", TODAY).after == date(2026, 1, 1)


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


@pytest.mark.parametrize(
    ("text", "field"),
    [
        ("form:x", "source"),
        ("scource:x", "source"),
        ("-sorce:x", "source"),
        ("tgas:ai", "tag"),
        ("since:2026", "after"),
        ("befor:2026", "before"),
    ],
)
def test_a_near_miss_asks_whether_a_field_was_meant(text: str, field: str) -> None:
    (hint,) = parse(text, TODAY).hints
    assert hint.startswith(f"Did you mean {field}:?")


@pytest.mark.parametrize(
    ("chinese", "english"),
    [
        ("来源：潮间 标签:ai -标签：法律", "source:潮间 tag:ai -tag:法律"),
        ("之后：2026-01 之前：昨天 日期：3月", "after:2026-01 before:yesterday on:3月"),
        ("来源：=新浪 范围：正文 -范围：标题", "source:=新浪 in:text -in:title"),
        ("状态：未读", "is:unread"),
        ("-状态：书签 -状态：划线", "-is:bookmarked -is:highlighted"),
        ("状态：已归档 -状态：有批注", "is:archived -is:noted"),
        ("状态：在回收站", "is:trashed"),
        ("状态：全部", "is:all"),
    ],
)
def test_fields_and_what_they_know_can_be_written_in_chinese(chinese: str, english: str) -> None:
    assert parse(chinese, TODAY) == parse(english, TODAY)
    assert not parse(chinese, TODAY).hints


@pytest.mark.parametrize("shelf", Shelf)
def test_a_shelf_can_be_asked_for_by_the_word_that_is_said_for_it(shelf: Shelf) -> None:
    speak("zh")
    assert parse(f"状态：{tr(shelf.value)}", TODAY).shelf is shelf


def test_what_is_understood_is_said_in_chinese() -> None:
    speak("zh")
    query = '潮汐 "小岛" -海 来源：潮间科技 标签：ai 标签：能源 -标签：广告 之后：2026-01 -状态：已归档 范围：正文'
    assert parse(query, TODAY).understood.split("，") == [
        *("“潮汐”", "原样含“小岛”", "不含“海”", "来自 潮间科技", "标签 ai 和 能源", "无标签 广告"),
        *("2026-01 起", "不含已归档", "在正文中"),
    ]
    (hint,) = parse("状态：读过", TODAY).hints
    assert hint == "状态：可用 全部，未读，已加书签，已归档，有划线，有批注，在回收站。"


@pytest.mark.parametrize(
    ("text", "parsed", "understood"),
    [
        ("-source:it之家", Parsed(without_sources=("it之家",)), "not from it之家"),
        ("－tag：ai -tag:law", Parsed(without_tags=("ai", "law")), "not tagged ai or law"),
        ("-is:unread", Parsed(without_shelves=(Shelf.UNREAD,)), "not unread"),
        ("-after:2026", Parsed(before=date(2026, 1, 1)), "before 2026-01"),
        ("-before:2026", Parsed(after=date(2026, 1, 1)), "since 2026-01"),
        ("-in:title", Parsed(in_text=True), "in the text"),
    ],
)
def test_a_minus_turns_a_field_around(text: str, parsed: Parsed, understood: str) -> None:
    assert parse(text, TODAY) == parsed
    assert parsed.understood == understood


@pytest.mark.parametrize(
    "text", ["source:qx", "-source:qx", "tag:qx", "-tag:qx", "qx", "-qx", '"qx"', "after:1999-03", "before:1999-03"]
)
def test_what_is_understood_names_every_value(text: str) -> None:
    value = "1999-03" if "1999" in text else "qx"
    assert value in parse(text, TODAY).understood


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
        ("3个月", date(2025, 12, 31)),
        ("3月", date(2026, 3, 1)),
        ("12月", date(2025, 12, 1)),
        ("13月", None),
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


@settings(deadline=None, max_examples=150)
@given(
    st.text(st.sampled_from('abis:："“”-－ 　年20日source:after:tag:is:北') | st.characters(codec="utf-8"), max_size=40)
)
def test_no_query_is_an_error(text: str) -> None:
    parsed = parse(text, TODAY)
    assert isinstance(parsed.understood, str)


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("-source:新华网 女警", "-source:新华网 女警"),
        ("source:新京报 女警", "女警"),
        ("女警 ｓｏｕｒｃｅ：新京报 is:unread", "女警 is:unread"),
        ('the source:"Daily Lantern" “source:x”', "the “source:x”"),
        ("source:", ""),
    ],
)
def test_a_field_is_taken_out_and_all_else_stays(text: str, kept: str) -> None:
    assert without_field(text, "source", negated=False) == kept


def test_a_field_is_taken_out_with_what_it_leaves_out() -> None:
    assert without_field("ｉｎ：text -in:title a", "in", negated=True) == "a"


@settings(deadline=None, max_examples=200)
@given(st.text('ab -－:："“source:x 新 is:unread', max_size=30))
def test_a_query_without_a_field_means_the_same_but_for_it(text: str) -> None:
    before, after = parse(text, TODAY), parse(without_field(text, "source", negated=False), TODAY)
    stripped = [tuple(map(str.strip, phrases)) for phrases in (before.exact, after.exact)]
    assert after.sources == ()
    assert (after.words, after.without_sources, after.shelf) == (before.words, before.without_sources, before.shelf)
    assert stripped[0] == stripped[1]


@pytest.mark.parametrize(
    ("text", "first", "after_last", "in_words"),
    [
        ("on:2026", date(2026, 1, 1), date(2027, 1, 1), "in 2026"),
        ("on:2026年", date(2026, 1, 1), date(2027, 1, 1), "in 2026"),
        ("on:2025-12", date(2025, 12, 1), date(2026, 1, 1), "in 2025-12"),
        ("on：2月", date(2026, 2, 1), date(2026, 3, 1), "in 2026-02"),
        ("on:2026-03-05", date(2026, 3, 5), date(2026, 3, 6), "on 2026-03-05"),
        ("on:2024-03-01", date(2024, 3, 1), date(2024, 3, 2), "on 2024-03-01"),
    ],
)
def test_on_names_a_year_a_month_or_a_day(text: str, first: date, after_last: date, in_words: str) -> None:
    assert parse(text, TODAY) == Parsed(days=((first, after_last),))
    assert parse(f"-{text}", TODAY) == Parsed(without_days=((first, after_last),))
    assert parse(text, TODAY).understood == in_words
    assert parse(f"-{text} {text}", TODAY).understood == f"{in_words}, not {in_words}"


@pytest.mark.parametrize("text", ["on:", "on:soon", "on:9999", "on:9999-12-31"])
def test_days_without_an_end_are_a_hint(text: str) -> None:
    parsed = parse(text, TODAY)
    assert not parsed.days
    assert len(parsed.hints) == 1


@pytest.mark.parametrize("text", ["source:=新浪", "source：＝新浪", 'source:"=新浪"'])
def test_a_source_can_be_named_whole(text: str) -> None:
    assert parse(text, TODAY).sources == ("=新浪",)
    assert parse(f"{text} source:it", TODAY).understood == "from “新浪” itself or it"
    assert parse("-source:=", TODAY).understood == "not from no known source"
