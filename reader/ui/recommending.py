"""The page of an article with what it recommends, and what the keys do with the recommendation at hand."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from reader.core.article import Label
from reader.core.catalog import Recommendation
from reader.core.query import Shelf
from reader.layout.lines import Mode, Role
from reader.ui import looking
from reader.ui.messages import LibraryChanged, Opened, Said
from reader.ui.search_pane import Scope

if TYPE_CHECKING:
    from reader.library import Library
    from reader.ui.screen import MainScreen

NONE_HERE = "No recommendation here; open a related section and go to one"


def open_page(library: "Library", id: str, width: int, mode: Mode) -> Opened:
    """Return an article with its page; recommendations are read only when a section of them is open."""
    from reader import recommending
    from reader.layout.page import NO_ITEMS, page

    row, body = library.catalog.find(id), library.body(id)
    related = {section.start for section in body.sections if section.label is Label.RELATED}
    is_open = related and (mode is Mode.SHOWN or (mode is Mode.FOLDED and related & row.state.revealed))
    items = recommending.recommended(library.catalog, row.article, body) if is_open else NO_ITEMS
    seen_in = library.catalog.title_of(row.article.seen_in) if row.article.seen_in else None
    drawn = page(row.article, body, width=width, mode=mode, revealed=row.state.revealed, items=items, seen_in=seen_in)
    return Opened(row=row, body=body, page=drawn, items=items)


def at_hand(screen: "MainScreen") -> Recommendation | None:
    """Return the recommendation under the article pane's cursor, None if it stands on none."""
    opened, line = screen.opened, screen.article.line
    if opened is None or line is None or line.role is Role.FOLD:
        return None
    found = opened.items.get(line.section, ())
    return next((each for each in found if each.item.has(line.block)), None)


def follow(screen: "MainScreen") -> None:
    """Go to the article that the recommendation at hand names, if the library has it."""
    found = at_hand(screen)
    if found is None:
        return
    if found.held is None:
        screen.status.say("Not in the library · i keeps it as a stub")
    elif screen.listing.select_id(found.held.id):
        screen.on_row_chosen()
    else:
        screen.article.keep_place()
        screen.search.scope = Scope.TITLES
        screen.search.show("")
        screen.to_restore, screen.opens_found = found.held.id, True
        looking.pin(screen, found.held.id)
        screen.ask_view(text="", shelf=Shelf.ALL)


def keep(screen: "MainScreen") -> None:
    """Keep the recommendation at hand as a stub; on the line of its section, all that the library does not have."""
    library, opened, line = screen.library, screen.opened, screen.article.line
    if library is None or opened is None or line is None or screen.pane is not screen.article:
        screen.status.say(NONE_HERE)
        return
    is_all, found = line.role is Role.FOLD, at_hand(screen)
    section = line.section
    if opened.body.sections[section].label is not Label.RELATED or not (is_all or found):
        screen.status.say(NONE_HERE)
        return
    if found and found.held:
        screen.status.say("In the library already · Enter opens it")
        return
    id, block = opened.row.id, None if is_all else line.block

    def work(_: Callable[[], bool]) -> LibraryChanged | Said:
        from reader import recommending

        count = recommending.take(library, id, section, block=block)
        if not count:
            return Said("Nothing here that the library does not have")
        what = "Kept as a stub" if count == 1 else f"{count:,} kept as stubs"
        return LibraryChanged(f"{what} · u undoes")

    screen.jobs.queue("write", work)
