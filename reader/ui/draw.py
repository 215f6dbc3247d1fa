"""Draw the pictures of the README from the real app: `python -m reader.ui.draw screenshots`."""

import asyncio
import os
import sys
from datetime import UTC, datetime
from pathlib import Path

from textual.pilot import Pilot
from textual.widgets import Input

from reader.config import Settings
from reader.demo.scenes import SCENES, Scene
from reader.ui.app import ReaderApp
from reader.ui.svg import picture, text_of

NOON = datetime(2026, 11, 1, 12, tzinfo=UTC)
"""The time in every picture."""


async def settle(pilot: Pilot[None]) -> None:
    """Wait until the app has done and drawn all it was asked for."""
    app = pilot.app
    assert isinstance(app, ReaderApp)
    for _ in range(6):  # a key may ask for what asks for more: a change, then the list, then the page, then its items
        await pilot.pause(0)
        await app.main.jobs.settled()
    await pilot.pause()


async def press(pilot: Pilot[None], *keys: str) -> None:
    """Press keys one after the other, each when all before it is done; "text:abc" types abc."""
    for key in keys:
        await pilot.press(*(key[5:] if key.startswith("text:") else [key]))
        await settle(pilot)


def still(app: ReaderApp) -> None:
    """Stop what differs from one time to the next."""
    app.main.search.timed = False
    for box in app.main.query(Input):
        box.cursor_blink = False


async def draw(scene: Scene, folder: Path) -> str:
    """Return the picture of a scene as SVG; `folder` is where its library may lie."""
    app = ReaderApp(folder, Settings(theme=scene.theme), clock=lambda: NOON, sample=True)
    async with app.run_test(size=scene.size) as pilot:
        still(app)
        await settle(pilot)
        await press(pilot, *scene.keys)
        return picture(app)


def main(folder: Path) -> None:
    """Draw every scene into `folder`, as SVG and as text."""
    os.environ.pop("NO_COLOR", None)
    for scene in SCENES:
        svg = asyncio.run(draw(scene, folder))
        (folder / f"{scene.name}.svg").write_text(svg, "utf-8")
        (folder / f"{scene.name}.txt").write_text(text_of(svg), "utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
