"""CPU time from choosing an article to its page."""

import statistics
import time
from collections.abc import Iterator
from random import Random

from reader.library import Library
from reader.ui.messages import Look
from reader.ui.pages import opened as opened_page
from tests.bench.scale.figures import Figure, times
from tests.bench.scale.libraries import Libraries, opened

TIMES = 300
WIDTH = 72
"""Cells of a line, as the settings have it."""

BAR = 5.0


def measure(libraries: Libraries) -> Iterator[Figure]:
    """Read and lay out articles by chance."""
    with opened(libraries.changed) as library:
        ids = Random(2).choices([row.id for row in library.catalog.rows], k=TIMES)
        seconds = [_computed(library, id) for id in ids]
    yield Figure(
        measure="opening an article, CPU",
        count=libraries.count,
        value=1000 * statistics.median(seconds),
        unit="ms",
        bar=BAR,
        detail=times(seconds),
    )


def _computed(library: Library, id: str) -> float:
    start = time.process_time()
    opened_page(library, id, Look(width=WIDTH), None)
    return time.process_time() - start
