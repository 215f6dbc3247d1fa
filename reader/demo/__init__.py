"""The sample library: pages written for this project, in the shape of what people have in their archives."""

from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec.structs import replace

from reader.clock import now
from reader.core import changes
from reader.core.article import Problem
from reader.core.changes import Field

if TYPE_CHECKING:
    from reader.library import Library

PAGES = Path(__file__).parent / "pages"

BOOKMARKED = ("zh-portal-tide", "en-longread-lichen", "zh-tw-newspaper-bookbus")
READ = ("en-newspaper-clock", "zh-tech-noodles", "ja-blog-corn-rice", "en-essay-letters")
TAGGED = {"zh-portal-tide": ("energy",), "zh-tech-noodles": ("code", "food"), "ja-blog-corn-rice": ("food",)}


def library(folder: Path, clock: Callable[[], datetime] = now) -> "Library":
    """Make the sample library in an empty folder, some of it read, tagged and bookmarked, and return it open."""
    from reader.adding import drafts
    from reader.library import Library

    library = Library.open(folder, clock=clock)
    time = clock() - timedelta(hours=1)
    pages = (page if isinstance(page, Problem) else replace(page, captured=time) for page in drafts([PAGES]))
    ids = {Path(outcome.name).stem: outcome.id or "" for outcome in library.take(pages, undoable=False)}
    for field, names in ((Field.BOOKMARKED, BOOKMARKED), (Field.READ, READ)):
        library.apply(
            changes.set_flag(field, [library.catalog.find(ids[name]) for name in names], time), undoable=False
        )
    for name, tags in TAGGED.items():
        library.apply(changes.set_tags(library.catalog.find(ids[name]), tags), undoable=False)
    return library
