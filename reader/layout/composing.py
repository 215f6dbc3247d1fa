"""Drawing an article as lines: title, byline line, then the page in its order with clutter folded."""

import re
from collections.abc import Iterable, Mapping, Sequence

from msgspec import Struct, field

from reader.core.article import Article, Body, Item, Kind, Label, Section
from reader.core.catalog import Recommendation
from reader.core.text import one_line
from reader.layout.cells import cut, width
from reader.layout.facts import byline_lines, counted, item_lines
from reader.layout.lines import Line, Mode, Role
from reader.layout.row import STUB
from reader.layout.spacing import close_blocks
from reader.layout.wrapping import wrap

_ROLES = {
    Kind.PARAGRAPH: Role.BODY,
    Kind.HEADING: Role.HEADING,
    Kind.QUOTE: Role.QUOTE,
    Kind.LIST_ITEM: Role.LIST,
    Kind.CODE: Role.CODE,
    Kind.TABLE_ROW: Role.TABLE,
    Kind.CAPTION: Role.CAPTION,
}
_OWN_BULLET = re.compile(r"[•·‣▪◦●○■□*＊\-–—]\s|[（(]?[0-9０-９一二三四五六七八九十a-zA-Z]{1,3}[.)）、．]")
_FOLDED, _OPEN = "▸ ", "▾ "
_CLUTTER_PREFIX = "  "
HELD = "✓"
"""Mark before a recommendation whose article is in the library; a stub has the mark that it has in the list."""


def compose(
    article: Article,
    body: Body,
    *,
    width: int,
    mode: Mode,
    revealed: frozenset[int],
    items: Mapping[int, Sequence[Recommendation]],
    seen_in: str | None,
) -> list[Line]:
    """Return the lines of the page, as `page` describes them."""
    composer = _Composer(article, body, max(width, 2), mode, revealed, items, seen_in)
    composer.draw()
    return composer.lines


class _Composer(Struct):
    """The lines of one page while they are put together."""

    article: Article
    body: Body
    width: int
    mode: Mode
    revealed: frozenset[int]
    items: Mapping[int, Sequence[Recommendation]]
    seen_in: str | None
    lines: list[Line] = field(default_factory=list)
    gap: bool = False

    def draw(self) -> None:
        """Draw the whole page."""
        sections = list(enumerate(self.body.sections))
        title = next((index for index, section in sections if section.label is Label.TITLE), None)
        if title is None:
            self._draw_own_title()
        elif self.mode is not Mode.SHOWN:
            sections.insert(0, sections.pop(title))
        for index, section in sections:
            self._draw_section(index, section)
            if index == title:
                self._draw_own_byline()

    def _draw_section(self, index: int, section: Section) -> None:
        """Draw one section as its label and the mode ask for."""
        blocks = [block for block in range(section.start, section.stop) if self.body.blocks[block].text.strip()]
        if section.label.is_clutter:
            self._draw_clutter(index, section, blocks)
        elif section.label is Label.BYLINE:
            if self.mode is Mode.SHOWN:
                self.gap = self.gap and self.lines[-1].role is not Role.BYLINE
                self._draw_plain(blocks, Role.BYLINE, index)
                self.gap = True
        elif section.label is Label.TITLE:
            self.gap = bool(self.lines)
            self._draw_plain(blocks, Role.TITLE, index)
            self.gap = True
        else:
            self._draw_content(blocks, index)

    def _draw_plain(self, blocks: Iterable[int], role: Role, section: int, prefix: str = "") -> None:
        """Draw blocks close together, all in one role."""
        for block in blocks:
            self._draw_block(block, role, section, prefix, prefix)

    def _draw_content(self, blocks: list[int], section: int) -> None:
        """Draw the text of the article, paragraphs set apart."""
        close = close_blocks(self.body.blocks, blocks)
        for block in blocks:
            self.gap = block not in close
            kind = self.body.blocks[block].kind
            prefix, next_prefix = self._prefixes(block)
            self._draw_block(block, _ROLES[kind], section, prefix, next_prefix)
        if blocks:
            self.gap = True

    def _draw_clutter(self, index: int, section: Section, blocks: list[int]) -> None:
        """Draw the fold line of a clutter section, and its text where it is open; nothing of it if clutter is gone."""
        if self.mode is Mode.GONE or not blocks:
            return
        is_open = self.mode is Mode.SHOWN or section.start in self.revealed
        if self.lines and self.lines[-1].role in (Role.FOLD, Role.CLUTTER, Role.BYLINE, Role.TITLE):
            self.gap = False
        items = self.items.get(index, ())
        if count := len(items) or section.items:
            amount = counted(count, "item")
        else:
            amount = counted(sum(len(self.body.blocks[block].text) for block in blocks), "character")
        text = f"{_OPEN if is_open else _FOLDED}{section.label} · {amount}{'' if is_open else ' hidden'}"
        text = cut(text, self.width)
        self._add(Line(text=text, role=Role.FOLD, block=section.start, section=index, composed=True))
        if is_open:
            self._draw_list(blocks, index, items if self.mode is not Mode.SHOWN else ())
        self.gap = True

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
                self._draw_block(block, Role.CLUTTER, section, _CLUTTER_PREFIX, _CLUTTER_PREFIX)

    def _draw_item(self, item: Item, section: int, mark: str) -> None:
        """Draw one recommendation: its title, what else the page says of it, its teaser."""
        self._draw_text(item.block, item.span, Role.ITEM, section, f"{mark} ", _CLUTTER_PREFIX)
        others = (block for block in range(item.start, item.stop) if self.body.blocks[block].text.strip())
        told = [block for block in others if block != item.block and block not in item.rest]
        block, offset = (told[-1], 0) if told else (item.block, item.span[1])
        for text in item_lines(item, self.width - width(_CLUTTER_PREFIX)):
            self._draw_own(text, Role.CLUTTER, block, section, offset, _CLUTTER_PREFIX)
        for rest in item.rest:
            self._draw_block(rest, Role.CLUTTER, section, _CLUTTER_PREFIX, _CLUTTER_PREFIX)

    def _draw_own_title(self) -> None:
        """Draw the title, which no section of the page has."""
        self._draw_own(one_line(self.article.title), Role.TITLE, 0, 0)
        self._draw_own_byline()

    def _draw_own_byline(self) -> None:
        """Draw the byline line, which stands for the page's own byline sections."""
        own = next((index for index, section in enumerate(self.body.sections) if section.label is Label.BYLINE), None)
        block, offset, section = 0, 0, 0
        if own is not None:
            block, section = self.body.sections[own].start, own
        elif self.lines:
            last = self.lines[-1]
            block, section = last.block, last.section
            offset = 0 if last.composed else last.offset + len(last.text)
        self.gap = False
        for text in byline_lines(self.article, self.width):
            self._draw_own(text, Role.BYLINE, block, section, offset)
        if self.article.is_stub:
            self.gap = True
            self._draw_own(self._stub_line(), Role.CAPTION, block, section, offset)
        self.gap = True

    def _stub_line(self) -> str:
        """Return the line that says what a stub is."""
        return "Not archived yet." + (f" Seen in “{one_line(self.seen_in)}”." if self.seen_in else "")

    def _draw_own(self, text: str, role: Role, block: int, section: int, offset: int = 0, prefix: str = "") -> None:
        """Draw a text that is not the page's, standing for the place `offset` of block `block`."""
        for start, stop in wrap(text, max(self.width - width(prefix), 2)):
            line = text[start:stop]
            self._add(
                Line(text=line, role=role, block=block, offset=offset, section=section, prefix=prefix, composed=True)
            )

    def _draw_block(self, block: int, role: Role, section: int, prefix: str, next_prefix: str) -> None:
        """Draw one block, broken into lines after `prefix` (first line) and `next_prefix` (the others)."""
        text = self.body.blocks[block].text
        begin = 0 if role is Role.CODE else len(text) - len(text.lstrip())
        self._draw_text(block, (begin, len(text)), role, section, prefix, next_prefix)

    def _draw_text(
        self, block: int, span: tuple[int, int], role: Role, section: int, prefix: str, next_prefix: str
    ) -> None:
        """Draw the characters `span` of a block, as `_draw_block` does."""
        text = self.body.blocks[block].text.replace("\t", " ")
        begin, end = span
        cells = max(self.width - width(prefix), 2)
        for start, stop in wrap(text[begin:end], cells):
            start, stop = start + begin, stop + begin
            self._add(Line(text=text[start:stop], role=role, block=block, offset=start, section=section, prefix=prefix))
            prefix = next_prefix

    def _prefixes(self, block: int) -> tuple[str, str]:
        """Return what is drawn before the first and before the other lines of a content block, equally wide."""
        drawn = self.body.blocks[block]
        if drawn.kind is Kind.QUOTE:
            return "▌ ", "▌ "
        if drawn.kind is Kind.CODE:
            return "  ", "  "
        if drawn.kind is Kind.LIST_ITEM:
            indent = "  " * min(max(drawn.level - 1, 0), self.width // 8)
            bullet = "" if _OWN_BULLET.match(drawn.text.lstrip()) else "• "
            return indent + bullet, indent + " " * len(bullet)
        return "", ""

    def _add(self, line: Line) -> None:
        """Add a line, after a blank one if a gap is due."""
        if self.gap and self.lines:
            blank = Line(
                text="", role=Role.BLANK, block=line.block, offset=line.offset, section=line.section, composed=True
            )
            self.lines.append(blank)
        self.gap = False
        self.lines.append(line)
