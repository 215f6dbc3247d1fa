"""What a reader highlighted and noted as Markdown: article by article, each quote with its note, its colour and day.

For `formats.files.FORMATS`, as `notes`: `notes_markdown` yields the pieces of a file of any number of articles, and
takes `Document`s as the other formats do.
"""

from collections.abc import Iterable, Iterator

from reader.core.highlights import Placed
from reader.core.state import Highlight
from reader.formats.elements import Document, clean
from reader.formats.facts import clean_line
from reader.formats.markdown import byline_line, escaped, escaped_line, title_line


def notes_markdown(documents: Iterable[Document]) -> Iterator[str]:
    """Yield the highlights of articles in the order of their texts; nothing of an article without any."""
    begun = False
    for document in documents:
        if document.highlights:
            yield ("\n" if begun else "") + _article(document)
            begun = True


def _article(document: Document) -> str:
    parts = [title_line(document)]
    parts += filter(None, [byline_line(document, tags=True)])
    for placed in document.highlights:
        parts.append(f"{_quote(placed.highlight.quote)}\n>\n> {_about(placed)}")
        parts += [_note(placed.highlight)] if placed.highlight.note.strip() else []
    return "\n\n".join(parts) + "\n"


def _quote(text: str) -> str:
    lines = [line.strip() for line in clean(text).splitlines()]
    return "\n>\n".join(f"> {escaped_line(line)}" for line in lines if line) or ">"


def _about(placed: Placed) -> str:
    one = placed.highlight
    lost = ["no longer found in the text"] if placed.passage is None else []
    return "— " + ", ".join([escaped(clean_line(one.colour)), one.made.strftime("%Y-%m-%d"), *lost])


def _note(one: Highlight) -> str:
    return "\n\n".join(escaped_line(line.strip()) for line in clean(one.note).splitlines() if line.strip())
