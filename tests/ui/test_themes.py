"""Themes: all that is read stands out from what is behind it, in every state; what a theme needs, every theme has."""

import pytest
from rich.segment import Segment
from rich.style import Style
from textual.color import Color
from textual.pilot import Pilot

from reader.ui.app import ReaderApp
from reader.ui.draw import press
from reader.ui.themes import CONTRAST_DARK, CONTRAST_LIGHT, DARK, THEMES, Colourless, names_of_themes, next_theme
from tests.ui.conftest import LIBRARY, Running, app_over

LEAST = {theme.name: 7.0 if theme in (CONTRAST_DARK, CONTRAST_LIGHT) else 4.5 for theme in THEMES}
"""WCAG 2.2: 1.4.6 for high contrast, 1.4.3 otherwise."""

DRAWN = frozenset("─│╭╮╰╯━┃┏┓┗┛▁▂▃▄▅▆▇█▏▊▎▔▕ ·│╎┊")
"""Frames, bars and gaps, which are no text."""

STATES = {
    "list": (),
    "row marked": ("b", "v"),
    "article": ("j", "j", "j", "l"),
    "found": ("j", "j", "j", "l", "/", "text:潮汐", "enter", "n"),
    "highlighted": tuple("jjjljjjjjja"),
    "search": ("/", "text:source:"),
    "question": ("t", "text:a"),
    "keys": ("?",),
}


def luminance(colour: Color) -> float:
    """Return the relative luminance (WCAG 2.2, "relative luminance")."""
    parts = (part / 255 for part in colour.rgb)
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(style: Style) -> float:
    """Return how much text stands out, 1..21 (WCAG 2.2, "contrast ratio")."""
    assert style.color is not None
    assert style.bgcolor is not None
    front, back = (luminance(Color.from_rich_color(each)) for each in (style.color, style.bgcolor))
    return (max(front, back) + 0.05) / (min(front, back) + 0.05)


def faint(app: ReaderApp, least: float) -> dict[str, float]:
    """Return the texts on the screen that do not stand out enough, each with how much it does.

    What is behind a dialogue is not to be read, and is dimmed.
    """
    strips = app.screen._compositor.render_strips()
    if app.screen is not app.main:
        regions = [widget.region for widget in app.screen.query("#pager, CommandInput, CommandList")]
        strips = [strips[y].crop(each.x, each.right) for each in regions for y in range(each.y, each.bottom)]
    pieces = [piece for strip in strips for piece in strip if set(piece.text) - DRAWN]
    assert len(pieces) > 10
    return {piece.text: round(ratio, 2) for piece in pieces if (ratio := contrast(piece.style or Style())) < least}


@pytest.mark.parametrize("state", STATES)
async def test_all_text_stands_out(running: Running, state: str) -> None:
    found = {}
    async with running(app_over("sample")) as pilot:
        await press(pilot, *STATES[state])
        for theme in LEAST:
            pilot.app.theme = theme
            await pilot.pause()
            assert isinstance(pilot.app, ReaderApp)
            found[theme] = faint(pilot.app, LEAST[theme])
    assert not any(found.values()), found


@pytest.mark.parametrize("theme", LEAST)
async def test_the_palette_stands_out(running: Running, theme: str) -> None:
    async with running(app_over("empty", theme)) as pilot:
        await press(pilot, ":", "text:book")
        assert isinstance(pilot.app, ReaderApp)
        assert not faint(pilot.app, LEAST[theme])


def test_every_theme_has_every_colour() -> None:
    assert all(theme.variables.keys() == DARK.variables.keys() for theme in THEMES)


@pytest.mark.parametrize("theme", names_of_themes())
async def test_textuals_themes_can_be_used_too(running: Running, theme: str) -> None:
    async with running(app_over("empty", theme)) as pilot:
        assert pilot.app.theme == theme


def test_themes_follow_each_other_in_a_circle() -> None:
    names = [theme.name for theme in THEMES]
    assert [next_theme(name) for name in names] == [*names[1:], names[0]]
    assert next_theme("nord") == names[0]


async def test_the_theme_chosen_is_remembered_until_it_is_the_setting_again(running: Running) -> None:
    async def chosen(*keys: str) -> str:
        async with running(app_over([("one.txt", "一个标题\n\n正文。正文。正文。\n")])) as pilot:
            await press(pilot, *keys)
            return pilot.app.theme

    assert await chosen() == DARK.name
    assert await chosen("T", "T") == CONTRAST_DARK.name
    assert await chosen() == CONTRAST_DARK.name
    assert '"theme":"reader-contrast-dark"' in (LIBRARY / "session.json").read_text()
    await chosen("T", "T")
    assert await chosen() == DARK.name
    assert '"theme":null' in (LIBRARY / "session.json").read_text()


async def test_nothing_moves_where_nothing_is_to(running: Running) -> None:
    def blinks(pilot: Pilot[None]) -> bool:
        assert isinstance(pilot.app, ReaderApp)
        return pilot.app.main.search.box.cursor_blink

    async with running(app_over("empty", motion=False)) as pilot:
        await press(pilot, "/")
        assert (pilot.app.animation_level, blinks(pilot)) == ("none", False)
    async with running(app_over("empty")) as pilot:
        await press(pilot, "/")
        assert (pilot.app.animation_level, blinks(pilot)) == ("full", True)


def test_colourless_keeps_how_text_is_set() -> None:
    style = Style(color="red", bgcolor="blue", bold=True, underline=True, reverse=True)
    (piece,) = Colourless().apply([Segment("a", style)], Color(0, 0, 0))
    assert piece == Segment("a", Style(bold=True, underline=True, reverse=True))
