"""An article as Markdown: CommonMark 0.31, with the tables and footnotes of GitHub Flavored Markdown.

What an article says stays text, whatever marks it holds. A highlight is a <mark>, which every dialect passes on; the
reader's note on it is a footnote.
"""

import re
from collections.abc import Iterator, Sequence

from msgspec import json

from reader.core.addresses import web_address
from reader.core.article import Kind
from reader.core.state import Highlight
from reader.formats.elements import Document, Group, Item, Line, Span, clean, groups, title_of
from reader.formats.facts import byline, facts
from reader.layout.facts import SEPARATOR

RULE = "\n---\n\n"
"""Stands between two articles in one file."""

_SPECIAL = re.compile(
    r"[\\`*\[\]<|~]"
    r"|(?<![^\W_])_|_(?![^\W_])"  # between letters it is no emphasis (CommonMark, 6.2)
    r"|&(?=#?\w+;)"
)
_FIRST = re.compile(r"[-+=>#]|:(?=[-\s])|(?P<number>\d{1,9})(?=[.)](?:\s|$))")
_LAST_HASHES = re.compile(r"#+$")
_TICKS = re.compile("`{3,}")
_ENTITY = re.compile(r"&(?=#?\w+;)")
_DEEPEST = 6
_BREAK = "\\\n"  # a line end that stays one (CommonMark, 6.7)


def markdown(document: Document, *, clutter: bool, alone: bool) -> str:
    """Return an article as Markdown, with a line end at the end.

    alone: whether it has a file to itself; then what is known of it stands before it as YAML, each value as JSON
    writes it, which is YAML too (YAML 1.2, 1.2).
    """
    notes = _notes(document)
    head = title_line(document)
    parts = [_front_matter(document) + head if alone else head]
    parts += filter(None, [byline_line(document, tags=not alone)])
    parts += [_group(group, notes) for group in groups(document, clutter=clutter)]
    parts += [f"[^{name}]: {_note(mark.note)}" for mark, name in notes]
    return "\n\n".join(parts) + "\n"


def escaped(text: str) -> str:
    """Return a line of text that Markdown shows as it is, wherever it stands but at the start of a line."""
    return _SPECIAL.sub(r"\\\g<0>", text)


def escaped_line(text: str) -> str:
    """Return a line of text that Markdown shows as it is, at the start of a line too."""
    return _at_start(escaped(text))


def _at_start(line: str) -> str:
    """Return a line of Markdown that begins no heading, list, quote or the like by itself."""
    found = _FIRST.match(line)
    if found is None:
        return line
    at = found.end("number") if found["number"] else 0
    return f"{line[:at]}\\{line[at:]}"


_Notes = Sequence[tuple[Highlight, str]]
"""Highlights with a note, and the names of their footnotes."""


def _notes(document: Document) -> _Notes:
    noted = [placed.highlight for placed in document.highlights if placed.highlight.note.strip()]
    return [(mark, f"{document.article.id[:8]}-{number}") for number, mark in enumerate(noted, 1)]


def _note(text: str) -> str:
    lines = [line.strip() for line in clean(text).splitlines() if line.strip()]
    return (_BREAK + "    ").join(map(escaped_line, lines))


def _front_matter(document: Document) -> str:
    lines = [f"{name}: {json.encode(fact).decode()}\n" for name, fact in facts(document)]
    return f"---\n{''.join(lines)}---\n\n"


def title_line(document: Document) -> str:
    """Return the title of an article as a heading."""
    return "# " + _heading((Span(text=title_of(document)),))


def byline_line(document: Document, *, tags: bool) -> str:
    """Return source, authors, date and address in one line, and the reader's tags; "" where none is known."""
    known = [escaped(fact) for fact in byline(document.article)]
    if address := dict(facts(document)).get("url"):
        known.append(_inline((Span(text=str(address), href=web_address(str(address))),), ()))
    if tags:
        known += [rf"\#{escaped(tag)}" for tag in dict(facts(document)).get("tags", ())]
    return _at_start(SEPARATOR.join(known))


def _group(group: Group, notes: _Notes) -> str:
    label = f"**{group.label}**\n\n" if group.label else ""
    return label + "\n".join(_WRITERS[group.kind](group, notes))


def _paragraph(group: Group, notes: _Notes) -> Iterator[str]:
    yield _lines(group.items[0].lines, notes)


def _caption(group: Group, notes: _Notes) -> Iterator[str]:
    yield f"*{_lines(group.items[0].lines, notes)}*"


def _title(group: Group, notes: _Notes) -> Iterator[str]:
    item = group.items[0]
    yield "#" * min(item.level + 1, _DEEPEST) + " " + _heading(item.lines[0], notes)


def _heading(line: Line, notes: _Notes = ()) -> str:
    """Return a heading, of which Markdown would take `#` at the end away."""
    return _LAST_HASHES.sub(lambda found: r"\#" * len(found[0]), _inline(line, notes))


def _quotes(group: Group, notes: _Notes) -> Iterator[str]:
    before = 0
    for item in group.items:
        if before:
            yield ("> " * min(before, item.level)).rstrip()
        prefix = "> " * item.level
        yield prefix + _lines(item.lines, notes).replace("\n", "\n" + prefix)
        before = item.level


def _list(group: Group, notes: _Notes) -> Iterator[str]:
    open_items: list[Item] = []
    for item in group.items:
        beside = open_items[item.level - 1] if item.level <= len(open_items) else None
        del open_items[item.level - 1 :]
        indent = " " * sum(len(_marker(outer)) for outer in open_items)
        begins = beside is None or (beside.number is None) != (item.number is None)
        if begins and item.number not in (None, 1):
            yield ""  # only a list that begins with 1 can follow a line of text (CommonMark, 5.3)
        yield indent + _marker(item) + _lines(item.lines, notes)
        open_items.append(item)


def _marker(item: Item) -> str:
    return "- " if item.number is None else f"{item.number}. "


def _code(group: Group, notes: _Notes) -> Iterator[str]:
    lines = ["".join(span.text for span in line) for line in group.items[0].lines]
    fence = max((found[0] for line in lines for found in _TICKS.finditer(line)), key=len, default="``") + "`"
    yield fence + group.language
    yield from lines
    yield fence


def _table(group: Group, notes: _Notes) -> Iterator[str]:
    columns = max(len(item.lines) for item in group.items)
    rows = [[_inline(cell, notes) for cell in item.lines] for item in group.items]
    if not group.is_head:
        rows.insert(0, [])
    for number, row in enumerate(rows):
        yield "| " + " | ".join(row + [""] * (columns - len(row))) + " |"
        if number == 0:
            yield "|" + " --- |" * columns


_WRITERS = {
    Kind.PARAGRAPH: _paragraph,
    Kind.HEADING: _title,
    Kind.QUOTE: _quotes,
    Kind.LIST_ITEM: _list,
    Kind.CODE: _code,
    Kind.TABLE_ROW: _table,
    Kind.CAPTION: _caption,
}


def _lines(lines: Sequence[Line], notes: _Notes) -> str:
    return _BREAK.join(_at_start(_inline(line, notes)) for line in lines)


def _inline(line: Line, notes: _Notes) -> str:
    return "".join(_span(span, notes) for span in line)


def _span(span: Span, notes: _Notes) -> str:
    text = escaped(span.text)
    if span.href == span.text and not _ENTITY.search(span.text):
        text = f"<{span.text}>"
    elif span.href:
        address = _ENTITY.sub(r"\&", span.href)
        text = f"[{text}](<{address}>)"
    if span.mark is None:
        return text
    name = next((name for mark, name in notes if mark is span.mark), None)
    return f"<mark>{text}</mark>" + (f"[^{name}]" if name and span.is_last else "")
