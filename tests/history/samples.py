"""Libraries to change and to take changes back in."""

import os
from pathlib import Path

from reader.core import changes
from reader.core.changes import Field
from reader.core.searches import SavedSearch
from reader.core.state import ReadingState
from reader.library import Library
from tests.conftest import NOON
from tests.sources import ROOT

FOLDER = Path("library")
ENVIRONMENT = {**os.environ, "PYTHONPATH": str(ROOT)}
SEARCH = SavedSearch(name="渡口", text="渡口")


def opened(folder: Path = FOLDER) -> Library:
    return Library.open(folder, clock=lambda: NOON)


def pages(*names: str) -> list[Path]:
    Path("pages").mkdir(exist_ok=True)
    for name in names:
        Path("pages", name).write_text(f"第 {name} 篇\n\n窗外的雨下了一夜，早上起来院子里全是落叶。\n", "utf-8")
    return [Path("pages", name) for name in names]


def bookmark(library: Library, place: int = 0) -> bool:
    return library.apply(changes.toggle(Field.BOOKMARKED, [library.catalog.rows[place]], NOON))


def tag(library: Library, *tags: str) -> bool:
    return library.apply(changes.set_tags(library.catalog.rows[0], tags))


def tags(library: Library) -> tuple[str, ...]:
    return library.catalog.rows[0].state.tags


def marks(library: Library) -> list[bool]:
    return [row.state.bookmarked is not None for row in library.catalog.rows]


def states(library: Library) -> list[ReadingState]:
    return [row.state for row in library.catalog.rows]
