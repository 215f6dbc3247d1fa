"""Drawing an article as lines: title, byline line, then the page in its order with clutter folded."""

from collections.abc import Iterable, Mapping, Sequence

from msgspec import Struct

from reader.core.article import Article, Body, Item, Kind, Label, Section
from reader.core.catalog import Recommendation
from reader.core.state import Position
from reader.core.text import one_line
from reader.layout.cells import cut, width
from reader.layout.content import Content
from reader.layout.facts import byline_lines, item_lines
from reader.layout.lines import Line, Mode, Role, Spacing
from reader.layout.row import STUB
from reader.layout.shapes import Shape, marks_end
from reader.layout.sheet import Sheet
from reader.layout.window import Window, around, whole
from reader.wording import tr, trn

_FOLDED, _OPEN = "▸ ", "▾ "
_CLUTTER_PREFIX = "  "
HELD = "✓"
"""Mark before a recommendation whose article is in the library; a stub has the mark that it has in the list."""


class Looks(Struct, frozen=True, kw_only=True):
    """What a page is drawn from and for, as `page` describes it."""

    article: Article
    body: Body
    width: int
    mode: Mode
    revealed: frozenset[int]
    items: Mapping[int, Sequence[Recommendation]]
    seen_in: str | None
    spacing: Spacing

    @property
    def title(self) -> int | None:
        """The index of the section that is the title of the page."""
        return next((at for at, section in enumerate(self.body.sections) if section.label is Label.TITLE), None)

    @property
    def byline(self) -> int | None:
        """The index of the byline section that the byline line stands for; none where that is drawn as well."""
        if self.mode is Mode.SHOWN:
            return None
        return next((at for at, section in enumerate(self.body.sections) if section.label is Label.BYLINE), None)

    def is_open(self, section: Section) -> bool:
        """Whether the text of a clutter section is drawn."""
        return self.mode is Mode.SHOWN or (self.mode is Mode.FOLDED and section.start in self.revealed)


class Composed(Struct, frozen=True, kw_only=True):
    """Lines of a page, how many of them at its top are title and byline line, and the part of the text they are of."""

    lines: tuple[Line, ...]
    head: int
    window: Window


def compose(looks: Looks, place: Position | None) -> Composed:
    """Return the lines of the page; with a place only those around it."""
    title = None if looks.mode is Mode.SHOWN else looks.title
    moved = None if title is None else looks.body.sections[title]

    def rows_of(section: Section) -> int | None:
        if section.label.is_clutter:
            return None if looks.is_open(section) else int(looks.mode is Mode.FOLDED)
        is_replaced = section.label is Label.BYLINE and looks.mode is not Mode.SHOWN
        return 0 if section is moved or is_replaced else None

    if place is None:
        window = whole(looks.body)
    else:
        byline = None if looks.byline is None else Position(block=looks.body.sections[looks.byline].start)
        if place == byline or (moved is not None and moved.start <= place.block < moved.stop):
            place = Position(block=0)
        window = around(looks.body, place, looks.width, rows_of)
    composer = _Composer(looks, Sheet(body=looks.body, width=looks.width, spacing=looks.spacing, window=window))
    head = composer.draw(moved)
    return Composed(lines=tuple(composer.sheet.lines), head=head, window=window)


class _Composer(Struct, frozen=True):
    """Draws the sections of a page on a sheet."""

    looks: Looks
    sheet: Sheet

    def draw(self, moved: Section | None) -> int:
        """Draw all. moved: the title, where it is drawn first. Returns how many rows title and byline line take."""
        title, sheet, sections = self.looks.title, self.sheet, self.looks.body.sections
        if sheet.window.is_top and (title is None or moved is not None):
            if moved is not None and title is not None:
                self._draw_title(title, range(moved.start, moved.stop))
            else:
                sheet.own(one_line(self.looks.article.title), Role.TITLE, 0, 0)
            self._draw_own_byline()
        head = len(sheet.lines)
        for index, section in enumerate(sections):
            if section is not moved and sheet.window.blocks_of(section):
                self._draw_section(index, section)
                if index == title:
                    self._draw_own_byline()
        return head

    def _draw_section(self, index: int, section: Section) -> None:
        """Draw one section as its label and the mode ask for."""
        if section.label.is_clutter:
            self._draw_clutter(index, section)
        elif section.label is Label.TITLE:
            self._draw_title(index, self.sheet.window.blocks_of(section))
        elif section.label is Label.CONTENT:
            Content(self.sheet, index, section).draw()
        elif self.looks.mode is Mode.SHOWN:
            if self.sheet.lines and self.sheet.lines[-1].role is Role.BYLINE:
                self.sheet.gap = 0
            for block in self._with_text(self.sheet.window.blocks_of(section)):
                self._draw_block(block, Role.BYLINE, index)
            self.sheet.gap = 1

    def _with_text(self, blocks: Iterable[int]) -> list[int]:
        """Return those of some blocks that have text."""
        return [block for block in blocks if self.looks.body.blocks[block].text.strip()]

    def _draw_title(self, index: int, blocks: Iterable[int]) -> None:
        """Draw the title as the page has it."""
        self.sheet.gap = 1
        for block in self._with_text(blocks):
            self._draw_block(block, Role.TITLE, index)
        self.sheet.gap = 1

    def _draw_block(self, block: int, role: Role, section: int, prefix: str = "") -> None:
        """Draw a block as text in one role, without the spaces before it and without the marks of a heading."""
        drawn = self.looks.body.blocks[block]
        is_heading = drawn.kind is Kind.HEADING and role is Role.TITLE
        start = marks_end(drawn) if is_heading else len(drawn.text) - len(drawn.text.lstrip())
        shape = Shape(role=role, start=start, stop=len(drawn.text), prefix=prefix, next_prefix=prefix)
        self.sheet.block(block, shape, section)

    def _draw_clutter(self, index: int, section: Section) -> None:
        """Draw the fold line of a clutter section, and its text where it is open; nothing of it if clutter is gone."""
        looks, sheet = self.looks, self.sheet
        texts = [block.text for block in looks.body.blocks[section.start : section.stop]]
        if looks.mode is Mode.GONE or not any(map(str.strip, texts)):
            return
        if sheet.lines and sheet.lines[-1].role in (Role.FOLD, Role.CLUTTER, Role.BYLINE, Role.TITLE):
            sheet.gap = 0
        items = looks.items.get(index, ())
        is_open = looks.is_open(section)
        if sheet.window.begins(section):
            text = cut(_fold_line(section, len(items) or section.items, texts, is_open=is_open), sheet.width)
            sheet.add(Line(text=text, role=Role.FOLD, block=section.start, section=index, composed=True))
        if is_open:
            blocks = self._with_text(sheet.window.blocks_of(section))
            self._draw_list(blocks, index, items if looks.mode is not Mode.SHOWN else ())
        sheet.gap = 1

    def _draw_list(self, blocks: Iterable[int], section: int, items: Sequence[Recommendation]) -> None:
        """Draw an open section: what is a recommendation tidily, the rest as it is."""
        begins = {found.item.start: found for found in items}
        stop = 0
        for block in blocks:
            if (found := begins.get(block)) is not None:
                stop = found.item.stop
                mark = " " if found.held is None else STUB if found.held.article.is_stub else HELD
                self._draw_item(found.item, section, mark)
            elif block >= stop:
                self._draw_block(block, Role.CLUTTER, section, _CLUTTER_PREFIX)

    def _draw_item(self, item: Item, section: int, mark: str) -> None:
        """Draw one recommendation: its title, what else the page says of it, its teaser."""
        start, stop = item.span
        shape = Shape(role=Role.ITEM, start=start, stop=stop, prefix=f"{mark} ", next_prefix=_CLUTTER_PREFIX)
        self.sheet.block(item.block, shape, section)
        others = (block for block in range(item.start, item.stop) if self.looks.body.blocks[block].text.strip())
        told = [block for block in others if block != item.block and block not in item.rest]
        block, offset = (told[-1], 0) if told else (item.block, item.span[1])
        for text in item_lines(item, self.sheet.width - width(_CLUTTER_PREFIX)):
            self.sheet.own(text, Role.CLUTTER, block, section, offset, _CLUTTER_PREFIX)
        for rest in item.rest:
            self._draw_block(rest, Role.CLUTTER, section, _CLUTTER_PREFIX)

    def _draw_own_byline(self) -> None:
        """Draw the byline line, which stands for the page's own byline sections."""
        looks, sheet = self.looks, self.sheet
        block, offset, section = self._byline_place()
        sheet.gap = 0
        for text in byline_lines(looks.article, sheet.width):
            sheet.own(text, Role.BYLINE, block, section, offset)
        if looks.article.is_stub:
            sheet.gap = 1
            sheet.own(self._stub_line(), Role.CAPTION, block, section, offset)
        sheet.gap = 1

    def _byline_place(self) -> tuple[int, int, int]:
        """Return the block, offset and section of the byline line.

        They are those of the page's own byline, wherever that is, unless it is drawn as well: then the title's end.
        """
        sections, lines, own = self.looks.body.sections, self.sheet.lines, self.looks.byline
        if own is not None:
            return sections[own].start, 0, own
        if lines:
            return lines[-1].block, lines[-1].end, lines[-1].section
        title = self.looks.title or 0
        return sections[title].start if sections else 0, 0, title

    def _stub_line(self) -> str:
        """Return the line that says what a stub is."""
        title = one_line(self.looks.seen_in or "")
        return tr("Not archived yet. Seen in “{title}”.", title=title) if title else tr("Not archived yet.")


def _fold_line(section: Section, items: int, texts: Sequence[str], *, is_open: bool) -> str:
    """Return what the line of a clutter section says: what it is, and how much of it there is."""
    if items:
        amount = trn("{count} item", "{count} items", items)
    else:
        amount = trn("{count} character", "{count} characters", sum(map(len, texts)))
    label = tr(section.label.value)
    if is_open:
        return f"{_OPEN}{label} · {amount}"
    return _FOLDED + tr("{label} · {amount} hidden", label=label, amount=amount)
