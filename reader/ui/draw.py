"""Draw the pictures of the README from the real app: `python -m reader.ui.draw screenshots`.

Those in pixels are made by Chromium, which only drawing needs.
"""

import asyncio
import os
import re
import subprocess
import sys
import tempfile
import zlib
from datetime import UTC, datetime
from math import ceil
from pathlib import Path

from textual.pilot import Pilot

from reader.config import Settings
from reader.demo.scenes import SCENES, Scene
from reader.ui.app import ReaderApp
from reader.ui.svg import picture, text_of

NEVER = 3600.0
"""Seconds, more than a picture takes: no place is kept while it is taken but when the article is left."""

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
    app.main.article.rest = NEVER
    app.animation_level = "none"  # no cursor of an input blinks, whenever that is made


async def draw(scene: Scene, folder: Path) -> str:
    """Return the picture of a scene as SVG; `folder` is where its library may lie."""
    app = ReaderApp(folder, Settings(theme=scene.theme), clock=lambda: NOON, sample=True)
    async with app.run_test(size=scene.size) as pilot:
        still(app)
        await settle(pilot)
        await press(pilot, *scene.keys)
        return picture(app)


def printed(svg: Path) -> bytes:
    """Return a picture in pixels, as PNG, that says in itself of which SVG it was made. CalledProcessError, OSError."""
    drawn = svg.read_text("utf-8")
    found = re.search(r'viewBox="0 0 ([0-9.]+) ([0-9.]+)"', drawn)
    assert found is not None
    size = ",".join(str(ceil(float(length))) for length in found.groups())
    with tempfile.TemporaryDirectory() as folder:
        made = Path(folder, "picture.png")
        options = ("--headless", "--no-sandbox", "--hide-scrollbars", f"--window-size={size}", f"--screenshot={made}")
        subprocess.run(["chromium", *options, svg.absolute().as_uri()], capture_output=True, check=True)
        png = made.read_bytes()
    said = b"tEXtSource\0" + source_of(drawn)
    chunk = (len(said) - 4).to_bytes(4) + said + zlib.crc32(said).to_bytes(4)
    end = png.rindex(b"IEND") - 4
    return png[:end] + chunk + png[end:]


def source_of(svg: str) -> bytes:
    """Return what a PNG says of the SVG that it was made of."""
    return f"crc32 {zlib.crc32(svg.encode()):08x}".encode()


def main(folder: Path) -> None:
    """Draw every scene into `folder`, as SVG and as text."""
    os.environ.pop("NO_COLOR", None)
    for scene in SCENES:
        svg = asyncio.run(draw(scene, folder))
        path = folder / f"{scene.name}.svg"
        path.write_text(svg, "utf-8")
        (folder / f"{scene.name}.txt").write_text(text_of(svg), "utf-8")
        if scene.is_printed:
            (folder / f"{scene.name}.png").write_bytes(printed(path))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
