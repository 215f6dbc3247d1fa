"""The list of an article's links, over the panes."""

from typing import ClassVar

from msgspec import Struct
from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.screen import ModalScreen
from textual.strip import Strip

from reader.core.text import one_line
from reader.layout.cells import cut, pad, width
from reader.layout.links import Link
from reader.ui.line_pane import LinePane
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

    def on_click(self, event: events.Click) -> None:
        """Open what was clicked."""
        index = self.scroll_offset.y + event.get_content_offset_capture(self).y
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
    """Shows links; closes with the one chosen, None for none."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q,h,left,L", "dismiss", show=False),
        Binding("enter,l,right,o", "choose(False)", show=False),
        Binding("y", "choose(True)", show=False),
        Binding("j,down", "step(1)", show=False),
        Binding("k,up", "step(-1)", show=False),
        Binding("space,pagedown", "page(1)", show=False),
        Binding("pageup", "page(-1)", show=False),
        Binding("g,home", "edge(False)", show=False),
        Binding("G,end", "edge(True)", show=False),
    ]

    def __init__(self, links: tuple[Link, ...]) -> None:
        super().__init__()
        self._list = Links(links)

    def compose(self) -> ComposeResult:
        """Hold the list."""
        self._list.border_title = Content(tr("Links · {count}", count=f"{self._list.count:,}"))
        self._list.border_subtitle = Content(tr("Enter opens · y copies · Esc closes"))
        self._list.styles.height = self._list.count + 2
        yield self._list

    def action_choose(self, copies: bool) -> None:
        """Close with the link at the cursor."""
        self.dismiss(Chosen(self._list.links[self._list.cursor].href, copies))

    def action_step(self, items: int) -> None:
        """Move the cursor."""
        self._list.step(items)

    def action_page(self, pages: int) -> None:
        """Move the cursor by a share of what is in sight."""
        self._list.page(pages)

    def action_edge(self, bottom: bool) -> None:
        """Move the cursor to the first or last link."""
        self._list.edge(bottom=bottom)
