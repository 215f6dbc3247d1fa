"""The browser pane: the sources, tags and months of a shelf, each with its number of articles."""

from collections.abc import Callable, Iterator
from typing import ClassVar

from textual import events
from textual.content import Content
from textual.geometry import Offset
from textual.reactive import reactive
from textual.strip import Strip

from reader.core.catalog import Catalog
from reader.core.facets import Facet, Facets, Kind
from reader.core.query import Shelf
from reader.core.text import one_line
from reader.layout.cells import cut, pad, width
from reader.layout.row import Span
from reader.ui.line_pane import LinePane
from reader.ui.strips import plain, strip
from reader.wording import tr

_SECTIONS = {Kind.SOURCE: "Sources", Kind.TAG: "Tags", Kind.YEAR: "Months"}
"""What stands above the first facet of a kind."""

_INDENT = {Kind.ALL: 0, Kind.MONTH: 2}
"""Cells before a name, 1 for other kinds."""

_STYLES = ("cursor", "edge", "section", "chosen", "quiet")


class BrowsePane(LinePane):
    """Shows `facets`, and calls `moved` with the one that the cursor was moved to.

    chosen: the facet that the list is narrowed to. counted: what `facets` were asked of. kept: the query that is given
    back when the pane is closed. before: id of the article that the list's cursor stood on when the pane was opened.
    """

    ALLOW_SELECT = False
    COMPONENT_CLASSES: ClassVar[set[str]] = {f"browse--{name}" for name in _STYLES}

    facets: reactive[Facets] = reactive(())
    chosen: reactive[Facet | None] = reactive(None)

    def __init__(self, moved: Callable[[Facet], object]) -> None:
        super().__init__(id="browse")
        self.border_title = Content(tr("Browse"))
        self.counted: tuple[Catalog, Shelf] | None = None
        self.kept = ""
        self.before: str | None = None
        self._moved = moved
        self._lines: tuple[Facet | str, ...] = ()

    @property
    def count(self) -> int:
        """Lines, headings too."""
        return len(self._lines)

    def watch_facets(self) -> None:
        """Show other facets, the cursor on the same one as before."""
        token = self._token_at_cursor()
        self._lines = tuple(_with_sections(self.facets))
        self._place(token)
        self._fit()

    def watch_chosen(self) -> None:
        """Mark what the list is narrowed to."""
        self.redraw()

    def on_resize(self) -> None:
        """Draw for the new width."""
        self._fit()

    def stand_on(self, facet: Facet | None) -> None:
        """Have the list narrowed to a facet, by whatever it was, None for none; the cursor goes there."""
        self.chosen = facet
        self._place(facet.token if facet else "")
        self._reveal()
        self.redraw()

    def go(self, index: int) -> bool:
        """Move the cursor to a facet, over a heading to the next one; False when it stood there already."""
        index = max(0, min(index, self.count - 1))
        if index == self.cursor or not self.count:
            return False
        if isinstance(self._lines[index], str):  # below it there always is one, and above it too
            index += 1 if index > self.cursor else -1
        old, self.cursor = self.cursor, index
        self._reveal()
        for changed in (old, index):
            self.refresh_lines(changed, 1)
        if isinstance(facet := self._lines[index], Facet):
            self._moved(facet)
        return True

    def clicked(self, place: Offset, event: events.Click) -> None:
        """Go to the facet that was clicked."""
        index = self.scroll_offset.y + place.y
        if index < self.count and isinstance(self._lines[index], Facet):
            self.go(index)

    def render_line(self, y: int) -> Strip:
        """Draw screen line `y` of the pane."""
        cells, base, index = self.size.width, self.styles_of[""], self.scroll_offset.y + y
        if index >= self.count:
            return Strip.blank(cells, base)
        line = self._lines[index]
        if isinstance(line, str):
            return plain(cut(f" {tr(line)}", cells), base + self.styles_of["section"]).adjust_cell_length(cells, base)
        return self._facet_strip(line, cells, is_cursor=index == self.cursor)

    def _facet_strip(self, facet: Facet, cells: int, *, is_cursor: bool) -> Strip:
        key = (facet, cells, is_cursor, self.has_focus)
        if (known := self.strips.get(key)) is not None:
            return known[0]
        styles = self.styles_of
        base = styles[""] + styles["cursor"] if is_cursor else styles[""]
        text, spans = _drawn(facet, cells - 2, is_chosen=facet == self.chosen)
        mark = ("▌" if self.has_focus else "▎") if is_cursor else " "
        drawn = Strip.join([plain(mark, base + styles["edge"]), strip(text, spans, styles, base)])
        self.strips[key] = (drawn.adjust_cell_length(cells, base),)
        return self.strips[key][0]

    def _token_at_cursor(self) -> str:
        line = self._lines[self.cursor] if self.cursor < self.count else ""
        return line.token if isinstance(line, Facet) else ""

    def _place(self, token: str) -> None:
        """Put the cursor on the facet with a token, on all articles where there is none."""
        places = (at for at, line in enumerate(self._lines) if isinstance(line, Facet) and line.token == token)
        self.cursor = next(places, 0)

    def _fit(self) -> None:
        self.fit(self.count)
        self._reveal()
        self.redraw()

    def _reveal(self) -> None:
        """Keep a line above and below the cursor in sight: above the first facet of a kind that is its heading."""
        self.scroll_between(self.cursor + 2 - self.size.height, self.cursor - 1)


def _with_sections(facets: Facets) -> Iterator[Facet | str]:
    """Yield facets, before the first of each kind what stands above it."""
    left = dict(_SECTIONS)
    for facet in facets:
        if facet.kind in left:
            yield left.pop(facet.kind)
        yield facet


def _drawn(facet: Facet, cells: int, *, is_chosen: bool) -> tuple[str, tuple[Span, ...]]:
    """Return a facet's name and, at the right, its number of articles, in so many cells; and the styles of both."""
    count = f"{facet.count:,}"
    unnamed = tr("All articles") if facet.kind is Kind.ALL else tr("no known source")
    room = max(0, cells - width(count) - 1)
    name = pad(cut(" " * _INDENT.get(facet.kind, 1) + (one_line(facet.name) or unnamed), room), room)
    start = len(name) + 1
    return f"{name} {count}", ((0, len(name), "chosen" if is_chosen else ""), (start, start + len(count), "quiet"))
