"""The rows of the list of highlights: the quote in its colour, below it the note, and where it is from."""

from collections.abc import Mapping
from typing import ClassVar

from rich.style import Style
from textual import events
from textual.geometry import Offset
from textual.message import Message
from textual.reactive import reactive
from textual.strip import Strip

from reader.core.highlights import COLOURS, colour_of
from reader.core.text import one_line
from reader.highlight_list import Entry
from reader.layout.cells import cut, width
from reader.layout.row import Span
from reader.ui.line_pane import LinePane
from reader.ui.page_marks import LETTERS, NOTED
from reader.ui.strips import plain, strip

MARGIN = 1
"""Rows kept in sight above and below the cursor."""

_EDGE = 3  # cells before a quote: the cursor, the letter of the colour, a space


class HighlightChosen(Message):
    """The reader wants to go to the highlight under the cursor."""


class HighlightPane(LinePane):
    """Shows `entries`, or what is said in their place. Posts HighlightChosen."""

    ALLOW_SELECT = False
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "marked--cursor",
        "marked--edge",
        "marked--quiet",
        "marked--highlight-plain",
        *(f"marked--highlight-{colour}" for colour in COLOURS),
    }

    entries: reactive[tuple[Entry, ...]] = reactive(())
    said: reactive[str] = reactive("")

    @property
    def count(self) -> int:
        """How many highlights there are."""
        return len(self.entries)

    @property
    def lines_per_item(self) -> int:
        """Screen lines a highlight takes."""
        return 2

    @property
    def at_hand(self) -> Entry | None:
        """The highlight under the cursor."""
        return self.entries[self.cursor] if self.entries else None

    def watch_entries(self, old: tuple[Entry, ...], new: tuple[Entry, ...]) -> None:
        """Show other highlights, the cursor on the same one, else at the same place."""
        before = old[self.cursor].highlight.made if self.cursor < len(old) else None
        same = (index for index, entry in enumerate(new) if entry.highlight.made == before)
        self.cursor = next(same, max(0, min(self.cursor, len(new) - 1)))
        self._fit()

    def watch_said(self) -> None:
        """Say something else."""
        self.redraw()

    def on_resize(self) -> None:
        """Draw for the new width."""
        self._fit()

    def go(self, index: int) -> bool:
        """Move the cursor to a highlight, the nearest when there is none so far; False when it stood there already."""
        index = max(0, min(index, self.count - 1))
        if index == self.cursor or not self.count:
            return False
        self.cursor = index
        self._reveal()
        self.redraw()
        return True

    def clicked(self, place: Offset, event: events.Click) -> None:
        """Go to what was clicked; a second click on it opens its article there."""
        index = (self.scroll_offset.y + place.y) // self.lines_per_item
        if index < self.count:
            self.go(index)
            if event.chain > 1:
                self.post_message(HighlightChosen())

    def render_line(self, y: int) -> Strip:
        """Draw screen line `y` of the pane."""
        cells, base = self.size.width, self.styles_of[""]
        index, part = divmod(self.scroll_offset.y + y, self.lines_per_item)
        if not self.entries and y == 1:
            return plain(f"  {self.said}", base + self.styles_of["quiet"]).adjust_cell_length(cells, base)
        if index >= self.count:
            return Strip.blank(cells, base)
        is_cursor = index == self.cursor
        base = base + self.styles_of["cursor"] if is_cursor else base
        draw = _source_line if part else _quote_line
        edge = "▌" if is_cursor and not part else " "
        drawn = draw(self.entries[index], edge, cells, self.styles_of, base, self.app.no_color)
        return drawn.adjust_cell_length(cells, base)

    def _fit(self) -> None:
        self.fit(self.count * self.lines_per_item)
        self._reveal()
        self.redraw()

    def _reveal(self) -> None:
        top = (self.cursor - MARGIN) * self.lines_per_item
        bottom = (self.cursor + 1 + MARGIN) * self.lines_per_item
        self.scroll_between(bottom - self.size.height, top)


def _quote_line(entry: Entry, edge: str, cells: int, styles: Mapping[str, Style], base: Style, is_plain: bool) -> Strip:
    """Draw the quote, in its colour, and the colour's letter where there are none."""
    colour = colour_of(entry.highlight)
    quote = cut(" ".join(one_line(entry.highlight.quote).split()), max(1, cells - _EDGE - 1))
    style = styles["highlight-plain" if is_plain else f"highlight-{colour}"]
    letter = LETTERS[colour] if is_plain else " "
    return Strip.join([plain(edge, base + styles["edge"]), plain(f"{letter} ", base), plain(quote, base + style)])


def _source_line(
    entry: Entry, edge: str, cells: int, styles: Mapping[str, Style], base: Style, is_plain: bool
) -> Strip:
    """Draw the note, and what article it is of, each in half of the line at least if it needs it."""
    article, note = entry.row.article, one_line(entry.highlight.note)
    date = article.published.strftime("%Y-%m-%d") if article.published else ""
    after = "".join(f" · {fact}" for fact in (one_line(article.source or ""), date) if fact)
    room = max(1, cells - _EDGE - 1)
    if note:
        note = f"{NOTED} {note}"
        note = cut(note, max(room // 2, room - width(f" · {article.title}{after}"))) + " · "
    left = room - width(note)
    title = cut(one_line(article.title), max(left // 2, left - width(after)))
    text = " " * _EDGE + note + cut(title + after, left)
    quiet: list[Span] = [(_EDGE + len(note), len(text), "quiet")]
    return strip(text, quiet, styles, base)
