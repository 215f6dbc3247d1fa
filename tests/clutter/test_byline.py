"""Source, authors, time and views, as lines around the title write them."""

from datetime import datetime, timedelta, timezone

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.clutter.byline import merge, read_byline
from reader.clutter.lines import read_lines
from reader.core.article import Block, Byline, Precision
from tests.clutter.pages import NOW


def read(text: str) -> Byline:
    found = read_byline(read_lines([Block(text=text)])[0], NOW)
    return found.byline if found else Byline()


def test_a_line_run_together_is_taken_apart() -> None:
    assert read("某某网2026-02-24 12:00:0153人阅读") == Byline(
        source="某某网", published=datetime(2026, 2, 24, 12, 0, 1), precision=Precision.SECOND, views=53
    )


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("来源：海角日报 作者：张三", "海角日报"),
        ("2026-02-24 12:00 来源: 海角日报 发表评论", "海角日报"),
        ("海角日报 2026-02-24 12:00", "海角日报"),
        ("2026-02-24 12:00 海角日报 原创", "海角日报"),
        ("来源Harbour Post| 3 条评论", "Harbour Post"),
        ("来源：网络", None),
        ("图片来源：海角档案馆", None),
        ("发表于 2026-02-24 12:00", None),
    ],
)
def test_the_publisher_is_named_with_or_without_a_label(text: str, source: str | None) -> None:
    assert read(text).source == source


@pytest.mark.parametrize(
    ("text", "authors"),
    [
        ("来源：海角日报 作者：张三", ("张三",)),
        ("作者：张三、李四", ("张三", "李四")),
        ("By Jane Doe | March 3, 2026 9:14 am EST", ("Jane Doe",)),
        ("Written by Jane Doe and John Roe", ("Jane Doe", "John Roe")),
        ("Von Moritz Ahle publiziert am 25. September 2018", ("Moritz Ahle",)),
        ("by the sea", ()),
        ("作者：佚名", ()),
        ("記者：林若彤 2026年3月3日 10:15", ("林若彤",)),
        ("文/张三 图/李四", ("张三",)),
        ("海角网讯 记者张三 李四", ("张三", "李四")),
        ("Par Claire Dubois Publié le 3 mars 2026", ("Claire Dubois",)),
        ("Por Lucía Vega | 3 de marzo de 2026", ("Lucía Vega",)),
        ("投稿日：2026/03/03 著者：佐藤花子", ("佐藤花子",)),
        ("한서윤 기자 2026.02.24 09:12", ("한서윤",)),
    ],
)
def test_authors_are_named(text: str, authors: tuple[str, ...]) -> None:
    assert read(text).authors[: len(authors)] == authors
    assert bool(read(text).authors) == bool(authors)


def test_a_zone_is_kept() -> None:
    when = read("By Jane Doe | March 3, 2026 9:14 am EST").published
    assert when == datetime(2026, 3, 3, 9, 14, tzinfo=timezone(timedelta(hours=-5)))


@pytest.mark.parametrize(
    ("text", "views"),
    [
        ("浏览：3,471 次", 3471),
        ("阅读 8436", 8436),
        ("1.2万阅读", 12000),
        ("1,902 views", 1902),
        ("2026-02-24 12:0053人阅读", 53),
        ("阅读 2026-02-24", None),
    ],
)
def test_views_are_numbers_that_no_time_took(text: str, views: int | None) -> None:
    assert read(text).views == views


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("March 3, 2024. Updated: March 9, 2024", 3),
        ("Updated March 9, 2024 8:23 PM ET Originally published March 3, 2024", 3),
        ("更新时间：2024-03-09 发布时间：2024-03-03", 3),
        ("Last modified: March 9, 2024", 9),
    ],
)
def test_published_is_when_it_appeared_before_when_it_was_changed(text: str, day: int) -> None:
    assert read(text).published.day == day  # type: ignore[union-attr]


def test_a_line_that_names_only_a_change_says_so() -> None:
    found = read_byline(read_lines([Block(text="最后更新：2024-03-09 10:00")])[0], NOW)
    assert found is not None
    assert found.updated


def test_a_name_run_together_with_its_date_is_cut() -> None:
    assert read("By Jane DoePublished: Mar 3, 2024").authors == ("Jane Doe",)


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet="来源：作者张三记者阅读发布更新2024-03/: By JanePublishedviews|（）《》", max_size=60))
def test_any_line_is_read_without_an_error(text: str) -> None:
    found = read_byline(read_lines([Block(text=text or "x")])[0], NOW)
    assert found is None or 0.0 <= found.share <= 1.0


def test_what_one_line_leaves_open_another_says() -> None:
    first, second = Byline(source="海角日报"), Byline(source="网站", published=NOW, precision=Precision.DAY, views=3)
    assert merge(first, second) == Byline(source="海角日报", published=NOW, precision=Precision.DAY, views=3)
