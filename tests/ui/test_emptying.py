"""Emptying the trash in the app: asked for by name, confirmed by a typed word; and what the app sees to by itself."""

from textual.pilot import Pilot

from reader.core import changes
from reader.core.changes import Field
from reader.library import Library
from reader.store.backups import Backups
from reader.ui import emptying, upkeep
from reader.ui.draw import press, settle
from reader.ui.jobs import pause
from tests.conftest import NOON
from tests.ui.conftest import LIBRARY, Running, app_over
from tests.ui.samples import PAGES, said, screen_of, titles

TO_THE_TRASH = ("G", "D", "G", "D")
"""Trashes the last article twice: spring and summer."""


async def ask(pilot: Pilot[None]) -> None:
    screen = screen_of(pilot)
    screen.action_run("empty_trash")
    await settle(pilot)


def on_disk() -> list[str]:
    with Library.open(LIBRARY.absolute()) as library:
        return [row.article.title for row in library.catalog.rows]


async def test_a_typed_yes_removes_what_is_in_the_trash(running: Running) -> None:
    async with running(app_over(PAGES)) as pilot:
        await press(pilot, *TO_THE_TRASH)
        await ask(pilot)
        assert said(screen_of(pilot)) == "Remove 2 for good? Type yes: "
        await press(pilot, "text:yes", "enter")
        await settle(pilot)
        assert said(screen_of(pilot)) == "2 articles removed for good"
        assert titles(screen_of(pilot)) == ["冬天的渡口", "秋天的渡口"]
        await press(pilot, "u")  # takes back what was done before the trash was filled: the adding
        assert said(screen_of(pilot)).startswith("Undone: ")
    assert sorted(on_disk()) == ["冬天的渡口", "秋天的渡口"]


async def test_esc_and_any_other_answer_remove_nothing(running: Running) -> None:
    async with running(app_over(PAGES)) as pilot:
        await press(pilot, *TO_THE_TRASH)
        await ask(pilot)
        await press(pilot, "text:yes", "escape")
        await ask(pilot)
        await press(pilot, "text:y", "enter")
        assert said(screen_of(pilot)) == "Nothing was removed"
        await ask(pilot)
        await press(pilot, "enter")
    assert len(on_disk()) == 4


async def test_an_empty_trash_says_so(running: Running) -> None:
    async with running(app_over(PAGES)) as pilot:
        await ask(pilot)
        assert said(screen_of(pilot)) == "The trash is empty"


async def test_an_article_that_is_open_gives_way_to_the_next(running: Running) -> None:
    async with running(app_over(PAGES)) as pilot:
        screen = screen_of(pilot)
        await press(pilot, "D")
        screen.action_run("trashed")
        await settle(pilot)
        assert titles(screen) == ["冬天的渡口"]
        await ask(pilot)
        await press(pilot, "text:YES", "enter")
        await settle(pilot)
        assert titles(screen) == []
        assert screen.opened is None
        assert screen.card is not None
        assert screen.card.heading == "The trash is empty"


async def test_another_app_sees_them_vanish_and_its_cursor_stays(running: Running) -> None:
    async with running(app_over(PAGES)) as pilot:
        screen = screen_of(pilot)
        await press(pilot, "j")
        with Library.open(LIBRARY.absolute(), clock=lambda: NOON) as other:
            (row,) = (row for row in other.catalog.rows if row.article.title == "春天的渡口")
            other.apply(changes.set_flag(Field.TRASHED, [row], NOON))
            list(other.remove([row.id]))
        await pilot.pause(0.6)
        await settle(pilot)
        assert titles(screen) == ["冬天的渡口", "秋天的渡口", "夏天的渡口"]
        assert screen.listing.highlighted is not None
        assert screen.listing.highlighted.article.title == "秋天的渡口"


async def test_only_what_was_asked_about_is_removed(running: Running) -> None:
    async with running(app_over(PAGES)) as pilot:
        await press(pilot, "G", "D")
        await ask(pilot)
        with Library.open(LIBRARY.absolute(), clock=lambda: NOON) as other:
            (row,) = (row for row in other.catalog.rows if row.article.title == "冬天的渡口")
            other.apply(changes.set_flag(Field.TRASHED, [row], NOON))
        await press(pilot, "text:yes", "enter")
        await settle(pilot)
        assert said(screen_of(pilot)) == "1 article removed for good"
    assert sorted(on_disk()) == ["冬天的渡口", "夏天的渡口", "秋天的渡口"]


async def test_an_open_app_keeps_a_backup_and_ends_what_was_being_removed(running: Running) -> None:
    app = app_over(PAGES)
    with Library.open(LIBRARY.absolute(), clock=lambda: NOON) as library:
        library.apply(changes.set_flag(Field.TRASHED, library.catalog.rows[:1], NOON))
        next(library.remove([library.catalog.rows[0].id]))  # and then this process is killed
        library.apply(changes.set_flag(Field.BOOKMARKED, library.catalog.rows[:1], NOON))
    assert (LIBRARY / "removing.json").exists()
    async with running(app) as pilot:
        screen = screen_of(pilot)
        assert screen.library is not None
        upkeep.look(screen, screen.library)
        await settle(pilot)
    assert not (LIBRARY / "removing.json").exists()
    assert list(Backups(LIBRARY.absolute()).days()) == [NOON.date()]


async def test_emptying_can_be_stopped(running: Running) -> None:
    async with running(app_over(PAGES)) as pilot:
        screen = screen_of(pilot)
        await press(pilot, *TO_THE_TRASH)
        screen.jobs.latest(emptying.KIND, lambda is_stale: pause(10, is_stale))
        screen.action_run("back")
        await settle(pilot)
        assert said(screen).startswith("Stopped")


async def test_what_others_did_is_shown_though_the_backup_took_it_in(running: Running) -> None:
    async with running(app_over(PAGES)) as pilot:
        screen = screen_of(pilot)
        assert screen.library is not None
        with Library.open(LIBRARY.absolute(), clock=lambda: NOON) as other:
            other.apply(changes.set_flag(Field.TRASHED, other.catalog.rows[:1], NOON))
        upkeep.look(screen, screen.library)
        await settle(pilot)
        assert titles(screen) == ["冬天的渡口", "秋天的渡口", "夏天的渡口"]
