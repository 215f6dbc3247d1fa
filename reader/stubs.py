"""Stubs: articles of which only a recommendation on another article's page is known."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from itertools import groupby

from reader.core.article import STUB, Article, Body, Draft, Item, Label, Labelled, Section
from reader.core.catalog import Catalog, Row
from reader.core.titles import Titles, title_key


def draft_of(item: Item, body: Body, seen_in: Article) -> Draft:
    """Return the draft of a stub: its original bytes are the lines of the page that recommend it, nothing else.

    body: the page's; `item` is one of its recommendations. seen_in: the article the page is of.
    """
    blocks = body.blocks[item.start : item.stop]
    return Draft(
        name=item.title,
        original="".join(block.text + block.end for block in blocks).strip().encode("utf-8", "replace"),
        blocks=blocks,
        media_type=STUB,
        title=item.title,
        url=item.href,
        captured=seen_in.captured or seen_in.added,
        byline=item.byline,
        seen_in=seen_in.id,
    )


def labelled(draft: Draft, now: datetime) -> Labelled:
    """Return what is known of a stub's draft: its fields as they are, its lines as title, byline and teaser.

    now: what relative dates are relative to.
    """
    from reader.clutter.language import detect_language

    title = draft.title or ""
    labels = [_label(block.text, title, now) for block in draft.blocks]
    sections, start = [], 0
    for label, run in groupby(labels):
        stop = start + sum(1 for _ in run)
        sections.append(Section(label=label, start=start, stop=stop))
        start = stop
    return Labelled(
        title=title,
        byline=draft.byline,
        language=detect_language([title]),
        body=Body(blocks=draft.blocks, sections=tuple(sections)),
    )


def _label(text: str, title: str, now: datetime) -> Label:
    from reader.clutter.details import is_name, read_details

    if title_key(title) in title_key(text):
        return Label.TITLE
    is_byline = is_name(text.strip()) or not any(map(str.isalpha, text)) or read_details(text, now)
    return Label.BYLINE if is_byline else Label.CONTENT


def replaced(catalog: Catalog, added: Iterable[Article]) -> Iterator[Row]:
    """Yield the stubs of `catalog`, not in the trash, in whose place the articles `added` stand from now on."""
    titles = Titles((article.id, article.title) for article in added if not article.is_stub)
    for row in catalog.rows:
        if row.article.is_stub and row.state.trashed is None and titles.find(row.article.title):
            yield row
