"""Lines of a page text that stand for an image."""

import re

_NAME = r"[ \t]*+([^\[\]【】]{0,300}?)[ \t]*+"
_MARKDOWN = re.compile(
    r"\[?!\[([^\[\]]{0,1000})\]\([ \t]*+<?([^\s()<>]*+)>?(?:[ \t]++[\"'][^\"']{0,500}[\"'])?[ \t]*+\)"
)
_OUTER = re.compile(r"\]\([^\s()]*\)")
_TAG = re.compile(r"<img\b[^<>]{0,2000}>", re.IGNORECASE)
_ATTRIBUTE = re.compile(r"\s(alt|src)=(?:\"([^\"]*)\"|'([^']*)')", re.IGNORECASE)
_NOTED = re.compile(
    rf"\[(?:(?:image|img|photo|picture|图片?|圖片?)[ \t]*(?:[:：]{_NAME})?)\]"
    rf"|【(?:图片|圖片|图|圖|配图|配圖|image|photo)[ \t]*(?:[:：]{_NAME})?】",
    re.IGNORECASE,
)
_LONGEST = 4_000
"""Characters from which on a line is text, whatever it begins with."""


def image_in(text: str) -> tuple[int, int] | None:
    """Return where the caption, else the name of the image stands in a line that is an image; None for other lines.

    An image is written as Markdown or HTML have it, or noted: `[image: a lantern]`, `【图片】`. One without caption
    and name is named by the whole note.
    """
    start, stop = len(text) - len(text.lstrip()), len(text.rstrip())
    if stop - start > _LONGEST or text[start : start + 1] not in tuple("![<【"):
        return None
    if match := _MARKDOWN.match(text, start, stop):
        end = match.end()
        if text[start] == "[":
            outer = _OUTER.match(text, end, stop)
            end = outer.end() if outer else -1
        return (_first(text, match.span(1), _file(text, match.span(2))) or (start, stop)) if end == stop else None
    if match := _TAG.fullmatch(text, start, stop):
        said = {found[1].lower(): found.span(2 if found[2] is not None else 3) for found in _attributes(match)}
        none = (start, start)
        return _first(text, said.get("alt", none), _file(text, said.get("src", none))) or (start, stop)
    if match := _NOTED.fullmatch(text, start, stop):
        return _first(text, match.span(1), match.span(2)) or (start + 1, stop - 1)
    return None


def _attributes(tag: re.Match[str]) -> list[re.Match[str]]:
    """Return the attributes of a tag that name its image."""
    return list(_ATTRIBUTE.finditer(tag.string, tag.start(), tag.end()))


def _file(text: str, span: tuple[int, int]) -> tuple[int, int]:
    """Return where the file name stands in an address."""
    start, stop = span
    return max(text.rfind("/", start, stop) + 1, start), stop


def _first(text: str, *spans: tuple[int, int]) -> tuple[int, int] | None:
    """Return the first of the ranges that holds text, without the spaces around it."""
    for start, stop in spans:
        if start >= 0 and (held := text[start:stop].strip()):
            first = text.index(held, start)
            return first, first + len(held)
    return None
