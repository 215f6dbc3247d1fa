"""Articles as HTML that is XHTML too: one file that needs nothing else, and the chapters of a book.

Nothing of an article is markup: every text and value is escaped. There are no scripts, and nothing is fetched.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from html import escape
from importlib.resources import files

from reader.core.addresses import web_address
from reader.core.article import Kind
from reader.core.highlights import colour_of
from reader.core.state import Highlight
from reader.formats.elements import Document, Group, Line, Span, clean, groups, title_of
from reader.formats.facts import byline, facts
from reader.layout.facts import SEPARATOR

_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*")  # BCP 47, 2.1, of those that are no private use
_DEEPEST = 6


@cache
def style() -> str:
    """Return the style sheet of pages and books."""
    return files("reader.formats").joinpath("style.css").read_text("utf-8")


def language_of(document: Document) -> str | None:
    """Return the language of an article as HTML names it, None when it is not known."""
    language = document.article.language
    return language if language != "und" and _LANGUAGE.fullmatch(language) else None


def page_start(title: str, language: str | None) -> str:
    """Return how a page begins. title: of the whole page. language: of all that is on it, if it has one."""
    lang = f' lang="{language}"' if language else ""
    policy = "default-src 'none'; style-src 'unsafe-inline'"
    return (
        f'<!DOCTYPE html>\n<html{lang}>\n<head>\n<meta charset="utf-8"/>\n'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}"/>\n'
        '<meta name="referrer" content="no-referrer"/>\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1"/>\n'
        f"<title>{escape(title)}</title>\n<style>\n{style()}</style>\n</head>\n<body>\n"
    )


PAGE_END = "</body>\n</html>\n"
"""How a page ends."""


def article(document: Document, *, clutter: bool) -> str:
    """Return an article as an element. clutter: with what its page has besides."""
    language = language_of(document)
    lang = f' lang="{language}" xml:lang="{language}"' if language else ""
    parts = [f'<article id="a{document.article.id}"{lang}>', f"<h1>{escape(title_of(document))}</h1>"]
    if line := _byline(document):
        parts.append(f'<p class="byline">{line}</p>')
    for group in groups(document, clutter=clutter):
        parts.append(_group(group))
        parts += [f'<p class="note">{_note(mark)}</p>' for mark in _noted(group)]
    return "\n".join([*parts, "</article>\n"])


def _byline(document: Document) -> str:
    known = [escape(fact) for fact in byline(document.article)]
    if address := dict(facts(document)).get("url"):
        known.append(_span(Span(text=str(address), href=web_address(str(address)))))
    known += [f"#{escape(tag)}" for tag in dict(facts(document)).get("tags", ())]
    return SEPARATOR.join(known)


def _group(group: Group) -> str:
    text = "\n".join(_WRITERS[group.kind](group))
    return f'<section class="clutter">\n<h2>{group.label}</h2>\n{text}\n</section>' if group.label else text


def _noted(group: Group) -> Iterator[Highlight]:
    """Yield the highlights with a note that end in a group."""
    for item in group.items:
        for line in item.lines:
            yield from (span.mark for span in line if span.is_last and span.mark and span.mark.note.strip())


def _note(mark: Highlight) -> str:
    return "<br/>".join(escape(line) for line in clean(mark.note).strip().splitlines())


def _paragraph(group: Group) -> Iterator[str]:
    yield f"<p>{_lines(group.items[0].lines)}</p>"


def _caption(group: Group) -> Iterator[str]:
    yield f"<figure><figcaption>{_lines(group.items[0].lines)}</figcaption></figure>"


def _heading(group: Group) -> Iterator[str]:
    name = f"h{min(group.items[0].level + 1, _DEEPEST)}"
    yield f"<{name}>{_lines(group.items[0].lines)}</{name}>"


def _quotes(group: Group) -> Iterator[str]:
    depth = 0
    for item in group.items:
        yield from ["<blockquote>"] * (item.level - depth)
        yield from ["</blockquote>"] * (depth - item.level)
        yield f"<p>{_lines(item.lines)}</p>"
        depth = item.level
    yield from ["</blockquote>"] * depth


def _list(group: Group) -> Iterator[str]:
    """Yield a list with the lists in its items; an item stays open for one that stands deeper."""
    names: list[str] = []
    for item in group.items:
        name = "ul" if item.number is None else "ol"
        while len(names) > item.level or (len(names) == item.level and names[-1] != name):
            yield f"</li></{names.pop()}>"
        if len(names) == item.level:
            yield "</li>"
        while len(names) < item.level:
            names.append(name)
            yield f"<{name}>" if len(names) == item.level else f"<{name}><li>"
        value = "" if item.number is None else f' value="{item.number}"'
        yield f"<li{value}>{_lines(item.lines)}"
    yield from (f"</li></{name}>" for name in reversed(names))


def _code(group: Group) -> Iterator[str]:
    code = "\n".join("".join(escape(span.text) for span in line) for line in group.items[0].lines)
    language = f' class="language-{escape(group.language)}"' if group.language else ""
    yield f"<pre><code{language}>{code}</code></pre>"


def _table(group: Group) -> Iterator[str]:
    columns = max(len(item.lines) for item in group.items)
    yield "<table>"
    for number, item in enumerate(group.items):
        name = "th" if group.is_head and number == 0 else "td"
        cells = [*map(_line, item.lines), *[""] * (columns - len(item.lines))]
        yield "<tr>" + "".join(f"<{name}>{cell}</{name}>" for cell in cells) + "</tr>"
    yield "</table>"


_WRITERS = {
    Kind.PARAGRAPH: _paragraph,
    Kind.HEADING: _heading,
    Kind.QUOTE: _quotes,
    Kind.LIST_ITEM: _list,
    Kind.CODE: _code,
    Kind.TABLE_ROW: _table,
    Kind.CAPTION: _caption,
}


def _lines(lines: Iterable[Line]) -> str:
    return "<br/>\n".join(map(_line, lines))


def _line(line: Sequence[Span]) -> str:
    return "".join(map(_span, line))


def _span(span: Span) -> str:
    text = escape(span.text)
    if span.href:
        text = f'<a href="{escape(span.href)}">{text}</a>'
    if span.mark is None:
        return text
    note = " ".join(clean(span.mark.note).split())
    title = f' title="{escape(note)}"' if note else ""
    return f'<mark class="{colour_of(span.mark)}"{title}>{text}</mark>'
