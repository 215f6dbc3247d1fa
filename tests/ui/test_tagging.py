"""Giving tags to one article and to several, with what the library knows offered."""

import pytest
from textual import events
from textual.pilot import Pilot

from reader.ui.draw import press, settle
from reader.ui.screen import MainScreen
from reader.ui.tagging import SignedNames
from tests.ui.conftest import Running, app_over
from tests.ui.samples import PAGES, said, screen_of


async def paste(pilot: Pilot[None], text: str) -> None:
    """Have an input take a text in; a pilot can type no full-width punctuation."""
    pilot.app.post_message(events.Paste(text))
    await settle(pilot)


def tags(screen: MainScreen) -> list[tuple[str, ...]]:
    return [row.state.tags for row in screen.listing.view.rows]


def offered(screen: MainScreen) -> list[str]:
    shown = screen.status.suggestions
    return [candidate.name for candidate in shown.candidates] if shown.is_showing else []


def typed(screen: MainScreen) -> str:
    return screen.status.query_one("#answer").value  # type: ignore[attr-defined,no-any-return]


async def test_tags_of_one_article_are_edited_and_completed(running: Running) -> None:
    async with running(app_over(PAGES)) as pilot:
        screen = screen_of(pilot)
        await press(pilot, "t")
        await paste(pilot, "渡口，ferry")
        await press(pilot, "enter")
        assert tags(screen)[0] == ("ferry", "渡口")
        assert said(screen) == "Tagged: ferry, 渡口 · u undoes"
        await press(pilot, "j", "t")
        assert offered(screen) == ["ferry", "渡口"]
        await press(pilot, "text:dk")
        assert offered(screen) == ["渡口"]
        await press(pilot, "tab")
        assert typed(screen) == "渡口, "
        await press(pilot, "text:ＦＥ", "tab")
        assert typed(screen) == "渡口, ferry, ", "a folded beginning is taken as the tag is written"
        await press(pilot, "ctrl+w", "text:fe", "right")
        assert typed(screen) == "渡口, ferry, ", "→ takes what is shown behind the text"
        await press(pilot, "enter")
        assert tags(screen)[1] == ("ferry", "渡口")
        await press(pilot, "u")
        assert said(screen) == "Undone: tagged: ferry, 渡口"


async def test_what_is_offered_is_walked_through_and_put_away(running: Running) -> None:
    async with running(app_over(PAGES)) as pilot:
        screen = screen_of(pilot)
        await press(pilot, "t", "text:a, b, c", "enter", "j", "t", "down", "down", "enter")
        assert typed(screen) == "b, "
        await press(pilot, "down", "up", "up", "escape")
        assert (offered(screen), screen.status.is_asking) == ([], "tags")
        await press(pilot, "escape")
        assert (tags(screen)[1], screen.status.is_asking) == ((), "")


async def test_tags_are_given_to_and_taken_from_all_that_is_selected(running: Running) -> None:
    async with running(app_over(PAGES)) as pilot:
        screen = screen_of(pilot)
        await press(pilot, "t", "text:old, own", "enter", "v", "v", "t")
        assert str(screen.status.query_one("#said").render()) == "Tags for 2 articles (+add, -remove): "
        assert offered(screen) == ["-old", "-own"]
        await paste(pilot, "new，＋more, －old")
        await press(pilot, "enter")
        assert tags(screen) == [("more", "new", "own"), ("more", "new"), (), ()]
        assert said(screen) == "Tagged 2 articles: +more, +new, -old · u undoes"
        await press(pilot, "u")
        assert tags(screen) == [("old", "own"), (), (), ()]
        assert said(screen) == "Undone: tagged 2 articles: +more, +new, -old"
        await press(pilot, "t", "text:-o", "tab", "enter")
        assert tags(screen)[0] == ("own",)


async def test_an_empty_answer_changes_nothing_of_several_articles(running: Running) -> None:
    async with running(app_over(PAGES)) as pilot:
        screen = screen_of(pilot)
        await press(pilot, "t", "text:a", "enter", "V", "t", "enter")
        assert tags(screen) == [("a",), (), (), ()]


async def test_a_message_waits_until_the_question_is_answered(running: Running) -> None:
    async with running(app_over(PAGES)) as pilot:
        screen = screen_of(pilot)
        await press(pilot, "t")
        screen.status.say("something happened", warning=True)
        assert said(screen) == "Tags, separated by commas: "
        await press(pilot, "escape")
        assert said(screen) == "something happened"


class Listed:
    """Names that begin with what was typed."""

    def __init__(self, *names: str) -> None:
        self.names = names

    def like(self, part: str, most: int) -> list[tuple[str, int]]:
        return [(name, 1) for name in self.names if name.startswith(part)][:most]


@pytest.mark.parametrize(
    ("part", "names"),
    [
        ("", ["-own", "ai", "art"]),
        ("a", ["ai", "art"]),
        ("+a", ["+ai", "+art"]),
        ("＋ a", ["＋ai", "＋art"]),
        ("-", ["-own"]),
        ("－o", ["－own"]),
        ("-a", []),
    ],
)
def test_signs_tell_which_tags_are_meant(part: str, names: list[str]) -> None:
    signed = SignedNames(known=Listed("ai", "art", "own"), own=Listed("own"))
    assert [name for name, _ in signed.like(part, 9)] == names
