"""How well pages are read: the share of each page's characters that is shown and hidden rightly.

The measure counts characters that are not white space, per page, and takes the mean over pages; the byline and lines
labelled `ignore` are not counted.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import astuple, dataclass, fields
from statistics import mean, pstdev

from reader.training.cases import Case

_ENOUGH = 0.95  # share of the clutter hidden on a page that is read perfectly
_BLANK = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Score:
    """Of one page or the mean of many, all 0..1.

    f1: of the characters shown, against those of the article. lost: share of the article that is hidden. hidden:
    share of the clutter that is. perfect: nothing is lost and at least 95 % of the clutter hidden.
    """

    f1: float
    lost: float
    hidden: float
    perfect: float


def sizes(case: Case) -> list[int]:
    """Return the characters of each block that count."""
    return [len(_BLANK.sub("", block.text)) for block in case.blocks]


def score(case: Case, shown: Sequence[bool]) -> Score:
    """Return the score of one page, given which of its blocks are shown."""
    article = found = clutter = hidden = 0
    for label, size, own in zip(case.labels, sizes(case), shown, strict=True):
        if label == "content":
            article += size
            found += size * own
        elif label == "clutter":
            clutter += size
            hidden += size * (not own)
    recall = found / article if article else 1.0
    shown_all = found + clutter - hidden
    precision = found / shown_all if shown_all else float(not article)
    f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
    away = hidden / clutter if clutter else 1.0
    return Score(f1, 1 - recall, away, float(recall == 1 and away >= _ENOUGH))


def mean_of(scores: Iterable[Score]) -> Score:
    """Return the means; ValueError when there are none."""
    return Score(*map(mean, zip(*map(astuple, scores), strict=True)))


def spread_of(scores: Iterable[Score]) -> Score:
    """Return the standard deviations; ValueError when there are no scores."""
    return Score(*map(pstdev, zip(*map(astuple, scores), strict=True)))


def as_shape(score: Score) -> dict[str, float]:
    """Return a score for JSON, in four digits."""
    return {field.name: round(getattr(score, field.name), 4) for field in fields(Score)}
