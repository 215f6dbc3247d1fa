"""The one screen: it holds the state the panes show, and turns their messages into work and changes."""

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING

from msgspec.structs import replace
from textual import events
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.reactive import reactive
from textual.screen import Screen
from textual.widget import Widget
from textual.widgets import Input, Label

from reader.core import changes
from reader.core.catalog import Row
from reader.core.changes import Field
from reader.core.query import Query, Shelf, Sort, View
from reader.core.steps import sentence
from reader.layout.lines import Mode, Spacing
from reader.ui import (
    adding,
    cards,
    emptying,
    exporting,
    highlighting,
    holding,
    in_article,
    in_texts,
    looking,
    marking,
    opening,
    pages,
    piping,
    placing,
    searching,
    tagging,
    taking_out,
)
from reader.ui import messages as m
from reader.ui.answers import say_notices
from reader.ui.article_pane import ArticlePane
from reader.ui.cards import Card
from reader.ui.commands import BY_ID, Command, bindings, hints
from reader.ui.jobs import Jobs
from reader.ui.late import mount_later
from reader.ui.line_pane import LinePane
from reader.ui.list_pane import ListPane
from reader.ui.receiving import receive
from reader.ui.search_pane import Scope, SearchPane
from reader.ui.status import StatusLine
from reader.wording import tr

if TYPE_CHECKING:
    from reader.library import Library
    from reader.ui.browse_pane import BrowsePane

SMALLEST = (24, 6)
"""Columns and lines below which nothing sensible can be shown."""

PREVIEW = 0.12
"""Seconds without a key before the first article found is shown beside a query that is typed, or browsed to."""

SHORT = 18
"""Lines below which frames and second lines of rows are left out; see VERTICAL_BREAKPOINTS of the app."""


ROOMY = 110
"""Columns from which an article has room beside both the list and the browser pane."""


class MainScreen(Screen[None]):
    """List, article and search panes over one library.

    taker: what is offered each key before all commands while a key means something else, a letter for a mark for
    instance; it returns whether it took the key. None while no one waits for a key.
    """

    AUTO_FOCUS = "#list"

    # What textual and the panes repaint themselves: a screen's reactives would have all of it painted again.
    focused: reactive[Widget | None] = reactive(None, repaint=False)
    view: reactive[View] = reactive(View(query=Query()), always_update=True, repaint=False)
    card: reactive[Card | None] = reactive(cards.opening, repaint=False)
    opened: reactive[m.Opened | None] = reactive(None, always_update=True, repaint=False)
    now: reactive[datetime] = reactive(datetime.min, repaint=False)
    measure: reactive[int] = reactive(72, repaint=False)
    spacing: reactive[Spacing] = reactive(Spacing.NORMAL, repaint=False)

    def __init__(self, commands: tuple[Command, ...], clock: Callable[[], datetime]) -> None:
        super().__init__()
        self.commands = commands
        self.clock = clock
        self._bindings = bindings(commands)
        self.jobs = Jobs(self.post_message)
        self.stands = False
        self.library: Library | None = None
        self.query_now = Query()
        self.browse: BrowsePane | None = None  # until it is first opened
        self.mode = Mode.FOLDED
        self.page_asked: str | None = None
        self.places = placing.Places()
        self.finding = in_article.Finding()
        self.to_restore: str | None = None
        self.before_search: str | None = None
        self.opens_found = False
        self.holds = False  # an article in its place in the list
        self.asked_why: marking.Asked | None = None
        self.prompted_for: tuple[Row, ...] = ()
        self.highlighting = highlighting.Highlighting()
        self.taking_out = taking_out.Remembered()
        self.asked_to_remove: tuple[str, ...] = ()
        self.noticed: set[str] = set()
        self.taker: Callable[[events.Key], bool] | None = None
        self.held: list[m.ChangeAsked] = []  # until the library is open

    def compose(self) -> ComposeResult:
        """Lay the panes out; data goes down to them by binding."""
        self.search = SearchPane(lambda: self.clock().date(), id="search").data_bind(MainScreen.view)
        self.listing = ListPane(id="list").data_bind(MainScreen.view, MainScreen.card, MainScreen.now)
        self.article = ArticlePane(id="article").data_bind(MainScreen.opened, MainScreen.measure)
        self.status = StatusLine(id="status")
        yield self.search
        yield Horizontal(self.listing, self.article, id="panes")
        yield self.status

    def on_mount(self) -> None:
        """Start at the list."""
        self.pane: LinePane = self.listing
        self.set_focus(self.listing)
        too_small = Label(
            tr("Too small: {columns}×{lines} cells at least", columns=SMALLEST[0], lines=SMALLEST[1]),
            id="too-small",
            markup=False,
        )
        mount_later(self, too_small)
        self.watch(self.listing, "selection", self.on_descendant_focus, init=False)
        self.watch(self, "opened", lambda: highlighting.follow(self), init=False)
        self.stands = True
        self.post_message(m.PanesStand())

    @property
    def row_at_hand(self) -> Row | None:
        """The article that a command is about: the open one in the article pane, else the one under the cursor."""
        if self.pane is self.article and self.opened is not None:
            return self.opened.row
        return self.listing.highlighted

    def action_run(self, id: str) -> None:
        """Perform a command of the table."""
        BY_ID[id].perform(self)

    action_type_or_run = action_run

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Leave the keys that an input edits with to the input that has the focus."""
        return action != "type_or_run" or not isinstance(self.focused, Input)

    def show_pane(self, pane: LinePane | SearchPane) -> None:
        """Give a pane the focus, and in a narrow terminal the room."""
        if isinstance(pane, SearchPane):
            looking.search(self)
            return
        self.pane = pane
        self.status.cancel()
        self.set_class(pane is self.article, "reading")
        self.set_class(pane is self.article and self.has_class("alone"), "alone")
        self.set_class(pane is self.browse, "browsing")
        self.set_focus(pane)

    def ask_view(self, **parts: str | Shelf | Sort | None) -> None:
        """Ask for the list again, with parts of the query changed: another text or shelf is no saved search."""
        if not parts.keys().isdisjoint(("text", "shelf")):
            parts = {"name": "", **parts}
        self.query_now = query = replace(self.query_now, **parts)
        if (library := self.library) is not None:
            in_texts.ask(self, library, query)

    def ask_page(self, id: str | None = None, *, after: float = 0.0) -> None:
        """Ask for the page of an article, anew for the last one when no id is given; after so many seconds."""
        self.page_asked = id = id or self.page_asked
        if (library := self.library) is None or id is None:
            return
        pages.ask(self, library, id, after)

    def on_resize(self) -> None:
        """Give each article one line where there are few lines; say so where nothing can be shown."""
        self.listing.row_height = 1 if self.size.height < SHORT else 2
        is_small = self.size.width < SMALLEST[0] or self.size.height < SMALLEST[1]
        if self.has_class("too-small") and not is_small:
            self.call_after_refresh(self.show_pane, self.pane)  # what is not displayed loses the focus
        self.set_class(is_small, "too-small")
        self.set_class(self.size.width >= ROOMY, "roomy")

    def on_descendant_focus(self) -> None:
        """Show the keys of the pane at hand, which may have been clicked; no key is waited for any more."""
        if self.taker is not None:
            self.taker(events.Key("escape", None))
        if isinstance(self.focused, LinePane) and (self.focused is not self.pane or self.status.is_asking):
            self.show_pane(self.focused)
        pane = "search" if self.search.is_entered else self.pane.id or ""
        if pane == "list" and self.listing.selection.ids:
            pane = "selected"
        self.status.hints = hints(self.commands, pane)

    on_screen_suspend = on_descendant_focus

    def on_query_typed(self, event: m.QueryTyped) -> None:
        """Search as the query is typed; who types on after Enter stays in the box."""
        self.opens_found = False
        if self.search.scope is Scope.ARTICLE:
            in_article.find(self, event.text)
        else:
            self.ask_view(text=event.text)

    def on_query_done(self) -> None:
        """Go from the search box to what was found: into the first article, as soon as it is found, or to the match."""
        if self.search.scope is Scope.ARTICLE:
            in_article.stay(self)
            return
        searching.remember(self)
        if replace(self.view.query, pinned=self.query_now.pinned) == self.query_now:
            self.on_row_chosen()
        else:
            self.opens_found = True

    def on_row_highlighted(self, event: m.RowHighlighted) -> None:
        """Show the article under the list's cursor."""
        self.article.keep_place()
        holding.let_go(self)
        self.asked_why = None
        if event.id is None:
            pages.close(self)
            self.page_asked = None
        else:
            self.ask_page(event.id, after=PREVIEW if self.search.is_entered or self.pane is self.browse else 0.0)

    def on_row_chosen(self) -> None:
        """Go into the article under the list's cursor: from now on it is read."""
        row = self.listing.highlighted
        if row is None:
            self.show_pane(self.listing)
            self.opens_found = self.library is None
            if self.library is not None and not self.library.catalog.rows:
                looking.sample(self)
            return
        self.to_restore = None
        searching.remember(self)
        if self.opened is None or self.opened.row.id != row.id:
            self.ask_page(row.id)
        looking.pin(self, row.id)
        opening.remember(self, row.id)
        self.show_pane(self.article)
        if row.is_unread:
            self.post_message(m.ChangeAsked(changes.set_flag(Field.READ, [row], self.clock()), quiet=True))

    def on_change_asked(self, event: m.ChangeAsked) -> None:
        """Have the library perform a change; what is shown follows when it is on disk."""
        library = self.library
        if library is None:
            self.held.append(event)
            return

        def work(_: Callable[[], bool]) -> m.LibraryChanged | None:
            step = library.apply(event.change_in(library.catalog), undoable=not event.quiet)
            if not step:
                return None
            return m.LibraryChanged("" if event.quiet else tr("{what} · u undoes", what=sentence(step.what)))

        self.jobs.queue("write", work)

    def on_section_toggled(self, event: m.SectionToggled) -> None:
        """Open or fold a clutter section of the open article."""
        if self.opened is not None:
            id = self.opened.row.id
            toggled = m.ChangeAsked(lambda catalog: changes.reveal(catalog.find(id), event.start), quiet=True)
            self.on_change_asked(toggled)

    def on_page_asked(self, event: m.PageAsked) -> None:
        """Lay the open article out for its new width, or around another place."""
        if self.opened is not None and (event.elsewhere or self.opened.page.width != event.width):
            self.ask_page()

    def on_prompted(self, event: m.Prompted) -> None:
        """Take the answer to a question."""
        self.show_pane(self.pane)
        take = {
            tagging.KIND: tagging.answer,
            "add": adding.add,
            "save": searching.keep,
            emptying.KIND: emptying.empty,
            exporting.KIND: exporting.export,
            piping.KIND: piping.pipe,
            highlighting.COLOUR: highlighting.set_colour,
            highlighting.NOTE: highlighting.set_note,
        }
        take[event.purpose](self, event.text)

    def on_answer(self, event: m.Answer) -> None:
        """Take in the result of background work, unless a later one was asked for."""
        if self.jobs.is_current(event):
            receive(event.value, self)
            say_notices(self)
