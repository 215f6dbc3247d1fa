"""The list of all highlights, over the panes. Its keys are those of the table of commands that mean something here."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input

from reader.core.changes import Change, Field
from reader.core.highlights import COLOURS, annotated, without
from reader.core.state import Highlight
from reader.core.text import one_line
from reader.highlight_list import Entry, Wanted, entries
from reader.ui import exporting, highlighting, looking, marking, taking_out
from reader.ui.commands import bindings
from reader.ui.highlight_pane import HighlightPane
from reader.ui.keys import key_name
from reader.ui.line_pane import MOVES, LinePane
from reader.ui.messages import LibraryChanged, Prompted
from reader.ui.receiving import receive
from reader.ui.status import Hint, StatusLine
from reader.ui.suggestions import SuggestingInput
from reader.wording import tr

if TYPE_CHECKING:
    from textual.binding import BindingsMap

    from reader.ui.screen import MainScreen

_NOTES = ".notes.md"  # the ending of a file of highlights

KIND = "highlight-list"
"""The background work that lists highlights."""


class Listed(Struct, frozen=True, kw_only=True):
    """What the list shows."""

    wanted: Wanted
    entries: tuple[Entry, ...]


class Altered(Struct, frozen=True):
    """Highlights may be others than were listed."""


class HighlightScreen(ModalScreen[None]):
    """The highlights of the library of `main`; wanted: which of them are shown first."""

    AUTO_FOCUS = "#highlights"

    def __init__(self, main: "MainScreen", wanted: Wanted) -> None:
        super().__init__()
        self._bindings: BindingsMap = bindings(main.commands)
        self.main = main
        self.wanted = wanted
        self.article = main.opened.row.id if main.opened else None
        self.asked: Entry | None = None

    def compose(self) -> ComposeResult:
        """Hold what is looked for, the list, and a bottom line."""
        self.box = SuggestingInput(id="wanted", compact=True, select_on_focus=False, placeholder=tr("Filter: words"))
        self.pane = HighlightPane(id="highlights")
        self.status = StatusLine(id="status")
        with Vertical(id="highlight-box"):
            yield self.box
            yield self.pane
        yield self.status

    def on_mount(self) -> None:
        """Show what is wanted."""
        self.status.hints = tuple(self._hints())
        self.ask(self.wanted)

    def action_run(self, id: str) -> None:
        """Perform a command of the table, if it means something here; while a question is asked, only Esc does."""
        if (perform := _ACTIONS.get(id)) is not None and (id == "back" or not self.status.is_asking):
            perform(self)

    action_type_or_run = action_run

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Leave the keys that an input edits with to the input that has the focus."""
        return action != "type_or_run" or not isinstance(self.focused, Input)

    def ask(self, wanted: Wanted) -> None:
        """Have other highlights listed."""
        self.wanted = wanted
        if (library := self.main.library) is not None:
            self.main.jobs.latest(KIND, lambda _: Listed(wanted=wanted, entries=entries(library.catalog, wanted)))

    def show(self, listed: Listed) -> None:
        """Show what was listed."""
        wanted = listed.wanted
        self.pane.entries = listed.entries
        is_narrowed = bool(wanted.text.strip() or wanted.colour or wanted.of)
        none = tr("Nothing like that") if is_narrowed else tr("None yet: in an article, a highlights the paragraph")
        self.pane.said = none
        self.pane.border_title = Content(f"{tr('Highlights')} · {len(listed.entries):,}")
        parts = [tr("of this article") if wanted.of else "", tr(wanted.colour) if wanted.colour else ""]
        parts += [tr("by article") if wanted.by_article else tr("newest first")]
        self.pane.border_subtitle = Content(" · ".join(filter(None, parts)))

    def on_input_changed(self, event: Input.Changed) -> None:
        """Filter as words are typed."""
        self.ask(replace(self.wanted, text=event.value))

    def on_input_submitted(self) -> None:
        """Go from the words to what they found."""
        self.set_focus(self.pane)

    def on_highlight_chosen(self) -> None:
        """Go to the highlight at hand, in its article."""
        if (entry := self.pane.at_hand) is not None:
            self.dismiss()
            highlighting.go_to(self.main, entry.row.id, entry.highlight)

    def on_prompted(self, event: Prompted) -> None:
        """Keep the note that was typed."""
        self.set_focus(self.pane)
        entry, self.asked, text = self.asked, None, event.text
        if entry is not None:
            made = entry.highlight.made
            said = tr("Noted") if text.strip() else tr("Note removed")
            self.alter(entry, lambda highlights: annotated(highlights, made, one_line(text)), said)

    def alter(self, entry: Entry, change: Callable[[Sequence[Highlight]], tuple[Highlight, ...]], said: str) -> None:
        """Alter the highlights of an article, and show what there is then."""
        library, id = self.main.library, entry.row.id
        if library is None:
            return

        def work(_: Callable[[], bool]) -> Iterator[LibraryChanged | Altered]:
            highlights = change(library.catalog.find(id).state.highlights)
            if library.apply(Change(field=Field.HIGHLIGHTS, values=((id, highlights),))):
                yield LibraryChanged(tr("{what} · u undoes", what=said))
                yield Altered()

        self.main.jobs.queue("write", work)

    def _hints(self) -> Iterator[Hint]:
        keys = {command.id: command.keys for command in self.main.commands}
        for id, word in _HINTS:
            if keys[id]:
                yield Hint(key=key_name(keys[id][0]), word=tr(word), command=id)


_HINTS = (
    ("open", "go"),
    ("search", "filter"),
    ("colour", "colour"),
    ("highlights", "article"),
    ("next_match", "note"),
    ("copy_link", "copy"),
    ("trash", "remove"),
    ("back", "close"),
    ("sort", "order"),
    ("export", "export"),
)
"""Commands worth knowing here, by id, and a word for each."""


def _close(screen: HighlightScreen) -> None:
    """Take back the first there is: a question, the words typed, the list."""
    if screen.status.is_asking:
        screen.status.cancel()
        screen.set_focus(screen.pane)
    elif screen.focused is screen.box and not screen.box.value:
        screen.set_focus(screen.pane)
    elif screen.box.value:
        screen.box.value = ""
        screen.set_focus(screen.pane)
    else:
        screen.dismiss()


def _leave(screen: HighlightScreen) -> None:
    screen.dismiss()


def _search(screen: HighlightScreen) -> None:
    screen.set_focus(screen.box)


def _next_colour(screen: HighlightScreen) -> None:
    """Show one colour only, the next one, and after the last all again."""
    colours = (None, *COLOURS)
    after = (colours.index(screen.wanted.colour) + 1) % len(colours)
    screen.ask(replace(screen.wanted, colour=colours[after]))


def _other_scope(screen: HighlightScreen) -> None:
    """Show the highlights of the open article only, or all."""
    screen.ask(replace(screen.wanted, of=None if screen.wanted.of else screen.article))


def _other_order(screen: HighlightScreen) -> None:
    screen.ask(replace(screen.wanted, by_article=not screen.wanted.by_article))


def _note(screen: HighlightScreen) -> None:
    """Ask for the note on the highlight at hand."""
    if (entry := screen.pane.at_hand) is not None:
        screen.asked = entry
        screen.status.ask(highlighting.NOTE, tr("Note: "), entry.highlight.note)


def _remove(screen: HighlightScreen) -> None:
    if (entry := screen.pane.at_hand) is not None:
        made = entry.highlight.made
        screen.alter(entry, lambda highlights: without(highlights, made), tr("Highlight removed"))


def _copy(screen: HighlightScreen) -> None:
    """Copy the quote at hand with its source."""
    if (entry := screen.pane.at_hand) is not None:
        taking_out.copy_with_source(screen.main, entry.row.article, entry.highlight.quote)


def _export(screen: HighlightScreen) -> None:
    """Ask for the file to which all highlights of the articles listed are to be written."""
    rows = tuple({entry.row.id: entry.row for entry in screen.pane.entries}.values())
    if not rows:
        screen.status.say(tr("Nothing to export here"))
        return
    screen.dismiss()
    exporting.ask_where(screen.main, rows, tr("Highlights"), (_NOTES,))


def _help(screen: HighlightScreen) -> None:
    looking.help_keys(screen.main)


def _undo(step: Callable[["MainScreen"], None]) -> Callable[[HighlightScreen], None]:
    """Return what takes a change back, or does it again, and lists the highlights after it."""

    def perform(screen: HighlightScreen) -> None:
        step(screen.main)
        screen.main.jobs.queue("write", lambda _: Altered())

    return perform


def _moving(move: Callable[[LinePane], object]) -> Callable[[HighlightScreen], None]:
    """Return what moves in the list, and goes there from the words."""

    def perform(screen: HighlightScreen) -> None:
        screen.set_focus(screen.pane)
        move(screen.pane)

    return perform


_ACTIONS: Mapping[str, Callable[[HighlightScreen], None]] = {
    **{id: _moving(move) for id, move in MOVES.items()},
    "open": HighlightScreen.on_highlight_chosen,
    "back": _close,
    "leave": _leave,
    "search": _search,
    "colour": _next_colour,
    "sort": _other_order,
    "highlights": _other_scope,
    "next_match": _note,
    "copy_link": _copy,
    "trash": _remove,
    "export": _export,
    "undo": _undo(marking.undo),
    "redo": _undo(marking.redo),
    "help": _help,
}
"""What commands of the table do here, by their ids."""


@receive.register(Listed)
def _(listed: Listed, main: "MainScreen") -> None:
    screen = main.app.screen
    if isinstance(screen, HighlightScreen) and screen.wanted == listed.wanted:
        screen.show(listed)


@receive.register(Altered)
def _(_: Altered, main: "MainScreen") -> None:
    screen = main.app.screen
    if isinstance(screen, HighlightScreen):
        screen.ask(screen.wanted)
