"""An article as plain text, unwrapped: to print and to copy."""

from reader.core.article import Article, Body, Kind, Label
from reader.core.text import one_line
from reader.layout.facts import byline
from reader.layout.spacing import close_blocks
from reader.wording import tr


def plain_text(article: Article, body: Body, *, clutter: bool, address: bool = False) -> str:
    """Return title, byline line and content, paragraphs set apart by blank lines, with a line end at the end.

    clutter: also everything else of the page, in its order, each section under a line `[label]`.
    address: also where the article came from, below the byline line.
    """
    known = (byline(article), one_line(article.url) if address and article.url else "")
    parts = [part for part in (_title(article, body), "\n".join(filter(None, known))) if part]
    for section in body.sections:
        blocks = [block for block in range(section.start, section.stop) if body.blocks[block].text.strip()]
        if not blocks or section.label in (Label.TITLE, Label.BYLINE):
            continue
        if section.label.is_clutter and not clutter:
            continue
        close = frozenset(blocks) if section.label.is_clutter else close_blocks(body.blocks, blocks)
        if section.label.is_clutter:
            parts.append(f"[{tr(section.label.value)}]")
        for block in blocks:
            text = _drawn(body, block)
            if block in close:
                parts[-1] += "\n" + text
            else:
                parts.append(text)
    return "\n\n".join(parts) + "\n"


def _title(article: Article, body: Body) -> str:
    """Return the title as the page shows it, else as it is known."""
    for section in body.sections:
        if section.label is Label.TITLE:
            texts = (body.blocks[block].text.strip() for block in range(section.start, section.stop))
            return "\n".join(text for text in texts if text)
    return article.title


def _drawn(body: Body, block: int) -> str:
    """Return the text of a block; only code keeps its indent."""
    text = body.blocks[block].text.rstrip()
    return text if body.blocks[block].kind is Kind.CODE else text.strip()
