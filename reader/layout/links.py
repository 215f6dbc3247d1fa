"""The links of an article: addresses that stand in its text, links as Markdown writes them, and those of blocks.

Addresses follow the extended autolinks of GitHub Flavored Markdown 0.29 (6.9): they begin with a scheme or `www.`, and
end before trailing punctuation and before a bracket that was not opened in them. Chinese writes no space around one,
so full-width punctuation ends an address too, and so does an ideograph but at the start of a part of a path.
"""

import re
from collections.abc import Iterator

from msgspec import Struct

from reader.core.article import Body

_IDEOGRAPHS = "\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\U00020000-\U0003ffff"
_ADDRESS = re.compile(
    r"(?<![A-Za-z0-9@_/.+-])(?:https?://|www\.(?=[A-Za-z0-9])|mailto:(?=[^\s@]{1,64}@))"
    rf"(?:[!#-;=?-~\u00a1-\u1fff]|(?<=[/=_])[{_IDEOGRAPHS}]+)+",
    re.IGNORECASE,
)
_NAMED = re.compile(
    r"!?\[([^\[\]]{0,500})\]\("  # the text
    r"[ \t]*<?([^\s()<>]*+(?:\([^\s()<>]*+\)[^\s()<>]*+)*+)>?"  # the address, its brackets in pairs
    r"(?:[ \t]+(?:\"[^\"]{0,500}\"|'[^']{0,500}'))?[ \t]*\)"  # a title
)
_SCHEMES = re.compile(r"(?:https?://|mailto:)\S+", re.IGNORECASE)
_TRAILING = "?!.,:;*_~'\"`|"
_BRACKETS = ((")", "("), ("]", "["))
_SIGNS = ("://", "www.", "](", "mailto:")  # every link in text has one


class Link(Struct, frozen=True, kw_only=True):
    """A link and the half-open character range of the block that it takes, its address included.

    text: its name, else the address as the text has it. href: http, https or mailto.
    """

    block: int
    start: int
    stop: int
    href: str
    text: str


def links_of(body: Body) -> tuple[Link, ...]:
    """Return the links of the whole page in reading order."""
    return tuple(link for block in range(len(body.blocks)) for link in block_links(body, block))


def block_links(body: Body, block: int, start: int = 0, stop: int | None = None) -> list[Link]:
    """Return the links of a block in order, none within another. start, stop: the characters to look at."""
    drawn = body.blocks[block]
    if drawn.href is not None and (href := _href(drawn.href)):
        text = drawn.text.strip()
        first = len(drawn.text) - len(drawn.text.lstrip())
        return [Link(block=block, start=first, stop=first + len(text), href=href, text=text)] if text else []
    text = drawn.text if start == 0 and stop is None else drawn.text[start:stop]
    if not any(sign in text for sign in _SIGNS):
        return []
    return [
        Link(block=block, start=first + start, stop=last + start, href=href, text=name)
        for first, last, href, name in _in_text(text)
    ]


def _in_text(text: str) -> Iterator[tuple[int, int, str, str]]:
    """Yield start, stop, address and name of the links in a text."""
    place = 0
    named = [match for match in _NAMED.finditer(text) if _href(match[2])] if "](" in text else []
    for match in named:
        yield from _bare(text, place, match.start())
        yield match.start(), match.end(), _href(match[2]), match[1].strip() or match[2]
        place = match.end()
    yield from _bare(text, place, len(text))


def _bare(text: str, start: int, stop: int) -> Iterator[tuple[int, int, str, str]]:
    """Yield the addresses in a part of a text."""
    for match in _ADDRESS.finditer(text, start, stop):
        address = _ended(match[0])
        if href := _href(address):
            yield match.start(), match.start() + len(address), href, address


def _ended(address: str) -> str:
    """Return an address without the punctuation and the unopened brackets at its end."""
    surplus = {last: address.count(last) - address.count(first) for last, first in _BRACKETS}
    stop = len(address)
    while stop:
        last = address[stop - 1]
        if last not in _TRAILING:
            if surplus.get(last, 0) <= 0:
                break
            surplus[last] -= 1
        stop -= 1
    return address[:stop]


def _href(address: str) -> str:
    """Return an address that may be opened, with its scheme; "" for any other."""
    if address[:4].lower() == "www.":
        address = f"http://{address}"
    is_whole = _SCHEMES.fullmatch(address) and address.isprintable() and not address.endswith("://")
    return address if is_whole else ""
