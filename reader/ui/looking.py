"""Commands that change what is looked at: search, shelves, order, clutter, widths."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec.structs import replace

from reader.core.article import Label
from reader.core.completion import spelled
from reader.core.query import Shelf, Sort
from reader.core.query_language import parse, without_field
from reader.core.state import Position
from reader.layout.lines import Mode, Role
from reader.ui import searching
from reader.ui.messages import LeaveAsked, Matches, SampleAsked, SectionToggled, TextFound, TextMatch
from reader.ui.search_pane import Scope

if TYPE_CHECKING:
    from reader.ui.screen import MainScreen

MEASURES = (32, 120)
"""Narrowest and widest line of text, in cells."""


def search(screen: "MainScreen") -> None:
    """Go to the search box: for the article's text from the article, else for titles."""
    in_article = screen.pane is screen.article and screen.article.opened is not None
    screen.search.scope = Scope.ARTICLE if in_article else Scope.TITLES
    screen.search.show("" if in_article else screen.query_now.text)
    if not in_article and not screen.query_now.text:
        row = screen.listing.highlighted
        screen.before_search = row.id if row else None
    if not in_article:
        searching.prepare(screen)
    screen.set_focus(screen.search.box)


def leave_search(screen: "MainScreen") -> None:
    """Give back what was there before the search box was entered: the list as it was, or the article unmarked."""
    if screen.search.scope is Scope.ARTICLE:
        find(screen, "")
        screen.show_pane(screen.article)
    else:
        screen.search.show("")
        screen.to_restore = screen.before_search
        screen.ask_view(text="")
        screen.show_pane(screen.listing)


def find(screen: "MainScreen", *texts: str, is_reading: bool = True, from_query: bool = False) -> None:
    """Mark texts in the open article and go to the first match at or below the cursor; "" takes the marks away.

    is_reading: whether going there is reading, so that it is the reader's place from now on. from_query: whether the
    list was found by them: then only the article itself is looked at, not its title or what was opened below it.
    """
    opened = screen.article.opened
    if not any(map(str.strip, texts)) or opened is None:
        screen.jobs.cancel("find")
        screen.article.matches = Matches()
        screen.search.found = ""
        return

    sections = opened.body.sections

    def work(_: Callable[[], bool]) -> TextFound:
        from reader.search.in_text import find_in_text

        shown = {line.block for line in opened.page.lines if not line.composed}
        if from_query:
            shown = {block for block in shown if sections[opened.body.section_of(block)].label is Label.CONTENT}
        blocks = [(index, opened.body.blocks[index].text) for index in sorted(shown)]
        places = sorted({place for text in texts for place in find_in_text(blocks, text)})
        matches = tuple(TextMatch(block=block, start=a, stop=b) for block, a, b in places)
        return TextFound(opened.row.id, matches, is_reading, from_query)

    screen.jobs.latest("find", work)


def next_match(direction: int) -> Callable[["MainScreen"], None]:
    """Return the command that goes to the next match of the text searched for."""

    def perform(screen: "MainScreen") -> None:
        matches = screen.article.matches
        if matches.places:
            go_to_match(screen, replace(matches, at=(matches.at + direction) % len(matches.places)))
            if screen.search.scope is not Scope.ARTICLE or not screen.search.display:
                screen.status.say(screen.search.found)
        else:
            screen.status.say("Nothing is marked: / in the article finds in its text")

    return perform


def go_to_match(screen: "MainScreen", matches: Matches, *, is_reading: bool = True) -> None:
    """Mark what was found, and go to the match that `matches` stands on. is_reading: as for `find`."""
    screen.article.matches = matches
    screen.search.found = f"{matches.at + 1} of {len(matches.places)}" if matches.places else "not found"
    if matches.here is not None and screen.article.opened is not None:
        place = Position(block=matches.here.block, offset=matches.here.start)
        screen.article.go(screen.article.opened.page.row_of(place), is_reading=is_reading)


def pin(screen: "MainScreen", id: str | None) -> None:
    """Keep an article in the list while it is read, whatever shelf is shown; None for none."""
    screen.query_now = replace(screen.query_now, pinned=id)


def cycle_clutter(screen: "MainScreen") -> None:
    """Show clutter folded, not at all, or open."""
    modes = list(Mode)
    screen.mode = modes[(modes.index(screen.mode) + 1) % len(modes)]
    screen.status.say(f"Clutter {screen.mode.value}")
    screen.ask_page()


def toggle_section(screen: "MainScreen") -> None:
    """Open or fold the clutter section at the cursor, else the next one below it."""
    article = screen.article
    below = article.lines[article.cursor :]
    line = next((line for line in below if line.role in (Role.FOLD, Role.CLUTTER)), None)
    if article.opened is None or line is None:
        screen.status.say("No hidden section here")
        return
    sections = article.opened.body.sections
    screen.post_message(SectionToggled(sections[line.section].start))


def next_sort(screen: "MainScreen") -> None:
    """Sort the list by the next order."""
    sorts = list(Sort)
    screen.ask_view(sort=sorts[(sorts.index(screen.query_now.sort) + 1) % len(sorts)])
    screen.status.say(f"Sorted by {screen.query_now.sort.value}")


def filter_source(screen: "MainScreen") -> None:
    """Show only the source of the article at hand, or all again."""
    row = screen.row_at_hand
    text = screen.query_now.text
    kept = without_field(text, "source", negated=False)
    if not parse(text, screen.clock().date()).sources:
        if row is None or row.article.source is None:
            screen.status.say("The source of this article is not known")
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
        screen.status.say(f"Lines of up to {screen.measure} cells")

    return perform


def theme(screen: "MainScreen") -> None:
    """Change between the light and the dark theme."""
    dark = screen.app.current_theme.dark
    screen.app.theme = "reader-light" if dark else "reader-dark"


def add(screen: "MainScreen") -> None:
    """Ask for a file or folder to add."""
    if screen.library is not None:
        screen.status.ask("add", "File or folder to add: ", f"{Path.home()}/")


def sample(screen: "MainScreen") -> None:
    """Open the sample library; the reader's own is closed, untouched."""
    screen.post_message(SampleAsked())


def palette(screen: "MainScreen") -> None:
    """Show all commands."""
    screen.app.action_command_palette()


def help_keys(screen: "MainScreen") -> None:
    """Show the keys."""
    from reader.ui.pager import keys_pager

    screen.app.push_screen(keys_pager(screen.commands))


def news(screen: "MainScreen") -> None:
    """Show what is new."""
    from reader.ui.pager import news_pager

    screen.app.push_screen(news_pager())


def leave(screen: "MainScreen") -> None:
    """Go back from the article to the list; from the list, quit."""
    if screen.pane is screen.article:
        screen.remove_class("alone")
        screen.show_pane(screen.listing)
    else:
        quit_app(screen)


def quit_app(screen: "MainScreen") -> None:
    """Keep the place and quit."""
    screen.post_message(LeaveAsked())
