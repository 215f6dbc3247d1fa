"""What a library keeps as the lines of an export (core.exports), and back again.

An article is the document of articles.json with the `blocks` and `sections` of its body, and `original`: the bytes as
they came where they are UTF-8, so that any program can read them, else `original_base64`. The others are the documents
of sources.json and searches.json. What comes back may have been made by anybody, so everything in it is looked at.
"""

from base64 import b64decode, b64encode
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from itertools import pairwise
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from reader.core.article import Article, Block, Body, Section
from reader.core.errors import NotFound
from reader.core.exports import Type
from reader.core.highlights import united
from reader.core.marks import united as united_marks
from reader.core.rules import Learned
from reader.core.searches import SLOTS, SavedSearch, UsedQuery
from reader.core.sources import WINDOW, Source
from reader.core.state import Highlight, Mark, Position, ReadingState
from reader.core.text import one_line, visible
from reader.store import searches, sources
from reader.store.codec import Malformed, body_document, body_of, document_of, key_of_id, row_of
from reader.store.lines import Document
from reader.store.store import StoredArticle

_DEEPEST = 1000  # level of a block: quote marks of a line are counted up to 200
_GREATEST = 2**53  # any whole number: what every JSON reader gets right (RFC 8259, 6)


class Slot(Struct, frozen=True, kw_only=True):
    """A saved search and its number."""

    number: int
    search: SavedSearch


Entry = StoredArticle | Learned | Slot | UsedQuery
"""What a line holds."""


def shape_of(entry: Entry) -> Document:
    """Return an entry as a JSON object."""
    match entry:
        case StoredArticle():
            body = body_document(entry.article.id, entry.body)
            known = {"type": Type.ARTICLE.value, **document_of(entry.article, entry.state), **body}
            return known | _original_shape(entry.original)
        case Learned():
            return {"type": Type.SOURCE.value, **sources.document_of(entry)}
        case Slot():
            return {"type": Type.SEARCH.value, "slot": entry.number, **searches.document_of_search(entry.search)}
        case UsedQuery():
            return {"type": Type.QUERY.value, **searches.document_of_query(entry)}


def read_shape(type: Type, shape: Mapping[str, Any]) -> Entry:
    """Return the entry in a JSON object, its texts safe to show. Malformed if it holds none, or one that lies.

    Whether an original is the one of its id is left to the caller.
    """
    try:
        return _READERS[type](shape)
    except (LookupError, TypeError, ValueError, AttributeError, OverflowError, NotFound) as error:
        raise error if isinstance(error, Malformed) else Malformed(_reason(error)) from error


def _original_shape(original: bytes) -> Document:
    try:
        return {"original": original.decode()}
    except UnicodeDecodeError:
        return {"original_base64": b64encode(original).decode()}


def _article(shape: Mapping[str, Any]) -> StoredArticle:
    row = row_of(key_of_id(shape["id"]), shape)
    body = _sound_body(body_of(shape))
    text = shape.get("original")
    original = b64decode(shape["original_base64"], validate=True) if text is None else text.encode()
    return StoredArticle(
        article=_sound_article(row.article),
        state=_sound_state(row.state, body),
        body=body,
        original=original,
    )


def _sound_article(article: Article) -> Article:
    for when in (article.added, article.captured):
        _aware(when)
    if article.published is not None and article.published.tzinfo is not None:
        _aware(article.published)
    if article.seen_in is not None:
        key_of_id(article.seen_in)
    _whole(article.length, article.views or 0)
    return replace(
        article,
        title=_line(article.title),
        url=_line_or_none(article.url),
        source=_line_or_none(article.source),
        authors=tuple(map(_line, article.authors)),
        language=_line(article.language),
        media_type=_line(article.media_type),
    )


def _sound_state(state: ReadingState, body: Body) -> ReadingState:
    for when in (state.read, state.bookmarked, state.archived, state.trashed):
        _aware(when)
    place = (state.position.block, state.position.offset) if state.position else ()
    _whole(*place, *state.revealed, *(number for change in state.corrections for number in (change.start, change.stop)))
    _share(state.progress)
    return replace(
        state,
        tags=tuple(map(_line, state.tags)),
        highlights=_sound_highlights(state.highlights),
        marks=united_marks((), (_sound_mark(mark, body) for mark in state.marks)),
    )


def _sound_mark(mark: Mark, body: Body) -> Mark:
    """Return a mark; one beyond the text, which may have been read otherwise since, stands at its end."""
    if not (len(mark.letter) == 1 and mark.letter.isascii() and mark.letter.isalpha()):
        raise Malformed(f"{mark.letter!r:.20} is no letter of a mark")
    block, offset = mark.position.block, mark.position.offset
    _whole(block, offset)
    last = max(0, len(body.blocks) - 1)
    if block > last:
        block, offset = last, _GREATEST
    most = len(body.blocks[block].text) if body.blocks else 0
    return replace(mark, position=Position(block=block, offset=min(offset, most)))


def _sound_highlights(highlights: tuple[Highlight, ...]) -> tuple[Highlight, ...]:
    """Return highlights, their texts safe to show; where they stand is looked for in the text whenever it is shown."""
    for one in highlights:
        _aware(one.made)
        _whole(one.start.block, one.start.offset, one.stop.block, one.stop.offset)
    sound = (
        replace(
            one,
            quote=visible(one.quote),
            before=visible(one.before),
            after=visible(one.after),
            colour=_line(one.colour),
            note=_line(one.note),
        )
        for one in highlights
    )
    return united((), sound)


def _sound_body(body: Body) -> Body:
    ends = [0, *(part.stop for part in body.sections)]
    starts = [*(part.start for part in body.sections), len(body.blocks)]
    if starts != ends or any(start >= stop for start, stop in pairwise(ends)):
        raise Malformed("its sections do not share its text out")
    return Body(blocks=tuple(map(_sound_block, body.blocks)), sections=tuple(map(_sound_section, body.sections)))


def _sound_block(block: Block) -> Block:
    if "\n" in block.text or not (not block.end or block.end.isspace()):
        raise Malformed(f"a line of its text does not end where it should: {block.text!r:.40}")
    _whole(block.level, most=_DEEPEST)
    return replace(block, text=visible(block.text), href=_line_or_none(block.href))


def _sound_section(section: Section) -> Section:
    _share(section.score)
    _whole(section.items)
    return replace(section, why=_line(section.why))


def _source(shape: Mapping[str, Any]) -> Learned:
    learned = sources.learned_of(shape)
    source = Source(_line(learned.source.key), _line(learned.source.name))
    template = learned.template
    _whole(template.total, template.improved)
    for page in template.pages:
        key_of_id(page.id)
    if any(rule.source.key != source.key for rule in learned.rules):
        raise Malformed("a rule belongs to another source")
    return replace(learned, source=source, template=replace(template, pages=template.pages[-WINDOW:]))


def _search(shape: Mapping[str, Any]) -> Slot:
    number = shape["slot"]
    if type(number) is not int or number not in SLOTS:
        raise Malformed(f"{number!r:.20} is no place for a saved search")
    search = searches.entry_of(number, shape)
    assert isinstance(search, SavedSearch)
    return Slot(number=number, search=search)


def _query(shape: Mapping[str, Any]) -> UsedQuery:
    query = searches.entry_of(0, shape)
    assert isinstance(query, UsedQuery)
    _aware(query.used)
    return query


_READERS: dict[Type, Callable[[Mapping[str, Any]], Entry]] = {
    Type.ARTICLE: _article,
    Type.SOURCE: _source,
    Type.SEARCH: _search,
    Type.QUERY: _query,
}


def _line(text: str) -> str:
    return visible(text).replace("\n", " ")


def _line_or_none(text: str | None) -> str | None:
    return None if text is None else _line(text)


def _aware(when: datetime | None) -> None:
    """Raise Malformed unless `when` is a point in time that can be told in any zone."""
    if when is None:
        return
    if when.tzinfo is None:
        raise Malformed(f"the time {when.isoformat()} has no zone")
    when.astimezone(UTC)


def _whole(*numbers: int, most: int = _GREATEST) -> None:
    for number in numbers:
        if not 0 <= number <= most:
            raise Malformed(f"{number!r:.40} is out of range")


def _share(number: float) -> None:
    if not 0 <= number <= 1:
        raise Malformed(f"{number!r:.40} is no share of 1")


def _reason(error: Exception) -> str:
    if isinstance(error, LookupError):
        return f"{error.args[0]!r:.40} is missing, or not known"
    return one_line(f"{error!s:.120}")
