"""The list pane: the articles of a view, one or two lines each, drawn row by row on demand."""

from collections.abc import Sequence
from datetime import datetime
from typing import ClassVar

from rich.style import Style
from textual import events
from textual.content import Content
from textual.reactive import reactive
from textual.strip import Strip

from reader.core.catalog import Row
from reader.core.order import place_in
from reader.core.query import Place, Query, Shelf, Sort, View
from reader.core.text import one_line
from reader.layout.cells import cut, width
from reader.layout.row import row as row_lines
from reader.layout.row import single
from reader.ui.cards import Card
from reader.ui.line_pane import LinePane
from reader.ui.messages import RowChosen, RowHighlighted
from reader.ui.strips import plain, strip

MARGIN = 1
"""Rows kept in sight above and below the cursor."""

_ORDERS = {
    Sort.NEWEST: "newest first",
    Sort.OLDEST: "oldest first",
    Sort.ADDED: "last added first",
    Sort.TITLE: "by title",
    Sort.SOURCE: "by source",
    Sort.LENGTH: "longest first",
    Sort.PROGRESS: "furthest read first",
}

_STYLES = ("title", "read", "match", "quiet", "unread", "bookmark", "archived", "progress", "tag")


class ListPane(LinePane):
    """Shows `view`, or `card` when the view has no rows. Posts RowHighlighted and RowChosen."""

    ALLOW_SELECT = False
    COMPONENT_CLASSES: ClassVar[set[str]] = {"list--cursor", "list--card", *(f"list--{name}" for name in _STYLES)}

    view: reactive[View] = reactive(View(query=Query()), always_update=True)
    card: reactive[Card | None] = reactive(None)
    now: reactive[datetime] = reactive(datetime.min)
    row_height: reactive[int] = reactive(2)

    @property
    def count(self) -> int:
        """Rows of the view."""
        return len(self.view.rows)

    @property
    def lines_per_item(self) -> int:
        """Screen lines a row takes."""
        return self.row_height

    @property
    def highlighted(self) -> Row | None:
        """The row under the cursor."""
        return self.view.rows[self.cursor] if self.view.rows else None

    def watch_view(self, old: View, view: View) -> None:
        """Show another view, the cursor on the same article as before, else at the same place."""
        before = old.rows[self.cursor] if self.cursor < len(old.rows) else None
        typed = view.query.text != old.query.text and view.query.text
        self.cursor = 0 if typed else self._place_of(before)
        self._fit()
        self.border_title = Content(_title(view, self.size.width))
        self.border_subtitle = _order(view)
        after = self.highlighted
        if (after and after.id) != (before and before.id) or not old.rows:
            self.post_message(RowHighlighted(after.id if after else None))

    def watch_row_height(self) -> None:
        """Draw one or two lines a row."""
        self._fit()

    def watch_card(self) -> None:
        """Draw what stands in place of rows."""
        self.redraw()

    def on_resize(self) -> None:
        """Draw for the new width."""
        self._fit()

    def go(self, index: int) -> bool:
        """Move the cursor to a row, the nearest when there is none so far; False when it stood there already."""
        index = max(0, min(index, self.count - 1))
        if index == self.cursor or not self.count:
            return False
        old, self.cursor = self.cursor, index
        self._reveal()
        for changed in (old, index):
            self.refresh_lines(changed * self.row_height, self.row_height)
        self.post_message(RowHighlighted(self.view.rows[index].id))
        return True

    def select_id(self, id: str) -> bool:
        """Move the cursor to an article; False when the view does not hold it."""
        index = _index_of(self.view.rows, id)
        if index is not None:
            self.go(index)
        return index is not None

    def on_click(self, event: events.Click) -> None:
        """Select what was clicked; a second click on it opens it."""
        index = (self.scroll_offset.y + event.get_content_offset_capture(self).y) // self.row_height
        if index < len(self.view.rows):
            self.go(index)
            if event.chain > 1:
                self.post_message(RowChosen())

    def render_line(self, y: int) -> Strip:
        """Draw screen line `y` of the pane."""
        width = self.size.width
        base = self.styles_of[""]
        if not self.view.rows:
            return self._card_line(y, width, base)
        index, part = divmod(self.scroll_offset.y + y, self.row_height)
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
        key = (row.id, width, self.row_height, is_cursor, self.has_focus)
        if (known := self.strips.get(key)) is not None:
            return known
        styles = self.styles_of
        base = styles[""] + styles["cursor"] if is_cursor else styles[""]
        match = self.view.matches.get(row.id)
        room = max(1, width - 2)
        lines = (
            row_lines(row, match, width=room, now=self.now)
            if self.row_height == 2
            else (single(row, match, width=room, now=self.now),)
        )
        mark = ("▌" if self.has_focus else "▎") if is_cursor else " "
        edge = plain(mark, base + styles["match"])
        strips = tuple(
            Strip.join([edge, strip(line.text, line.spans, styles, base)]).adjust_cell_length(width, base)
            for line in lines
        )
        self.strips[key] = strips
        return strips

    def _fit(self) -> None:
        self.fit(len(self.view.rows) * self.row_height)
        self._reveal()
        self.redraw()

    def _reveal(self) -> None:
        top = (self.cursor - MARGIN) * self.row_height
        bottom = (self.cursor + 1 + MARGIN) * self.row_height
        self.scroll_between(bottom - self.size.height, top)

    def _place_of(self, row: Row | None) -> int:
        rows = self.view.rows
        here = min(self.cursor, max(0, len(rows) - 1))
        if row is None or not rows or rows[here].id == row.id:
            return here
        is_found = bool(self.view.matches)
        place = _index_of(rows, row.id) if is_found else place_in(rows, row, self.view.query.sort)
        return here if place is None else place


def _index_of(rows: Sequence[Row], id: str) -> int | None:
    return next((index for index, row in enumerate(rows) if row.article.id == id), None)


def _order(view: View) -> str:
    first = next(iter(view.matches.values()), None)
    if first is None:
        return _ORDERS[view.query.sort]
    in_texts = first.excerpt is not None and first.excerpt.place is Place.TEXT
    return _ORDERS[Sort.NEWEST] if in_texts else "closest first"


def _title(view: View, cells: int) -> str:
    shelf = view.query.shelf
    name = "Articles" if shelf is Shelf.ALL else shelf.value.capitalize()
    shown, total = f"{len(view.rows):,}", f"{view.total:,}"
    if view.progress and not view.matches:  # the first rows of more
        count = total if view.total else "…"
    else:
        count = shown if shown == total else f"{shown} of {total}"
    saved = cut(one_line(view.query.name), max(10, cells - width(count) - 9))
    return f"{saved or name} · {count}"
