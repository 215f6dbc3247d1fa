"""The formats by name, and files of one article or many: pieces of bytes, of which only one article's are in memory."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import datetime

from msgspec import Struct

from reader.formats import epub, html, markdown, notes
from reader.formats.elements import Document, clean, title_of
from reader.formats.facts import byline, clean_line
from reader.layout.facts import SEPARATOR
from reader.layout.plain import plain_text

_RULE = "\n" + "=" * 72 + "\n\n"
"""Stands between two articles in one file of text."""


class Wanted(Struct, frozen=True, kw_only=True):
    """What a file is to be.

    title: of all articles together, where there are several. count: how many there are. clutter: whether what their
    pages have besides is wanted. now: when it is made, aware.
    """

    title: str
    count: int
    clutter: bool
    now: datetime


Write = Callable[[Iterable[Document], Wanted], Iterator[bytes]]


class Format(Struct, frozen=True, kw_only=True):
    """A format. endings: of its files, the usual one first."""

    endings: tuple[str, ...]
    write: Write


def markdown_file(documents: Iterable[Document], wanted: Wanted) -> Iterator[bytes]:
    """Yield Markdown; with what is known of it as front matter where there is one article, with rules between more."""
    for number, document in enumerate(documents):
        text = markdown.markdown(document, clutter=wanted.clutter, alone=wanted.count == 1)
        yield ((markdown.RULE if number else "") + text).encode()


def html_file(documents: Iterable[Document], wanted: Wanted) -> Iterator[bytes]:
    """Yield one page that needs nothing else."""
    begun = False
    for document in documents:
        if not begun:
            alone = wanted.count == 1
            title, language = (title_of(document), html.language_of(document)) if alone else (wanted.title, None)
            yield html.page_start(title, language).encode()
            begun = True
        yield html.article(document, clutter=wanted.clutter).encode()
    if not begun:
        yield html.page_start(wanted.title, None).encode()
    yield html.PAGE_END.encode()


def text_file(documents: Iterable[Document], wanted: Wanted) -> Iterator[bytes]:
    """Yield plain text, a paragraph a line."""
    for number, document in enumerate(documents):
        about = (SEPARATOR.join(byline(document.article)), clean_line(document.article.url or ""))
        text = plain_text(document.article, document.body, clutter=wanted.clutter, about=about)
        yield ((_RULE if number else "") + clean(text)).encode()


def epub_file(documents: Iterable[Document], wanted: Wanted) -> Iterator[bytes]:
    """Yield a book."""
    return epub.book(documents, title=wanted.title, clutter=wanted.clutter, now=wanted.now)


def notes_file(documents: Iterable[Document], wanted: Wanted) -> Iterator[bytes]:
    """Yield what was highlighted and noted, as Markdown."""
    return (text.encode() for text in notes.notes_markdown(documents))


NOTES = "notes"
"""The name of the format that holds nothing of an article without highlights."""

FORMATS: Mapping[str, Format] = {
    "markdown": Format(endings=(".md", ".markdown"), write=markdown_file),
    "html": Format(endings=(".html", ".htm"), write=html_file),
    "text": Format(endings=(".txt",), write=text_file),
    "epub": Format(endings=(".epub",), write=epub_file),
    NOTES: Format(endings=(".notes.md",), write=notes_file),
}
"""What people read, by name. The lossless JSON Lines of a whole library are made elsewhere."""


def format_of(path: str) -> str | None:
    """Return the name of the format that the ending of a file name stands for, `.gz` behind it or not."""
    name = path.lower().removesuffix(".gz")
    endings = {ending: known for known, format in FORMATS.items() for ending in format.endings}
    fitting = [ending for ending in endings if name.endswith(ending)]
    return endings[max(fitting, key=len)] if fitting else None
