"""What the list and the article pane share: lines drawn on demand, kept as strips, and a cursor."""

from abc import abstractmethod
from collections.abc import Callable, Hashable, Mapping
from functools import cached_property

from rich.style import Style
from textual import events
from textual.cache import LRUCache
from textual.geometry import Offset, Region, Size
from textual.scroll_view import ScrollView
from textual.selection import Selection
from textual.strip import Strip

KEPT_STRIPS = 1024
"""Lines kept drawn: several screens full, so that scrolling back draws nothing."""

_EDGES = " ▌▎"  # what stands before the text of a line, a cell each


class LinePane(ScrollView, can_focus=True):
    """A pane over a tuple of items with a cursor on one of them."""

    def __init__(self, *, id: str) -> None:
        super().__init__(id=id)
        self.cursor = 0
        self.strips: LRUCache[Hashable, tuple[Strip, ...]] = LRUCache(KEPT_STRIPS)

    @property
    @abstractmethod
    def count(self) -> int:
        """How many items there are."""

    @property
    def lines_per_item(self) -> int:
        """Screen lines an item takes."""
        return 1

    @property
    def cursor_line(self) -> int:
        """Line of the whole pane, counted from its top, that the cursor stands on."""
        return self.cursor

    @abstractmethod
    def go(self, index: int) -> bool:
        """Move the cursor to an item, the nearest when there is none so far; False when it stood there already."""

    @abstractmethod
    def clicked(self, place: Offset, event: events.Click) -> None:
        """Take a click. place: the cell of the content, counted from the first in sight."""

    def on_click(self, event: events.Click) -> None:
        """Take a click that is not on the frame."""
        if (place := event.get_content_offset(self)) is not None:
            self.clicked(place, event)

    def step(self, items: int) -> bool:
        """Move the cursor down by `items`, up when negative; False at the end."""
        return self.go(self.cursor + items)

    def page(self, pages: float) -> bool:
        """Move the cursor by a share of what is in sight; False at the end."""
        return self.step(round(pages * max(1, self.size.height // self.lines_per_item - 1)))

    def edge(self, *, bottom: bool) -> None:
        """Move the cursor to the first or the last item."""
        self.go(self.count if bottom else 0)

    @cached_property
    def styles_of(self) -> Mapping[str, Style]:
        """The pane's own style as "", and each component class by its name after "--"; made anew with the theme."""
        parts = {name.partition("--")[2]: name for name in self.COMPONENT_CLASSES if "--" in name}
        styles = {part: self.get_component_rich_style(name, partial=True) for part, name in parts.items()}
        return styles | {"": self.rich_style}

    def render_lines(self, crop: Region) -> list[Strip]:
        """Draw, and put the terminal's own hidden cursor on the pane's, which screen readers and Braille lines follow.

        It stands on the first character of the line, or on the first or last in sight when that one is not.
        """
        if self.has_focus:
            y = max(0, min(self.cursor_line - self.scroll_offset.y, self.size.height - 1))
            text = self.render_line(y).text
            self.app.cursor_position = self.content_region.offset + Offset(len(text) - len(text.lstrip(_EDGES)), y)
        return super().render_lines(crop)

    def redraw(self) -> None:
        """Forget what was drawn and draw it again."""
        self.strips.clear()
        self.refresh()

    def notify_style_update(self) -> None:
        """Forget what was drawn in other colours."""
        super().notify_style_update()
        self.strips.clear()
        self.__dict__.pop("styles_of", None)

    def selection_updated(self, selection: Selection | None) -> None:
        """Draw the selection."""
        self.redraw()

    def watch_has_focus(self, _has_focus: bool) -> None:
        """Draw the cursor as it is with or without the focus."""
        super().watch_has_focus(_has_focus)
        self.redraw()

    def fit(self, lines: int) -> None:
        """Have so many lines to scroll over.

        Setting `virtual_size` has the whole screen laid out and painted again, which takes longer than all else that a
        key does. That is only needed when the scroll bar comes or goes, or the width changes.
        """
        size = Size(self.size.width, lines)
        needs_bar = lines > self.container_size.height
        if size.width != self.virtual_size.width or needs_bar != self.show_vertical_scrollbar:
            self.virtual_size = size
            return
        self.set_reactive(LinePane.virtual_size, size)
        if needs_bar:
            self.vertical_scrollbar.window_virtual_size = lines
        self.scroll_y = self.validate_scroll_y(self.scroll_y)

    def scroll_between(self, highest: int, lowest: int) -> None:
        """Scroll as little as needed to bring the first visible line between two lines, without animation."""
        y = self.scroll_offset.y
        target = max(0, min(max(y, highest), lowest))
        if target != y:
            self.scroll_to(y=target, animate=False, force=True)


MOVES: Mapping[str, Callable[[LinePane], object]] = {
    "down": lambda pane: pane.step(1),
    "up": lambda pane: pane.step(-1),
    "page_down": lambda pane: pane.page(1),
    "page_up": lambda pane: pane.page(-1),
    "half_down": lambda pane: pane.page(0.5),
    "half_up": lambda pane: pane.page(-0.5),
    "top": lambda pane: pane.edge(bottom=False),
    "bottom": lambda pane: pane.edge(bottom=True),
}
"""What the commands that move do in a list over the panes, by their ids."""
