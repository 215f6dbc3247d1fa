"""Pictures show every character at its true width, and their text can be read back."""

import re

from textual.app import App, ComposeResult
from textual.widgets import Static

from reader.layout.cells import width
from reader.ui.svg import CELL, picture, text_of

LINES = ["潮汐发电ABC", "a潮b汐c", "ｆｕｌｌ 한국어 かな", "plain", "<b>&amp;</b>", "夏🌽 e\u0301"]


class Lines(App[None]):
    def compose(self) -> ComposeResult:
        yield Static("\n".join(LINES), markup=False)


async def drawn() -> str:
    app = Lines()
    async with app.run_test(size=(30, len(LINES))):
        return picture(app)


async def test_the_text_of_a_picture_is_what_was_shown() -> None:
    assert text_of(await drawn()).splitlines() == LINES


async def test_every_run_is_as_long_as_its_cells_and_stands_at_its_column() -> None:
    svg = await drawn()
    runs = re.findall(r'x="([\d.]+)" y="[\d.]+" textLength="([\d.]+)"[^>]*>([^<]*)</text>', svg)
    assert ("0", f"{8 * CELL:.1f}", "潮汐发电") in runs
    assert [x for x, _, text in runs if text.startswith("ABC")] == [f"{round(8 * CELL, 1):g}"]
    for _, length, text in runs:
        if width(text) == 2 * len(text):
            assert abs(float(length) - CELL * width(text)) < 0.2


async def test_pictures_of_one_screen_are_the_same() -> None:
    assert await drawn() == await drawn()
