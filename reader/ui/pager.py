"""Texts of the program itself over the panes: the keys, and what is new."""

from importlib.resources import files
from itertools import groupby
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from reader.layout.cells import pad, width
from reader.ui.commands import Command
from reader.ui.keys import key_name


class Pager(ModalScreen[None]):
    """A text to scroll through; any of the keys that close things closes it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q,h,left,question_mark,fullwidth_question_mark,f1,enter", "dismiss", show=False),
        Binding("j,down", "scroll(1)", show=False),
        Binding("k,up", "scroll(-1)", show=False),
        Binding("space,pagedown", "scroll(15)", show=False),
        Binding("pageup", "scroll(-15)", show=False),
    ]

    def __init__(self, title: str, text: Content) -> None:
        super().__init__()
        self._title = title
        self._text = text

    def compose(self) -> ComposeResult:
        """Hold the text."""
        with VerticalScroll(id="pager", can_focus=False) as pager:
            pager.border_title = self._title
            pager.border_subtitle = "Esc closes"
            yield Static(self._text, markup=False)

    def action_scroll(self, lines: int) -> None:
        """Scroll by lines, up when negative."""
        self.query_one(VerticalScroll).scroll_relative(y=lines, animate=False)


def keys_pager(commands: tuple[Command, ...]) -> Pager:
    """Return a pager that shows every command with its keys."""
    pieces: list[Content | str | tuple[str, str]] = []
    names = {command.id: "  ".join(map(key_name, command.keys)) or ":" for command in commands}
    column = max(map(width, names.values())) + 2
    for group, members in groupby(commands, key=lambda command: command.group):
        pieces.append((f"{group}\n", "bold $accent"))
        for command in members:
            pieces += [(f"  {pad(names[command.id], column)}", "bold"), f"{command.title}\n"]
        pieces.append("\n")
    return Pager("Keys", Content.assemble(*pieces))


def news_pager() -> Pager:
    """Return a pager that shows the notes for users."""
    notes = files("reader").joinpath("CHANGES.md").read_text("utf-8")
    unwrapped = notes.replace("\n  ", " ")  # the file breaks its lines for editors, the pager for the terminal
    return Pager("What is new", Content(unwrapped))
