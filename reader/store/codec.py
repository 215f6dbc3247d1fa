"""Articles, reading states and bodies as JSON: explicit, small, defaults left out.

An article and its state are one flat document, so that TinyDB can query it: `where("bookmarked").exists()`.
Fields that this version does not know are left alone. A field of the wrong type makes its document `Malformed`.
"""

import re
from collections.abc import Callable, Mapping
from datetime import datetime
from enum import StrEnum
from sys import intern
from typing import Any, TypeVar

from reader.core.article import Article, Block, Body, Kind, Label, Precision, Section
from reader.core.catalog import Row
from reader.core.errors import NotFound
from reader.core.state import Correction, Position, ReadingState
from reader.store.lines import Document

E = TypeVar("E", bound=StrEnum)
_ID = re.compile("[0-9a-f]{16}")
_KINDS = {kind.value: kind for kind in Kind}
_LABELS = {label.value: label for label in Label}
_PRECISIONS = {precision.value: precision for precision in Precision}
_UNREAD = ReadingState()

ARTICLE_FIELDS = (
    *("id", "title", "added", "url", "source", "authors", "published", "precision", "captured"),
    *("language", "views", "media_type", "length", "seen_in"),
)
STATE_FIELDS = ("read", "bookmarked", "archived", "trashed", "position", "progress", "revealed", "corrections", "tags")


class Malformed(ValueError):
    """A document is JSON but no article or body. Its text is the reason, for a person."""


def key_of_id(id: str) -> int:
    """Return the TinyDB document id of article `id`; NotFound if it is not 16 hexadecimal digits.

    All 64 bits, so that the way back is exact, no table of ids is needed, and two processes that add the same page
    at once write the same document instead of two. JSON keys are text, so the size of the number harms no reader.
    """
    if not _ID.fullmatch(id):
        raise NotFound(f"{id!r:.40} is no article id")
    return int(id, 16)


def id_of_key(key: int) -> str:
    """Return the article id of a TinyDB document id."""
    return f"{key:016x}"


def document_of(article: Article, state: ReadingState) -> Document:
    """Return the document that holds an article and its state."""
    document: Document = {"id": article.id, "title": article.title, "added": article.added.isoformat()}
    optional = {
        "url": article.url,
        "source": article.source,
        "authors": list(article.authors),
        "published": _iso(article.published),
        "precision": article.precision,
        "captured": _iso(article.captured),
        "language": article.language if article.language != "und" else None,
        "media_type": article.media_type if article.media_type != "text/plain" else None,
        "length": article.length or None,
        "seen_in": article.seen_in,
    }
    document.update((name, value) for name, value in optional.items() if value is not None and value != [])
    if article.views is not None:
        document["views"] = article.views
    document.update(state_fields(state))
    return document


def state_fields(state: ReadingState) -> Document:
    """Return the fields of a document that hold `state`: those that are not as in an unread article."""
    position = state.position
    fields = {
        "read": _iso(state.read),
        "bookmarked": _iso(state.bookmarked),
        "archived": _iso(state.archived),
        "trashed": _iso(state.trashed),
        "position": [position.block, position.offset] if position else None,
        "progress": state.progress,
        "revealed": sorted(state.revealed),
        "corrections": [[change.label, change.start, change.stop] for change in state.corrections],
        "tags": list(state.tags),
    }
    return {name: value for name, value in fields.items() if value}


def set_state(document: Document, state: ReadingState) -> None:
    """Make `document` hold `state`; fields that this version does not know stay."""
    for name in STATE_FIELDS:
        document.pop(name, None)
    document.update(state_fields(state))


def set_article(document: Document, article: Article) -> None:
    """Make `document` hold `article`; its state, and fields that this version does not know, stay."""
    for name in ARTICLE_FIELDS:
        document.pop(name, None)
    document.update(document_of(article, _UNREAD))


def row_of(key: int, document: Mapping[str, Any]) -> Row:
    """Return the article and state in `document`; Malformed if it holds none, or not the one of `key`."""
    get = document.get
    try:
        precision = get("precision")
        article = Article(
            id=_text(document["id"]),
            title=_text(document["title"]),
            added=datetime.fromisoformat(document["added"]),
            url=_text_or_none(get("url")),
            source=_shared(get("source")),
            authors=_texts(get("authors", ())),
            published=_time(get("published")),
            precision=None if precision is None else _PRECISIONS[precision],
            captured=_time(get("captured")),
            language=_shared(get("language", "und")) or "und",
            views=None if (views := get("views")) is None else _whole(views),
            media_type=_shared(get("media_type", "text/plain")) or "text/plain",
            length=_whole(get("length", 0)),
            seen_in=_text_or_none(get("seen_in")),
        )
        if article.id != f"{key:016x}":
            raise Malformed(f"its id {article.id!r} does not belong to its key")
        state = _UNREAD if document.keys().isdisjoint(STATE_FIELDS) else _state_of(get)
    except (LookupError, TypeError, ValueError) as error:
        raise _malformed(error) from error
    return Row(article=article, state=state)


def _state_of(get: Callable[..., Any]) -> ReadingState:
    position = get("position")
    return ReadingState(
        read=_time(get("read")),
        bookmarked=_time(get("bookmarked")),
        archived=_time(get("archived")),
        trashed=_time(get("trashed")),
        position=None if position is None else Position(block=_whole(position[0]), offset=_whole(position[1])),
        progress=_share(get("progress", 0.0)),
        revealed=frozenset(map(_whole, get("revealed", ()))),
        corrections=tuple(
            Correction(label=_LABELS[item[0]], start=_whole(item[1]), stop=_whole(item[2]))
            for item in get("corrections", ())
        ),
        tags=_texts(get("tags", ())),
    )


def body_document(id: str, body: Body) -> Document:
    """Return the document that holds `body`: blocks and sections as lists, cut off where only defaults follow.

    A block is [text, end, kind, level, href], or its text alone; a section [label, start, stop, score, why, items].
    """
    blocks = [
        _cut([block.text, block.end, block.kind, block.level, block.href], ["\n", Kind.PARAGRAPH, 0, None])
        for block in body.blocks
    ]
    sections = [
        _cut([part.label, part.start, part.stop, part.score, part.why, part.items], [1.0, "", 0])
        for part in body.sections
    ]
    return {"id": id, "blocks": [item[0] if len(item) == 1 else item for item in blocks], "sections": sections}


def body_of(document: Mapping[str, Any]) -> Body:
    """Return the body in `document`; Malformed if it holds none."""
    try:
        blocks = tuple(map(_block_of, document["blocks"]))
        sections = tuple(map(_section_of, document["sections"]))
    except (LookupError, TypeError, ValueError) as error:
        raise _malformed(error) from error
    if any(not 0 <= part.start <= part.stop <= len(blocks) for part in sections):
        raise Malformed("a section lies outside its text")
    return Body(blocks=blocks, sections=sections)


def _block_of(item: Any) -> Block:  # noqa: ANN401 - any JSON value
    if isinstance(item, str):
        return Block(text=item)
    text, end, kind, level, href = [*_list(item), *("\n", "paragraph", 0, None)[len(item) - 1 :]][:5]
    return Block(text=_text(text), end=_text(end), kind=_KINDS[kind], level=_whole(level), href=_text_or_none(href))


def _section_of(item: Any) -> Section:  # noqa: ANN401 - any JSON value
    label, start, stop, score, why, items = [*_list(item), *(1.0, "", 0)[len(item) - 3 :]][:6]
    return Section(
        label=_LABELS[label],
        start=_whole(start),
        stop=_whole(stop),
        score=_share(score),
        why=_text(why),
        items=_whole(items),
    )


def _cut(values: list[Any], defaults: list[Any]) -> list[Any]:
    """Drop values from the end as long as they equal `defaults`, which belong to the last ones."""
    length = len(values)
    for value, default in zip(reversed(values), reversed(defaults), strict=False):
        if value != default:
            break
        length -= 1
    return values[:length]


def _malformed(error: Exception) -> Malformed:
    if isinstance(error, Malformed):
        return error
    if isinstance(error, LookupError):
        return Malformed(f"{error.args[0]!r:.40} is missing, or not known")
    return Malformed(str(error))


def _iso(time: datetime | None) -> str | None:
    return None if time is None else time.isoformat()


def _time(value: Any) -> datetime | None:  # noqa: ANN401
    return None if value is None else datetime.fromisoformat(value)


def _text(value: Any) -> str:  # noqa: ANN401
    if type(value) is not str:
        raise Malformed(f"{value!r:.40} stands where text belongs")
    return value


def _text_or_none(value: Any) -> str | None:  # noqa: ANN401
    return None if value is None else _text(value)


def _shared(value: Any) -> str | None:  # noqa: ANN401
    """Return text that many articles have in common, kept in memory once."""
    return None if value is None else intern(_text(value))


def _list(value: Any) -> list[Any]:  # noqa: ANN401
    if type(value) is not list:
        raise Malformed(f"{value!r:.40} stands where a list belongs")
    return value


def _texts(value: Any) -> tuple[str, ...]:  # noqa: ANN401
    return tuple(map(_text, _list(value))) if value else ()


def _whole(value: Any) -> int:  # noqa: ANN401
    if type(value) is not int:
        raise Malformed(f"{value!r:.40} stands where a whole number belongs")
    return value


def _share(value: Any) -> float:  # noqa: ANN401
    if type(value) not in (int, float):
        raise Malformed(f"{value!r:.40} stands where a number belongs")
    return float(value)
