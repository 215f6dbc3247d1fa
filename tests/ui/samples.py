"""A small library for the app, and what its screen shows."""

import time
from collections.abc import Callable
from typing import TypeVar

from textual.pilot import Pilot

from reader.ui.app import ReaderApp
from reader.ui.screen import MainScreen

T = TypeVar("T")

SENTENCE = "渡口的老船工说,这条河三十年没有结过冰了。"


PARAGRAPHS = "".join(f"第{day}天,{SENTENCE}\n\n" for day in range(1, 31))


PAGES = [
    (f"{number}.txt", f"{title}\n\n长河晚报2026-03-0{number} 05:06:07\n\n" + PARAGRAPHS)
    for number, title in enumerate(["春天的渡口", "夏天的渡口", "秋天的渡口", "冬天的渡口"], 1)
]


def screen_of(pilot: Pilot[None]) -> MainScreen:
    assert isinstance(pilot.app, ReaderApp)
    return pilot.app.main


def titles(screen: MainScreen) -> list[str]:
    return [row.article.title for row in screen.listing.view.rows]


def said(screen: MainScreen) -> str:
    return str(screen.status.query_one("#said").render())


def title_at_hand(screen: MainScreen) -> str:
    row = screen.row_at_hand
    assert row is not None
    return row.article.title


def slowly(work: Callable[..., T], seconds: float) -> Callable[..., T]:
    """Return what does some work, but takes its time."""

    def late(*arguments: object, **options: object) -> T:
        time.sleep(seconds)
        return work(*arguments, **options)

    return late
