from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.core.article import Precision
from reader.core.dates import find_times

NOW = datetime(2026, 3, 10, 12, 0)
EAST = timezone(timedelta(hours=8))
NEW_YORK = timezone(timedelta(hours=-5))
DAY, MINUTE, SECOND, MONTH = Precision.DAY, Precision.MINUTE, Precision.SECOND, Precision.MONTH


@pytest.mark.parametrize(
    ("text", "when", "precision"),
    [
        ("2026年2月24日 12:00", datetime(2026, 2, 24, 12), MINUTE),
        ("2026-02-24 12:00:01", datetime(2026, 2, 24, 12, 0, 1), SECOND),
        ("2019年9月7日 下午 3:05", datetime(2019, 9, 7, 15, 5), MINUTE),
        ("2026年3月", datetime(2026, 3, 1), MONTH),
        ("25.09.2018 um 14:30", datetime(2018, 9, 25, 14, 30), MINUTE),
        ("3 mars 2026 à 09:14", datetime(2026, 3, 3, 9, 14), MINUTE),
        ("昨天 12:30", datetime(2026, 3, 9, 12, 30), MINUTE),
        ("3小时前", datetime(2026, 3, 10, 9), DAY),
        ("3天前", datetime(2026, 3, 7), DAY),
        ("March 3, 2026", datetime(2026, 3, 3), DAY),
        ("3 Mar 2026", datetime(2026, 3, 3), DAY),
        ("June 11th, 2024, 10:45 AM", datetime(2024, 6, 11, 10, 45), MINUTE),
        ("2 hours ago", datetime(2026, 3, 10, 10), DAY),
        ("yesterday", datetime(2026, 3, 9), DAY),
        ("2026年3月5日 14時30分", datetime(2026, 3, 5, 14, 30), MINUTE),
        ("令和8年3月5日", datetime(2026, 3, 5), DAY),
        ("2026년 2월 3일 오후 3시 20분", datetime(2026, 2, 3, 15, 20), MINUTE),
        ("25. September 2018", datetime(2018, 9, 25), DAY),
        ("3. März 2024, 10:12", datetime(2024, 3, 3, 10, 12), MINUTE),
        ("1er février 2024", datetime(2024, 2, 1), DAY),
        ("12 de marzo de 2024", datetime(2024, 3, 12), DAY),
        ("二〇二四年二月二十四日", datetime(2024, 2, 24), DAY),
        ("二零二三年十二月三十一日 10:30", datetime(2023, 12, 31, 10, 30), MINUTE),
        ("民國113年2月24日", datetime(2024, 2, 24), DAY),
    ],
)
def test_reads_times_as_pages_write_them(text: str, when: datetime, precision: Precision) -> None:
    (found,) = find_times(text, NOW)
    assert (found.when, found.precision) == (when, precision)
    assert (found.start, found.stop) == (0, len(text))


@pytest.mark.parametrize(
    "text", ["EditorialNovember 22, 2018", "Nov 22, 20185 min", "November 22. 2018", "22 November, 2018"]
)
def test_a_date_run_together_with_its_neighbours_is_found(text: str) -> None:
    assert [found.when for found in find_times(text, NOW)] == [datetime(2018, 11, 22)]


@pytest.mark.parametrize(
    ("text", "when"),
    [
        ("March 3, 2026 9:14 am EST", datetime(2026, 3, 3, 9, 14, tzinfo=NEW_YORK)),
        ("9:14 a.m. GMT, 3 March 2026", datetime(2026, 3, 3, 9, 14, tzinfo=UTC)),
        ("2026-03-03T09:14:00Z", datetime(2026, 3, 3, 9, 14, tzinfo=UTC)),
        ("2026-03-03T09:14:00+08:00", datetime(2026, 3, 3, 9, 14, tzinfo=EAST)),
    ],
)
def test_a_time_is_aware_when_the_page_names_a_zone(text: str, when: datetime) -> None:
    (found,) = find_times(text, NOW)
    assert found.when == when
    assert found.when.tzinfo is not None


def test_an_ambiguous_zone_is_no_zone() -> None:
    assert find_times("November 20, 2019 5:27 am CST", NOW)[0].when == datetime(2019, 11, 20, 5, 27)


def test_seconds_take_two_digits_and_leave_the_rest() -> None:
    text = "某某网2026-02-24 12:00:0153人阅读"
    (found,) = find_times(text, NOW)
    assert found.when == datetime(2026, 2, 24, 12, 0, 1)
    assert text[found.stop :] == "53人阅读"


@pytest.mark.parametrize(("text", "year"), [("02-24", 2026), ("09-28", 2025), ("03-11", 2026), ("03-12", 2025)])
def test_a_date_without_a_year_is_the_latest_one_not_after_tomorrow(text: str, year: int) -> None:
    assert find_times(text, NOW)[0].when.year == year


@pytest.mark.parametrize(
    ("text", "month", "day"),
    [("13/02/2026", 2, 13), ("02/13/2026", 2, 13), ("03/04/2025", 3, 4), ("03.04.2025", 4, 3), ("12/01/2026", 1, 12)],
)
def test_of_two_numbers_the_month_is_the_one_that_can_be(text: str, month: int, day: int) -> None:
    when = find_times(text, NOW)[0].when
    assert (when.month, when.day) == (month, day)


@pytest.mark.parametrize(
    "text", ["2019-02-30", "Mars 2020", "2005年07月(18)", "1 900多户", "比分 3-2", "第12:99页", "v3.4.40", "", "may I?"]
)
def test_what_is_no_date_is_left_alone(text: str) -> None:
    assert find_times(text, NOW) == []


def test_relative_times_keep_the_zone_of_now() -> None:
    assert find_times("5分钟前", NOW.replace(tzinfo=EAST))[0].when == datetime(2026, 3, 10, 11, 55, tzinfo=EAST)


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet="0123456789-/:.年月日前天小时 aAgoMarch,TZ+", max_size=60))
def test_spans_are_in_order_and_inside_the_text(text: str) -> None:
    end = 0
    for found in find_times(text, NOW):
        assert end <= found.start < found.stop <= len(text)
        end = found.stop
