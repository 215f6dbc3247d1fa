"""How a block of content is drawn: which marks of its text are left out, and what stands before its lines instead."""

import re

from msgspec import Struct

from reader.core.article import Block, Kind
from reader.core.images import image_in
from reader.layout.cells import width
from reader.layout.lines import Role

BAR = "▌ "
"""Before the lines of a quote, once a level."""

CODE_BAR, CODE_GOES_ON = "│ ", "│ ↳ "
"""Before a line of code, and before what of it did not fit."""

IMAGE = "▣ "
"""Before the caption of an image."""

_ROLES = {
    Kind.PARAGRAPH: Role.BODY,
    Kind.HEADING: Role.HEADING,
    Kind.QUOTE: Role.QUOTE,
    Kind.LIST_ITEM: Role.LIST,
    Kind.CODE: Role.CODE,
    Kind.TABLE_ROW: Role.TABLE,
    Kind.CAPTION: Role.CAPTION,
}
_HEADING_MARK = re.compile(r"\s*#{1,6}[ \t]+(?=\S)")
_QUOTE_MARK = re.compile(r"\s*(?:>[ \t]?)+")
_LIST_MARK = re.compile(r"\s*[-*+][ \t]+(?=\S)")
_FENCE = re.compile(r"\s*(?:`{3,}|~{3,})[ \t]*")
_SPACES = re.compile(r"\s*")
_MARKS = {Kind.HEADING: _HEADING_MARK, Kind.QUOTE: _QUOTE_MARK, Kind.LIST_ITEM: _LIST_MARK}
_OWN_MARK = re.compile(
    r"[•·‣▪◦●○■□＊–—][ \t\u3000]*"
    r"|[（(][0-9０-９一二三四五六七八九十百a-zA-Z]{1,3}[）)][ \t\u3000]*"
    r"|[0-9０-９一二三四五六七八九十百a-zA-Z]{1,3}[.)）、．][ \t\u3000]*"
    r"|[\u2460-\u249b\u3220-\u3229\u3280-\u3289\u2776-\u2793][ \t\u3000]*"
)
_BULLETS = "•◦▪"
_NARROWEST = 8  # cells of text that an indent leaves
_TAB = 4


class Shape(Struct, frozen=True, kw_only=True):
    """How a block is drawn.

    start, stop: the characters of it that are.
    prefix, next_prefix: before the first line and before the others.
    level: of a heading.
    """

    role: Role
    start: int
    stop: int
    prefix: str = ""
    next_prefix: str = ""
    level: int = 0


def marks_end(block: Block) -> int:
    """Return where the text of a block begins, behind spaces and behind the marks that its kind stands for.

    `#`, `>`, `-`, `*`, `+` and code fences are left out, other bullets and numbers are not.
    """
    text = block.text
    if block.kind is Kind.CODE and (fence := _FENCE.match(text)) and "`" not in text[fence.end() :]:
        return fence.end()
    mark = _MARKS.get(block.kind, _SPACES).match(text) or _SPACES.match(text)
    return mark.end() if mark else 0


def is_fence(block: Block) -> bool:
    """Return whether a block is a line that begins or ends code; what is left of it then names the language."""
    return block.kind is Kind.CODE and block.text[: marks_end(block)].strip() != ""


def shape_of(block: Block, cells: int, indent: str = "") -> Shape:
    """Return how a block is drawn in lines of `cells` cells. indent: before the first line of a paragraph."""
    start, stop = marks_end(block), len(block.text)
    prefix, next_prefix = _prefixes(block, start, cells)
    role, level = _ROLES[block.kind], 0
    if role is Role.CODE and is_fence(block):
        role = Role.CODE_HEAD
    elif role in (Role.BODY, Role.CAPTION) and (shown := image_in(block.text)) is not None:
        role, (start, stop), prefix, next_prefix = Role.IMAGE, shown, IMAGE, " " * len(IMAGE)
    elif role is Role.BODY and cells >= 2 * _NARROWEST:
        prefix = indent
    elif role is Role.HEADING:
        level = max(block.level, 1)
    return Shape(role=role, start=start, stop=stop, prefix=prefix, next_prefix=next_prefix, level=level)


def _prefixes(block: Block, start: int, cells: int) -> tuple[str, str]:
    """Return what stands before the first and before the other lines of a block whose text begins at `start`."""
    most = max(cells // _NARROWEST, 1)
    if block.kind is Kind.QUOTE:
        bar = BAR * min(max(block.level, 1), most)
        return bar, bar
    if block.kind is Kind.CODE:
        indent = "" if is_fence(block) else " " * min(len(block.text[:start].expandtabs(_TAB)), cells // 2)
        return CODE_BAR + indent, CODE_GOES_ON
    if block.kind is Kind.LIST_ITEM:
        depth = min(max(block.level, 1), most)
        outer = "  " * (depth - 1)
        own = _OWN_MARK.match(block.text, start)
        bullet = "" if own and own.end() < len(block.text) else _BULLETS[min(depth, len(_BULLETS)) - 1] + " "
        hanging = width(own[0]) if own and not bullet else width(bullet)
        return outer + bullet, outer + " " * min(hanging, cells // 2)
    return "", ""
