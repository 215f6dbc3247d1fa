"""What the screen does with each kind of answer from background work."""

from dataclasses import replace
from functools import singledispatch
from typing import TYPE_CHECKING

from reader.core.errors import LibraryError, ReaderError
from reader.core.query import View
from reader.library import Library
from reader.ui import cards, looking
from reader.ui.messages import Crash, IndexReady, LibraryChanged, LibraryOpened, Matches, Opened, Said, TextFound

if TYPE_CHECKING:
    from reader.ui.screen import MainScreen


POLL = 0.5
"""Seconds between looks at what other processes wrote."""


SETTLED = 0.2
"""Seconds after which the first list and page are painted, so that the index does not hold them up."""


@singledispatch
def receive(value: object, screen: "MainScreen") -> None:
    """Take in the value of an Answer; TypeError for one that nothing is written for."""
    raise TypeError(f"no one waits for {type(value).__name__}")


@receive.register(View)
def _(view: View, screen: "MainScreen") -> None:
    if screen.library is not None:
        screen.card = cards.for_view(view, screen.library.folder)
    screen.now = screen.clock()
    screen.view = view
    if (id := screen.to_restore) is not None:
        screen.to_restore = None
        screen.listing.select_id(id)
    if screen.opens_found and view.query == screen.query_now:
        screen.opens_found = False
        screen.on_row_chosen()


@receive.register(Opened)
def _(opened: Opened, screen: "MainScreen") -> None:
    screen.opened = opened
    screen.article.border_title = f"Article · clutter {screen.mode.value}"
    if opened.page.width != screen.article.text_width:
        screen.ask_page(opened.row.id)  # the pane was resized while the page was laid out


@receive.register(LibraryOpened)
def _(opened: LibraryOpened, screen: "MainScreen") -> None:
    screen.library = library = opened.library
    for notice in library.notices:
        screen.status.say(notice, warning=True)
    receive(opened.view, screen)
    if screen.query_now != opened.view.query:
        screen.ask_view()

    def index(_: object) -> IndexReady:
        library.prepare_search()
        return IndexReady()

    screen.set_timer(SETTLED, lambda: screen.jobs.latest("index", index))
    screen.set_interval(POLL, lambda: _poll(screen, library))


@receive.register(IndexReady)
def _(ready: IndexReady, screen: "MainScreen") -> None:
    if screen.query_now.text:
        screen.ask_view()


@receive.register(LibraryChanged)
def _(changed: LibraryChanged, screen: "MainScreen") -> None:
    if changed.note:
        screen.status.say(changed.note)
    screen.to_restore = changed.back_to or screen.to_restore
    screen.ask_view()
    _follow_row(screen, texts=changed.texts)
    if changed.note and screen.opened is not None and screen.opened.items:
        screen.ask_page()  # the marks before its recommendations may be others


@receive.register(TextFound)
def _(found: TextFound, screen: "MainScreen") -> None:
    article = screen.article
    if article.opened is None or article.opened.row.id != found.id:
        return
    place = article.opened.page.position_of(article.cursor)
    here = (place.block, place.offset)
    below = (index for index, match in enumerate(found.matches) if (match.block, match.stop) > here)
    looking.go_to_match(screen, Matches(places=found.matches, at=next(below, 0)))


@receive.register(Said)
def _(said: Said, screen: "MainScreen") -> None:
    screen.status.say(said.text, warning=said.warning)


@receive.register(ReaderError)
def _(error: ReaderError, screen: "MainScreen") -> None:
    if screen.library is None and isinstance(error, LibraryError):
        screen.card = cards.for_error(error)
        screen.listing.border_title, screen.listing.border_subtitle = "Library", ""
    else:
        screen.status.say(str(error), warning=True)


@receive.register(Crash)
def _(crash: Crash, screen: "MainScreen") -> None:
    raise crash.error


def _poll(screen: "MainScreen", library: Library) -> None:
    if library is screen.library:
        screen.jobs.latest("poll", lambda _: LibraryChanged() if library.refresh() else None)


def _follow_row(screen: "MainScreen", *, texts: bool) -> None:
    """Bring the open article up to date with the catalog; lay it out again when its text shows otherwise."""
    old = screen.opened
    row = screen.library.catalog.get(old.row.id) if screen.library and old else None
    if old is None or row is None:
        return
    shown = (row.article, row.state.revealed, row.state.corrections)
    if texts or shown != (old.row.article, old.row.state.revealed, old.row.state.corrections):
        screen.ask_page(row.id)
    elif row != old.row:
        screen.opened = replace(old, row=row)
