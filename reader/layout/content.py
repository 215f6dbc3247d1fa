"""Drawing the text of the article: each block as what it is, set apart as the reader likes it."""

from msgspec import Struct

from reader.core.article import Section
from reader.layout.cells import width
from reader.layout.lines import Role, Spacing
from reader.layout.rows import Table, draw_row, is_row, table_at
from reader.layout.shapes import is_fence, marks_end, shape_of
from reader.layout.sheet import Sheet
from reader.layout.spacing import blanks, close_blocks, neighbourhood

INDENT = " " * 4
"""Before the first line of a paragraph in tight spacing: two ideographs."""


class Content(Struct):
    """Draws one content section on a sheet.

    above: role and level of the block drawn last; None before the first. table: the one drawn last.
    """

    sheet: Sheet
    index: int
    section: Section
    above: tuple[Role, int] | None = None
    table: Table | None = None

    def draw(self) -> None:
        """Draw what the sheet's window holds of the section."""
        shown = [block for block in self.sheet.window.blocks_of(self.section) if self._is_drawn(block)]
        if not shown:
            return
        section = range(self.section.start, self.section.stop)
        near = neighbourhood(range(shown[0], shown[-1] + 1), section)
        close = close_blocks(self.sheet.body.blocks, [block for block in near if self._is_drawn(block)])
        self.sheet.gap = 1
        for block in shown:
            is_verse = block in close or block + 1 in close
            if is_row(self.sheet.body.blocks[block]):
                self._draw_row(block)
            else:
                self._draw_block(block, is_close=block in close, is_verse=is_verse)
        self.sheet.gap = 1

    def _is_drawn(self, block: int) -> bool:
        """Return whether anything is drawn of a block: not of a fence that says nothing."""
        drawn = self.sheet.body.blocks[block]
        return bool(drawn.text[marks_end(drawn) :].strip() if is_fence(drawn) else drawn.text.strip())

    def _draw_block(self, block: int, *, is_close: bool, is_verse: bool) -> None:
        """Draw a block that is no row of a table. Lines of verse are told apart without an indent."""
        sheet = self.sheet
        indent = INDENT if sheet.spacing is Spacing.TIGHT and not is_verse else ""
        shape = shape_of(sheet.body.blocks[block], sheet.width, indent)
        self._set_apart(shape.role, shape.level, is_close=is_close)
        first = len(sheet.lines)
        sheet.block(block, shape, self.index)
        if shape.role is Role.HEADING and shape.level == 1:
            sheet.rule(max(width(line.text) for line in sheet.lines[first:]), block, self.index)

    def _draw_row(self, block: int) -> None:
        """Draw a row of a table."""
        if self.table is None or block not in self.table.rows:
            self.table = table_at(self.sheet.body.blocks, block, self.section)
        self._set_apart(Role.TABLE, 0, is_close=block != self.table.start)
        draw_row(self.sheet, self.table, block, self.index)

    def _set_apart(self, role: Role, level: int, *, is_close: bool) -> None:
        """Have the blank lines due before a block."""
        if self.above is not None:
            self.sheet.gap = blanks(self.above, (role, level), self.sheet.spacing, is_close=is_close)
        self.above = (role, level)
