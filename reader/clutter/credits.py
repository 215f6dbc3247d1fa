"""What the lines around the title, and the page's head and foot, say together of the article."""

import re
from collections.abc import Sequence
from functools import reduce
from typing import TypeGuard

from msgspec.structs import replace

from reader.clutter.byline import BylineLine, merge
from reader.clutter.lines import Line
from reader.clutter.page import Page
from reader.clutter.publisher import is_person, is_publisher, site_name
from reader.clutter.title import TitleFound, key
from reader.core.article import Byline, Label, Precision

_REACH = 12  # lines below the title, or below the article, that may belong to the byline
_BESIDE = 4  # lines below the title among which a name may stand alone
_IS_BYLINE = 0.35  # share of a line
_OTHERS = (Label.COMMENTS, Label.RELATED)  # what other people and other articles say of themselves
_ALL = 0.8  # share of a line that is a byline even among comments
_NAME_CELLS = 60
_NEAR_WIDE, _NEXT_WIDE = 120, 200  # cells of a line that speaks of the article by its place alone
_DATES = re.compile(
    r"^.{0,24}\b(?:posted|published|last (?:updated|modified|reviewed))\b|"
    r"^.{0,40}(?:发表于|发布于|发布时间|发布日期|發表於|發佈|公開日|投稿日)",
    re.IGNORECASE,
)
_VAGUE = (Precision.MONTH, Precision.YEAR)
_HAN = re.compile(r"[\u3400-\u9fff\u3040-\u30ff]")
_LONE_NAME = re.compile(r"[\u3400-\u9fff\u3040-\u30ff]{2,5}")


def with_lone_names(
    lines: Sequence[Line], bylines: Sequence[BylineLine | None], title: TitleFound | None
) -> list[BylineLine | None]:
    """Return `bylines` with the lines that are only a person's name, beside a byline right below the title.

    Such a name in Chinese or Japanese is told by its surname, or by the page's signing with it: （某某）; in Latin
    letters by its capitals.
    """
    found = list(bylines)
    if title is None:
        return found
    for index in range(title.index + 1, min(title.index + _BESIDE, len(lines))):
        text = lines[index].text
        beside = any(near and near.share >= _IS_BYLINE for near in found[index - 1 : index + 2])
        if found[index] is None and beside and lines[index].cue is None and _LONE_NAME.fullmatch(text):
            signed = (f"（{text}）", f"({text})")
            if is_person(text) or any(line.text.endswith(signed) for line in lines[index + 1 :]):
                found[index] = BylineLine(Byline(authors=(text,)), 1.0)
        elif found[index] is None and beside and lines[index].cue is None and _is_latin_name(text, lines):
            found[index] = BylineLine(Byline(authors=(text,)), 1.0)
    return found


def _is_latin_name(text: str, lines: Sequence[Line]) -> bool:
    """Whether a line is a person's name, not a section's: no line writes a word of it without its capital."""
    if not text.isprintable() or len(text) > _NAME_CELLS or _HAN.search(text) or not is_person(text):
        return False
    small = [f" {word.lower()}" for word in text.split()]
    return not any(word in line.text for line in lines for word in small)


def page_byline(bylines: Sequence[BylineLine | None], labels: Sequence[Label], page: Page) -> Byline:
    """Return what the lines around the title and below the article say together.

    Lines labelled so speak first, those below the title before those above it; then other lines beside the title
    that name a date, then those below the article; at last the page's head and foot name the publisher. Of the times
    they name, one to the day counts more than a month, and when it was published more than when it was changed.
    """
    title = page.title.index if page.title else 0
    content = [index for index, own in enumerate(labels) if own is Label.CONTENT]
    last = content[-1] if content else title
    paragraph = next((index for index in content if index > title and page.lines[index].long), title + 3)
    labelled = [index for index, own in enumerate(labels) if own is Label.BYLINE]
    beside = [*range(title, title + _REACH), *range(max(0, title - 3), title)]
    below = range(last + 1, last + _REACH)
    head, foot = page.lines[:title], page.lines[last + 1 :]
    spoken: list[BylineLine] = []
    for index in dict.fromkeys((*sorted(labelled, key=lambda index: (index < title, index)), *beside, *below)):
        found = bylines[index] if index < len(bylines) else None
        if found is None:
            continue
        near = index < paragraph and index in beside
        apart = (near or index in below) and labels[index] not in _OTHERS
        wide = _NEXT_WIDE if title < index <= title + 2 else _NEAR_WIDE
        if index in labelled or found.share >= (0.2 if apart else _ALL) or (near and page.lines[index].cells < wide):
            spoken.append(found)
    near_by = len(spoken)
    spoken += [found for found, line in zip(bylines, page.lines, strict=True) if found and _DATES.search(line.text)]
    spoken += filter(_only_dates, bylines[title : last + 1])
    merged = reduce(merge, (found.byline for found in spoken), Byline())
    dated = [(place >= near_by, found) for place, found in enumerate(spoken) if found.byline.published]
    if dated:
        _, first = min(dated, key=lambda own: (own[1].byline.precision in _VAGUE, own[0], own[1].updated))
        merged = replace(merged, published=first.byline.published, precision=first.byline.precision)
    named = [found for found in spoken if found.names]
    heads = [key(line.text) for line in head if line.cells < _NAME_CELLS] if named else []
    for found in named:
        merged = _with_names(merged, found, heads)
    return replace(merged, source=merged.source or site_name(head, foot, merged.authors))


def _only_dates(found: BylineLine | None) -> TypeGuard[BylineLine]:
    """Whether a line is a date, to the day, and nothing else."""
    return found is not None and found.share > 0.99 and found.byline.precision not in (None, *_VAGUE)


def _with_names(byline: Byline, found: BylineLine, heads: Sequence[str]) -> Byline:
    """Return `byline` with what it leaves open told by the names that stand beside a time without a label.

    A name that the page's head repeats, or that ends as publishers do, is the source; a person's, or one that the
    site's name begins with, the author; of what is left, the one nearest the time is the source.
    heads: the short lines above the title, as keys.
    """
    for place, name in enumerate(found.names):
        own = key(name)
        if not byline.source and (own in heads or is_publisher(name)):
            byline = replace(byline, source=name)
        elif not byline.authors and (is_person(name) or any(head.startswith(own) for head in heads)):
            byline = replace(byline, authors=(name,))
        elif not byline.source and place == 0 and _may_publish(name, found.before) and name not in byline.authors:
            byline = replace(byline, source=name)
    return byline


def _may_publish(name: str, before: bool) -> bool:
    """Whether a name that nothing else tells of may be the publisher's; after the time categories and places stand."""
    return before or (len(name) > 2 and not name.isascii())
