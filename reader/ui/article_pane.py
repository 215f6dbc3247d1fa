"""The article pane: one page with a line cursor that is the reader's place."""

from time import monotonic

from textual import events
from textual.content import Content
from textual.geometry import Offset
from textual.timer import Timer

from reader.core import changes
from reader.core.state import Position
from reader.layout.lines import Role
from reader.ui.messages import ChangeAsked, LinkClicked, Opened, PageAsked, SectionToggled, told
from reader.ui.page_pane import PagePane

REST = 0.4
"""Seconds the cursor rests before the place is kept; up to twice as many, as a timer set anew ends its round first."""

LATEST = 1.0
"""Seconds after which the place is kept though the cursor never rested as long."""

_ALL = 1 << 30
"""More lines than a page has."""


class ArticlePane(PagePane):
    """Shows `opened`. Posts PageAsked, SectionToggled, and ChangeAsked for the place reached.

    place: what the reader is at, None for the beginning: that of the cursor, or one that the page does not show yet.
    rest: REST, or more for who must not see it kept.
    """

    place: Position | None = None
    rest = REST
    _resting: Timer | None = None
    _moved = 0.0  # when the place that is not kept yet was left
    _ahead = 0  # lines that the cursor has to go on, on the page that was asked for
    _jumped = False  # whether it has gone somewhere else there
    _is_turning = False  # whether what scrolls is another page, not the reader

    @property
    def progress(self) -> float:
        """Share of the article read, 0..1: 1 as soon as its last line is in sight."""
        if self.opened is None or not self.count:
            return 0.0
        at_end = self.opened.page.window.is_end and self.scroll_offset.y + self.size.height >= self.count
        return 1.0 if at_end else self.opened.page.progress_of(self.cursor)

    def watch_opened(self, old: Opened | None, opened: Opened | None) -> None:
        """Show another page: at the place kept with the article, or at the same place when it is the same article."""
        is_same = old is not None and opened is not None and old.row.id == opened.row.id
        if old is None or opened is None or old.page is not opened.page:
            self.hints = {}
        if not is_same:
            self._rest()
            self._ahead = 0
            self.place = opened.place if opened else None
        if opened is None:
            self.cursor = 0
            self.fit(0)
            self.border_title = self.border_subtitle = ""
            self.redraw()
            return
        height = self.cursor - self.scroll_offset.y if is_same and not self._jumped else self.size.height // 3
        if is_same and old is not None and old.look == opened.look and not self._jumped and self.place:
            self._ahead += self.cursor - old.page.row_of(self.place)  # on a blank line, which is no place
        self._turn_to(opened, height)
        self._show_progress()
        self.redraw()

    def _turn_to(self, opened: Opened, height: int) -> None:
        """Put the cursor on the place in another page, so many lines below the top of the pane."""
        page, ahead = opened.page, self._ahead
        self._ahead, self._jumped = 0, False
        row = (page.row_of(self.place) if self.place else 0) + ahead
        self.cursor = max(0, min(row, len(page.lines) - 1))
        if ahead:
            self.place = page.position_of(self.cursor)
        self._is_turning = True
        self.fit(len(page.lines))
        self.scroll_to(y=self.cursor - max(0, min(height, self.size.height - 1)), animate=False, force=True)
        self._is_turning = False

    def watch_page_marks(self) -> None:
        """Mark what is highlighted and chosen, and say what was noted."""
        self._show_progress()
        self.redraw()

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Take the cursor along when the page is scrolled under it, as less and vim do."""
        super().watch_scroll_y(old_value, new_value)
        top, below = self.scroll_offset.y, self.scroll_offset.y + self.size.height
        if top < below and not self._is_turning and not top <= self.cursor < below:
            rows = range(top, min(below, self.count))
            in_sight = rows if self.cursor < top else reversed(rows)
            self._put(next((row for row in in_sight if self.lines[row].role is not Role.BLANK), top))

    def on_resize(self) -> None:
        """Keep the cursor in sight, and ask for a page that fits."""
        if not 0 <= self.cursor - self.scroll_offset.y < self.size.height:
            self._reveal()
        self.redraw()
        self.post_message(PageAsked(self.text_width))

    def clicked(self, place: Offset, event: events.Click) -> None:
        """Put the cursor where was clicked; open or fold a section whose line was clicked."""
        if (href := self.link_at(*place)) is not None:
            self.post_message(told(LinkClicked(href, opens=event.chain > 1 or event.ctrl)))
        row = self.scroll_offset.y + place.y
        if row < self.count and self.text_selection is None:
            self._put(row)
            if self.lines[row].role is Role.FOLD:
                self.post_message(SectionToggled(self.lines[row].block))

    def go(self, index: int) -> bool:
        """Move the cursor to a line; it stays a third of the pane away from the edges while the page allows it."""
        moved = self._put(index)
        self._reveal()
        self._show_progress()
        return moved

    def go_to(self, place: Position, *, is_reading: bool = True, height: int | None = None) -> None:
        """Move the cursor to a place in the text, even to one that the page does not show yet.

        is_reading: whether it is the reader's place from now on. height: how many lines below the top of the pane it
        is to stand; None for where it does with the least scrolling.
        """
        if self.opened is None:
            return
        if not is_reading:
            self.keep_place()
        if self.opened.page.shows(place):
            self.go(self.opened.page.row_of(place))
            if height is not None:
                self.scroll_to(y=self.cursor - height, animate=False, force=True)
        else:
            self._jumped = True
            self.post_message(PageAsked(self.text_width, elsewhere=True))
        self.place = place
        if is_reading:
            self.keep_soon()
        else:
            self._rest()

    def edge(self, *, bottom: bool) -> None:
        """Move the cursor to the first or the last line of the article, even to one that the page does not show yet."""
        if self.opened is None:
            return
        window, blocks = self.opened.page.window, self.opened.body.blocks
        if window.is_end if bottom else window.is_top:
            self.go(self.count if bottom else 0)
        else:
            self._ahead = _ALL if bottom else -_ALL
            self.go_to(Position(block=len(blocks) - 1, offset=len(blocks[-1].text)) if bottom else Position(block=0))

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

    def keep_soon(self) -> None:
        """Keep the place when the cursor has come to rest, or has not for some time."""
        if self._resting is None:
            self._moved = monotonic()
            self._resting = self.set_timer(self.rest, self.keep_place)
        elif monotonic() < self._moved + LATEST:
            self._resting.reset()

    def keep_place(self) -> None:
        """Post the place reached if it was not posted yet."""
        if (asked := self.place_to_keep()) is not None:
            self.post_message(asked)

    def place_to_keep(self) -> ChangeAsked | None:
        """Return what keeps the place reached; None when it was taken already. The caller posts it."""
        if self._resting is None or self.opened is None or self.place is None:
            return None
        self._rest()
        return ChangeAsked(changes.move(self.opened.row, self.place, self.progress), quiet=True)

    def _put(self, row: int) -> bool:
        """Move the cursor to a line, on a page that is asked for when there are only some; False where it stands."""
        if self.opened is None:
            return False
        if self._jumped:
            self._ahead += row - self.cursor
            return True
        page, last = self.opened.page, self.count - 1
        if (row < 0 and not page.window.is_top) or (row > last and not page.window.is_end):
            self._ahead += row - max(0, min(row, last))
            self.post_message(PageAsked(self.text_width, elsewhere=True))
        row = max(0, min(row, last))
        if row == self.cursor:
            return self._ahead != 0
        for changed in (self.cursor, row):
            self.strips.discard(changed)
            self.refresh_lines(changed)
        self.cursor = row
        self.place = page.position_of(row)
        if self.page_marks is not None:
            self.page_marks = self.page_marks.seen_from(self.lines[row])
        self._show_progress()
        self.keep_soon()
        return True

    def _rest(self) -> None:
        """Have nothing to keep."""
        if self._resting is not None:
            self._resting.stop()
            self._resting = None

    def _reveal(self) -> None:
        third = self.size.height // 3
        self.scroll_between(self.cursor - self.size.height + third + 1, self.cursor - third)

    def _show_progress(self) -> None:
        progress = f"{round(100 * self.progress)} %"
        subtitle = self.page_marks.told(self.line, progress, self.size.width - 4) if self.page_marks else progress
        self.border_subtitle = Content(subtitle)
