"""An article to be heard or felt: for screen readers and Braille lines, `reader show --plain`.

What a page shows by its looks is said in words, no character is decoration, and each paragraph is one line, which the
device breaks as it can. How structure is said follows what screen readers say of HTML: "heading level 2", "list, 3
items", "end of quote" (WAI-ARIA roles and their common renderings in NVDA and Orca).
"""

from collections.abc import Iterator, Sequence
from itertools import groupby

from reader.core.article import Kind
from reader.core.catalog import Row
from reader.core.state import Highlight
from reader.core.text import one_line
from reader.formats.elements import Document, Group, Item, Line, Span, clean, groups, title_of
from reader.formats.facts import byline, clean_line
from reader.layout.facts import full_date, reading_minutes
from reader.wording import tr, trn

BETWEEN = "; "
"""Between facts, and between the cells of a table: screen readers pause at it."""


def spoken(document: Document, *, clutter: bool) -> str:
    """Return an article as lines of words, with a line end at the end. clutter: with what the page has besides."""
    lines = [tr("Title: {title}", title=title_of(document))]
    facts = byline(document.article)
    if minutes := reading_minutes(document.article):
        facts.append(trn("{count} minute to read", "{count} minutes to read", minutes))
    lines += [BETWEEN.join(facts)] if facts else []
    for group in groups(document, clutter=clutter):
        lines += _labelled(group) if group.label else _WRITERS[group.kind](group)
    return "\n".join(lines) + "\n"


def spoken_row(row: Row) -> str:
    """Return an article of a list as one line: title, what it is, date, source, id."""
    article, state = row.article, row.state
    known = {
        tr("recommendation"): article.is_stub,
        tr("unread"): not article.is_stub and not state.read,
        tr("bookmarked"): state.bookmarked,
        tr("archived"): state.archived,
        tr("in the trash"): state.trashed,
        tr("{percent} % read", percent=round(100 * state.progress)): 0 < state.progress < 1,
    }
    date = full_date(article.published, article.precision) if article.published else ""
    states = ", ".join(name for name, holds in known.items() if holds)
    facts = (article.title, states, date, article.source or "", row.id)
    return BETWEEN.join(clean_line(fact) for fact in facts if fact)


def _labelled(group: Group) -> Iterator[str]:
    yield tr("Hidden on the page, {label}:", label=tr(str(group.label)))
    yield from _paragraph(group)
    yield tr("End of what is hidden.")


def _paragraph(group: Group) -> Iterator[str]:
    for item in group.items:
        yield from map(_said, item.lines)


def _heading(group: Group) -> Iterator[str]:
    item = group.items[0]
    yield tr("Heading level {level}: {text}", level=item.level, text=_joined(item))


def _quote(group: Group) -> Iterator[str]:
    for item in group.items:
        texts = [_said(line) for line in item.lines]
        depth = tr("Quote level {level}: {text}", level=item.level, text=texts[0])
        yield tr("Quote: {text}", text=texts[0]) if item.level == 1 else depth
        yield from texts[1:]
    yield tr("End of quote.")


def _list(group: Group) -> Iterator[str]:
    yield trn("List, {count} item:", "List, {count} items:", len(group.items))
    for place, item in enumerate(group.items, 1):
        number = item.number or place
        inner = tr("{number}, level {level}: {text}", number=number, level=item.level, text=_joined(item))
        yield f"{number}: {_joined(item)}" if item.level == 1 else inner
    yield tr("End of list.")


def _table(group: Group) -> Iterator[str]:
    rows = [[_said(cell) for cell in item.lines] for item in group.items]
    head = rows.pop(0) if group.is_head else []
    columns = trn("{count} column", "{count} columns", max(map(len, [head, *rows])))
    yield tr("Table, {columns}, {rows}:", columns=columns, rows=trn("{count} row", "{count} rows", len(rows)))
    for place, row in enumerate(rows, 1):
        names = head + [""] * (len(row) - len(head))
        cells = (f"{name}: {cell}" if name else cell for name, cell in zip(names, row, strict=False))
        yield tr("Row {number}: {cells}", number=place, cells=BETWEEN.join(cells))
    yield tr("End of table.")


def _code(group: Group) -> Iterator[str]:
    lines = group.items[0].lines
    language = f"{clean_line(group.language)}, " if group.language else ""
    yield tr("Code, {what}:", what=language + trn("{count} line", "{count} lines", len(lines)))
    yield from ("".join(span.text for span in line) for line in lines)
    yield tr("End of code.")


def _image(group: Group) -> Iterator[str]:
    yield tr("Image: {text}", text=_joined(group.items[0]))


_WRITERS = {
    Kind.PARAGRAPH: _paragraph,
    Kind.HEADING: _heading,
    Kind.QUOTE: _quote,
    Kind.LIST_ITEM: _list,
    Kind.CODE: _code,
    Kind.TABLE_ROW: _table,
    Kind.CAPTION: _image,
}


def _joined(item: Item) -> str:
    return " ".join(map(_said, item.lines))


def _said(line: Line) -> str:
    """Return a line with its links and highlights in words."""
    pieces = []
    for mark, spans in groupby(line, lambda span: span.mark):
        held = list(spans)
        text = "".join(map(_span, held))
        pieces.append(_marked(text, mark, held) if mark else text)
    return one_line("".join(pieces))


def _span(span: Span) -> str:
    if not span.href:
        return span.text
    address = clean_line(span.href)
    return (
        tr("link {address}", address=address)
        if span.text == span.href
        else f"{span.text} ({tr('link {address}', address=address)})"
    )


def _marked(text: str, mark: Highlight, held: Sequence[Span]) -> str:
    """Return the text of a highlight between words that say so, with the note where it ends."""
    if not held[-1].is_last:
        return tr("(highlight: {text})", text=text)
    note = clean(" ".join(mark.note.split()))
    return (
        tr("(highlight: {text}; your note: {note})", text=text, note=note)
        if note
        else tr("(highlight: {text})", text=text)
    )
