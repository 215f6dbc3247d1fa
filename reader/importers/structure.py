"""What plain text shows of its structure: code, tables, lists, quotes, captions, and headings where it is Markdown.

A page text is no Markdown: a lone "- Next" or "# re:" is an ordinary line of it. So a mark counts only in company, and
whatever is in doubt stays a paragraph.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence

from reader.core.article import Block, Kind
from reader.core.images import image_in
from reader.core.tables import cells_of, is_separator

Mark = tuple[Kind, int]
"""What a block is, and its level."""

PLAIN: Mark = (Kind.PARAGRAPH, 0)

_GLANCE = 200
"""Characters of a line that are looked at, so that endless lines cost nothing."""

_PROSE = 30
"""Characters from which on a line reads as a quotation; shorter ones with a ">" are the trail "> Home" of a page."""

_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})([^`]*)$")
_INDENTED = re.compile(r" {4}|\t")
_CODE = re.compile(r"[{}=\\]|[A-Za-z_]\(|\);\s*$|::|^\s*//")
_ITEM = re.compile(
    r"(\s*)(?:(?P<bullet>[-*•])[ \t]+|(?P<number>\d{1,3})(?P<mark>[.)])[ \t]+"
    r"|[（(](?P<inner>\d{1,2}|[一二三四五六七八九]|[一二三四五六七八九]?十[一二三四五六七八九]?)(?P<close>[）)])\s*"
    r"|(?P<circled>[\u2460-\u2473])\s*)[^\s*•-]"
)
_IDEOGRAPHS = "〇一二三四五六七八九"
_QUOTE = re.compile(r"((?:>[ \t]?)+)\S")
_HEADING = re.compile(r"(#{1,6})[ \t]+\S")
_LONGEST_ROW = 2_000
_LONGEST_CAPTION = 150
_OF_IMAGE = re.compile(
    r"[（(【\[]?\s*(?:[图圖](?:片|源|注|说|說)?(?:来源|來源)?\s*(?:[:：／/\u3000 ]|\d)|[摄攝]影\s*[:：]|[▲△↑]\s*\S"
    r"|(?:photo|image|picture|caption|credit)(?:s|graph)?(?: credit| by| courtesy of)?\s*[:：]"
    r"|photo by |fig(?:ure|\.)\s*\d)",
    re.IGNORECASE,
)
_OF_TABLE = re.compile(r"[（(]?\s*(?:附?表\s*(?:[:：]|[\d一二三四五六七八九十])|table\s*\d)", re.IGNORECASE)
_STRONG = re.compile(r"\*\*[^*\s][^*]{0,80}\*\*|\[[^\[\]]{1,80}\]\([^()\s]{1,120}\)|(?<!`)`[^`]{1,60}`(?!`)")


def marked(blocks: Sequence[Block]) -> list[Mark]:
    """Return kind and level of each block, judging from the text and the ends of all of them."""
    marks = [PLAIN] * len(blocks)
    lines = [block.text[:_GLANCE] for block in blocks]
    for start, stop, mark in _fences(blocks, lines):
        marks[start:stop] = [mark] * (stop - start)
    has_fences = Kind.CODE in {kind for kind, _ in marks}
    for rule in (_rows, _code, _items, _quotes):
        for index, mark in rule(blocks, lines):
            if marks[index] is PLAIN:
                marks[index] = mark
    for index in _captions(lines, marks):
        marks[index] = (Kind.CAPTION, 0)
    headings = _headings(lines)
    if _is_markdown(headings, lines, has_fences):
        for index, level in headings.items():
            if marks[index] is PLAIN:
                marks[index] = (Kind.HEADING, level)
    return marks


def _fences(blocks: Sequence[Block], lines: Sequence[str]) -> Iterator[tuple[int, int, Mark]]:
    """Yield the runs between a fence and the one that closes it (CommonMark 0.31, 4.5), fences included.

    People part prose by lines of tildes: those that name no language count only with code between them.
    """
    start, opening, is_rule = -1, "", False
    for index, line in enumerate(lines):
        found = _FENCE.match(line) if len(line) == len(blocks[index].text) else None
        if not found:
            continue
        fence, info = found[1], found[2].strip()
        closes = fence.startswith(opening) and not info
        if opening and closes and not (is_rule and not _is_code(lines[start + 1 : index])):
            yield start, index + 1, (Kind.CODE, 0)
            opening = ""
        elif not opening or closes:
            start, opening, is_rule = index, fence, fence[0] == "~" and not info


def _matches(pattern: re.Pattern[str], lines: Sequence[str]) -> dict[int, re.Match[str]]:
    """Return the matches at the start of lines, by index."""
    tried = ((index, pattern.match(line)) for index, line in enumerate(lines))
    return {index: match for index, match in tried if match}


def _runs(indexes: Iterable[int], joins: Callable[[int, int], bool]) -> Iterator[list[int]]:
    """Yield the runs of two or more neighbouring indexes of which each `joins` the one before it."""
    run: list[int] = []
    for index in indexes:
        if run and not (index == run[-1] + 1 and joins(run[-1], index)):
            if len(run) > 1:
                yield run
            run = []
        run.append(index)
    if len(run) > 1:
        yield run


def _code(blocks: Sequence[Block], lines: Sequence[str]) -> Iterator[tuple[int, Mark]]:
    """Yield the lines of indented code: two or more together, most with signs that prose and verse do without."""
    for run in _runs(_matches(_INDENTED, lines), lambda before, after: True):
        if _is_code([lines[index] for index in run]):
            yield from ((index, (Kind.CODE, 0)) for index in run)


def _is_code(lines: Sequence[str]) -> bool:
    """Return whether most lines have signs that prose and verse do without."""
    return 2 * sum(bool(_CODE.search(line)) and "://" not in line for line in lines) > len(lines)


def _items(blocks: Sequence[Block], lines: Sequence[str]) -> Iterator[tuple[int, Mark]]:
    """Yield list items: two or more in a row with one bullet, or numbered on from each other; level by indentation."""
    found = _matches(_ITEM, lines)

    def joins(before: int, after: int) -> bool:
        one, two = found[before], found[after]
        if one[1] != two[1]:
            return True
        marks = [(item["bullet"], item["mark"] or item["close"]) for item in (one, two)]
        return marks[0] == marks[1] and (one["bullet"] is not None or _ordinal(two) == _ordinal(one) + 1)

    for run in _runs(found, joins):
        outer: list[int] = []
        for index in run:
            indent = len(found[index][1].expandtabs(4))
            while outer and outer[-1] > indent:
                outer.pop()
            if not outer or outer[-1] < indent:
                outer.append(indent)
            yield index, (Kind.LIST_ITEM, len(outer))


def _ordinal(item: re.Match[str]) -> int:
    """Return the number of a list item: 12, ⑫, 十二."""
    if item["circled"]:
        return ord(item["circled"]) - 0x245F
    number = item["number"] or item["inner"]
    if number.isdecimal():
        return int(number)
    tens, ten, ones = number.rpartition("十")
    return (_IDEOGRAPHS.index(tens or "一") if ten else 0) * 10 + _IDEOGRAPHS.index(ones or "〇")


def _rows(blocks: Sequence[Block], lines: Sequence[str]) -> Iterator[tuple[int, Mark]]:
    """Yield rows of tables: two or more with nothing between them and as many cells each.

    Bars part the cells of a menu too: so either the second row is a separator, or a bar begins and ends each row. Tabs
    do where no row is indented and most cells are filled.
    """
    sizes: dict[int, int] = {}
    for index, line in enumerate(lines):
        text = blocks[index].text
        if ("|" in line or "\t" in line) and len(text) <= _LONGEST_ROW and (size := len(cells_of(text))) > 1:
            sizes[index] = size

    def joins(before: int, after: int) -> bool:
        has_bars = "|" in lines[before], "|" in lines[after]
        one_end = len(blocks[before].end.splitlines()) == 1
        return one_end and sizes[before] == sizes[after] and has_bars[0] == has_bars[1]

    for run in _runs(sizes, joins):
        texts = [blocks[index].text.strip(" ") for index in run]
        if "|" in texts[0]:
            is_table = is_separator(texts[1]) or all(text[0] == text[-1] == "|" for text in texts)
        else:
            filled = sum(start < stop for text in texts for start, stop in cells_of(text))
            is_table = all(text[0] != "\t" for text in texts[1:]) and 2 * filled > sizes[run[0]] * len(run)
        if is_table:
            yield from ((index, (Kind.TABLE_ROW, 0)) for index in run)


def _captions(lines: Sequence[str], marks: Sequence[Mark]) -> Iterator[int]:
    """Yield the lines that begin as captions do and stand next to an image or a table."""
    for index, line in enumerate(lines):
        if marks[index] is not PLAIN or len(line) > _LONGEST_CAPTION:
            continue
        near = [place for place in (index - 1, index + 1) if 0 <= place < len(lines)]
        of_image = _OF_IMAGE.match(line) and any(image_in(lines[place]) for place in near)
        of_table = _OF_TABLE.match(line) and any(marks[place][0] is Kind.TABLE_ROW for place in near)
        if of_image or of_table:
            yield index


def _quotes(blocks: Sequence[Block], lines: Sequence[str]) -> Iterator[tuple[int, Mark]]:
    """Yield quoted lines: two or more with nothing between them; level by the number of marks (RFC 3676, 4.5)."""
    found = _matches(_QUOTE, lines)
    for run in _runs(found, lambda before, after: len(blocks[before].end.splitlines()) == 1):
        if any(len(lines[index]) >= _PROSE for index in run):
            yield from ((index, (Kind.QUOTE, found[index][1].count(">"))) for index in run)


def _headings(lines: Sequence[str]) -> dict[int, int]:
    """Return the level of each line that would be a heading if the text is Markdown (CommonMark 0.31, 4.2)."""
    return {index: len(match[1]) for index, match in _matches(_HEADING, lines).items()}


def _is_markdown(headings: dict[int, int], lines: Sequence[str], has_fences: bool) -> bool:
    """Whether the text is Markdown: marked headings, and besides them two levels or another sign of the format."""
    if not headings:
        return False
    return has_fences or len(set(headings.values())) > 1 or any(_STRONG.search(line) for line in lines)
