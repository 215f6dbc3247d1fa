"""A list row says what an article is and where the reader stands, in any width."""

import unicodedata
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.core.article import Precision
from reader.core.catalog import Row
from reader.core.query import Excerpt, Match, Place
from reader.core.state import ReadingState
from reader.core.text import one_line
from reader.layout.cells import width as cell_width
from reader.layout.facts import reading_minutes, short_date
from reader.layout.row import ARCHIVED, BOOKMARKED, SELECTED, TRASHED, UNREAD, RowLine, row, single
from tests.layout.bodies import NOW, article
from tests.layout.texts import MIXED

TITLE = "多家公司回应新规：将在三个月内完成整改 专家称影响有限"


def styled(line: RowLine, style: str) -> list[str]:
    return [line.text[start:stop] for start, stop, name in line.spans if name == style]


def match(*spans: tuple[int, int]) -> Match:
    return Match(id="0" * 16, spans=spans)


def test_two_lines_with_title_facts_and_marks() -> None:
    state = ReadingState(bookmarked=NOW, progress=0.354, tags=("政策",))
    title, facts = row(Row(article=article(TITLE), state=state), None, width=80, now=NOW)
    assert title.text == f"{UNREAD} {TITLE}"
    assert facts.text == f"{BOOKMARKED} 晨报 · 02-24 · 9 min · 35 % · #政策"
    assert styled(title, "title") == [TITLE]
    assert (styled(title, "unread"), styled(facts, "bookmark")) == ([UNREAD], [BOOKMARKED])
    assert (styled(facts, "progress"), styled(facts, "tag")) == (["35 %"], ["#政策"])


def test_a_read_and_archived_article_is_quieter() -> None:
    title, facts = row(
        Row(article=article(), state=ReadingState(read=NOW, archived=NOW, progress=1.0)), None, width=40, now=NOW
    )
    assert (title.text, facts.text) == ("  标题", f"{ARCHIVED} 晨报 · 02-24 · 9 min")
    assert styled(title, "read") == ["标题"]


def test_trash_shows_before_a_bookmark() -> None:
    _, facts = row(Row(article=article(), state=ReadingState(bookmarked=NOW, trashed=NOW)), None, width=40, now=NOW)
    assert facts.text.startswith(TRASHED)


def test_a_selected_article_is_marked_whatever_else_it_is() -> None:
    marked = Row(article=article(TITLE), state=ReadingState(bookmarked=NOW))
    title, facts = row(marked, None, width=80, now=NOW, is_selected=True)
    assert (title.text[0], facts.text[0]) == (SELECTED, BOOKMARKED)
    assert styled(title, "selected") == [SELECTED]
    assert single(marked, None, width=80, now=NOW, is_selected=True).text.startswith(f"{SELECTED} {TITLE}")


@pytest.mark.parametrize("mark", [UNREAD, BOOKMARKED, ARCHIVED, TRASHED, SELECTED])
def test_marks_take_one_cell_in_every_terminal(mark: str) -> None:
    assert cell_width(mark) == 1
    assert unicodedata.east_asian_width(mark) == "N"


def test_what_was_found_stays_in_sight_when_the_title_is_cut() -> None:
    found = match((21, 23))
    line, _ = row(Row(article=article(TITLE)), found, width=24, now=NOW)
    assert styled(line, "match") == [TITLE[21:23]]
    assert line.text[2] == "…"
    near, _ = row(Row(article=article(TITLE)), match((0, 2)), width=24, now=NOW)
    assert styled(near, "match") == [TITLE[:2]]
    assert near.text[2:4] == TITLE[:2]


def test_the_last_facts_give_way_before_the_source() -> None:
    narrow = [row(Row(article=article()), None, width=width, now=NOW)[1].text for width in (22, 21, 15, 9)]
    assert narrow == ["  晨报 · 02-24 · 9 min", "  晨报 · 02-24", "  晨报 · 02-24", "  晨报"]


def test_one_line_has_the_date_at_the_right() -> None:
    line = single(Row(article=article()), None, width=40, now=NOW)
    assert cell_width(line.text) == 40
    assert line.text.endswith(" 02-24")
    assert single(Row(article=article()), None, width=12, now=NOW).text == f"{UNREAD} 标题"


@settings(max_examples=150, deadline=None)
@given(MIXED, st.data(), st.integers(0, 120))
def test_lines_fit_and_marked_characters_are_those_found(title: str, data: st.DataObject, width: int) -> None:
    start = data.draw(st.integers(0, len(title)))
    stop = data.draw(st.integers(start, len(title)))
    known = Row(article=article(title))
    found = match((start, stop)) if start < stop else None
    for line in (*row(known, found, width=width, now=NOW), single(known, found, width=width, now=NOW)):
        assert cell_width(line.text) <= width
        assert all(0 <= first <= last <= len(line.text) for first, last, _ in line.spans)
        assert all(text in one_line(title)[start:stop] for text in styled(line, "match"))
    if found and cell_width(title[start:stop]) < 8 and width >= 40:
        assert styled(row(known, found, width=width, now=NOW)[0], "match") == [one_line(title)[start:stop]]


@pytest.mark.parametrize(
    ("when", "precision", "expected"),
    [
        (datetime(2026, 3, 1, 9, 30), Precision.MINUTE, "09:30"),
        (datetime(2026, 3, 1), Precision.DAY, "03-01"),
        (datetime(2026, 2, 24, 12), Precision.SECOND, "02-24"),
        (datetime(2025, 12, 31), Precision.DAY, "2025-12-31"),
        (datetime(2026, 1, 1), Precision.MONTH, "2026-01"),
        (datetime(2026, 1, 1), Precision.YEAR, "2026"),
        (datetime(2026, 2, 28, 23, tzinfo=UTC), Precision.MINUTE, "02-28"),
        (datetime(2026, 3, 1, 20, tzinfo=timezone(timedelta(hours=8))), Precision.MINUTE, "12:00"),
    ],
)
def test_dates_are_as_short_and_as_exact_as_can_be(when: datetime, precision: Precision, expected: str) -> None:
    assert short_date(when, precision, NOW) == expected


def test_reading_time_depends_on_the_script() -> None:
    assert reading_minutes(article(length=4000, language="zh-Hans")) == 10
    assert reading_minutes(article(length=14_000, language="en")) == 10
    assert reading_minutes(article(length=1, language="und")) == 1
    assert reading_minutes(article(length=0)) == 0


def found(place: Place, text: str, *spans: tuple[int, int]) -> Match:
    return Match(id="0" * 16, excerpt=Excerpt(place=place, text=text, spans=spans))


@pytest.mark.parametrize(
    ("match", "text", "marked"),
    [
        (found(Place.TEXT, "…老船工说潮汐不等人。", (5, 7)), "text · …老船工说潮汐不等人。", ["潮汐"]),
        (found(Place.SOURCE, "IT之家", (0, 4)), "source · IT之家", ["IT之家"]),
        (found(Place.TAG, "政策", (0, 1)), "#政策", ["政"]),
    ],
)
def test_what_was_found_elsewhere_stands_below_the_title(match: Match, text: str, marked: list[str]) -> None:
    title, below = row(Row(article=article(TITLE)), match, width=60, now=NOW)
    assert title.text == f"{UNREAD} {TITLE}"
    assert below.text == f"  {text}"
    assert styled(below, "match") == marked


def test_an_excerpt_is_cut_so_that_the_match_stays_in_sight() -> None:
    match = found(Place.TEXT, "山高水长" * 10 + "潮汐" + "风起云落" * 10, (40, 42))
    _, below = row(Row(article=article(TITLE)), match, width=40, now=NOW)
    assert below.text.startswith("  text · …")
    assert below.text.endswith("…")
    assert styled(below, "match") == ["潮汐"]
    assert cell_width(below.text) <= 40


def test_one_line_has_title_and_excerpt_where_there_is_room() -> None:
    match = found(Place.TEXT, "老船工说潮汐不等人。", (4, 6))
    line = single(Row(article=article(TITLE)), match, width=80, now=NOW)
    assert line.text.endswith("…  text · 老船工说潮汐不等人。")
    assert styled(line, "match") == ["潮汐"]
    assert "text ·" not in single(Row(article=article(TITLE)), match, width=40, now=NOW).text


@settings(max_examples=100, deadline=None)
@given(MIXED, st.sampled_from(Place), st.data(), st.integers(0, 120))
def test_lines_with_an_excerpt_fit(text: str, place: Place, data: st.DataObject, width: int) -> None:
    start = data.draw(st.integers(0, len(text)))
    match = found(place, text, (start, data.draw(st.integers(start, len(text)))))
    known = Row(article=article(TITLE))
    for line in (*row(known, match, width=width, now=NOW), single(known, match, width=width, now=NOW)):
        assert cell_width(line.text) <= width
        assert all(0 <= first <= last <= len(line.text) for first, last, _ in line.spans)
