"""Commands of the search box: suggestions, earlier queries, and saved searches."""

from collections.abc import Callable
from contextlib import suppress
from typing import TYPE_CHECKING

from reader.core.changes import SearchChange
from reader.core.errors import LibraryError
from reader.core.query import Shelf
from reader.core.searches import SLOTS, SavedSearch, default_name, place_for
from reader.core.steps import describe
from reader.ui.keys import key_name
from reader.ui.messages import ChoicesReady, HistoryRead, Said, SearchKept, SearchShown
from reader.ui.search_pane import Scope
from reader.wording import tr

if TYPE_CHECKING:
    from reader.library import Library
    from reader.ui.screen import MainScreen


def prepare(screen: "MainScreen") -> None:
    """Have what the box offers brought up to date: earlier queries, and what the library has to choose from."""
    library = screen.library
    if library is None:
        return
    screen.jobs.queue("write", lambda _: _history(library))
    screen.jobs.latest("choices", lambda _: ChoicesReady(library.searches.choices(library.catalog)))


def step(screen: "MainScreen", items: int) -> bool:
    """Go to another suggestion or an earlier query; False when the key is for a pane."""
    is_typing = screen.search.is_entered
    return is_typing and screen.search.step(items, at_top=screen.listing.cursor == 0)


def remember(screen: "MainScreen") -> None:
    """Add the query to the history: it led somewhere."""
    library, text = screen.library, screen.query_now.text.strip()
    walk = screen.search.walk
    if library is None or not text or walk.entries[-1:] == (text,):
        return
    screen.search.walk = walk.used(text)

    def work(_: Callable[[], bool]) -> None:
        with suppress(LibraryError):  # only comfort is lost
            library.searches.remember(text)

    screen.jobs.queue("write", work)


def show_saved(slot: int) -> Callable[["MainScreen"], None]:
    """Return the command that shows a saved search."""

    def perform(screen: "MainScreen") -> None:
        if (library := screen.library) is not None:
            screen.jobs.queue("write", lambda _: SearchShown(slot, library.searches.saved().get(slot)))

    return perform


def save(screen: "MainScreen") -> None:
    """Ask for the name to save the query under."""
    query = screen.query_now
    if not query.text.strip() and query.shelf is Shelf.ALL and not query.name:
        screen.status.say(tr("Nothing is searched for: / searches, 2 to 4 show shelves"))
    elif screen.library is not None:
        question = tr("New name, empty forgets it: ") if query.name else tr("Name (5–9 first picks the key): ")
        screen.status.ask("save", question, default_name(query))


def keep(screen: "MainScreen", answer: str) -> None:
    """Save the query under the name typed, or forget the saved search that is shown."""
    library, query = screen.library, screen.query_now
    if library is None:
        return
    keys = {slot: key_of(screen, f"saved_{slot}") for slot in SLOTS}

    def work(_: Callable[[], bool]) -> Said | SearchKept:
        saved = library.searches.saved()
        place = place_for(answer, query, saved)
        if place is None:
            return _refusal(answer)
        change = SearchChange(slot=place[0], search=place[1])
        library.apply(change)
        shows = tr(" · {key} shows it", key=keys[change.slot]) if change.search else ""
        return SearchKept(tr("{what} · u undoes", what=f"{describe(change)}{shows}"), change.search)

    screen.jobs.queue("write", work)


def _refusal(answer: str) -> Said:
    if not answer.strip():
        return Said(tr("Not saved"))
    taken = "{first} to {last} are taken: a number first replaces one, as in “{last} {name}”"
    return Said(tr(taken, first=SLOTS[0], last=SLOTS[-1], name=answer), warning=True)


def shown(screen: "MainScreen", slot: int, search: SavedSearch | None) -> None:
    """Show a saved search as a view of the library."""
    if search is None:
        key = key_of(screen, "save")
        screen.status.say(tr("Nothing is saved as {slot} yet: {key} saves what is searched for", slot=slot, key=key))
        return
    query = search.query
    screen.search.scope = Scope.TITLES
    screen.search.show(query.text)
    screen.ask_view(text=query.text, shelf=query.shelf, sort=query.sort, pinned=None, name=query.name)
    screen.show_pane(screen.listing)


def key_of(screen: "MainScreen", id: str) -> str:
    """Return the key of a command, as the user's settings have it."""
    keys = next(command.keys for command in screen.commands if command.id == id)
    return key_name(keys[0]) if keys else ":"


def _history(library: "Library") -> HistoryRead | None:
    with suppress(LibraryError):
        return HistoryRead(library.searches.history())
    return None
