"""Opening a library: how it was left, what can be shown at once, and the rest in the background."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from reader import config
from reader.core.query import Sort
from reader.front import first_view
from reader.lasting import lasting
from reader.layout.lines import Mode
from reader.ui import cards
from reader.ui.messages import LibraryOpened

if TYPE_CHECKING:
    from reader.library import Library
    from reader.ui.screen import MainScreen


def restore(screen: "MainScreen", folder: Path, measure: int) -> None:
    """Have the screen as it was left over the library in `folder`. measure: where it was never set, in cells."""
    session = config.load_session(folder)
    screen.to_restore = session.article
    if session.sort in list(Sort):
        screen.ask_view(sort=Sort(session.sort))
    if session.clutter in list(Mode):
        screen.mode = Mode(session.clutter)
    screen.measure = session.measure or measure


def session_of(screen: "MainScreen") -> config.Session:
    """Return how the screen is being left."""
    return config.Session(
        article=screen.opened.row.id if screen.opened else None,
        sort=screen.query_now.sort.value,
        clutter=screen.mode.value,
        measure=screen.measure,
    )


def show_front(screen: "MainScreen", folder: Path) -> bool:
    """Show what the list starts with as soon as there are panes; whether that is known before the library is open.

    Reading the rest then waits for it to be painted.
    """
    screen.now = screen.clock()
    view = first_view(folder, screen.query_now.sort)
    if view is not None:
        screen.view = view
        screen.card = cards.for_view(view, folder, screen.now.date(), is_new=True)
    return view is not None


def open_library(screen: "MainScreen", opening: Callable[[], "Library"]) -> None:
    """Open a library in place of the one that is open, off the event loop."""
    if (old := screen.library) is not None:
        screen.jobs.queue("write", lambda _: old.close())
    query = screen.query_now

    def work(_: object) -> LibraryOpened:
        with lasting():
            library = opening()
            view = library.view(query)
        return LibraryOpened(library, view)

    screen.jobs.latest("open", work)
