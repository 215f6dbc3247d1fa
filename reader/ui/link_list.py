"""The list of an article's links, over the panes."""

from collections.abc import Callable, Mapping, Sequence
from typing import ClassVar

from msgspec import Struct
from textual import events
from textual.app import ComposeResult
from textual.content import Content
from textual.geometry import Offset
from textual.screen import ModalScreen
from textual.strip import Strip

from reader.core.text import one_line
from reader.layout.cells import cut, pad, width
from reader.layout.links import Link
from reader.ui.commands import Command, bindings
from reader.ui.keys import told_key
from reader.ui.line_pane import MOVES, LinePane
from reader.ui.strips import strip
from reader.wording import tr

_LEAST = 12
"""Cells of an address beside its text that say anything."""


class Chosen(Struct, frozen=True):
    """The address that the reader chose, and whether to copy it rather than open it."""

    href: str
    copies: bool


class Links(LinePane):
    """Links by number, text and address, a line each."""

    ALLOW_SELECT = False
    COMPONENT_CLASSES: ClassVar[set[str]] = {"links--cursor", "links--number", "links--address"}

    def __init__(self, links: tuple[Link, ...]) -> None:
        super().__init__(id="links")
        self.links = links

    @property
    def count(self) -> int:
        """Links there are."""
        return len(self.links)

    def on_resize(self) -> None:
        """Show as much of each as there is room for."""
        self.fit(self.count)
        self.redraw()

    def go(self, index: int) -> bool:
        """Move the cursor to a link, the nearest when there is none so far; False when it stood there already."""
        index = max(0, min(index, self.count - 1))
        if index == self.cursor:
            return False
        self.cursor = index
        self.scroll_between(index - self.size.height + 1, index)
        self.redraw()
        return True

    def clicked(self, place: Offset, event: events.Click) -> None:
        """Open what was clicked."""
        index = self.scroll_offset.y + place.y
        if index < self.count:
            self.go(index)
            self.screen.dismiss(Chosen(self.links[index].href, copies=False))

    def render_line(self, y: int) -> Strip:
        """Draw screen line `y` of the list."""
        index, cells, base = self.scroll_offset.y + y, self.size.width, self.styles_of[""]
        if index >= self.count:
            return Strip.blank(cells, base)
        link = self.links[index]
        number = f"{index + 1:>{len(str(self.count))}} "
        text, address = one_line(link.text), one_line(link.href)
        room = cells - len(number) - 1
        text = cut(text, room - max(_LEAST, min(width(address), room // 2)) - 1 if text != address else room)
        drawn = f"{number}{text}"
        shown = cut(address, cells - width(drawn) - 1) if text != address else ""
        whole = pad(f"{drawn} {shown}", cells)
        spans = [(0, len(number), "number"), (len(drawn), len(drawn) + 1 + len(shown), "address")]
        style = base + self.styles_of["cursor"] if index == self.cursor else base
        return strip(whole, spans, self.styles_of, style).adjust_cell_length(cells, style)


class LinkList(ModalScreen[Chosen | None]):
    """Shows links, with the keys that `commands` has for what means something here.

    Closes with the link chosen, None for none.
    """

    def __init__(self, links: tuple[Link, ...], commands: Sequence[Command]) -> None:
        super().__init__()
        self._bindings = bindings([command for command in commands if command.id in _ACTIONS])
        self.pane = Links(links)
        keys = {command.id: command.keys for command in commands}
        told = [tr(text, key=told_key(keys[id], key)) for id, key, text in _TOLD if keys[id]]
        self.pane.border_title = Content(tr("Links · {count}", count=f"{self.pane.count:,}"))
        self.pane.border_subtitle = Content(" · ".join(told))
        self.pane.styles.height = self.pane.count + 2

    def compose(self) -> ComposeResult:
        """Hold the list."""
        yield self.pane

    def action_run(self, id: str) -> None:
        """Do what a command of the table means here."""
        _ACTIONS[id](self)

    action_type_or_run = action_run


_TOLD = (
    ("open", "enter", "{key} opens"),
    ("copy_link", "y", "{key} copies"),
    ("back", "escape", "{key} closes"),
)
"""What is said below the list: commands by id, the key of each that is best known, and words."""


def _close(screen: LinkList) -> None:
    screen.dismiss()


def _choose(*, copies: bool) -> Callable[[LinkList], None]:
    """Return what closes the list with the link at the cursor."""

    def perform(screen: LinkList) -> None:
        screen.dismiss(Chosen(screen.pane.links[screen.pane.cursor].href, copies))

    return perform


def _moving(move: Callable[[LinePane], object]) -> Callable[[LinkList], None]:
    """Return what moves the cursor."""

    def perform(screen: LinkList) -> None:
        move(screen.pane)

    return perform


_ACTIONS: Mapping[str, Callable[[LinkList], None]] = {
    **dict.fromkeys(("back", "leave", "links"), _close),
    **dict.fromkeys(("open", "browser"), _choose(copies=False)),
    "copy_link": _choose(copies=True),
    **{id: _moving(move) for id, move in MOVES.items()},
}
"""What commands of the table do here, by their ids."""
