"""Full text search in the app: the switch, results that stream in, and landing on what was found."""

import threading
import time
from collections.abc import Callable, Iterator

import pytest

from reader.core.query import Query, View
from reader.library import Library
from reader.ui import in_texts
from reader.ui.app import ReaderApp
from reader.ui.draw import press, settle
from tests.ui.conftest import LIBRARY, Running, app_over
from tests.ui.samples import said

PAGE = """{title}

长河晚报2026-03-{day:02} 05:06:07128人阅读

{text}

孩子们在冰面上画了一条跑道,从东岸一直画到西岸的茶馆门口。
"""
TEXTS = {
    "冬天的河": "渡口的老船工说,这条河三十年没有结过冰了。",
    "山里的雪": "雪下了三天,山路封了,邮差把信放在渡口。\n\n"
    + "路边的松树压弯了腰。\n\n" * 60
    + "后来渡口也封了,信又等了一天。",
    "夜市": "夜市 night market 开到很晚,渡船 ferry 也一直等着,摊主们说今晚 opens 到天亮才收摊。",
}


@pytest.fixture
def app() -> ReaderApp:
    pages = (
        (f"{day}.txt", PAGE.format(title=title, day=day, text=text))
        for day, (title, text) in enumerate(TEXTS.items(), 1)
    )
    return app_over(list(pages))


def titles(app: ReaderApp) -> list[str]:
    return [row.article.title for row in app.main.view.rows]


async def test_the_switch_searches_texts_and_titles_again(app: ReaderApp, running: Running) -> None:
    async with running(app) as pilot:
        await press(pilot, "/", "text:渡口")
        assert titles(app) == []
        await press(pilot, "ctrl+t")
        assert app.main.search.box.value == "in:text 渡口"
        assert app.main.search.border_title == "Search in texts"
        assert titles(app) == ["山里的雪", "冬天的河"]
        assert app.main.listing.border_subtitle == "newest first"
        await press(pilot, "ctrl+t")
        assert app.main.search.box.value == "渡口"
        assert app.main.search.border_title == "Search"
        assert titles(app) == []


async def test_the_switch_works_from_the_list_and_keeps_filters(app: ReaderApp, running: Running) -> None:
    async with running(app) as pilot:
        await press(pilot, "f2")
        assert app.main.search.box.has_focus
        await press(pilot, "text:after:2026-01 ferry")
        assert titles(app) == ["夜市"]
        await press(pilot, "f2")
        assert app.main.search.box.value == "after:2026-01 ferry"


async def test_from_the_article_the_switch_looks_for_the_same_in_all(app: ReaderApp, running: Running) -> None:
    async with running(app) as pilot:
        await press(pilot, "G", "enter", "/", "text:渡口", "ctrl+t")
        assert app.main.search.box.value == "in:text 渡口"
        assert titles(app) == ["山里的雪", "冬天的河"]


async def test_an_article_found_by_its_text_opens_where_it_was_found(app: ReaderApp, running: Running) -> None:
    async with running(app, size=(120, 24)) as pilot:
        await press(pilot, "/", "text:in:text 封了", "enter")
        article = app.main.article
        assert app.main.pane is article
        assert article.opened is not None
        assert article.opened.row.article.title == "山里的雪"
        assert len(article.matches.places) == 2
        await press(pilot, "n")
        assert article.line is not None
        assert "后来渡口也封了" in article.line.text
        assert said(app.main) == "2 of 2"
        await press(pilot, "h")
        assert app.main.listing.has_focus
        assert len(app.main.article.matches.places) == 2
        await press(pilot, "escape")
        assert app.main.article.matches.places == ()


async def test_back_takes_first_away_what_was_looked_for_in_the_article(app: ReaderApp, running: Running) -> None:
    async with running(app, size=(120, 24)) as pilot:
        await press(pilot, "n")
        assert said(app.main) == "Nothing is marked: / in the article finds in its text"
        await press(pilot, "/", "text:in:text 封了", "enter", "/", "text:松树", "enter", "h")
        assert app.main.pane is app.main.article
        assert app.main.article.matches.places == ()
        await press(pilot, "h")
        assert app.main.listing.has_focus


async def test_the_switch_is_known_in_full_width(app: ReaderApp, running: Running) -> None:
    async with running(app) as pilot:
        await press(pilot, "/")
        app.main.search.box.value = "ｉｎ：text ferry"
        await press(pilot, "ctrl+t")
        assert app.main.search.box.value == "ferry"


async def test_looking_through_what_was_found_moves_no_place(app: ReaderApp, running: Running) -> None:
    async with running(app, size=(120, 24)) as pilot:
        await press(pilot, "/", "text:in:text 又等了一天")
        assert app.main.article.cursor > 60
        await press(pilot, "escape")
        await pilot.pause(0.6)
        await settle(pilot)
    with Library.open(LIBRARY) as library:
        assert all(row.state.position is None for row in library.catalog.rows)


async def test_another_query_marks_something_else_in_the_same_article(app: ReaderApp, running: Running) -> None:
    async with running(app) as pilot:
        await press(pilot, "/", "text:in:text market")
        assert len(app.main.article.matches.places) == 1
        await press(pilot, "text: opens")
        assert len(app.main.article.matches.places) == 2
        await press(pilot, *["backspace"] * len("in:text market opens"))
        assert app.main.article.matches.places == ()


async def test_results_are_shown_as_they_come_and_a_key_ends_the_search(
    app: ReaderApp, running: Running, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown, ended = threading.Event(), threading.Event()

    def views(library: Library, query: Query, cancelled: Callable[[], bool]) -> Iterator[View]:
        if "in:text" not in query.text:
            yield library.view(query)
            return
        rows = library.catalog.rows
        for count in range(len(rows)):
            yield View(query=query, rows=rows[:count], total=len(rows), progress=f"reading texts · {count} of 3")
        shown.set()
        while not cancelled():
            time.sleep(0.01)
        ended.set()

    async with running(app) as pilot:
        monkeypatch.setattr(Library, "views", views)
        await pilot.press("ctrl+t")
        await pilot.press("x")
        while not shown.is_set() or len(app.main.view.rows) < 2:
            await pilot.pause(0.01)
        assert app.main.view.progress == "reading texts · 2 of 3"
        assert app.main.search.box.has_focus
        await pilot.press("ctrl+t")
        await settle(pilot)
        assert ended.is_set()
        assert app.main.view.progress == ""


async def test_a_title_query_waits_for_nothing_and_a_text_query_for_a_pause(
    app: ReaderApp, running: Running, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    answer = Library.views

    def views(library: Library, query: Query, cancelled: Callable[[], bool]) -> Iterator[View]:
        asked.append(query.text)
        return answer(library, query, cancelled)

    monkeypatch.setattr(Library, "views", views)
    async with running(app) as pilot:
        await press(pilot, "/", "text:abc")
        assert asked[-1] == "abc"
        await press(pilot, "ctrl+t")
        asked.clear()
        monkeypatch.setattr(in_texts, "PAUSE", 1.0)
        await pilot.press(*"night")
        await settle(pilot)
        assert asked == ["in:text abcnight"]
