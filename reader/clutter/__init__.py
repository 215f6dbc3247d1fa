"""Which lines of a page are the article, what the others are, and what the page says of itself."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import PurePath

from reader.clutter.byline import BylineLine, merge, read_byline
from reader.clutter.decode import Page, decode
from reader.clutter.kinds import line_labels, sections
from reader.clutter.language import detect_language
from reader.clutter.lines import read_lines
from reader.clutter.rhythm import find_rhythms, is_meta
from reader.clutter.title import find_title, key, main_text
from reader.core.article import Body, Byline, Draft, Label, Labelled, Section

__all__ = ["label"]

_REACH = 12  # lines below the title, or below the article, that may belong to the byline
_LONGEST_TITLE = 60  # characters of a title made from a text's first line


def label(draft: Draft, *, now: datetime) -> Labelled:
    """Return what can be read off a document: title, byline, language, and its blocks in labelled sections.

    now: when the page was captured, or today: what "3小时前" is relative to. The sections partition the blocks.
    Blocks without text join the section before them. Time taken is linear in the length of the document.
    """
    filled = [index for index, block in enumerate(draft.blocks) if block.text.strip()]
    lines = read_lines([draft.blocks[index] for index in filled])
    bylines = [read_byline(line, now) for line in lines]
    metas = [is_meta(line) for line in lines]
    shares = [found.share if found else 0.0 for found in bylines]
    main = main_text(lines)
    title = find_title(lines, shares, main, draft.title)
    page = Page(lines, metas, shares, find_rhythms(lines, metas), title, main)
    decoded = decode(page)
    labels = line_labels(page, decoded)
    found = _spread(sections(page, decoded, labels), filled, len(draft.blocks))
    return Labelled(
        title=_title(draft, page, labels),
        byline=merge(draft.byline, _byline(bylines, labels, page)),
        language=detect_language(line.text for line, own in zip(lines, labels, strict=True) if not own.is_clutter),
        body=Body(blocks=draft.blocks, sections=found),
    )


def _spread(found: Sequence[Section], filled: Sequence[int], blocks: int) -> tuple[Section, ...]:
    """Return the sections over all blocks, given those over the filled ones."""
    if not found:
        return (Section(label=Label.CONTENT, start=0, stop=blocks),) if blocks else ()
    starts = [filled[section.start] for section in found]
    starts[0] = 0
    stops = [*starts[1:], blocks]
    spans = zip(found, starts, stops, strict=True)
    return tuple(replace(section, start=start, stop=stop) for section, start, stop in spans)


def _title(draft: Draft, page: Page, labels: Sequence[Label]) -> str:
    """Return the title: the line found, what the format states, the text's beginning, or the file's name."""
    stated = _clean(draft.title or "")
    found = _clean(page.lines[page.title.index].block.text) if page.title else ""
    if found and (not stated or key(found) in key(stated)):
        return found
    if stated:
        return stated
    for line, own in zip(page.lines, labels, strict=True):
        if own is Label.CONTENT and any(map(str.isalnum, line.text)):
            return _shortened(_clean(line.text))
    return PurePath(draft.name).stem or draft.name or "untitled"


def _clean(text: str) -> str:
    return re.sub(r"\s+", " ", text[:1000]).strip()


def _shortened(text: str) -> str:
    """Return the first sentence of `text` or as many characters as make a title, with an ellipsis when cut."""
    sentence = re.match(r"[^。！？!?]{6,}?(?=[。！？!?]|\.\s)", text)
    text = sentence[0] if sentence else text
    return text if len(text) <= _LONGEST_TITLE else text[: _LONGEST_TITLE - 1].rstrip() + "…"


def _byline(bylines: Sequence[BylineLine | None], labels: Sequence[Label], page: Page) -> Byline:
    """Return what the lines around the title and below the article say together.

    Lines labelled so speak first, those below the title before those above it; then other lines beside the title
    that name a date, then those below the article.
    """
    title = page.title.index if page.title else 0
    content = [index for index, own in enumerate(labels) if own is Label.CONTENT]
    last = content[-1] if content else title
    paragraph = next((index for index in content if index > title and page.lines[index].long), title + 3)
    labelled = [index for index, own in enumerate(labels) if own is Label.BYLINE]
    beside = [*range(title, min(paragraph, title + _REACH)), *range(max(0, title - 3), title)]
    below = range(last + 1, last + _REACH)
    merged = Byline()
    for index in (*sorted(labelled, key=lambda index: (index < title, index)), *beside, *below):
        found = bylines[index] if index < len(bylines) else None
        if found and (index in labelled or found.share >= 0.2 or (index in beside and page.lines[index].cells < 120)):
            merged = merge(merged, found.byline)
    return merged
