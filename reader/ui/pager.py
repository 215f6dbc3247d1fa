"""Texts over the panes: the keys, what is new, and what a command printed."""

from collections.abc import Callable, Mapping, Sequence
from importlib.resources import files
from itertools import groupby

from textual import events
from textual.app import ComposeResult
from textual.containers import ScrollableContainer, VerticalScroll
from textual.content import Content
from textual.geometry import Size
from textual.screen import ModalScreen
from textual.scroll_view import ScrollView
from textual.strip import Strip
from textual.widgets import Static

from reader.layout.cells import pad, width
from reader.ui.commands import Command, bindings
from reader.ui.keys import key_name, told_key
from reader.ui.strips import plain
from reader.wording import tr

WIDEST = 84
"""Cells of a pager, its frame and padding among them; reader.tcss says the same."""

_CLOSING = frozenset({"back", "leave", "open", "help"})

_SCROLLING: Mapping[str, Callable[[ScrollableContainer], None]] = {
    "down": lambda text: text.scroll_relative(y=1, animate=False),
    "up": lambda text: text.scroll_relative(y=-1, animate=False),
    "page_down": lambda text: text.scroll_page_down(animate=False),
    "page_up": lambda text: text.scroll_page_up(animate=False),
    "half_down": lambda text: text.scroll_relative(y=text.size.height // 2, animate=False),
    "half_up": lambda text: text.scroll_relative(y=-(text.size.height // 2), animate=False),
    "top": lambda text: text.scroll_home(animate=False),
    "bottom": lambda text: text.scroll_end(animate=False),
}
"""What the commands that move do in a pager, by their ids."""


class Pager(ModalScreen[None]):
    """A text to scroll through with the keys that `commands` has for it; those that close things close it.

    So does a click beside it.
    """

    def __init__(self, title: str, text: Content | Sequence[str], commands: Sequence[Command]) -> None:
        """text: whatever wraps by itself, or lines that fit, of which only those in sight are drawn."""
        super().__init__()
        self._title = title
        self._text = text
        keys = next(command.keys for command in commands if command.id == "back")
        self._closed_by = tr("{key} closes", key=told_key(keys, "escape")) if keys else ""
        self._bindings = bindings([each for each in commands if each.id in _CLOSING or each.id in _SCROLLING])

    def compose(self) -> ComposeResult:
        """Hold the text."""
        pager: ScrollableContainer
        if isinstance(self._text, Content):
            pager = VerticalScroll(Static(self._text, markup=False), id="pager", can_focus=False)
        else:
            pager = _Lines(self._text)
        pager.border_title = self._title
        pager.border_subtitle = self._closed_by
        yield pager

    def action_run(self, id: str) -> None:
        """Do what a command of the table means here."""
        if id in _CLOSING:
            self.dismiss()
        else:
            _SCROLLING[id](self.query_one("#pager", ScrollableContainer))

    action_type_or_run = action_run

    def on_click(self, event: events.Click) -> None:
        """Close when what is behind is clicked."""
        if event.widget is self:
            self.dismiss()


class _Lines(ScrollView, can_focus=False):
    """Lines that are drawn when they come into sight."""

    def __init__(self, lines: Sequence[str]) -> None:
        super().__init__(id="pager")
        self.styles.overflow_x = "hidden"
        self._lines = lines
        self.virtual_size = Size(max(map(width, lines), default=0), len(lines))

    def render_line(self, y: int) -> Strip:
        """Draw screen line `y` of the pager."""
        left, top = self.scroll_offset
        line = self._lines[top + y] if top + y < len(self._lines) else ""
        return plain(line, self.rich_style).crop_extend(left, left + self.size.width, self.rich_style)


def keys_pager(commands: Sequence[Command]) -> Pager:
    """Return a pager that shows every command with its keys."""
    pieces: list[Content | str | tuple[str, str]] = []
    names = {command.id: "  ".join(map(key_name, command.keys)) or ":" for command in commands}
    column = max(map(width, names.values())) + 2
    for group, members in groupby(commands, key=lambda command: command.group):
        pieces.append((f"{tr(group)}\n", "bold $accent"))
        for command in members:
            pieces += [(f"  {pad(names[command.id], column)}", "bold"), f"{tr(command.title)}\n"]
        pieces.append("\n")
    return Pager(tr("Keys"), Content.assemble(*pieces), commands)


def news_pager(commands: Sequence[Command]) -> Pager:
    """Return a pager that shows the notes for users."""
    notes = files("reader").joinpath("CHANGES.md").read_text("utf-8")
    unwrapped = notes.replace("\n  ", " ")  # the file breaks its lines for editors, the pager for the terminal
    return Pager(tr("What is new"), Content(unwrapped), commands)
