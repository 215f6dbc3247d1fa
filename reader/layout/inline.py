"""Emphasis within text as Markdown writes it; the marks stay, so that the text is drawn one for one."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence

from reader.layout.lines import Inline, InlineSpan
from reader.layout.links import Link

_CODE = r"(?<!`)`(?P<code>[^`]{1,200})`(?!`)"
_STRONG = r"(?<!\*)\*\*(?P<strong>[^\s*](?:[^*]{0,300}[^\s*])?)\*\*(?!\*)"
_EMPHASIS = r"(?<![*A-Za-z0-9])\*(?P<emphasis>[^\s*](?:[^*]{0,300}[^\s*])?)\*(?![*A-Za-z0-9])"
_MARKED = re.compile(f"{_CODE}|{_STRONG}|{_EMPHASIS}")
_INLINES = {"code": Inline.CODE, "strong": Inline.STRONG, "emphasis": Inline.EMPHASIS}


def emphasis(text: str, start: int, links: Sequence[Link]) -> list[InlineSpan]:
    """Return the spans of a part of a block that begins at `start`, in places of the block, in order and apart.

    links: those of the block; of a named one the brackets and the address are markup. Addresses hold no emphasis.
    """
    spans = [
        span for link in links for span in _address(text[max(link.start - start, 0) : link.stop - start], link.start)
    ]
    if "*" not in text and "`" not in text:
        return spans
    for match in _MARKED.finditer(text):
        first, last = match.start() + start, match.end() + start
        if _is_in(links, first, last):
            continue
        inside, until = (place + start for place in match.span(match.lastgroup or 0))
        inline = _INLINES[match.lastgroup or ""]
        spans += [
            InlineSpan(first, inside, Inline.MARKUP),
            InlineSpan(inside, until, inline),
            InlineSpan(until, last, Inline.MARKUP),
        ]
    return sorted(spans, key=lambda span: span.start)


def _is_in(links: Sequence[Link], first: int, last: int) -> bool:
    """Return whether a range overlaps one of the links."""
    at = bisect_right(links, first, key=lambda link: link.stop)
    return at < len(links) and links[at].start < last


def _address(link: str, start: int) -> Iterator[InlineSpan]:
    """Yield the markup of a named link that begins at `start`; none of a bare address."""
    if link.startswith(("[", "![")) and (name := link.find("](")) > 0:
        yield InlineSpan(start, start + link.index("[") + 1, Inline.MARKUP)
        yield InlineSpan(start + name, start + len(link), Inline.MARKUP)
