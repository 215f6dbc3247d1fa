"""Drawing the rows of a table: in columns where they fit, else each cell on lines of its own behind its name."""

from collections.abc import Sequence

from msgspec import Struct

from reader.core.article import Block, Kind, Section
from reader.core.tables import cells_of, is_separator
from reader.layout.cells import cut, width
from reader.layout.lines import Role
from reader.layout.shapes import Shape
from reader.layout.sheet import Sheet
from reader.layout.tables import Columns, aligned, columns

_MEASURED = 256  # rows whose columns are measured together, so that a part of a long table is drawn quickly
_LONGEST = 4_000  # characters from which on a row is text


class Table(Struct, frozen=True, kw_only=True):
    """A table, or a part of a very long one.

    start: block index of its first row. rows: the block indexes of the part. has_head: whether it begins with names
    and a separator.
    """

    start: int
    rows: range
    has_head: bool
    columns: Columns


def is_row(block: Block) -> bool:
    """Return whether a block is drawn as a row of a table."""
    return block.kind is Kind.TABLE_ROW and len(block.text) <= _LONGEST


def table_at(blocks: Sequence[Block], block: int, section: Section) -> Table:
    """Return the table that has `block` as a row, or the part of it around that. A head begins a new one."""
    start = block
    while start > section.start and is_row(blocks[start - 1]) and not _is_head(blocks, start, section):
        start -= 1
    has_head = _is_head(blocks, start, section)
    first = block - (block - start) % _MEASURED
    stop = first + 1
    while stop < min(section.stop, first + _MEASURED) and is_row(blocks[stop]) and not _is_head(blocks, stop, section):
        stop += 1
    head = [blocks[start].text, blocks[start + 1].text] if has_head else []
    body = [blocks[row].text for row in range(first, stop) if not is_separator(blocks[row].text)]
    return Table(start=start, rows=range(first, stop), has_head=has_head, columns=columns(head, body))


def _is_head(blocks: Sequence[Block], row: int, section: Section) -> bool:
    """Return whether a row is followed by the separator below the names of a table."""
    following = row + 1
    if following >= section.stop or not is_row(blocks[following]) or is_separator(blocks[row].text):
        return False
    return is_separator(blocks[following].text)


def draw_row(sheet: Sheet, table: Table, block: int, index: int) -> None:
    """Draw a row. The separator is a rule where there are columns, else nothing."""
    text = sheet.body.blocks[block].text
    role = Role.TABLE_HEAD if table.has_head and block == table.start else Role.TABLE
    if table.columns.width <= sheet.width:
        if is_separator(text):
            sheet.rule(table.columns.width, block, index)
        else:
            sheet.row(*aligned(text, table.columns), role, block, index)
    elif role is Role.TABLE_HEAD:
        first, last = cells_of(text)[0], cells_of(text)[-1]
        sheet.block(block, Shape(role=role, start=first[0], stop=last[1]), index)
    elif not is_separator(text):
        _draw_stacked(sheet, table, block, index)


def _draw_stacked(sheet: Sheet, table: Table, block: int, index: int) -> None:
    """Draw the cells of a row below each other."""
    text = sheet.body.blocks[block].text
    if block != table.start:
        sheet.gap = 1
    cells = [(start, stop) for start, stop in cells_of(text)]
    names = table.columns.heads or ("",) * len(cells)
    for place, (start, stop) in enumerate(cells):
        if start == stop:
            continue
        name = cut(names[place], sheet.width // 3) if place < len(names) else ""
        prefix = f"{name}: " if name else "  " if place else ""
        shape = Shape(role=Role.TABLE, start=start, stop=stop, prefix=prefix, next_prefix=" " * width(prefix))
        sheet.block(block, shape, index)
