"""What the command line prints: one JSON object a line for programs, plain text for people."""

import sys
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

from msgspec import json

from reader.core.article import Article, Body, Byline, Item, Problem, Section
from reader.core.catalog import Row
from reader.core.query import Match
from reader.core.state import Highlight
from reader.core.text import one_line, visible
from reader.wording import retold, tr

if TYPE_CHECKING:
    from reader.adding import Outcome
    from reader.store.doctor import Finding

Shape = dict[str, Any]


def print_json(shape: Shape) -> None:
    """Print one object as one line of JSON on standard output."""
    sys.stdout.write(json.encode(shape).decode() + "\n")


def print_text(text: str) -> None:
    """Print text for people; nothing in it can reach the terminal as a control sequence."""
    sys.stdout.write(visible(text) + "\n")


def complain(text: str) -> None:
    """Print one line on standard error."""
    sys.stderr.write(f"reader: {one_line(text)}\n")


def told(problem: Problem) -> str:
    """Return a problem as one line: what, where, what to do."""
    where = f"{problem.name}:{problem.line}" if problem.line else problem.name
    return with_hint(f"{where}: {retold(problem.what)}", problem.hint)


def with_hint(told: str, hint: str) -> str:
    """Return what was found and, behind it, what to do about it, if anything."""
    return tr("{what}; {hint}", what=told, hint=retold(hint)) if hint else told


def row_shape(row: Row) -> Shape:
    """Return an article without its text, with its reading state, as a JSON object."""
    article, state = row.article, row.state
    return {
        "id": row.id,
        "title": article.title,
        **article_shape(article),
        "url": article.url,
        "captured": _time(article.captured),
        "added": _time(article.added),
        "length": article.length,
        "media_type": article.media_type,
        "seen_in": article.seen_in,
        "tags": list(state.tags),
        "read": _time(state.read),
        "bookmarked": _time(state.bookmarked),
        "archived": _time(state.archived),
        "trashed": _time(state.trashed),
        "progress": round(state.progress, 3),
        "highlights": len(state.highlights),
    }


def article_shape(article: Article) -> Shape:
    """Return what an article's page says of itself as a JSON object; `published` is as exact as the page is."""
    return _said(article) | {"language": article.language}


def highlights_shape(highlights: Sequence[Highlight]) -> list[Shape]:
    """Return highlights in the order of the text: quote, note, colour, when made."""
    return [{"quote": one.quote, "note": one.note, "colour": one.colour, "made": _time(one.made)} for one in highlights]


def blocks_shape(body: Body, items: Mapping[int, Sequence[Item]]) -> list[Shape]:
    """Return the sections of a body in order: kind, the reason for clutter, text with one line a block.

    items: the recommendations of each section, by its index.
    """
    shapes = [_section_shape(body, section) for section in body.sections]
    for index, found in items.items():
        shapes[index]["recommendations"] = [{"title": item.title, **_said(item.byline)} for item in found]
    return shapes


def match_shape(match: Match, title: str) -> Shape:
    """Return one hit of a search as a JSON object; `id` is the line number (from 0) for a plain list of titles."""
    shape: Shape = {
        "id": int(match.id) if match.id.isdecimal() and len(match.id) < 16 else match.id,
        "title": title,
        "spans": [list(span) for span in match.spans],
        "score": round(match.score, 2),
    }
    if (found := match.excerpt) is not None:
        shape["excerpt"] = {
            "place": found.place.value,
            "text": found.text,
            "spans": [list(span) for span in found.spans],
        }
    return shape


def outcome_shape(outcome: "Outcome") -> Shape:
    """Return what became of a document as a JSON object."""
    shape: Shape = {"path": outcome.name, "outcome": outcome.status}
    if outcome.problem is not None:
        return shape | {"line": outcome.problem.line, "what": outcome.problem.what, "hint": outcome.problem.hint}
    return shape | {"id": outcome.id, "title": outcome.title}


def finding_shape(finding: "Finding") -> Shape:
    """Return what the doctor found as a JSON object."""
    return {
        "severity": finding.severity,
        "what": finding.what,
        "where": visible(str(finding.where)),
        "hint": finding.hint,
        "repairable": finding.repairable,
    }


def row_line(row: Row) -> str:
    """Return an article as one line: id, marks, date, title, source."""
    article, state = row.article, row.state
    first = "◌" if article.is_stub else " " if state.read else "●"
    marks = first + ("★" if state.bookmarked else " ")
    date = article.published.strftime("%Y-%m-%d") if article.published else " " * 10
    source = f"  ({one_line(article.source)})" if article.source else ""
    return f"{row.id}  {marks} {date}  {one_line(article.title)}{source}"


def _section_shape(body: Body, section: Section) -> Shape:
    texts = (block.text for block in body.blocks[section.start : section.stop])
    shape: Shape = {"kind": section.label.value}
    if section.label.is_clutter:
        shape |= {"why": section.why, "items": section.items} if section.items else {"why": section.why}
    return shape | {"text": "\n".join(text for text in texts if text)}


def _said(byline: Article | Byline) -> Shape:
    return {
        "source": byline.source,
        "authors": list(byline.authors),
        "published": _published(byline),
        "views": byline.views,
    }


def _published(byline: Article | Byline) -> str | None:
    when, precision = byline.published, byline.precision
    if when is None or precision is None:
        return _time(when)
    length = {"year": 4, "month": 7, "day": 10}.get(precision.value)
    if length:
        return when.isoformat()[:length]
    return when.isoformat(timespec="minutes" if precision.value == "minute" else "seconds")


def _time(when: datetime | None) -> str | None:
    return when.isoformat(timespec="seconds") if when else None
