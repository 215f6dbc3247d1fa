"""Articles, reading states and bodies as JSON: explicit, small, defaults left out.

An article and its state are one flat document, so that TinyDB can query it: `where("bookmarked").exists()`. Its fields
are those of `Article` and `ReadingState`, by name and type; fields that this version does not know are left alone.
A field of the wrong type makes its document `Malformed`.
"""

import re
from collections.abc import Callable, Mapping
from functools import lru_cache
from sys import intern
from typing import Any, TypeVar

from msgspec import Struct, ValidationError, convert, to_builtins
from msgspec.json import Decoder
from msgspec.structs import astuple, force_setattr

from reader.core.article import Article, Block, Body, Kind, Section
from reader.core.catalog import Row
from reader.core.errors import NotFound
from reader.core.state import ReadingState
from reader.store.lines import Document

T = TypeVar("T")
_ID = re.compile("[0-9a-f]{16}")
_UNREAD = ReadingState()

ARTICLE_FIELDS = Article.__struct_fields__
STATE_FIELDS = ReadingState.__struct_fields__

_article_in = Decoder(Article).decode
_state_in = Decoder(ReadingState).decode
_PLAIN = ("\n", Kind.PARAGRAPH, 0, None)
"""End, kind, level and address of most blocks."""


class Malformed(ValueError):
    """A document is JSON but no article or body. Its text is the reason, for a person."""


class _KeptBody(Struct):
    """A body as its document has it. blocks: a block with a text and nothing else is that text."""

    blocks: tuple[str | Block, ...]
    sections: tuple[Section, ...]


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
    return {**to_builtins(article), **to_builtins(state)}


def state_fields(state: ReadingState) -> Document:
    """Return the fields of a document that hold `state`: those that are not as in an unread article."""
    fields: Document = to_builtins(state)
    return fields


def set_state(document: Document, state: ReadingState) -> None:
    """Make `document` hold `state`; fields that this version does not know stay."""
    for name in STATE_FIELDS:
        document.pop(name, None)
    document.update(to_builtins(state))


def set_article(document: Document, article: Article) -> None:
    """Make `document` hold `article`; its state, and fields that this version does not know, stay."""
    for name in ARTICLE_FIELDS:
        document.pop(name, None)
    document.update(to_builtins(article))


def row_of(key: int, document: Mapping[str, Any]) -> Row:
    """Return the article and state in `document`; Malformed if it holds none, or not the one of `key`."""
    return _row(key, _checked(convert, document, Article), state_of(document))


def row_in(key: int, line: bytes) -> Row:
    """Return the article and state in the sealed line of `key` as `row_of` does, ten times as fast."""
    text = memoryview(line)[line.index(b"{") :]
    return _row(key, _checked(_article_in, text), _checked(_state_in, text))


def state_of(document: Mapping[str, Any]) -> ReadingState:
    """Return the state in `document`; Malformed if it holds none."""
    state: ReadingState = _checked(convert, document, ReadingState)
    return state


def body_document(id: str, body: Body) -> Document:
    """Return the document that holds `body`: blocks and sections as lists, cut off where only defaults follow.

    A block is [text, end, kind, level, href], or its text alone; a section [label, start, stop, score, why, items].
    """
    blocks = [block.text if _is_plain(block) else _cut(astuple(block), _PLAIN) for block in body.blocks]
    sections = [_cut(astuple(section), (1.0, "", 0)) for section in body.sections]
    return {"id": id, "blocks": blocks, "sections": sections}


def body_of(document: Mapping[str, Any]) -> Body:
    """Return the body in `document`; Malformed if it holds none."""
    kept = _checked(convert, document, _KeptBody)
    if any(not 0 <= part.start <= part.stop <= len(kept.blocks) for part in kept.sections):
        raise Malformed("a section lies outside its text")
    return Body(
        blocks=tuple(Block(text=block) if isinstance(block, str) else block for block in kept.blocks),
        sections=kept.sections,
    )


def _row(key: int, article: Article, state: ReadingState) -> Row:
    if article.id != f"{key:016x}":
        raise Malformed(f"its id {article.id!r:.40} does not belong to its key")
    for name in ("source", "language"):
        if (shared := getattr(article, name)) is not None:
            force_setattr(article, name, intern(shared))  # many articles share it: kept in memory once
    if article.authors:
        force_setattr(article, "authors", _once(article.authors))
    return Row(article=article, state=_UNREAD if state == _UNREAD else state)


@lru_cache(maxsize=4096)
def _once(authors: tuple[str, ...]) -> tuple[str, ...]:
    """Return the same object for the same authors: those of a source write again and again."""
    return authors


def _checked(decode: Callable[..., T], *arguments: Any) -> T:  # noqa: ANN401
    try:
        return decode(*arguments)
    except (ValidationError, ValueError, RecursionError) as error:
        raise Malformed(str(error)) from error


def _is_plain(block: Block) -> bool:
    return (block.end, block.kind, block.level, block.href) == _PLAIN


def _cut(values: tuple[Any, ...], defaults: tuple[Any, ...]) -> list[Any]:
    """Drop values from the end as long as they equal `defaults`, which belong to the last ones."""
    length = len(values)
    for value, default in zip(reversed(values), reversed(defaults), strict=False):
        if value != default:
            break
        length -= 1
    return list(values[:length])
