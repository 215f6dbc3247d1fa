"""What an article is made of, for all formats: headings, paragraphs, quotes, lists, code, tables, captions.

The marks with which a page text shows its structure ("- ", "> ", "## ", fences) are taken off; each format writes its
own. Every text is safe to draw, and holds nothing that XML forbids.
"""

import re
import textwrap
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby, pairwise

from msgspec import Struct
from msgspec.structs import replace

from reader.core.addresses import link_address
from reader.core.article import Article, Block, Body, Kind, Label
from reader.core.highlights import Placed
from reader.core.images import image_in
from reader.core.passages import parts
from reader.core.state import Highlight
from reader.core.tables import cells_of, is_separator
from reader.core.text import visible
from reader.layout.links import Link, block_links
from reader.layout.plain import title_lines
from reader.layout.spacing import close_blocks

_FENCE = re.compile(r" {0,3}(?:`{3,}|~{3,})\s*([\w+#.-]*)")
_BULLET = re.compile(r"\s*[-*•·‣▪◦●○■□＊]\s+")
_NUMBER = re.compile(r"\s*(\d{1,3})[.)]\s+")
_QUOTE = re.compile(r"\s*(?:>[ \t]?)+")
_HEADING = re.compile(r"\s*#{1,6}[ \t]+")
_DEEPEST = 8  # level of anything: what a reader can still see
_FORBIDDEN = dict.fromkeys((0xFFFE, 0xFFFF), "\ufffd")  # XML 1.0, 2.2: Char; `visible` sees to the others


class Document(Struct, frozen=True, kw_only=True):
    """An article as a format takes it: what is known of it, and its text as it is shown.

    tags: the reader's. highlights: with where they stand in the text.
    """

    article: Article
    body: Body
    tags: tuple[str, ...] = ()
    highlights: tuple[Placed, ...] = ()


class Span(Struct, frozen=True, kw_only=True):
    """A piece of a line.

    mark: the highlight that it lies in. is_last: whether it is the last piece of it. href: the address it leads to.
    """

    text: str
    mark: Highlight | None = None
    is_last: bool = False
    href: str | None = None


Line = tuple[Span, ...]


class Item(Struct, frozen=True, kw_only=True):
    """A paragraph, a heading, an item of a list, a row of a table (a line for each cell), and so on.

    level: of a heading, an item or a quote; 1 the outermost. number: of an item of a numbered list.
    """

    lines: tuple[Line, ...]
    level: int = 1
    number: int | None = None


class Group(Struct, frozen=True, kw_only=True):
    """Items of one kind that belong together; of a paragraph, heading or caption there is one.

    label: of the clutter that begins here. is_head: of a table, whether the first row names the columns.
    language: of code, where the page names it.
    """

    kind: Kind
    items: tuple[Item, ...]
    label: Label | None = None
    is_head: bool = False
    language: str = ""


def clean(text: str) -> str:
    """Return a text of an article that may stand in any file: visible, and of characters that XML has."""
    return visible(text).translate(_FORBIDDEN)


def title_of(document: Document) -> str:
    """Return the title as the page shows it, else as it is known, in one line; the id of an article without one."""
    shown = " ".join(" ".join(title_lines(document.article, document.body)).split())
    return clean(shown or " ".join(document.article.title.split()) or document.article.id)


def groups(document: Document, *, clutter: bool) -> Iterator[Group]:
    """Yield the text of an article in its order, without title and byline. clutter: with what the page has besides."""
    text = _Text(document.body, _passages(document))
    for section in document.body.sections:
        shown = [at for at in range(section.start, section.stop) if text.blocks[at].text.strip()]
        if not shown or section.label in (Label.TITLE, Label.BYLINE):
            continue
        if not section.label.is_clutter:
            yield from _content(text, shown)
        elif clutter:
            item = Item(lines=tuple(map(text.line, shown)))
            yield Group(kind=Kind.PARAGRAPH, items=(item,), label=section.label)


class _Passage(Struct, frozen=True):
    """A highlight where it stands in one block: a half-open range of its characters."""

    start: int
    stop: int
    mark: Highlight
    is_last: bool


class _Text(Struct, frozen=True):
    """A body and where its highlights stand, by the index of the block."""

    body: Body
    passages: Mapping[int, Sequence[_Passage]]

    @property
    def blocks(self) -> Sequence[Block]:
        """The blocks of the body."""
        return self.body.blocks

    def line(self, at: int, own: re.Pattern[str] | None = None) -> Line:
        """Return a block as a line, without the mark `own` that it begins with."""
        found = own.match(self.blocks[at].text) if own else None
        return self.spans(at, found.end() if found else 0, len(self.blocks[at].text))

    def spans(self, at: int, start: int, stop: int) -> Line:
        """Return the characters start..stop (half-open) of a block, without the blanks at their ends, parted at links
        and where a highlight begins or ends. A link is one span, of its name."""
        block = self.blocks[at]
        held = block.text[start:stop]
        start += len(held) - len(held.lstrip())
        stop = start + len(held.strip())
        whole = link_address(block.href)
        found = () if whole else block_links(self.body, at)
        links = {link.start: link for link in found if start <= link.start and link.stop <= stop}
        passages = self.passages.get(at, ())
        inside = {edge for link in links.values() for edge in range(link.start + 1, link.stop)}
        edges = {edge for passage in passages for edge in (passage.start, passage.stop) if start < edge < stop} - inside
        edges |= {start, stop, *(edge for link in links.values() for edge in (link.start, link.stop))}
        return tuple(
            self._span(first, last, links.get(first), passages, block.text, whole)
            for first, last in pairwise(sorted(edges))
        )

    def _span(
        self, first: int, last: int, link: Link | None, passages: Sequence[_Passage], text: str, whole: str | None
    ) -> Span:
        passage = next((each for each in passages if each.start < last and first < each.stop), None)
        return Span(
            text=clean(link.text if link else text[first:last]),
            mark=passage.mark if passage else None,
            is_last=passage is not None and passage.is_last and last >= min(passage.stop, len(text.rstrip())),
            href=link_address(link.href) if link else whole,
        )


def _passages(document: Document) -> dict[int, list[_Passage]]:
    """Return where the highlights of an article stand, by the index of the block."""
    found: dict[int, list[_Passage]] = {}
    for placed in document.highlights:
        standing = parts(document.body, placed.passage) if placed.passage else []
        for number, (block, start, stop) in enumerate(standing, 1):
            found.setdefault(block, []).append(_Passage(start, stop, placed.highlight, number == len(standing)))
    return found


def _content(text: _Text, shown: Sequence[int]) -> Iterator[Group]:
    """Yield the content of a section: neighbours of one kind together, verse as lines of one paragraph."""
    for kind, run in groupby(shown, lambda at: _kind(text.blocks[at])):
        found = list(run)
        if kind is Kind.CODE:
            yield from _code(text, found)
        elif kind is Kind.TABLE_ROW:
            yield _table(text, found)
        elif kind is Kind.LIST_ITEM:
            yield Group(kind=kind, items=tuple(_list_item(text, at) for at in found))
        elif kind is Kind.QUOTE:
            yield _quote(text, found)
        elif kind is Kind.PARAGRAPH:
            yield from _paragraphs(text, found, close_blocks(text.blocks, found))
        else:
            yield from (_single(text, at, kind) for at in found)


def _paragraphs(text: _Text, found: Sequence[int], close: frozenset[int]) -> Iterator[Group]:
    """Yield paragraphs one by one; lines that stand close are one."""
    lines: list[Line] = []
    for at in found:
        if lines and at not in close:
            yield Group(kind=Kind.PARAGRAPH, items=(Item(lines=tuple(lines)),))
            lines = []
        lines.append(text.line(at))
    yield Group(kind=Kind.PARAGRAPH, items=(Item(lines=tuple(lines)),))


def _single(text: _Text, at: int, kind: Kind) -> Group:
    """Return a heading, or a caption: of a line that stands for an image, what it says of it."""
    block = text.blocks[at]
    place = image_in(block.text) if kind is Kind.CAPTION else None
    line = text.spans(at, *place) if place else text.line(at, _HEADING if kind is Kind.HEADING else None)
    return Group(kind=kind, items=(Item(lines=(line,), level=_level(block)),))


def _quote(text: _Text, found: Sequence[int]) -> Group:
    """Return a quotation; lines of one level with single line ends are one item."""
    items: list[Item] = []
    for at in found:
        item = Item(lines=(text.line(at, _QUOTE),), level=_level(text.blocks[at]))
        if items and items[-1].level == item.level and text.blocks[at - 1].end.count("\n") <= 1:
            item = replace(item, lines=(*items.pop().lines, *item.lines))
        items.append(item)
    return Group(kind=Kind.QUOTE, items=tuple(items))


def _list_item(text: _Text, at: int) -> Item:
    """Return an item of a list without its bullet or number."""
    block = text.blocks[at]
    found = _NUMBER.match(block.text)
    line = text.line(at, _NUMBER if found else _BULLET)
    return Item(lines=(line,), level=_level(block), number=int(found[1]) if found else None)


def _code(text: _Text, found: Sequence[int]) -> Iterator[Group]:
    """Yield pieces of code: what stands between fences each for itself, the lines between them together.

    Highlights and links are left out, as code is shown as it is.
    """
    lines: list[str] = []
    language = ""
    for at in found:
        block = text.blocks[at]
        if fence := _FENCE.match(block.text):
            yield from _code_group(lines, language)
            lines, language = [], fence[1]
        else:
            lines += [block.text.rstrip(), *[""] * (block.end.count("\n") - 1)]
    yield from _code_group(lines, language)


def _code_group(lines: Sequence[str], language: str) -> Iterator[Group]:
    code = textwrap.dedent("\n".join(lines)).strip("\n")
    if code:
        item = Item(lines=tuple((Span(text=clean(line)),) for line in code.split("\n")))
        yield Group(kind=Kind.CODE, items=(item,), language=language)


def _table(text: _Text, found: Sequence[int]) -> Group:
    """Return a table; a line of dashes below the first row makes that its head."""
    is_head = len(found) > 1 and is_separator(text.blocks[found[1]].text)
    rows = [found[0], *found[2:]] if is_head else found
    cells = ([text.spans(at, *cell) for cell in cells_of(text.blocks[at].text)] for at in rows)
    return Group(kind=Kind.TABLE_ROW, items=tuple(Item(lines=tuple(row)) for row in cells), is_head=is_head)


def _kind(block: Block) -> Kind:
    """Return what a block is; a line that stands for an image is its caption."""
    is_image = block.kind is Kind.PARAGRAPH and image_in(block.text) is not None
    return Kind.CAPTION if is_image else block.kind


def _level(block: Block) -> int:
    return min(max(1, block.level), _DEEPEST)
