"""What the screen does with the answers that are about the library as a whole."""

from contextlib import nullcontext
from typing import TYPE_CHECKING

from msgspec.structs import replace

from reader.core.errors import LibraryError, ReaderError
from reader.core.query import Grouping, View
from reader.core.searches import Walk
from reader.lasting import lasting
from reader.ui import browsing, cards, in_texts, searching, upkeep
from reader.ui.holding import hold
from reader.ui.messages import (
    ChoicesReady,
    Crash,
    FacetsReady,
    HistoryRead,
    IndexReady,
    LibraryChanged,
    LibraryOpened,
    Said,
    SearchKept,
    SearchShown,
)
from reader.ui.receiving import receive
from reader.ui.status import StatusLine
from reader.wording import retold

if TYPE_CHECKING:
    from reader.library import Library
    from reader.ui.screen import MainScreen


POLL = 0.5
"""Seconds between looks at what other processes wrote."""


SETTLED = 0.2
"""Seconds after which the first list and page are painted, so that the index does not hold them up."""


@receive.register(View)
def _(view: View, screen: "MainScreen") -> None:
    if screen.library is not None:
        library, today = screen.library, screen.clock().date()
        screen.card = cards.for_view(view, library.folder, today, is_new=not library.catalog.rows)
    screen.now = screen.clock()
    old, screen.view = screen.view, hold(screen, view)
    if view.query.text != old.query.text:
        in_texts.mark_again(screen, old)
    browsing.follow(screen)
    if (id := screen.to_restore) is not None:
        screen.to_restore = None
        screen.listing.select_id(id)
    if screen.opens_found and view.query == screen.query_now and (view.rows or not view.progress):
        screen.opens_found = False
        screen.on_row_chosen()


@receive.register(LibraryOpened)
def _(opened: LibraryOpened, screen: "MainScreen") -> None:
    screen.library = library = opened.library
    if screen.listing.cursor:  # the reader went on from the first rows
        screen.to_restore = None
    receive(opened.view, screen)
    if screen.has_class(browsing.OPEN):
        browsing.show(screen)
    if screen.query_now != opened.view.query:
        screen.ask_view()
    if screen.page_asked is not None:
        screen.ask_page()
    for asked in screen.held:  # handed over, as the screen may be gone before a message arrives
        screen.on_change_asked(asked)
    screen.held.clear()
    if screen.search.is_entered:
        searching.prepare(screen)
    screen.set_timer(SETTLED, lambda: _index(screen, is_first=True))
    screen.set_interval(POLL, lambda: _poll(screen, library))
    upkeep.start(screen, library)


@receive.register(IndexReady)
def _(ready: IndexReady, screen: "MainScreen") -> None:
    if screen.query_now.text:
        screen.ask_view()


@receive.register(LibraryChanged)
def _(changed: LibraryChanged, screen: "MainScreen") -> None:
    if changed.note:
        _line_in_sight(screen).say(changed.note)
    screen.to_restore = changed.back_to or screen.to_restore
    screen.ask_view()
    _index(screen)
    follow_row(screen, texts=changed.texts)
    if changed.note and screen.opened is not None and screen.opened.items:
        screen.ask_page()  # the marks before its recommendations may be others


@receive.register(ChoicesReady)
def _(ready: ChoicesReady, screen: "MainScreen") -> None:
    screen.search.choices = ready.choices
    screen.status.offer()


@receive.register(FacetsReady)
def _(ready: FacetsReady, screen: "MainScreen") -> None:
    browsing.counted(screen, ready)


@receive.register(HistoryRead)
def _(read: HistoryRead, screen: "MainScreen") -> None:
    if screen.search.walk.at is None:
        screen.search.walk = Walk(read.entries)


@receive.register(SearchShown)
def _(asked: SearchShown, screen: "MainScreen") -> None:
    searching.shown(screen, asked.slot, asked.search)


@receive.register(SearchKept)
def _(kept: SearchKept, screen: "MainScreen") -> None:
    screen.status.say(kept.note)
    query = replace(screen.query_now, grouping=Grouping.NONE, pinned=None, name=kept.search.name if kept.search else "")
    is_shown = kept.search is not None and kept.search.query == query
    screen.ask_view(name=query.name if is_shown else "")


@receive.register(Said)
def _(said: Said, screen: "MainScreen") -> None:
    _line_in_sight(screen).say(said.text, warning=said.warning)


@receive.register(ReaderError)
def _(error: ReaderError, screen: "MainScreen") -> None:
    if screen.library is None and isinstance(error, LibraryError):
        screen.held.clear()
        screen.view, screen.card = View(query=screen.query_now), cards.for_error(error)
        screen.listing.border_title, screen.listing.border_subtitle = "Library", ""
    else:
        text = str(error)
        if screen.library is not None:  # there is room for one line; everyone knows where the library lies
            text = text.replace(f"{screen.library.folder.resolve()}/", "")
        _line_in_sight(screen).say(text, warning=True)


@receive.register(Crash)
def _(crash: Crash, screen: "MainScreen") -> None:
    raise crash.error


def say_notices(screen: "MainScreen") -> None:
    """Say what of the library had to be set aside, each once: files are read again while the app runs."""
    for notice in screen.library.notices if screen.library else ():
        if notice not in screen.noticed:
            screen.noticed.add(notice)
            screen.status.say(retold(notice), warning=True)


def _line_in_sight(screen: "MainScreen") -> StatusLine:
    """Return the bottom line of what lies over the panes, else that of the panes."""
    over = screen.app.screen.query(StatusLine)
    return next((line for line in over if line.is_mounted), screen.status)


def _poll(screen: "MainScreen", library: "Library") -> None:
    if library is screen.library:
        screen.jobs.latest("poll", lambda _: LibraryChanged() if library.refresh() else None)


def _index(screen: "MainScreen", *, is_first: bool = False) -> None:
    """Build the title index, or take in what was added, and search again."""
    if (library := screen.library) is None:
        return

    def work(_: object) -> IndexReady | None:
        with lasting() if is_first else nullcontext():
            return IndexReady() if library.prepare_search() else None

    screen.jobs.queue("index", work)


def follow_row(screen: "MainScreen", *, texts: bool) -> None:
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
