"""An article as plain text, unwrapped: to print and to copy."""

from collections.abc import Sequence

from reader.core.article import Article, Body, Kind, Label
from reader.layout.facts import byline
from reader.layout.shapes import marks_end
from reader.layout.spacing import close_blocks
from reader.wording import tr


def plain_text(article: Article, body: Body, *, clutter: bool, about: Sequence[str] | None = None) -> str:
    """Return title, byline line and content, paragraphs set apart by blank lines, with a line end at the end.

    clutter: also everything else of the page, in its order, each section under a line `[label]`.
    about: lines instead of the byline line, for a file: then nothing in it is in the language spoken.
    """
    known = (byline(article),) if about is None else about
    parts = [part for part in ("\n".join(title_lines(article, body)), "\n".join(filter(None, known))) if part]
    for section in body.sections:
        blocks = [block for block in range(section.start, section.stop) if body.blocks[block].text.strip()]
        if not blocks or section.label in (Label.TITLE, Label.BYLINE):
            continue
        if section.label.is_clutter and not clutter:
            continue
        close = frozenset(blocks) if section.label.is_clutter else close_blocks(body.blocks, blocks)
        if section.label.is_clutter:
            name = section.label.value
            parts.append(f"[{tr(name) if about is None else name}]")
        for block in blocks:
            text = _drawn(body, block)
            if block in close:
                parts[-1] += "\n" + text
            else:
                parts.append(text)
    return "\n\n".join(parts) + "\n"


def title_lines(article: Article, body: Body) -> list[str]:
    """Return the title as the page shows it, a line a block and without the marks of a heading, else as it is known."""
    for section in body.sections:
        if section.label is Label.TITLE:
            blocks = body.blocks[section.start : section.stop]
            return [text for block in blocks if (text := block.text[marks_end(block) :].strip())]
    return [article.title]


def _drawn(body: Body, block: int) -> str:
    """Return the text of a block; only code keeps its indent."""
    text = body.blocks[block].text.rstrip()
    return text if body.blocks[block].kind is Kind.CODE else text.strip()
