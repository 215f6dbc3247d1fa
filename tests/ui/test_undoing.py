"""Undo and redo from the keyboard, after the app was closed and opened again too."""

from pathlib import Path

from reader.library import Library
from reader.ui.draw import press, settle
from tests.conftest import NOON
from tests.ui.conftest import LIBRARY, Running, app_over
from tests.ui.samples import PAGES, said, screen_of, titles


async def test_what_was_done_before_the_app_was_closed_is_undone_and_done_again(running: Running) -> None:
    async with running(app_over(PAGES)) as pilot:
        await press(pilot, "b", "j", "e")
    async with running(app_over([])) as pilot:
        screen = screen_of(pilot)
        assert len(titles(screen)) == 3
        await press(pilot, "u")
        assert said(screen) == "Undone: archived"
        assert len(titles(screen)) == 4
        await press(pilot, "u")
        assert said(screen) == "Undone: bookmarked"
    async with running(app_over([])) as pilot:
        screen = screen_of(pilot)
        await press(pilot, "U")
        assert said(screen) == "Done again: bookmarked"
        await press(pilot, "ctrl+y", "ctrl+y")
        assert said(screen) == "Nothing to redo"
        assert len(titles(screen)) == 3


async def test_an_add_is_taken_back_at_once(running: Running) -> None:
    async with running(app_over(PAGES)) as pilot:
        screen = screen_of(pilot)
        await press(pilot, "u")
        assert said(screen) == "Undone: 4 articles added"
        assert titles(screen) == []
        await press(pilot, "u")
        assert said(screen) == "Nothing to undo"
        await press(pilot, "U")
        assert said(screen) == "Done again: 4 articles added"
        assert len(titles(screen)) == 4


async def test_what_another_program_does_while_the_app_is_open_is_not_undone_by_it(running: Running) -> None:
    async with running(app_over(PAGES)) as pilot:
        screen = screen_of(pilot)
        await press(pilot, "b")
        Path("late.txt").write_text("迟到的一篇\n\n渡口的老船工说。\n", "utf-8")
        with Library.open(LIBRARY, clock=lambda: NOON) as other:
            list(other.add([Path("late.txt")]))
        await press(pilot, "u")
        await settle(pilot)
        assert said(screen) == "Undone: bookmarked"
        assert "迟到的一篇" in titles(screen)
        await press(pilot, "u")
        assert said(screen) == "Undone: 4 articles added"
        assert titles(screen) == ["迟到的一篇"]
