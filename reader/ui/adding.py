"""Adding files from inside the app, with progress, off the event loop."""

import os
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from reader.core.outcomes import Status, summary
from reader.ui.messages import LibraryChanged, Said
from reader.wording import retold, tr

if TYPE_CHECKING:
    from reader.ui.screen import MainScreen

KIND = "add"
"""The kind of this work among the jobs."""

EVERY = 50
"""Documents between two reports of progress."""


def add(screen: "MainScreen", text: str) -> None:
    """Add the file or folder typed; the list grows as it goes."""
    library = screen.library
    if library is None or not text.strip():
        return
    path = Path(os.path.expanduser(text.strip()))

    def work(cancelled: Callable[[], bool]) -> LibraryChanged | Said:
        counts: Counter[Status] = Counter()
        before = library.catalog
        trouble = ""
        for outcome in library.add([path]):
            counts[outcome.status] += 1
            if outcome.problem is not None:
                trouble = f"{outcome.problem.name}: {retold(outcome.problem.what)}"
            if cancelled():
                break
            if counts.total() % EVERY == 0:
                screen.jobs.tell(Said(tr("Adding… {count:,} files · Esc stops", count=counts.total())))
        told = tr("Added: {summary}", summary=summary(counts, "nothing found there"))
        told += f" · {trouble}" if trouble else ""
        return Said(told, warning=bool(trouble)) if library.catalog is before else LibraryChanged(told)

    screen.status.say(tr("Adding {path}…", path=path))
    screen.jobs.latest(KIND, work)


def stop(screen: "MainScreen") -> None:
    """Stop adding; what was added stays."""
    screen.jobs.cancel(KIND)
    screen.ask_view()
    screen.status.say(tr("Adding stopped; what was added stays"))
