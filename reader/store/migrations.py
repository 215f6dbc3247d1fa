"""How documents of an older schema become documents of this one.

A step changes one document from a version to the next; the version of a file is one more than there are steps.
Version 1 is the first that was released, so there is none yet. Add a step at the end, with a kept old file to test it.
"""

from collections.abc import Callable, Sequence

from reader.store.lines import Document

Step = Callable[[Document], Document]

ARTICLES: tuple[Step, ...] = ()
BODIES: tuple[Step, ...] = ()
ORIGINALS: tuple[Step, ...] = ()
SOURCES: tuple[Step, ...] = ()
SEARCHES: tuple[Step, ...] = ()
HISTORY: tuple[Step, ...] = ()
REMOVING: tuple[Step, ...] = ()
BACKUPS: tuple[Step, ...] = ()


def upgraded(document: Document, steps: Sequence[Step], schema: int) -> Document:
    """Return a document of version `schema` as the version that `steps` lead to."""
    for step in steps[max(schema - 1, 0) :]:
        document = step(document)
    return document
