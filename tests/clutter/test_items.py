"""Recommendations: which lines of a related section are one item, and what they say of it."""

from dataclasses import dataclass
from datetime import datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.clutter.items import count_items, items_of
from reader.clutter.lines import read_lines
from reader.core.article import Block, Body, Byline, Item, Label, Precision, Section
from tests.clutter.pages import demos, labelled

NOW = datetime(2026, 3, 1, 12)
HOUR = timedelta(hours=1)


def section(*lines: str) -> Body:
    """Return a body that is one related section."""
    blocks = tuple(Block(text=line) for line in lines)
    return Body(blocks=blocks, sections=(Section(label=Label.RELATED, start=0, stop=len(blocks)),))


def items(*lines: str) -> tuple[Item, ...]:
    body = section(*lines)
    return items_of(body, body.sections[0], NOW)


def titles(*lines: str) -> list[str]:
    return [item.title for item in items(*lines)]


@dataclass
class Told:
    """What an item is expected to say: title, source, month and day, views."""

    title: str
    source: str | None = None
    day: tuple[int, int] | None = None
    views: int | None = None


def told(*lines: str) -> list[Told]:
    found = []
    for item in items(*lines):
        when = item.byline.published
        day = (when.month, when.day) if when else None
        found.append(Told(item.title, item.byline.source, day, item.byline.views))
    return found


CAT = Told("河边的猫学会了开门锁", "江城晚报", (2, 24), 120)
SHEEP = Told("山上的羊今年多了三只", "白云日报", (2, 23), 88)
FROG = Told("井里的青蛙搬家了,新井更深", "池塘周刊", (2, 20), 7)
ALL = [CAT, SHEEP, FROG]


def written(*, lines: tuple[str, ...]) -> list[str]:
    """Return the three items, each in `lines`, which name its fields in braces."""
    return [
        line.format(title=item.title, source=item.source, month=item.day[0], day=item.day[1], views=item.views)
        for item in ALL
        if item.day
        for line in lines
    ]


@pytest.mark.parametrize(
    "lines",
    [
        ("{title}", "{source} 浏览 {views} {month:02}-{day:02}"),
        ("{title}", "{source} 2026-{month:02}-{day:02} 浏览 {views}"),
        ("{title}", "{source}2026-{month:02}-{day:02} 12:00:01{views}人阅读"),
        ("{title}", "{source}", "{views}阅读", "{month:02}-{day:02}"),
        ("{title}", "{views}阅读", "{source}", "2026-{month:02}-{day:02}"),
        ("{title}", "来源：{source} 时间：2026-{month:02}-{day:02} 阅读：{views}"),
        ("{source} 2026-{month:02}-{day:02} 浏览 {views}", "{title}"),
        ("{title} {source} 2026-{month:02}-{day:02} 浏览 {views}",),
        ("• {title}", "{source} | 2026年{month}月{day}日 | {views}次阅读"),
    ],
    ids=range(9),
)
def test_fields_are_read_in_any_order_and_on_any_lines(lines: tuple[str, ...]) -> None:
    assert told(*written(lines=lines)) == ALL


@pytest.mark.parametrize(
    "line", ["[{month:02}-{day:02}] {title}", "{title} {month:02}-{day:02}", "{title}（{month:02}-{day:02}）"]
)
def test_a_date_in_the_line_of_the_title_is_taken_off_it(line: str) -> None:
    assert told(*written(lines=(line,))) == [Told(item.title, None, item.day) for item in ALL]


def test_a_date_within_titles_stays_there() -> None:
    lines = [
        "2026年第一场雪下在山上",
        "他们3月5日开会讨论养猫",
        "新手机定档10月17日",
        "World Cup 2026",
        "Best of June 2026",
    ]
    assert told(*lines) == [Told(line) for line in lines]
    with_details = [line for title in lines[:3] for line in (title, "江城晚报 浏览 5 02-01")]
    assert titles(*with_details) == lines[:3]


def test_relative_times_count_from_the_capture() -> None:
    found = items(
        "Swan refuses to move", "2 hours ago", "Sheep counted twice on the hill", "昨天 12:30", "Frog moves", "5小时前"
    )
    assert [item.byline.published for item in found] == [NOW - 2 * HOUR, datetime(2026, 2, 28, 12, 30), NOW - 5 * HOUR]
    assert [item.byline.precision for item in found][1] is Precision.MINUTE


def test_a_day_without_its_year_is_the_latest_one() -> None:
    found = items(
        "Swan refuses to move",
        "Hill News · 8,310 views · 20 Apr",
        "Sheep counted twice",
        "Hill News · 642 views · Feb 3",
    )
    assert [item.byline.published for item in found] == [datetime(2025, 4, 20), datetime(2026, 2, 3)]
    assert [item.byline.views for item in found] == [8310, 642]


@pytest.mark.parametrize(("count", "views"), [("5.3万阅读", 53_000), ("阅读 1.2万", 12_000), ("3.4k views", 3400)])
def test_views_may_be_rounded(count: str, views: int) -> None:
    found = items(CAT.title, f"江城晚报 {count} 02-24", SHEEP.title, f"白云日报 {count} 02-23")
    assert [item.byline.views for item in found] == [views, views]


def test_authors_and_other_counts_are_kept() -> None:
    found = items(
        "Swan refuses to move", "By Jane Doe · 2 hours ago · 12 comments", CAT.title, "江城晚报 昨天 12:30 跟贴 38"
    )
    assert [item.byline.authors for item in found] == [("Jane Doe",), ()]
    assert [item.more for item in found] == [("12 comments",), ("跟贴 38",)]


@pytest.mark.parametrize(
    "lines",
    [
        ("热门排行", "1 雾里的灯塔亮了三天", "2 卖鱼的老周学会了写诗"),
        ("Most read", "1", "雾里的灯塔亮了三天", "2", "卖鱼的老周学会了写诗"),
        ("延伸阅读", "01.", "雾里的灯塔亮了三天", "02.", "卖鱼的老周学会了写诗"),
        ("相关阅读", "• 雾里的灯塔亮了三天", "• 卖鱼的老周学会了写诗"),
        ("上一篇：雾里的灯塔亮了三天", "下一篇：卖鱼的老周学会了写诗"),
    ],
    ids=range(5),
)
def test_ranks_bullets_and_steps_are_no_part_of_a_title(lines: tuple[str, ...]) -> None:
    assert titles(*lines) == ["雾里的灯塔亮了三天", "卖鱼的老周学会了写诗"]


def test_numbers_that_titles_begin_with_stay() -> None:
    lines = ["7 walks that end at a good pie", "10 things to do when it rains", "3 bridges and a ferry"]
    assert titles(*lines) == lines


def test_headings_buttons_and_advertisements_are_no_items() -> None:
    lines = [
        "猜你喜欢",
        CAT.title,
        "江城晚报 02-24",
        "精彩推荐",
        SHEEP.title,
        "白云日报 02-23",
        "广告：五招让你的屋顶不漏水",
        "更多",
    ]
    assert titles(*lines) == [CAT.title, SHEEP.title]
    english = [
        "You may also like",
        "Swan refuses to move",
        "Sponsored: signs that your gutters talk",
        "GutterPro · Promoted",
    ]
    assert titles(*english) == ["Swan refuses to move"]


def test_a_teaser_belongs_to_the_title_above_it() -> None:
    cat, sheep = items(
        *("相关阅读", CAT.title, "这只猫今年三岁，每天傍晚在河边散步，邻居说它从小就很聪明。"),
        *(SHEEP.title, "牧人数了三遍，结果都不一样，只好请来会计。"),
    )
    assert (cat.title, cat.start, cat.stop, cat.rest) == (CAT.title, 1, 3, (2,))
    assert (sheep.title, sheep.rest) == (SHEEP.title, (4,))


def test_a_wider_line_between_title_and_date_is_its_teaser() -> None:
    lines = [
        *("Swan refuses to move", "The bird has sat on the roundabout since Monday, and buses go round it", "Nov 18"),
        *("Sheep counted twice", "A farmer found that the numbers did not add up, and called the council", "Nov 17"),
        *("Frog moves house", "The new well is said to be deeper, cooler and closer to all the shops", "Nov 16"),
    ]
    assert titles(*lines) == lines[::3]
    assert [item.rest for item in items(*lines)] == [(1,), (4,), (7,)]


def test_teasers_are_known_where_not_all_lines_fit_one_pattern() -> None:
    lines = [
        *("Swan refuses to move", "The bird has sat on the roundabout since Monday, and buses go round it", "Nov 18"),
        *("Sheep counted twice", "A farmer found that the numbers did not add up and told the council.", "Nov 17"),
        *("Moon seen by day", "Nov 17"),
        *("Frog moves house", "The new well is said to be deeper, cooler and closer to all the shops", "Nov 16"),
    ]
    assert titles(*lines) == [lines[0], lines[3], lines[6], lines[8]]


def test_names_without_details_are_titles_of_their_own() -> None:
    lines = ["Cleaning Guide", "View Plan", "Roofing Guide", "View Plan", "Painting Guide", "View Plan"]
    assert titles(*lines) == lines


def test_the_name_of_a_column_is_no_source() -> None:
    lines = ["Reportage", CAT.title, "02-24", "江城晚报", SHEEP.title, "02-23", "Essays", FROG.title, "02-20"]
    assert [item.byline.source for item in items(*lines)] == [None, "江城晚报", None]
    assert [item.more for item in items(*lines)] == [("Reportage",), (), ("Essays",)]


def test_only_related_sections_recommend() -> None:
    blocks = section(CAT.title, "江城晚报 02-24").blocks
    comments = Section(label=Label.COMMENTS, start=0, stop=2)
    assert items_of(Body(blocks=blocks, sections=(comments,)), comments, NOW) == ()


def test_the_portal_page_has_all_its_items() -> None:
    body = labelled(next(demo for demo in demos() if demo.name == "zh-portal-tide").text).body
    (related,) = [section for section in body.sections if section.label is Label.RELATED]
    found = items_of(body, related, NOW)
    lines = [block.text for block in body.blocks[related.start : related.stop]][2:]
    assert [item.title for item in found] == lines[::2]
    details = [
        f"{item.byline.source} 浏览 {item.byline.views} {item.byline.published:%m-%d}" for item in found if item.byline
    ]
    assert details == lines[1::2]
    assert len(found) == related.items == 21


LINES = st.lists(
    st.sampled_from(
        [
            *written(lines=("{title}", "{source}", "{views}阅读", "02-{day:02}")),
            "猜你喜欢",
            "1",
            "02-24",
            "·",
            "[02-24] 三月",
        ]
    )
    | st.text(max_size=40),
    max_size=12,
)


@settings(deadline=None, max_examples=60)
@given(LINES)
def test_items_of_any_lines_stand_in_order_and_invent_nothing(lines: list[str]) -> None:
    body = section(*lines)
    found = items_of(body, body.sections[0], NOW)
    edges = [edge for item in found for edge in (item.start, item.stop)]
    assert edges == sorted(edges)
    for item in found:
        assert item.start <= item.block < item.stop
        assert "".join(item.title.split()) == "".join(body.blocks[item.block].text[slice(*item.span)].split())
        assert all(item.has(block) for block in item.rest)
        assert isinstance(item.byline, Byline)
    assert count_items(read_lines([block for block in body.blocks if block.text.strip()])) == len(found)
