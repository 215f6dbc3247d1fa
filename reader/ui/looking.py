"""Commands that change what is looked at: search, shelves, order, clutter, widths."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec.structs import replace

from reader.core.completion import spelled
from reader.core.query import Shelf, Sort
from reader.core.query_language import parse, without_field
from reader.layout.lines import Mode, Role, Spacing
from reader.layout.told import ORDERS
from reader.ui import in_article, searching
from reader.ui.messages import LeaveAsked, SampleAsked, SectionToggled
from reader.ui.search_pane import Scope
from reader.ui.themes import next_theme
from reader.wording import tr

if TYPE_CHECKING:
    from reader.ui.screen import MainScreen

MEASURES = (32, 120)
"""Narrowest and widest line of text, in cells."""

_SPACINGS = {
    Spacing.TIGHT: "Paragraphs close together",
    Spacing.NORMAL: "A blank line between paragraphs",
    Spacing.LOOSE: "Lines far apart",
}

SORTS: Mapping[Sort, str] = {
    Sort.NEWEST: "Sort by date, newest first",
    Sort.OLDEST: "Sort by date, oldest first",
    Sort.ADDED: "Sort by when it was added",
    Sort.TITLE: "Sort by title",
    Sort.SOURCE: "Sort by source",
    Sort.LENGTH: "Sort by length",
    Sort.PROGRESS: "Sort by progress",
}
"""The orders of the list as commands."""


def search(screen: "MainScreen") -> None:
    """Go to the search box: for the article's text from the article, else for titles."""
    if screen.pane is screen.browse:
        screen.show_pane(screen.listing)  # what is searched for has to be seen
    is_inside = screen.pane is screen.article and screen.article.opened is not None
    screen.search.scope = Scope.ARTICLE if is_inside else Scope.TITLES
    text = "" if is_inside else screen.query_now.text.rstrip()
    screen.search.show(f"{text} " if text else "")  # what is typed next narrows it further
    if not is_inside and not screen.query_now.text:
        row = screen.listing.highlighted
        screen.before_search = row.id if row else None
    if is_inside:
        in_article.begin(screen)
    else:
        searching.prepare(screen)
    screen.set_focus(screen.search.box)


def leave_search(screen: "MainScreen") -> None:
    """Give back what was there before the search box was entered: the list as it was, or the article unmarked."""
    if screen.search.scope is Scope.ARTICLE:
        in_article.leave(screen)
    else:
        screen.search.show("")
        screen.to_restore = screen.before_search
        screen.ask_view(text="")
        screen.show_pane(screen.listing)


def pin(screen: "MainScreen", id: str | None) -> None:
    """Keep an article in the list while it is read, whatever shelf is shown; None for none."""
    screen.query_now = replace(screen.query_now, pinned=id)


def cycle_clutter(screen: "MainScreen") -> None:
    """Show clutter folded, not at all, or open."""
    modes = list(Mode)
    screen.mode = modes[(modes.index(screen.mode) + 1) % len(modes)]
    screen.status.say(tr("Clutter {mode}", mode=tr(screen.mode.value)))
    screen.ask_page()


def toggle_section(screen: "MainScreen") -> None:
    """Open or fold the clutter section at the cursor, else the next one below it."""
    article = screen.article
    below = article.lines[article.cursor :]
    line = next((line for line in below if line.role in (Role.FOLD, Role.CLUTTER)), None)
    if article.opened is None or line is None:
        screen.status.say(tr("No hidden section here"))
        return
    sections = article.opened.body.sections
    screen.post_message(SectionToggled(sections[line.section].start))


def sort(sort: Sort) -> Callable[["MainScreen"], None]:
    """Return the command that sorts the list in an order."""

    def perform(screen: "MainScreen") -> None:
        screen.ask_view(sort=sort)
        screen.status.say(tr("Sorted: {order}", order=tr(ORDERS[sort])))

    return perform


def next_sort(screen: "MainScreen") -> None:
    """Sort the list by the next order."""
    sorts = list(Sort)
    sort(sorts[(sorts.index(screen.query_now.sort) + 1) % len(sorts)])(screen)


def filter_source(screen: "MainScreen") -> None:
    """Show only the source of the article at hand, or all again."""
    row = screen.row_at_hand
    text = screen.query_now.text
    kept = without_field(text, "source", negated=False)
    if not parse(text, screen.clock().date()).sources:
        if row is None or row.article.source is None:
            screen.status.say(tr("The source of this article is not known"))
            return
        kept = f"{kept} source:{spelled(row.article.source)}".strip()
    screen.search.scope = Scope.TITLES
    screen.search.show(kept)
    screen.ask_view(text=kept)


def clear(screen: "MainScreen") -> None:
    """Show all articles again."""
    screen.search.scope = Scope.TITLES
    screen.search.show("")
    screen.ask_view(text="", shelf=Shelf.ALL)


def shelf(shelf: Shelf) -> Callable[["MainScreen"], None]:
    """Return the command that shows one shelf of the library."""

    def perform(screen: "MainScreen") -> None:
        pin(screen, None)
        if screen.query_now.name:
            screen.search.show("")
            screen.ask_view(text="", shelf=shelf)
        else:
            screen.ask_view(shelf=shelf)
        screen.show_pane(screen.listing)

    return perform


def alone(screen: "MainScreen") -> None:
    """Show the article alone, or all panes again."""
    is_alone = screen.toggle_class("alone").has_class("alone")
    screen.show_pane(screen.article if is_alone else screen.listing)


def measure(cells: int) -> Callable[["MainScreen"], None]:
    """Return the command that makes lines of text wider by so many cells."""

    def perform(screen: "MainScreen") -> None:
        screen.measure = max(MEASURES[0], min(screen.measure + cells, MEASURES[1]))
        screen.status.say(tr("Lines of up to {count} cells", count=screen.measure))

    return perform


def next_spacing(screen: "MainScreen") -> None:
    """Set lines and paragraphs closer together or further apart."""
    spacings = list(Spacing)
    screen.spacing = spacings[(spacings.index(screen.spacing) + 1) % len(spacings)]
    screen.status.say(tr(_SPACINGS[screen.spacing]))
    screen.ask_page()


def theme(screen: "MainScreen") -> None:
    """Go on to the next theme: dark, light, and both with high contrast."""
    screen.app.theme = next_theme(screen.app.theme)
    screen.status.say(tr("Theme: {name}", name=screen.app.theme))


def add(screen: "MainScreen") -> None:
    """Ask for a file or folder to add."""
    if screen.library is not None:
        screen.status.ask("add", tr("File or folder to add: "), f"{Path.home()}/")


def sample(screen: "MainScreen") -> None:
    """Open the sample library; the reader's own is closed, untouched."""
    screen.post_message(SampleAsked())


def palette(screen: "MainScreen") -> None:
    """Show all commands."""
    from textual.command import CommandPalette

    if not CommandPalette.is_open(screen.app):
        screen.app.push_screen(CommandPalette(id="--command-palette", placeholder=tr("Search for commands…")))


def help_keys(screen: "MainScreen") -> None:
    """Show the keys."""
    from reader.ui.pager import keys_pager

    screen.app.push_screen(keys_pager(screen.commands))


def news(screen: "MainScreen") -> None:
    """Show what is new."""
    from reader.ui.pager import news_pager

    screen.app.push_screen(news_pager(screen.commands))


def leave(screen: "MainScreen") -> None:
    """Go back from the article, or the browser pane, to the list; from the list, quit."""
    if screen.pane is not screen.listing:
        screen.show_pane(screen.listing)
    else:
        quit_app(screen)


def quit_app(screen: "MainScreen") -> None:
    """Keep the place and quit."""
    screen.post_message(LeaveAsked())
