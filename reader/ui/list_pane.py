"""The list pane: the articles of a view, one or two lines each, drawn row by row on demand."""

from collections.abc import Sequence
from datetime import datetime
from itertools import chain
from typing import ClassVar

from rich.style import Style
from textual import events
from textual.content import Content
from textual.geometry import Offset
from textual.reactive import reactive
from textual.strip import Strip

from reader.core.catalog import Row
from reader.core.order import place_in
from reader.core.query import Grouping, Query, Shelf, Sort, View
from reader.core.selection import Selection
from reader.core.text import one_line
from reader.layout.cells import cut, width
from reader.layout.headings import Lines, heading
from reader.layout.row import row as row_lines
from reader.layout.row import single
from reader.layout.told import order_of
from reader.ui.cards import Card
from reader.ui.line_pane import LinePane
from reader.ui.messages import RowChosen, RowHighlighted
from reader.ui.strips import plain, strip
from reader.wording import tr

MARGIN = 1
"""Rows kept in sight above and below the cursor."""

EDGE = 3
"""Cells at the left of a row, its edge, its mark and a blank, where a click selects it."""

NEAR = 8
"""Rows from the cursor on that are looked for by their order, which costs less than to number all rows."""

_MARKS = ("unread", "bookmark", "archived", "progress", "tag", "selected")
_STYLES = ("title", "read", "match", "quiet", *_MARKS, "group", "rule")


class ListPane(LinePane):
    """Shows `view`, or `card` when the view has no rows. Posts RowHighlighted and RowChosen."""

    ALLOW_SELECT = False
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "list--cursor",
        "list--picked",
        "list--card",
        *(f"list--{name}" for name in _STYLES),
    }

    view: reactive[View] = reactive(View(query=Query()), always_update=True)
    card: reactive[Card | None] = reactive(None)
    now: reactive[datetime] = reactive(datetime.min)
    row_height: reactive[int] = reactive(2)
    selection: reactive[Selection] = reactive(Selection())
    _lines = Lines()

    @property
    def count(self) -> int:
        """Rows of the view."""
        return len(self.view.rows)

    @property
    def lines_per_item(self) -> int:
        """Screen lines a row takes."""
        return self.row_height

    @property
    def cursor_line(self) -> int:
        """Line of the whole list that the cursor stands on."""
        return self._lines.line_of(self.cursor)

    @property
    def highlighted(self) -> Row | None:
        """The row under the cursor."""
        return self.view.rows[self.cursor] if self.view.rows else None

    def watch_view(self, old: View, view: View) -> None:
        """Show another view, the cursor on the same article as before, else at the same place."""
        before = old.rows[self.cursor] if self.cursor < len(old.rows) else None
        typed = view.query.text != old.query.text and view.query.text
        self.cursor = 0 if typed else _place_of(view, old.rows, self.cursor)
        self._fit()
        self.selection = self.selection.among(view.rows)
        self._tell()
        after = self.highlighted
        if (after and after.id) != (before and before.id) or not old.rows:
            self.post_message(RowHighlighted(after.id if after else None))

    def watch_row_height(self) -> None:
        """Draw one or two lines a row."""
        self._fit()

    def watch_selection(self) -> None:
        """Mark what is selected, and say how much that is."""
        self._tell()
        self.redraw()

    def watch_card(self) -> None:
        """Draw what stands in place of rows."""
        self.redraw()

    def on_resize(self) -> None:
        """Draw for the new width."""
        self._fit()
        self._tell()

    def go(self, index: int) -> bool:
        """Move the cursor to a row, the nearest when there is none so far; False when it stood there already."""
        index = max(0, min(index, self.count - 1))
        if index == self.cursor or not self.count:
            return False
        old, self.cursor = self.cursor, index
        self._reveal()
        for changed in (old, index):
            self.refresh_lines(self._lines.line_of(changed), self.row_height)
        self.post_message(RowHighlighted(self.view.rows[index].id))
        return True

    def page(self, pages: float) -> bool:
        """Move the cursor by a share of what is in sight, headings and all; False at the end."""
        rows = round(pages * max(1, self.size.height // self.row_height - 1))
        there = self._lines.row_at(max(0, self._lines.line_of(self.cursor) + rows * self.row_height))[0]
        return self.go(there) or self.step(1 if pages > 0 else -1)

    def select_id(self, id: str) -> bool:
        """Move the cursor to an article; False when the view does not hold it."""
        index = _index_of(self.view.rows, id)
        if index is not None:
            self.go(index)
        return index is not None

    def select_to(self, index: int) -> None:
        """Select the rows from the cursor, or from where the latest run began, to another one, and go there."""
        if self.count:
            index = max(0, min(index, self.count - 1))
            self.selection = self.selection.run_to(self.view.rows, self.cursor, index)
            self.go(index)

    def clicked(self, place: Offset, event: events.Click) -> None:
        """Go to what was clicked, and into it with a second click; Ctrl or the edge selects it, Shift all up to it."""
        top = self.scroll_offset.y
        line = top + place.y
        index = self._lines.row_at(line)[0]
        if index >= len(self.view.rows) or self._lines.heading_at(line, top=top) is not None:
            return
        if event.shift:
            self.select_to(index)
            return
        if event.ctrl or place.x < EDGE:
            self.selection = self.selection.toggled(self.view.rows[index].id)
        elif event.chain > 1:
            self.post_message(RowChosen())
        self.go(index)

    def render_line(self, y: int) -> Strip:
        """Draw screen line `y` of the pane."""
        width = self.size.width
        base = self.styles_of[""]
        if not self.view.rows:
            return self._card_line(y, width, base)
        top = self.scroll_offset.y
        if (group := self._lines.heading_at(top + y, top=top)) is not None:
            drawn = heading(self.view.groups[group], cells=width)
            return strip(drawn.text, drawn.spans, self.styles_of, base).adjust_cell_length(width, base)
        index, part = self._lines.row_at(top + y)
        if index >= len(self.view.rows):
            return Strip.blank(width, base)
        return self._row_strips(index, width)[part]

    def _card_line(self, y: int, width: int, base: Style) -> Strip:
        if self.card is None:
            return Strip.blank(width, base)
        text, style = self.card.line(y, width, self.size.height)
        return plain(text, base + self.styles_of[style]).adjust_cell_length(width, base)

    def _row_strips(self, index: int, width: int) -> tuple[Strip, ...]:
        row = self.view.rows[index]
        is_cursor = index == self.cursor
        is_selected = row.id in self.selection.ids
        key = (row.id, width, self.row_height, is_cursor, is_selected, self.has_focus)
        if (known := self.strips.get(key)) is not None:
            return known
        styles = self.styles_of
        base = styles[""] + styles["cursor" if is_cursor else "picked" if is_selected else ""]
        match = self.view.matches.get(row.id)
        room = max(1, width - 2)
        lines = (
            row_lines(row, match, width=room, now=self.now, is_selected=is_selected)
            if self.row_height == 2
            else (single(row, match, width=room, now=self.now, is_selected=is_selected),)
        )
        mark = ("▌" if self.has_focus else "▎") if is_cursor else " "
        edge = plain(mark, base + styles["unread"])
        strips = tuple(
            Strip.join([edge, strip(line.text, line.spans, styles, base)]).adjust_cell_length(width, base)
            for line in lines
        )
        self.strips[key] = strips
        return strips

    def _tell(self) -> None:
        """Say what is shown in the upper border, and in the lower one its order and how much is selected."""
        selected = len(self.selection.ids)
        title = _title(self.view, self.size.width)
        if selected and not self.styles.border_bottom[0]:
            title += f" · {_below(self.view, selected, 0)}"
        self.border_title = Content(title)
        self.border_subtitle = Content(_below(self.view, selected, self.size.width))

    def _fit(self) -> None:
        self._lines = Lines(self.view.groups, rows=len(self.view.rows), height=self.row_height)
        self.fit(self._lines.count)
        self._reveal()
        self.redraw()

    def _reveal(self) -> None:
        first, last = max(0, self.cursor - MARGIN), min(self.cursor + MARGIN, self.count - 1)
        top = self._lines.line_of(first) - (1 if self.view.groups else 0)  # below the heading of the first line
        bottom = self._lines.line_of(last) + self.row_height
        self.scroll_between(bottom - self.size.height, top)


def _place_of(view: View, old: Sequence[Row], cursor: int) -> int:
    """Return where the article under the cursor is now, or else the nearest of the rows before that is still there.

    That is the next one further down if there is any. old: the rows before.
    """
    rows = view.rows
    here = min(cursor, max(0, len(rows) - 1))
    row = old[cursor] if cursor < len(old) else None
    if row is None or not rows or rows[here].id == row.id:
        return here
    if not view.matches and view.query.sort is not Sort.PROGRESS:  # most of that share a rank, which takes long
        grouping = view.query.grouping if view.groups else Grouping.NONE
        for near in old[cursor : cursor + NEAR]:
            if (place := place_in(rows, near, view.query.sort, grouping)) is not None:
                return place
    places = {row.article.id: place for place, row in enumerate(rows)}
    nearest = chain(old[cursor:], reversed(old[:cursor]))
    return next((places[near.article.id] for near in nearest if near.article.id in places), here)


def _index_of(rows: Sequence[Row], id: str) -> int | None:
    return next((index for index, row in enumerate(rows) if row.article.id == id), None)


def _below(view: View, selected: int, cells: int) -> str:
    """Return how many rows are selected, and the order of the list as far as there is room."""
    order = order_of(view)
    if not selected:
        return order
    count = tr("{count:,} selected", count=selected)
    both = f"{count} · {order}"
    return both if width(both) <= cells - 4 else count


def _title(view: View, cells: int) -> str:
    shelf = view.query.shelf
    name = tr("Articles" if shelf is Shelf.ALL else shelf.value.capitalize())
    shown, total = f"{len(view.rows):,}", f"{view.total:,}"
    if view.progress and not view.matches:  # the first rows of more
        count = total if view.total else "…"
    else:
        count = shown if shown == total else tr("{shown} of {total}", shown=shown, total=total)
    saved = cut(one_line(view.query.name), max(10, cells - width(count) - 9))
    return f"{saved or name} · {count}"
