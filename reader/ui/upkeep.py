"""What the app sees to by itself while a library is open: a backup a day, and the end of what was being removed."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from reader.lasting import lasting
from reader.ui.messages import LibraryChanged

if TYPE_CHECKING:
    from reader.library import Library
    from reader.ui.screen import MainScreen

AFTER = 5.0
"""Seconds after opening, when the first list, page and index have been made."""

EVERY = 600.0
"""Seconds between two looks whether a new day has begun. Where it has not, a look costs a fraction of a millisecond."""


def start(screen: "MainScreen", library: "Library") -> None:
    """See to a library as long as it is the one that is open."""
    screen.set_timer(AFTER, lambda: look(screen, library))
    screen.set_interval(EVERY, lambda: look(screen, library))


def look(screen: "MainScreen", library: "Library") -> None:
    """See whether anything is to be done for a library, and do it off the event loop."""
    if library is not screen.library:
        return
    today = screen.clock().date()

    def work(cancelled: Callable[[], bool]) -> LibraryChanged | None:
        from reader import backups, trash

        before = library.catalog
        with lasting():
            for _ in trash.empty(library, (), cancelled):
                pass
            backups.keep(library, today, cancelled)
        return None if library.catalog is before else LibraryChanged()  # what others did was taken in by the way

    screen.jobs.latest("upkeep", work)
