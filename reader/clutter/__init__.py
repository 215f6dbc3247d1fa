"""Which lines of a page are the article, what the others are, and what the page says of itself."""

from datetime import datetime

from reader.core.article import Draft, Labelled
from reader.core.sources import Memory

__all__ = ["label"]


def label(draft: Draft, *, now: datetime, memory: Memory | None = None) -> Labelled:
    """Return what can be read off a document: title, byline, language, and its blocks in labelled sections.

    now: when the page was captured, or today: what "3小时前" is relative to. memory: what was learned of sources.
    The sections partition the blocks.
    Blocks without text join the section before them. Time taken is linear in the length of the document.
    """
    from reader.clutter.labelling import labelled  # its patterns take longer to compile than the rest to import

    return labelled(draft, now, memory)
