"""kill -9 at random moments while a library is bookmarked and added to."""

import signal
import time
from pathlib import Path
from random import Random

from reader.library import Library
from reader.store.doctor import check, repair
from tests.bench.pages import make_library
from tests.bench.safety.work import Lost, Truth, Worker

LONGEST = 0.03
"""Seconds that a change takes at most, adding included: the kill falls somewhere within."""


def run(folder: Path, *, articles: int, kills: int, seed: int = 5) -> Lost:
    """Kill a process so many times, and count what is lost at the start after each."""
    make_library(folder, articles)
    chance, lost = Random(seed), Lost()
    library: Library | None = Library.open(folder)
    truth = Truth(dict.fromkeys((row.id for row in library.catalog.rows), False)) if library else Truth()
    for kill in range(kills):
        if library is None:
            break
        worker = Worker.start(library, seed * kills + kill)
        worker.wait(chance.randint(0, 2))
        time.sleep(LONGEST * chance.random() ** 2)
        lost.acknowledged += truth.take(worker.ended(signal.SIGKILL))
        library.close()
        library = truth.compare(folder, lost)
        lost.ends += 1
    if library is not None:
        library.close()
    repair(folder, dry_run=False)  # a torn line, for one, is told and cleared away
    lost.problems = sum(finding.severity == "problem" for finding in check(folder))
    return lost
