"""Titles of any length, names without a label, and the publisher in the page's head and foot."""

import pytest

from reader.clutter.headline import headline
from reader.core.article import Label
from tests.clutter.pages import hidden, labelled, line_labels

MENU = "Home\nNews\nSport\nContact us\n"
BODY = (
    "The ferry left the harbour at six, with forty people aboard and a goat. Nobody had paid for the goat.\n"
    "By noon the ferry was back. The captain said that the sea had been too flat to be trusted, and that the "
    "passengers had begun to agree with one another, which was worse.\n"
)
LONG = "Ferry captain turns back with forty passengers and a goat after a morning of calm so complete that " + (
    "the harbour, the island, the lighthouse and every gull in between were seen twice over, " * 3
)
VERSE = """一波一波的浪打過來 我們還是坐在碼頭等那一班不會來的船
第二次來這個島才發現 原來碼頭旁邊的小店早就已經不在了
老闆娘說她的先生去年走了 留下來的只有一隻不怕人的貓
貓會在下午三點走到海邊 看著我們也看著那些來來去去的人
雨下得很小 小到你會以為那只是有人在遠遠的地方嘆了一口氣
我們把帶來的飯糰分給牠 牠聞了聞就走了 大概是嫌太冷
隔天的天氣很好 遠遠的山也都看得見了 卻沒有人想要起床
船還是沒有來 我們也就不急了 坐在堤防上慢慢地數著浪
他說下次要帶他的爸爸一起來 我說好啊那就明年的這個時候
回去的路上我們都沒有說話 因為都知道明年不會是這個樣子
最後一班車上只有我們兩個人 司機放的歌是很久以前的歌了
到家的時候天已經黑了 門口的燈還亮著 是我們出門時忘了關"""


TITLE = "Ferry turns back with forty aboard"


@pytest.mark.parametrize(
    "head",
    [
        f"{TITLE} - The Harbour Sheet\n{MENU}{TITLE}\nMarch 3, 2026\n",
        f"{MENU}Home · Islands · {TITLE}\n{TITLE}\nMarch 3, 2026\n",
        f"{MENU}Islands\n{TITLE}\nNobody had paid for the goat, and nobody wanted to say whose it was\nMarch 3, 2026\n",
        f"{MENU}Lighthouse keepers threaten to strike over the price of lamp oil this winter.\n{TITLE}\nBy Jane Doe\n",
    ],
    ids=["window title", "breadcrumb", "standfirst", "teaser"],
)
def test_the_title_is_told_from_what_repeats_and_surrounds_it(head: str) -> None:
    assert labelled(head + BODY).title == TITLE


@pytest.mark.parametrize(
    ("line", "title"),
    [
        ("标  题： 关于海角渡轮停航的通告", "关于海角渡轮停航的通告"),
        ("海角渡轮停航三日 2026-02-24 18:04:42 楼主", "海角渡轮停航三日"),
        ("一周观察 | 渡轮停航，岛上的人怎么过", "一周观察 | 渡轮停航，岛上的人怎么过"),
        ("Day 15: the ferry / Dec 2025", "Day 15: the ferry"),
        ("2026 ferry timetable", "2026 ferry timetable"),
    ],
)
def test_a_headline_stands_without_label_section_and_date(line: str, title: str) -> None:
    assert headline(line) == title


def test_a_lone_name_beside_the_date_is_the_author() -> None:
    assert labelled(f"{MENU}{TITLE}\nJo Hartnell\nMarch 3, 2026\n{BODY}").byline.authors == ("Jo Hartnell",)


def test_a_section_beside_the_date_is_no_author() -> None:
    body = BODY + "Most island news that day was about the goat, and so was the news of the day after it.\n"
    assert labelled(f"{MENU}{TITLE}\nIsland News\nMarch 3, 2026\n{body}").byline.authors == ()


def test_a_date_near_the_title_counts_more_than_a_month_in_the_archive() -> None:
    head = f"2025年07月\n2025年06月\n渡轮停航，岛上的人怎么过\n{MENU}发表于 2026年03月03日 11:57\n"
    body = (
        "渡轮早上六点离开码头，船上有四十个人和一只羊，谁也没有为那只羊买票。中午船又回来了，船长说海太平静，靠不住。\n"
    )
    published = labelled(head + body * 2).byline.published
    assert published is not None
    assert (published.month, published.day) == (3, 3)


@pytest.mark.parametrize("byline", ["By Jane Doe | March 3, 2026\n", ""])
def test_a_title_of_three_hundred_characters_is_found(byline: str) -> None:
    title = LONG.rstrip(" ,")
    assert len(title) > 300
    found = labelled(MENU + title + "\n" + byline + BODY)
    assert found.title == title
    assert line_labels(found)[4] is Label.TITLE


@pytest.mark.parametrize(
    ("line", "source", "authors"),
    [
        ("2026-02-24 12:00　海角時報／記者林若彤／花蓮報導", "海角時報", ("林若彤",)),
        ("沈一粟　2026年2月24日　约 6 分钟读完", None, ("沈一粟",)),
        ("楼主　春天的螺丝刀　发表于 2026-2-24 21:03", None, ("春天的螺丝刀",)),
        ("Mere Gazette • By Jo Hartnell • 24 Feb 2026, 10:45pm", "Mere Gazette", ("Jo Hartnell",)),
        ("Asked Feb 13, 2026 by brass_and_shadow", None, ("brass_and_shadow",)),
        ("한서윤 기자 2026.02.24 09:12", None, ("한서윤",)),
        ("입력 2026.02.24 09:12", None, ()),
    ],
)
def test_names_beside_a_time_need_no_label(line: str, source: str | None, authors: tuple[str, ...]) -> None:
    byline = labelled("Ferry turns back with a goat aboard\n" + line + "\n" + BODY).byline
    assert (byline.source, byline.authors) == (source, authors)


@pytest.mark.parametrize(
    ("head", "foot", "source"),
    [
        ("The Harbour Sheet", "© 2026 The Harbour Sheet. All rights reserved.", "The Harbour Sheet"),
        ("海角日報 Cape Daily", "海角日報股份有限公司　版權所有", "海角日報"),
        ("The Harbour Sheet", "© 2026 Harbour Holdings Ltd. All rights reserved.", None),
        ("Ferry Forum", "© 2026 Ferry Forum. All rights reserved.", None),
    ],
)
def test_the_publisher_is_the_head_that_the_foot_repeats(head: str, foot: str, source: str | None) -> None:
    text = f"{head}\n{MENU}Ferry turns back with a goat aboard\nMarch 3, 2026\n{BODY}{foot}\n"
    assert labelled(text).byline.source == source


def test_prose_without_punctuation_is_the_article() -> None:
    menu = "首頁\n登入\n搜尋\n關於我們\n"
    found = labelled(menu + "等船的人們 (2)\nDec 28 Sat 2013 00:28\n" + VERSE + "\n發表留言\n© 2013 海角")
    assert not set(VERSE.split("\n")) & set(hidden(found))
