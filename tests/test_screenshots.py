"""The pictures in the README are the app as it is."""

from pathlib import Path

import pytest

from reader.demo.scenes import SCENES, Scene
from reader.ui.draw import draw, source_of
from reader.ui.svg import text_of
from tests.sources import ROOT

FOLDER = ROOT / "screenshots"


@pytest.mark.parametrize("scene", SCENES, ids=lambda scene: scene.name)
async def test_screenshot_is_fresh(scene: Scene, tmp_path: Path) -> None:
    svg = await draw(scene, tmp_path)
    kept = (FOLDER / f"{scene.name}.svg").read_text("utf-8")
    assert text_of(svg) == (FOLDER / f"{scene.name}.txt").read_text("utf-8"), (
        "run: python -m reader.ui.draw screenshots"
    )
    assert svg == kept, "run: python -m reader.ui.draw screenshots"
    if scene.is_printed:
        assert source_of(svg) in (FOLDER / f"{scene.name}.png").read_bytes(), (
            "run: python -m reader.ui.draw screenshots"
        )


def test_no_picture_without_a_scene() -> None:
    assert {path.stem for path in FOLDER.iterdir()} == {scene.name for scene in SCENES}


def test_every_picture_is_shown_in_the_readme() -> None:
    readme = (ROOT / "README.md").read_text("utf-8")
    assert not [scene.name for scene in SCENES if f"screenshots/{scene.name}.svg" not in readme]


def test_pictures_need_nothing_from_the_network() -> None:
    for path in FOLDER.glob("*.svg"):
        links = (
            path.read_text("utf-8").replace("http://www.w3.org/2000/svg", "").replace("https://www.textualize.io", "")
        )
        assert "http" not in links
