"""The app over small libraries, quiet enough to be photographed."""

from collections.abc import Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot

from reader.config import Settings
from reader.library import Library
from reader.ui.app import ReaderApp
from reader.ui.draw import press, settle, still
from tests.conftest import NOON

LIBRARY = Path("library")
"""In the home folder, which is shown as ~, so that no picture shows where the tests ran."""

Photo = Callable[..., bool]
Running = Callable[..., AbstractAsyncContextManager[Pilot[None]]]


def app_over(
    library: str | list[tuple[str, str]],
    theme: str = "reader-dark",
    keys: dict[str, str] | None = None,
    *,
    motion: bool = True,
) -> ReaderApp:
    """Return the app over the sample library ("sample"), an empty one ("empty"), or (name, text) pages."""
    if isinstance(library, list):
        folder = Path("pages")
        folder.mkdir(exist_ok=True)
        for name, text in library:
            (folder / name).write_text(text, "utf-8")
        with Library.open(LIBRARY, clock=lambda: NOON) as opened:
            list(opened.add([folder]))
    options = Settings(theme=theme, keys=keys or {}, motion=motion)
    return ReaderApp(LIBRARY.absolute(), options, clock=lambda: NOON, sample=library == "sample")


@pytest.fixture
def photo(snap_compare: Callable[..., bool]) -> Photo:
    """Compare a picture of the app, after some keys, with the one kept."""

    def take(app: ReaderApp, *keys: str, size: tuple[int, int] = (120, 36)) -> bool:
        async def before(pilot: Pilot[None]) -> None:
            await settle(pilot)
            still(app)
            await press(pilot, *keys)

        return snap_compare(app, terminal_size=size, run_before=before)

    return take


@pytest.fixture
def running() -> Running:
    """Run the app without a terminal; press keys with reader.ui.draw.press."""

    @asynccontextmanager
    async def run(app: ReaderApp, size: tuple[int, int] = (120, 36)) -> Any:  # noqa: ANN401
        async with app.run_test(size=size) as pilot:
            await settle(pilot)
            yield pilot

    return run
