"""Emptying the trash: asked for by name, confirmed by a typed word, off the event loop."""

from collections.abc import Callable
from time import monotonic
from typing import TYPE_CHECKING

from msgspec import Struct

from reader.ui.messages import LibraryChanged, Said
from reader.ui.receiving import receive
from reader.wording import tr, trn

if TYPE_CHECKING:
    from reader.ui.screen import MainScreen

KIND = "empty"
"""The kind of this work among the jobs, and of its question."""

_EVERY = 0.2  # seconds between two reports of progress


class TrashLookedAt(Struct, frozen=True):
    """What is in the trash: ids of what a reader is asked about."""

    ids: tuple[str, ...]


def ask(screen: "MainScreen") -> None:
    """Look what is in the trash, to ask whether all of it is to be removed for good."""
    if (library := screen.library) is None:
        return

    def work(_: Callable[[], bool]) -> TrashLookedAt:
        from reader.trash import in_trash

        return TrashLookedAt(in_trash(library))

    screen.jobs.latest(KIND, work)


@receive.register(TrashLookedAt)
def _(looked: TrashLookedAt, screen: "MainScreen") -> None:
    if not looked.ids:
        screen.status.say(tr("The trash is empty"))
        return
    screen.asked_to_remove = looked.ids
    screen.status.ask(KIND, tr("Remove {count:,} for good? Type yes: ", count=len(looked.ids)), "")


def empty(screen: "MainScreen", answer: str) -> None:
    """Remove what was asked about, for good, if the answer is yes; what was trashed since stays in the trash."""
    library, ids = screen.library, screen.asked_to_remove
    screen.asked_to_remove = ()
    from reader.trash import AGREED

    if library is None or answer.strip().casefold() not in AGREED:
        screen.status.say(tr("Nothing was removed"))
        return

    def work(cancelled: Callable[[], bool]) -> LibraryChanged | Said:
        from reader import trash

        shown, emptied = 0.0, trash.Emptied(0, 0)
        for emptied in trash.empty(library, ids, cancelled):
            if monotonic() > shown + _EVERY:
                shown = monotonic()
                screen.jobs.tell(LibraryChanged(tr("Removing texts… {count:,} to go · Esc stops", count=emptied.left)))
        return LibraryChanged(
            trn("{count} article removed for good", "{count} articles removed for good", emptied.removed)
        )

    screen.jobs.latest(KIND, work)


def stop(screen: "MainScreen") -> None:
    """Stop removing texts; the next time the library is opened or the trash emptied, that goes on."""
    screen.jobs.cancel(KIND)
    screen.ask_view()
    screen.status.say(tr("Stopped; the rest of the texts goes when the library is opened next"))
