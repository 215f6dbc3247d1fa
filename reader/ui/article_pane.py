"""The article pane: one page, drawn line by line on demand, with a line cursor that is the reader's place."""

from typing import ClassVar

from textual import events
from textual.reactive import reactive
from textual.selection import Selection
from textual.strip import Strip
from textual.timer import Timer

from reader.core import changes
from reader.core.state import Position
from reader.layout.lines import Line, Role
from reader.ui.line_pane import LinePane
from reader.ui.messages import ChangeAsked, Matches, Opened, PageWidthChanged, SectionToggled
from reader.ui.page_strips import GUTTER, STYLES, found_spans, line_strip, selected_spans, selected_text

REST = 0.4
"""Seconds the cursor rests before the place is kept."""


class ArticlePane(LinePane):
    """Shows `opened`. Posts PageWidthChanged, SectionToggled, and ChangeAsked for the place reached."""

    ALLOW_SELECT = True
    COMPONENT_CLASSES: ClassVar[set[str]] = {f"article--{name}" for name in STYLES}

    opened: reactive[Opened | None] = reactive(None, always_update=True)
    matches: reactive[Matches] = reactive(Matches())
    measure: reactive[int] = reactive(72)
    _resting: Timer | None = None
    _place: Position | None = None

    @property
    def lines(self) -> tuple[Line, ...]:
        """The lines of the page; none while no article is open."""
        return self.opened.page.lines if self.opened else ()

    @property
    def count(self) -> int:
        """Lines of the page."""
        return len(self.lines)

    @property
    def line(self) -> Line | None:
        """The line under the cursor."""
        return self.lines[self.cursor] if self.count else None

    @property
    def text_width(self) -> int:
        """Cells a line of text may take."""
        return max(8, min(self.measure, self.scrollable_content_region.width - 2 * GUTTER))

    @property
    def progress(self) -> float:
        """Share of the article read, 0..1: 1 as soon as its last line is in sight."""
        if self.opened is None or not self.count:
            return 0.0
        at_end = self.scroll_offset.y + self.size.height >= self.count
        return 1.0 if at_end else self.opened.page.progress_of(self.cursor)

    def watch_opened(self, old: Opened | None, opened: Opened | None) -> None:
        """Show another page: at the place kept with the article, or at the same place when it is the same article."""
        is_same = old is not None and opened is not None and old.row.id == opened.row.id
        if not is_same:
            self._resting = None
            self._place = opened.row.state.position if opened else None
            self.cursor = 0
        if opened is None:
            self.fit(0)
            self.border_title = self.border_subtitle = ""
            self.redraw()
            return
        height = self.cursor - self.scroll_offset.y if is_same else self.size.height // 3
        self.fit(len(opened.page.lines))
        self.cursor = opened.page.row_of(self._place) if self._place else 0
        self.scroll_to(y=max(0, self.cursor - height), animate=False, force=True)
        self._reveal()
        self._show_progress()
        self.redraw()

    def watch_matches(self) -> None:
        """Mark what was found."""
        self.redraw()

    def watch_measure(self) -> None:
        """Ask for a page of another width."""
        self.post_message(PageWidthChanged(self.text_width))

    def on_resize(self) -> None:
        """Ask for a page that fits."""
        self.redraw()
        self.post_message(PageWidthChanged(self.text_width))

    def get_selection(self, selection: Selection) -> tuple[str, str] | None:
        """Return the selected text as the article has it, without the line breaks of the pane."""
        return (selected_text(self.opened, selection), "\n") if self.opened else None

    def on_click(self, event: events.Click) -> None:
        """Put the cursor where was clicked; open or fold a section whose line was clicked."""
        row = self.scroll_offset.y + event.get_content_offset_capture(self).y
        if row < self.count and self.text_selection is None:
            self._put(row)
            if self.lines[row].role is Role.FOLD:
                self.post_message(SectionToggled(self.lines[row].block))

    def go(self, index: int, *, is_reading: bool = True) -> bool:
        """Move the cursor to a line; it stays a third of the pane away from the edges while the page allows it.

        is_reading: whether the line is the reader's place from now on.
        """
        moved = self._put(index)
        if not is_reading and self._resting is not None:
            self._resting.stop()
            self._resting = None
        self._reveal()
        self._show_progress()
        return moved

    def step(self, items: int) -> bool:
        """Move the cursor by lines, over blank ones."""
        target = self.cursor + items
        while 0 <= target < self.count and self.lines[target].role is Role.BLANK:
            target += 1 if items > 0 else -1
        return self.go(target)

    def page(self, pages: float) -> bool:
        """Move cursor and page by a share of the pane's height, keeping one line in sight; False at the end."""
        rows = round(pages * max(1, self.size.height - 1))
        top = self.scroll_offset.y + rows
        moved = self._put(self.cursor + rows)
        self.scroll_to(y=max(0, min(top, self.count - self.size.height)), animate=False, force=True)
        self._show_progress()
        return moved

    def keep_place(self) -> None:
        """Post the place reached if it was not posted yet."""
        if (asked := self.place_to_keep()) is not None:
            self.post_message(asked)

    def place_to_keep(self) -> ChangeAsked | None:
        """Return what keeps the place reached; None when it was taken already. The caller posts it."""
        if self._resting is None or self.opened is None or self._place is None:
            return None
        self._resting.stop()
        self._resting = None
        return ChangeAsked(changes.move(self.opened.row, self._place, self.progress), quiet=True)

    def render_line(self, y: int) -> Strip:
        """Draw screen line `y` of the pane."""
        row = self.scroll_offset.y + y
        width = self.size.width
        if row >= self.count:
            return Strip.blank(width, self.styles_of[""])
        if (known := self.strips.get(row)) is not None:
            return known[0]
        line = self.lines[row]
        spans = found_spans(line, self.matches) + selected_spans(line, row, self.text_selection)
        drawn = line_strip(
            line,
            row,
            spans,
            self.styles_of,
            left=max(0, (width - self.text_width - GUTTER) // 2),
            width=width,
            is_cursor=row == self.cursor and self.has_focus,
        )
        self.strips[row] = (drawn,)
        return drawn

    def _put(self, row: int) -> bool:
        row = max(0, min(row, self.count - 1))
        if row == self.cursor or self.opened is None:
            return False
        for changed in (self.cursor, row):
            self.strips.discard(changed)
            self.refresh_lines(changed)
        self.cursor = row
        self._place = self.opened.page.position_of(row)
        self._show_progress()
        if self._resting is None:
            self._resting = self.set_timer(REST, self.keep_place)
        return True

    def _reveal(self) -> None:
        third = self.size.height // 3
        self.scroll_between(self.cursor - self.size.height + third + 1, self.cursor - third)

    def _show_progress(self) -> None:
        self.border_subtitle = f"{round(100 * self.progress)} %"
