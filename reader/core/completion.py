"""What may be meant by the word that is being typed into a query: fields, and the values a field knows."""

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import islice
from typing import Protocol

from msgspec import Struct

from reader.core.query import Shelf
from reader.core.query_language import FIELDS, PLACES, QUOTES, TOKEN, field_of, read_day

MOST = 6
"""Candidates shown at once: more are sooner typed than read."""

_SHORTEST = 2  # letters of a word before a field is offered for it
_DAYS = ("today", "yesterday", "7d", "1m", "1y")
_SHELVES = {
    Shelf.ALL: "neither archived nor trashed",
    Shelf.UNREAD: "not read yet",
    Shelf.BOOKMARKED: "marked with b",
    Shelf.ARCHIVED: "put away with e",
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
    """Return what the word that ends at the cursor may be meant for, likeliest first, at most MOST.

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
    values = _values(field, value, choices, today)
    if minus and field == "is":
        values = ((name, note) for name, note in values if name != Shelf.ALL)  # leaves nothing
    offered = ((name, f"{spelled(name)} ", note) for name, note in values)
    return tuple(_taken(text, start, cursor, *each) for each in islice(offered, MOST))


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


def _values(field: str, typed: str, choices: Choices, today: date) -> Iterator[tuple[str, str]]:
    """Yield the values that `field` knows and that `typed` may be meant for, with notes."""
    if field in ("source", "tag"):
        names = choices.sources if field == "source" else choices.tags
        found: Iterator[tuple[str, str]] = ((name, f"{count:,}") for name, count in names.like(typed, MOST + 1))
    elif field in ("after", "before"):
        found = _days(choices, today)
    else:
        known = _SHELVES if field == "is" else {place: _PLACES[place] for place in PLACES}
        found = ((str(name), note) for name, note in known.items())
    typed = typed.casefold()
    for name, note in found:
        is_meant = field in ("source", "tag") or name.startswith(typed)
        is_writable = field != "tag" or not any(mark in name for mark in QUOTES)  # a tag counts whole
        if is_meant and is_writable and name.casefold() != typed:
            yield name, note


def _days(choices: Choices, today: date) -> Iterator[tuple[str, str]]:
    """Yield days as people name them, this year, and the months that articles are of."""
    for name in (*_DAYS, f"{today.year}"):
        day = read_day(name, today)
        yield name, day.isoformat() if day else ""
    for month, count in choices.months:
        yield f"{month:%Y-%m}", f"{count:,}"
