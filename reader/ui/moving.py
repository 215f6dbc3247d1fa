"""Commands that move: rows, lines, pages, panes and articles."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from reader.layout.lines import Role
from reader.ui import (
    adding,
    browsing,
    emptying,
    exporting,
    in_article,
    looking,
    passages,
    piping,
    placing,
    recommending,
    searching,
    selecting,
)
from reader.ui.line_pane import LinePane
from reader.ui.messages import SectionToggled
from reader.wording import tr

if TYPE_CHECKING:
    from reader.ui.screen import MainScreen


def step(items: int) -> Callable[["MainScreen"], None]:
    """Return the command that moves the cursor of the pane at hand, or through what the search box offers."""
    move = _in_pane(lambda pane: pane.step(items))

    def perform(screen: "MainScreen") -> None:
        if not (searching.step(screen, items) or screen.status.step(items)):
            move(screen)

    return perform


def page(pages: float) -> Callable[["MainScreen"], None]:
    """Return the command that moves by a share of a page."""
    return _in_pane(lambda pane: pane.page(pages))


def edge(*, bottom: bool) -> Callable[["MainScreen"], None]:
    """Return the command that moves to the first or last line."""
    move = _in_pane(lambda pane: pane.edge(bottom=bottom))

    def perform(screen: "MainScreen") -> None:
        placing.jumping(screen)
        move(screen)

    return perform


def page_down(screen: "MainScreen") -> None:
    """Move down a page; at the end of an article, to the next unread one."""
    if is_turning(screen):
        return
    moved = screen.pane.page(1)
    if not moved and screen.pane is screen.article:
        next_unread(1)(screen)


def enter(screen: "MainScreen") -> None:
    """Go into the article; there, open or fold the section at hand, or go to the article recommended at hand.

    From the browser pane, go to the list that it narrowed.
    """
    if screen.pane is screen.browse:
        browsing.keep(screen)
    elif screen.pane is not screen.article:
        screen.on_row_chosen()
    elif (line := screen.article.line) is not None and line.role is Role.FOLD:
        screen.post_message(SectionToggled(line.block))
    else:
        recommending.follow(screen)


def back(screen: "MainScreen") -> None:
    """Take back the first there is: suggestions, a question, the search box, the selection, long work, and so on."""
    if screen.status.is_asking:
        if not screen.status.close_suggestions():
            screen.show_pane(screen.pane)
    elif screen.search.is_entered:
        if screen.search.close_suggestions():
            return
        looking.leave_search(screen)
    elif screen.pane is screen.browse:
        browsing.close(screen)
    elif (screen.pane is screen.article and passages.drop(screen)) or selecting.clear(screen):
        return
    elif screen.jobs.is_busy(adding.KIND):
        adding.stop(screen)
    elif screen.jobs.is_busy(emptying.KIND):
        emptying.stop(screen)
    elif screen.jobs.is_busy(exporting.KIND):
        exporting.stop(screen)
    elif screen.jobs.is_busy(piping.KIND):
        piping.stop(screen)
    elif screen.finding.is_asked:
        in_article.forget(screen)
    elif screen.pane is screen.article:
        screen.show_pane(screen.listing)
    elif screen.query_now.text:
        screen.search.show("")
        screen.ask_view(text="")


def next_pane(direction: int) -> Callable[["MainScreen"], None]:
    """Return the command that gives the focus to the next pane, or takes what the search box suggests."""

    def perform(screen: "MainScreen") -> None:
        if screen.status.accept() or (direction > 0 and screen.search.is_entered and screen.search.accept()):
            return
        browser = (screen.browse,) if screen.browse is not None and screen.has_class(browsing.OPEN) else ()
        panes = (screen.search, *browser, screen.listing, screen.article)
        here = 0 if screen.search.is_entered else panes.index(screen.pane)
        screen.show_pane(panes[(here + direction) % len(panes)])

    return perform


def next_article(direction: int) -> Callable[["MainScreen"], None]:
    """Return the command that moves to the next article in the list, whatever pane has the focus."""

    def perform(screen: "MainScreen") -> None:
        if screen.listing.step(direction):
            _read_on(screen)

    return perform


def next_unread(direction: int) -> Callable[["MainScreen"], None]:
    """Return the command that moves to the next unread article in the list."""

    def perform(screen: "MainScreen") -> None:
        rows = screen.listing.view.rows
        here = screen.listing.cursor
        places = range(here + 1, len(rows)) if direction > 0 else range(here - 1, -1, -1)
        for place in places:
            if rows[place].is_unread:
                screen.listing.go(place)
                _read_on(screen)
                return
        screen.status.say(tr("Nothing unread further down") if direction > 0 else tr("Nothing unread further up"))

    return perform


def _read_on(screen: "MainScreen") -> None:
    if screen.pane is screen.article:
        screen.on_row_chosen()


def _in_pane(move: Callable[[LinePane], object]) -> Callable[["MainScreen"], None]:
    """Return the command that moves within the pane at hand, unless that still shows the article before."""

    def perform(screen: "MainScreen") -> None:
        if not is_turning(screen):
            move(screen.pane)

    return perform


def is_turning(screen: "MainScreen") -> bool:
    """Whether the article pane still shows the article before the one it was sent to."""
    row, opened = screen.listing.highlighted, screen.article.opened
    return screen.pane is screen.article and bool(row and opened and row.id != opened.row.id)
