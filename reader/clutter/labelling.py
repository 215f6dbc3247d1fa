"""Labelling a document: from its blocks to title, byline, language and sections."""

import re
from collections.abc import Sequence
from datetime import datetime
from pathlib import PurePath

from msgspec.structs import replace

from reader.clutter.byline import BylineLine, merge, read_byline
from reader.clutter.credits import page_byline, with_lone_names
from reader.clutter.decode import Weighed, decode, weigh
from reader.clutter.kinds import line_labels, sections
from reader.clutter.language import detect_language
from reader.clutter.lines import read_lines
from reader.clutter.page import Page
from reader.clutter.rhythm import find_rhythms, is_meta
from reader.clutter.title import find_title, headline, key, main_text
from reader.clutter.verse import with_verse
from reader.core.article import Block, Body, Draft, Kind, Label, Labelled, Section
from reader.core.naming import source_of
from reader.core.sources import Memory

_ABOVE, _BELOW = 4, 9  # lines from the title in which authors are named
_LONGEST_TITLE = 60  # characters of a title made from a text's first line


def labelled(draft: Draft, now: datetime, memory: Memory | None = None) -> Labelled:
    """Return what can be read off `draft`; see `reader.clutter.label`.

    The source is known once the byline is; what its other pages say of the lines then decides once more.
    """
    filled = [index for index, block in enumerate(draft.blocks) if block.text.strip()]
    page, bylines = read_page([draft.blocks[index] for index in filled], now, draft.title)
    weighed = weigh(page)
    found = _decided(draft, page, weighed, bylines, filled)
    if memory is not None and (source := source_of(draft.blocks, draft.url, found.byline.source)) is not None:
        hints = memory.hints(source, [draft.blocks[index].text for index in filled])
        if hints is not None:
            found = _decided(draft, replace(page, hints=hints), weighed, bylines, filled)
    return found


def read_page(blocks: Sequence[Block], now: datetime, stated: str | None) -> tuple[Page, list[BylineLine | None]]:
    """Return what is seen of the lines of a page, and what each says as a byline.

    blocks: those with text. stated: the title that the format itself states.
    """
    lines = with_verse(read_lines(blocks))
    bylines = [read_byline(line, now) for line in lines]
    metas = [is_meta(line) for line in lines]
    main = main_text(lines)
    title = find_title(lines, [found.share if found else 0.0 for found in bylines], main, stated)
    bylines = with_lone_names(lines, bylines, title)
    shares = [found.share if found else 0.0 for found in bylines]
    at = title.index if title else 0
    beside = bylines[max(0, at - _ABOVE) : at + _BELOW]
    authors = tuple(dict.fromkeys(author for found in beside if found for author in found.byline.authors))
    return Page(lines, metas, shares, find_rhythms(lines, metas), title, main, authors), bylines


def _decided(
    draft: Draft, page: Page, weighed: Weighed, bylines: Sequence[BylineLine | None], filled: Sequence[int]
) -> Labelled:
    """Return what is made of a page whose lines were read. filled: the indexes of the blocks that they are."""
    decoded = decode(page, weighed)
    labels = line_labels(page, decoded)
    name = _title(draft, page, labels)
    labels = _with_title(name, page, labels)
    found = _spread(sections(page, decoded, labels), filled, len(draft.blocks))
    shown = (line.text for line, own in zip(page.lines, labels, strict=True) if not own.is_clutter)
    return Labelled(
        title=name,
        byline=merge(draft.byline, page_byline(bylines, labels, page)),
        language=detect_language(shown),
        body=Body(blocks=draft.blocks, sections=found),
    )


def _with_title(name: str, page: Page, labels: list[Label]) -> list[Label]:
    """Return the labels; a text without a headline, called after its first line, has that line as its title."""
    first = next((index for index, own in enumerate(labels) if own is Label.CONTENT), None)
    if page.title or first is None or page.lines[first].ends or _clean(page.lines[first].text) != name:
        return labels
    if Label.CONTENT not in labels[first + 1 :]:
        return labels
    return [*labels[:first], Label.TITLE, *labels[first + 1 :]]


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
    found = headline(_clean(_unmarked(page.lines[page.title.index].block))) if page.title else ""
    if found and (not stated or key(found) in key(stated)):
        return found
    if stated:
        return stated
    for line, own in zip(page.lines, labels, strict=True):
        if own is Label.CONTENT and any(map(str.isalnum, line.text)):
            return _shortened(_clean(line.text))
    return PurePath(draft.name).stem or draft.name or "untitled"


def _unmarked(block: Block) -> str:
    """Return the text of a block without the marks of a Markdown heading."""
    return re.sub(r"^#+\s+", "", block.text) if block.kind is Kind.HEADING else block.text


def _clean(text: str) -> str:
    return re.sub(r"\s{2,}|[^\S　]", " ", text[:1000]).strip()  # one wide blank stays: it parts a headline's halves


def _shortened(text: str) -> str:
    """Return the first sentence of `text` or as many characters as make a title, with an ellipsis when cut."""
    sentence = re.match(r"[^。！？!?]{6,}?(?=[。！？!?]|\.\s)", text)
    text = sentence[0] if sentence else text
    return text if len(text) <= _LONGEST_TITLE else text[: _LONGEST_TITLE - 1].rstrip() + "…"
