"""A page drawn line by line on demand, with what is marked in it."""

from collections.abc import Mapping
from typing import ClassVar

from rich.style import Style
from textual.reactive import reactive
from textual.selection import Selection
from textual.strip import Strip

from reader.layout.cells import fit, width, widths
from reader.layout.lines import Line
from reader.ui.line_pane import LinePane
from reader.ui.messages import Matches, Opened, PageAsked
from reader.ui.page_marks import PageMarks
from reader.ui.page_strips import GUTTER, STYLES, found_spans, line_strip, selected_spans, selected_text
from reader.ui.strips import plain


class PagePane(LinePane):
    """Draws the page of `opened`. Posts PageAsked for one of another width.

    hints: letters to draw over the text, by the row of the page and the character of the drawn line.
    """

    ALLOW_SELECT = True
    COMPONENT_CLASSES: ClassVar[set[str]] = {f"article--{name}" for name in STYLES}

    opened: reactive[Opened | None] = reactive(None, always_update=True)
    matches: reactive[Matches] = reactive(Matches())
    page_marks: reactive[PageMarks | None] = reactive(None)
    measure: reactive[int] = reactive(72)
    hints: reactive[Mapping[tuple[int, int], str]] = reactive({})

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

    def watch_matches(self) -> None:
        """Mark what was found."""
        self.redraw()

    watch_hints = watch_matches

    def watch_measure(self) -> None:
        """Ask for a page of another width."""
        self.post_message(PageAsked(self.text_width))

    def get_selection(self, selection: Selection) -> tuple[str, str] | None:
        """Return the selected text as the article has it, without the line breaks of the pane."""
        return (selected_text(self.opened, selection), "\n") if self.opened else None

    def render_line(self, y: int) -> Strip:
        """Draw screen line `y` of the pane."""
        row = self.scroll_offset.y + y
        width = self.size.width
        if row >= self.count:
            return Strip.blank(width, self.styles_of[""])
        if (known := self.strips.get(row)) is not None:
            return known[0]
        line = self.lines[row]
        marks = self.page_marks
        spans = (marks.spans(line) if marks else []) + found_spans(line, self.matches)
        spans += selected_spans(line, row, self.text_selection)
        drawn = line_strip(
            line,
            row,
            spans,
            self.styles_of,
            left=self._left,
            width=width,
            is_cursor=row == self.cursor and self.has_focus,
            beside=marks.gutter(line) if marks else "",
        )
        for (on, start), letters in self.hints.items():
            if on == row:
                drawn = _with_hint(drawn, letters, self._column(line, start), self.styles_of)
        self.strips[row] = (drawn,)
        return drawn

    def link_at(self, x: int, y: int) -> str | None:
        """Return the address of the link drawn at a cell of the pane, None where there is none."""
        row = self.scroll_offset.y + y
        if row >= self.count or x < self._left + GUTTER:
            return None
        line = self.lines[row]
        at = fit(widths(line.drawn), 0, x - self._left - GUTTER) - len(line.prefix)
        return next((link.href for link in line.links if link.start <= at < link.stop), None)

    @property
    def _left(self) -> int:
        """Cells left of the gutter."""
        return max(0, (self.size.width - self.text_width - GUTTER) // 2)

    def _column(self, line: Line, start: int) -> int:
        """Return the cell of the pane that a character of a drawn line begins in."""
        return self._left + GUTTER + width(line.drawn[:start])


def _with_hint(drawn: Strip, letters: str, column: int, styles: Mapping[str, Style]) -> Strip:
    """Draw letters over a drawn line, from a cell on."""
    hint = plain(letters, styles[""] + styles["hint"])
    behind = drawn.crop(min(column + hint.cell_length, drawn.cell_length), drawn.cell_length)
    return Strip.join([drawn.crop(0, column), hint, behind]).adjust_cell_length(drawn.cell_length, styles[""])
