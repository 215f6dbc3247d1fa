"""What rules of thumb make of a page: a first judgement, which the model takes as evidence among other."""

from collections.abc import Sequence

from msgspec import Struct

from reader.clutter.lines import Line
from reader.clutter.page import Page
from reader.clutter.title import COMMENTS_AFTER
from reader.core.article import Kind, Label

# Costs of going from one part of a page to another, in the units of `lean`.
_START_ARTICLE = 0.6
_OPEN_INSET, _OPEN_INSET_AT_CUE, _CLOSE_INSET = 3.2, 1.4, 2.0
_END_ARTICLE, _END_ARTICLE_AT_CUE = 1.8, 0.4
_FEW_CUES = 3  # lines worded like furniture that a page must have, if none speaks for itself
_ENOUGH_CHROME = 8.0  # weight of site furniture at which a page counts as a whole web page
_TABLE_DIGITS, _TABLE_CELLS = 0.15, 50  # share of digits, and width, of a row of a table
_ARTICLE = 1  # its index among the four states
_LATE = 2.0  # what a paragraph below the title costs when it is taken as not yet the article
_HOLE = -1.2  # what hiding a single line that speaks for itself costs
_IMPOSSIBLE = float("-inf")


class Prior(Struct, frozen=True):
    """Per line: whether it looks like the article, its evidence for it, and the section heading it stands under.

    under: index of the heading, -1 for none. headed: its label. web: how much the page is a whole web page, 0..1.
    """

    article: list[bool]
    leans: list[float]
    under: list[int]
    headed: list[Label | None]
    web: float


def judge(page: Page) -> Prior:
    """Return what rules of thumb make of `page`; linear in the number of lines."""
    web = chrome(page.lines)
    under = headings(page)
    near = cue_density(page.lines, page.title.index if page.title else -1)
    start = min(page.main[0], page.title.index) if page.title else page.main[0]
    leans = [
        _lean(page, index, heading, web, _own_lean(page.lines[index], web, density, start <= index < page.main[1]))
        for index, (heading, density) in enumerate(zip(under, near, strict=True))
    ]
    for rhythm in page.rhythms:
        for index in range(rhythm.start, rhythm.stop):
            leans[index] = min(leans[index] * 0.3, -1.2 * web)
    headed = [cue.label if at >= 0 and (cue := page.lines[at].cue) else None for at in under]
    return Prior(viterbi(page, leans, web), leans, under, headed, web)


def chrome(lines: Sequence[Line]) -> float:
    """Return how much of a page is site furniture, 0 (an essay, a poem, code) to 1 (a whole web page).

    A menu word counts only beside another, so that a chat log may say "share" or "log in", and only once, however
    often the page repeats it.
    """
    total = 0.0
    cues = [None if line.later else line.cue for line in lines]
    if sum(map(bool, cues)) < _FEW_CUES and not any(cue and cue.whole for cue in cues):
        return 0.0
    for index, cue in enumerate(cues):
        if cue and (cue.whole or any(cues[max(0, index - 2) : index]) or any(cues[index + 1 : index + 3])):
            total += cue.weight
    return min(1.0, total / _ENOUGH_CHROME)


def cue_density(lines: Sequence[Line], title: int) -> list[float]:
    """Return for each line how thick cues lie around it, 0..1, paragraphs and the title parting them.

    A cue counts fully beside itself and fades by a fifth a line; so the items of a list inside an article, with
    no cue near, are not taken for links.
    """
    density = [0.0] * len(lines)
    for order in (range(len(lines)), range(len(lines) - 1, -1, -1)):
        level = 0.0
        for index in order:
            line = lines[index]
            level = 0.0 if line.long or index == title else level * 0.8
            if line.cue:
                level = min(1.0, level + 0.5)
            density[index] += level * 0.6
    return [min(1.0, level) for level in density]


def headings(page: Page) -> list[int]:
    """Return for each line the heading of the clutter section it stands under, -1 for none.

    A heading's section lasts until two paragraphs in a row, or the title; that of the comments to the end.
    """
    under = [-1] * len(page.lines)
    current, paragraphs, prose, sentences = -1, 0, 0, 0
    title = page.title.index if page.title else -1
    for index, line in enumerate(page.lines):
        if index == title:
            current, prose, sentences = -1, 0, 0
        if line.cue and line.cue.opens:
            comments = line.cue.label is Label.COMMENTS
            if not (current >= 0 and _lasting(page, current)) and (
                not comments or (prose >= COMMENTS_AFTER and sentences > 1)
            ):
                current, paragraphs = index, 0
        elif current >= 0 and _is_contents(page, current):
            current = current if line.later else -1
        elif line.long:
            paragraphs += 1
            if current >= 0 and not _lasting(page, current) and _ended(page, current, index, paragraphs):
                current = -1
        elif not line.prose:
            paragraphs = 0
        if line.prose and current < 0:
            prose += line.cells
            sentences += 1
        under[index] = current
    return under


def _lasting(page: Page, heading: int) -> bool:
    cue = page.lines[heading].cue
    return cue is not None and cue.label is Label.COMMENTS


def _is_contents(page: Page, heading: int) -> bool:
    """Whether the heading opens a table of contents, whose lines all come again as headings."""
    cue = page.lines[heading].cue
    return cue is not None and cue.label is Label.NAVIGATION


def _ended(page: Page, heading: int, index: int, paragraphs: int) -> bool:
    cue = page.lines[heading].cue
    if cue is not None and cue.label is not Label.RELATED:
        return index - heading > 3
    return paragraphs >= 2


def _lean(page: Page, index: int, heading: int, web: float, lean: float) -> float:
    """Return the evidence for line `index` being the article, given its own: `lean`; negative for clutter."""
    line = page.lines[index]
    title = page.title
    if title and index == title.index:
        return 0.0
    if page.bylines[index] >= 0.5 and not line.cue:
        lean = min(lean, 0.0)
    if title and index < title.index:
        lean = lean * (1 - 0.6 * title.score * web) if lean > 0 else lean
        lean -= 1.5 * title.score * web
    if heading >= 0 and heading != index and not (line.cue and line.cue.whole):
        lean = _under(page.lines[heading], line, lean, web)
    return lean


def _own_lean(line: Line, web: float, near: float, within: bool) -> float:
    """Return the evidence of the line alone."""
    if line.prose:
        lean = 1.0 + min(3.0, line.cells / 110) - (2.5 * web if line.repeats > 1 else 0.0)
    elif line.digits >= _TABLE_DIGITS and line.cells >= _TABLE_CELLS and not line.dated:
        lean = 0.15
    elif line.code or line.block.kind in (Kind.CODE, Kind.QUOTE, Kind.TABLE_ROW):
        lean = 0.4
    else:
        lean = (0.15 if line.ends else (0.1 if within else -0.15) - 0.65 * near) * web + max(0.0, 0.2 - 0.6 * web)
        if line.later:
            lean -= 0.4 * web
        if line.tokens > 3 and line.cells < 9 * line.tokens:
            lean -= 1.0 * web
    cue = line.cue
    if cue is None:
        return lean
    if cue.whole:
        return lean - cue.weight * (0.6 if line.cells > 300 else 1.0) if line.prose else -cue.weight
    return (lean if line.prose else 0.0) - cue.weight * max(web, 0.2)


def _under(heading: Line, line: Line, lean: float, web: float) -> float:
    """Return `lean` of a line below a heading of clutter."""
    label = heading.cue.label if heading.cue else Label.OTHER
    if label is Label.COMMENTS:
        return min(lean, 0.0) - 0.4
    if lean > 0:
        return lean * (0.35 if label is Label.RELATED else 0.3)
    return lean - 0.6 * web


def _is_hole(line: Line) -> bool:
    """Whether the line can be hidden in the middle of an article, its neighbours shown."""
    return line.cue is not None and line.cue.whole


def viterbi(page: Page, leans: Sequence[float], web: float) -> list[bool]:
    """Return the best path: before the article, in it, in an inset of it, after it (from which no way leads back)."""
    title = page.title.index if page.title else -1
    scores = [0.0, -_START_ARTICLE * web if title > 0 else 0.0, _IMPOSSIBLE, _IMPOSSIBLE]
    came: list[tuple[int, int, int, int]] = []
    for index, lean in enumerate(leans):
        cue = page.lines[index].cue
        strong = cue is not None and (cue.opens or cue.whole)
        to_article = 0.0 if index == title + 1 > 0 else _START_ARTICLE * web
        before, article, inset, after = scores
        opened = article - (_OPEN_INSET_AT_CUE if strong else _OPEN_INSET)
        ended = article - (_END_ARTICLE_AT_CUE if strong else _END_ARTICLE)
        into, came_into = article, 1
        if inset - _CLOSE_INSET >= into:
            into, came_into = inset - _CLOSE_INSET, 2
        if before - to_article > into:
            into, came_into = before - to_article, 0
        came.append((0, came_into, 1 if opened > inset else 2, 1 if ended > after else 3))
        here = max(lean, _HOLE) if _is_hole(page.lines[index]) else lean
        late = _LATE if 0 <= title < index and lean > 1.0 else 0.0
        scores = [before - late, into + here, max(opened, inset), max(ended, after)]
    return _backwards(page, leans, came, max(range(4), key=lambda state: scores[state]))


def _backwards(page: Page, leans: Sequence[float], came: Sequence[tuple[int, ...]], state: int) -> list[bool]:
    """Return which lines the best path has in the article, following it from its last state."""
    article = [False] * len(leans)
    for index in range(len(leans) - 1, -1, -1):
        article[index] = state == _ARTICLE and not (_is_hole(page.lines[index]) and leans[index] < _HOLE)
        state = came[index][state]
    return article
