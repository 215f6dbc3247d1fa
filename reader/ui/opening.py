"""Opening a library: how it was left, what can be shown at once, and the rest in the background."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from msgspec.structs import replace

from reader import config
from reader.core.query import Grouping, Sort
from reader.front import first_view
from reader.lasting import lasting
from reader.layout.lines import Mode, Spacing
from reader.ui import browsing, cards
from reader.ui.messages import LibraryOpened

if TYPE_CHECKING:
    from reader.library import Library
    from reader.ui.screen import MainScreen


T = TypeVar("T")


def restore(screen: "MainScreen", folder: Path, settings: config.Settings) -> None:
    """Have the screen as it was left over the library in `folder`, else as the settings say."""
    session = config.load_session(folder)
    screen.to_restore = session.article
    if session.sort in list(Sort):
        screen.ask_view(sort=Sort(session.sort))
    if session.grouping in list(Grouping):
        screen.ask_view(grouping=Grouping(session.grouping))
    screen.set_class(session.browser, browsing.OPEN)
    if session.clutter in list(Mode):
        screen.mode = Mode(session.clutter)
    screen.measure = session.measure or settings.measure
    spacing = session.spacing or settings.spacing
    screen.spacing = Spacing(spacing) if spacing in list(Spacing) else Spacing.NORMAL


def session_of(screen: "MainScreen", settings: config.Settings) -> config.Session:
    """Return how the screen is being left; what is as the settings say follows them the next time too."""
    return config.Session(
        article=screen.opened.row.id if screen.opened else None,
        sort=screen.query_now.sort.value,
        grouping=screen.query_now.grouping.value,
        browser=screen.has_class(browsing.OPEN),
        clutter=screen.mode.value,
        measure=_unless(screen.measure, settings.measure),
        spacing=_unless(screen.spacing.value, settings.spacing),
        theme=_unless(screen.app.theme, settings.theme),
    )


def remember(screen: "MainScreen", id: str) -> None:
    """Keep which article is being read, so that the next start shows it even if this one is killed."""
    if (library := screen.library) is None:
        return

    def work(_: object) -> None:
        config.save_session(library.folder, replace(config.load_session(library.folder), article=id))

    screen.jobs.latest("session", work)


def _unless(value: T, usual: T) -> T | None:
    """Return a value unless it is the usual one."""
    return None if value == usual else value


def show_front(screen: "MainScreen", folder: Path) -> bool:
    """Show what the list starts with as soon as there are panes; whether that is known before the library is open.

    Reading the rest then waits for it to be painted.
    """
    screen.now = screen.clock()
    if screen.query_now.grouping is not Grouping.NONE:
        return False  # the first rows of groups are not kept, and others would jump away under the reader's eyes
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
