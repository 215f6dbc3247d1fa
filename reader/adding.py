"""From files to labelled articles: read, label, describe. One document in trouble never stops a batch."""

from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from hashlib import blake2b
from pathlib import Path
from sys import intern
from time import monotonic
from typing import BinaryIO

from msgspec import Struct, field
from msgspec.structs import replace

from reader import clutter, importers, stubs
from reader.core.article import STUB, Article, Body, Draft, Label, Labelled, Problem
from reader.core.exports import Found
from reader.core.learner import Learner
from reader.core.outcomes import Status
from reader.core.sources import Memory
from reader.importers.walk import walk

BATCH_SECONDS = 1.0
"""Time after which what was read is stored, with one sync, and told: a crash costs the reading of it again."""

BATCH_BYTES = 8 * 2**20
"""Bytes of originals that are held in memory at most before they are stored, but for a single larger one."""


class Page(Struct, frozen=True, kw_only=True):
    """One document as it was read: the draft and what was recognised on it."""

    draft: Draft
    labelled: Labelled


class Outcome(Struct, frozen=True, kw_only=True):
    """What became of one document.

    name: the file, or "-". id and title: of the article, None for a problem.
    """

    name: str
    status: Status
    id: str | None = None
    title: str | None = None
    problem: Problem | None = None


class Batch(Struct, frozen=True, kw_only=True):
    """Articles to store with one sync, by id, and the outcomes that may be told once they are stored."""

    pages: dict[str, tuple[Article, Page]] = field(default_factory=dict)
    outcomes: list[Outcome] = field(default_factory=list)


def article_id(original: bytes) -> str:
    """Return 16 hexadecimal digits of BLAKE2b over the original bytes: the same file is the same article."""
    return blake2b(original, digest_size=8).hexdigest()


def drafts(paths: Iterable[Path]) -> Iterator[Found]:
    """Yield what the importers make of each file named by `paths`, folders walked in sorted order."""
    for file in walk(paths):
        if isinstance(file, Problem):
            yield file
        else:
            yield from importers.read(file)


def drafts_of(stream: BinaryIO, name: str) -> Iterator[Found]:
    """Yield what the importers make of what an open file holds; `name` is "-" for standard input."""
    return importers.read_stream(stream, name)


def draft_again(original: bytes, body: Body) -> Draft | None:
    """Return the draft that an article was made from, with the blocks kept of it; None if it cannot be told."""
    draft = _draft_of(original)
    return None if draft is None else replace(draft, blocks=body.blocks)


def text_of(original: bytes, now: datetime) -> Body | None:
    """Return the text that the original of an article is labelled as; None if it holds not one article."""
    draft = _draft_of(original)
    return None if draft is None else page_of(draft, now).labelled.body


def page_of(draft: Draft, now: datetime, memory: Memory | None = None) -> Page:
    """Label a draft; `now` (aware) is what relative dates are counted from when it has no capture time.

    memory: what was learned of sources.
    """
    if draft.media_type == STUB:
        return Page(draft=draft, labelled=stubs.labelled(draft, draft.captured or now))
    return Page(draft=draft, labelled=clutter.label(draft, now=draft.captured or now, memory=memory))


def content_length(body: Body) -> int:
    """Return the characters of the content sections."""
    content = (section for section in body.sections if section.label is Label.CONTENT)
    return sum(len(block.text) for section in content for block in body.blocks[section.start : section.stop])


def article_of(page: Page, now: datetime) -> Article:
    """Return what is known of a page as an article added at `now`."""
    draft, labelled = page.draft, page.labelled
    byline = labelled.byline
    return Article(
        id=article_id(draft.original),
        title=labelled.title,
        url=draft.url,
        source=byline.source and intern(byline.source),  # many articles share it: kept in memory once
        authors=byline.authors,
        published=byline.published,
        precision=byline.precision,
        captured=draft.captured,
        added=now,
        language=labelled.language,
        views=byline.views,
        media_type=draft.media_type,
        length=content_length(labelled.body),
        seen_in=draft.seen_in,
    )


def batches(
    drafts: Iterable[Draft | Problem | Outcome],
    title_of: Callable[[str], str | None],
    clock: Callable[[], datetime],
    learner: Learner,
) -> Iterator[Batch]:
    """Label drafts, and yield them in batches of at most BATCH_SECONDS or BATCH_BYTES.

    title_of: the title the library has under an id, None for an article that it does not hold.
    learner: what is known of sources; each new page teaches it.
    """
    batch, size, began = Batch(), 0, monotonic()
    seen: dict[str, str] = {}
    for draft in drafts:
        if isinstance(draft, Outcome):
            batch.outcomes.append(draft)
        elif isinstance(draft, Problem):
            batch.outcomes.append(Outcome(name=draft.name, status="problem", problem=draft))
        elif (title := title_of(id := article_id(draft.original)) or seen.get(id)) is not None:
            batch.outcomes.append(Outcome(name=draft.name, status="duplicate", id=id, title=title))
        else:
            now = clock()
            page = page_of(draft, now, learner)
            article = article_of(page, now)
            learner.learn(article, page.labelled.body)
            batch.pages[id] = article, page
            size += len(draft.original)
            seen[id] = article.title
            batch.outcomes.append(Outcome(name=draft.name, status="new", id=id, title=article.title))
        if not batch.pages or size >= BATCH_BYTES or monotonic() - began >= BATCH_SECONDS:
            yield batch
            for id in batch.pages:
                if title_of(id) is not None:  # else it was not stored, as this is only tried
                    del seen[id]
            batch, size, began = Batch(), 0, monotonic()
    yield batch


def _draft_of(original: bytes) -> Draft | None:
    """Return the one draft that an original holds; None if it holds another number of them."""
    found = tuple(importers.read_bytes(original, "-", None))
    draft = found[0] if len(found) == 1 else None
    return draft if isinstance(draft, Draft) else None
