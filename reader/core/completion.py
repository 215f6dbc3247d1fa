"""What may be meant by the word that is being typed into a query: fields, and the values a field knows."""

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import islice
from typing import Protocol

from msgspec import Struct

from reader.core.query import Shelf
from reader.core.query_language import (
    CHINESE_FIELDS,
    CHINESE_PLACES,
    CHINESE_SHELVES,
    FIELDS,
    PLACES,
    QUOTES,
    TOKEN,
    field_of,
    read_day,
)
from reader.wording import tr

MOST = 6
"""Candidates shown at once: more are sooner typed than read."""

COMMAS = ",，"
"""What stands between the names of a list, such as tags."""

_SHORTEST = 2  # letters of a word before a field is offered for it
_DAYS = ("today", "yesterday", "7d", "1m", "1y")
_CHINESE_DAYS = ("今天", "昨天", "7天", "1个月", "1年")
_SHELVES = {
    Shelf.ALL: "neither archived nor trashed",
    Shelf.UNREAD: "not read yet",
    Shelf.BOOKMARKED: "marked with b",
    Shelf.ARCHIVED: "put away with e",
    Shelf.HIGHLIGHTED: "with highlights",
    Shelf.NOTED: "with notes",
    Shelf.TRASHED: "in the trash",
}
_PLACES = {"text": "the articles' texts", "title": "their titles"}


class Names(Protocol):
    """The sources or the tags of a library."""

    def like(self, part: str, most: int) -> Sequence[tuple[str, int]]:
        """Return at most so many names that `part` may be meant for and their numbers of articles, likeliest first."""


class NoNames(Struct, frozen=True):
    """The names of a library that was not looked at yet."""

    def like(self, part: str, most: int) -> Sequence[tuple[str, int]]:
        """Return none."""
        return ()


class Choices(Struct, frozen=True, kw_only=True):
    """What a library has to choose from. months: first days of those with articles and their numbers, newest first."""

    sources: Names = NoNames()
    tags: Names = NoNames()
    months: tuple[tuple[date, int], ...] = ()


class Candidate(Struct, frozen=True, kw_only=True):
    """Something that the word at the cursor may be meant for.

    name: as shown. note: what it means, or how many articles it is about. text, cursor: the query once it is taken.
    """

    name: str
    note: str
    text: str
    cursor: int

    def ghost(self, typed: str) -> str:
        """Return `text` when it only goes on from what was typed, for it to be shown in place; else nothing."""
        goes_on = len(self.text.rstrip()) > len(typed) and self.text.casefold().startswith(typed.casefold())
        return typed + self.text[len(typed) :] if goes_on else ""


def complete(text: str, cursor: int, choices: Choices, today: date) -> tuple[Candidate, ...]:
    """Return what the word that ends at the cursor may be meant for, likeliest first, at most MOST, but all shelves.

    Offered are fields from their second letter to their last but one (“in” and “before” are words as well), and behind
    a field its values; what stands there already is not.
    """
    token = next((token for token in TOKEN.finditer(text) if token.start() < cursor == token.end()), None)
    if token is None:
        return ()
    minus, field = token["minus"] or "", field_of(token)
    if not field:
        word = token["word"] or ""
        names = FIELDS if len(word) >= _SHORTEST and word.isascii() else ()
        begun = (name for name in names if name.startswith(word.casefold()) and len(name) > len(word))
        found = ((f"{name}:", f"{name}:", "") for name in begun)
        return tuple(_taken(text, token.start() + len(minus), cursor, *each) for each in found)
    if field not in FIELDS:
        return ()
    start = token.start("quoted") - 1 if token["quoted"] is not None else token.start("word")
    value = token["quoted"] if token["quoted"] is not None else token["word"]
    if start + 1 + len(value) < cursor and token["quoted"] is not None:
        return ()  # the quotes are closed: the name is all there
    is_chinese = token["field"] in CHINESE_FIELDS
    values = _values(field, value, choices, today, is_chinese=is_chinese)
    if minus and field == "is":
        values = ((name, note) for name, note in values if name not in (Shelf.ALL, "全部"))  # leaves nothing
    offered = ((name, f"{spelled(name)} ", note) for name, note in values)
    most = len(_SHELVES) if field == "is" else MOST
    return tuple(_taken(text, start, cursor, *each) for each in islice(offered, most))


def complete_name(text: str, cursor: int, names: Names, *, listed: bool) -> tuple[Candidate, ...]:
    """Return the names that a text may be meant for, likeliest first, at most MOST.

    listed: whether it is a list, in which the name at the cursor counts, and is taken with a comma for the next.
    Names that the list has already are not offered.
    """
    start = max(text.rfind(comma, 0, cursor) for comma in COMMAS) + 1 if listed else 0
    stop = min((at for comma in COMMAS if listed and (at := text.find(comma, cursor)) >= 0), default=len(text))
    if text[cursor:stop].strip():
        return ()  # the cursor stands within a name
    lead = len(text[start:cursor]) - len(text[start:cursor].lstrip())
    typed = text[start:cursor].strip()
    there = {typed.casefold()}
    if listed:
        there |= {name.strip().casefold() for name in names_in(text[:start] + text[stop:])}
    end = ", " if listed and stop == len(text) else ""
    offered = (pair for pair in names.like(typed, MOST + len(there)) if pair[0].casefold() not in there)
    return tuple(
        _taken(text, start + lead, stop, name, f"{name}{end}", f"{count:,}" if count > 0 else "")
        for name, count in islice(offered, MOST)
    )


def names_in(text: str) -> list[str]:
    """Return the pieces of a list as a reader typed it: commas of either width stand between them."""
    return text.replace(COMMAS[1], COMMAS[0]).split(COMMAS[0])


def spelled(name: str) -> str:
    """Return a name as a field's value: in quotes where it has spaces; of one with quotes in it the longest part."""
    for mark in QUOTES:
        name = name.replace(mark, "\0")
    name = max(map(str.strip, name.split("\0")), key=len)
    return f'"{name}"' if not name or any(map(str.isspace, name)) or name.startswith("//") else name


def _taken(text: str, start: int, stop: int, name: str, put: str, note: str) -> Candidate:
    """Return the candidate that puts `put` in place of text[start:stop]; a space behind it is not doubled."""
    rest = text[stop:].removeprefix(" ") if put.endswith(" ") else text[stop:]
    return Candidate(name=name, note=note, text=text[:start] + put + rest, cursor=start + len(put))


def _values(field: str, typed: str, choices: Choices, today: date, *, is_chinese: bool) -> Iterator[tuple[str, str]]:
    """Yield the values that `field` knows and that `typed` may be meant for, with notes.

    is_chinese: whether the field is written so, and its values are to be.
    """
    if field in ("source", "tag"):
        names = choices.sources if field == "source" else choices.tags
        found: Iterator[tuple[str, str]] = ((name, f"{count:,}") for name, count in names.like(typed, MOST + 1))
    elif field in ("after", "before", "on"):
        found = _days(choices, today, is_chinese=is_chinese)
    else:
        found = _stated(field, is_chinese=is_chinese)
    typed = typed.casefold()
    for name, note in found:
        is_meant = field in ("source", "tag") or name.startswith(typed)
        is_writable = field != "tag" or not any(mark in name for mark in QUOTES)  # a tag counts whole
        if is_meant and is_writable and name.casefold() != typed:
            yield name, note


def _stated(field: str, *, is_chinese: bool) -> Iterator[tuple[str, str]]:
    """Yield what `is:` or `in:` knows, with what it means."""
    if field == "is":
        shelves = CHINESE_SHELVES if is_chinese else {shelf.value: shelf for shelf in _SHELVES}
        return ((name, tr(_SHELVES[shelf])) for name, shelf in shelves.items())
    places = CHINESE_PLACES if is_chinese else {place: place for place in PLACES}
    return ((name, tr(_PLACES[place])) for name, place in places.items())


def _days(choices: Choices, today: date, *, is_chinese: bool) -> Iterator[tuple[str, str]]:
    """Yield days as people name them, this year, and the months that articles are of."""
    for name in (*(_CHINESE_DAYS if is_chinese else _DAYS), f"{today.year}"):
        day = read_day(name, today)
        yield name, day.isoformat() if day else ""
    for month, count in choices.months:
        yield f"{month:%Y-%m}", f"{count:,}"
