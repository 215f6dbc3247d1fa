"""Finding the line that is a page's title: a linear score per line, whose weights were fitted.

The weights maximise the likelihood of the title's line among the lines of its page: multinomial logistic regression,
McFadden's conditional logit, with a ridge. `reader.training.titles` fits them; they stand in title.json with their
scores on sites held out of the fit and the digest of the pages they come from.
"""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from importlib.resources import files
from operator import mul

from msgspec import Struct

from reader.clutter.headline import headline, key
from reader.clutter.lines import Line
from reader.clutter.title_features import Page
from reader.core.article import Label

__all__ = ["COMMENTS_AFTER", "TitleFound", "find_title", "headline", "key", "main_text"]

COMMENTS_AFTER = 240  # cells of prose, in two lines or more, above a heading of comments for it to be one
_WIDEST = 1000  # cells of a title
_LEAST_STATED = 10  # cells of a line that is a part of the stated title
_LIKELY = 20  # lines whose surroundings are looked at: those likeliest by themselves and their place
_LEAST, _SURE = 2.0, 7.0  # score of a line that may be, and that is, the title


class TitleFound(Struct, frozen=True):
    """The title's line, and how sure that is, 0..1."""

    index: int
    score: float


def main_text(lines: Sequence[Line]) -> tuple[int, int]:
    """Return the half-open run of lines densest in prose (Kadane's maximum subarray); (0, 0) without prose."""
    best, best_span = 0.0, (0, 0)
    total, start, prose, paragraphs, comments = 0.0, 0, 0, 0, False
    for index, line in enumerate(lines):
        if line.cue and line.cue.opens and line.cue.label is Label.COMMENTS:
            comments = comments or (prose >= COMMENTS_AFTER and paragraphs > 1)
        if line.cue:
            worth = -0.4 if line.cue.label is Label.NAVIGATION and line.cue.opens else -1.5 if line.cue.opens else -0.8
        elif line.prose:
            worth = min(line.cells, 400) / 100 * (0.2 if comments else 1.0)
            prose += line.cells
            paragraphs += 1
        else:
            worth = -0.12
        if total <= 0:
            total, start = 0.0, index
        total += worth
        if total > best:
            best, best_span = total, (start, index + 1)
    return best_span


def find_title(
    lines: Sequence[Line], bylines: Sequence[float], main: tuple[int, int], stated: str | None
) -> TitleFound | None:
    """Return the title's line, None if no line looks like one.

    bylines: per line, how much of it is a byline, 0..1. main: `main_text` of them.
    stated: the title that the format itself states.
    """
    if stated and (index := _stated(lines, key(stated), main[0])) is not None:
        return TitleFound(index, 1.0)
    page = Page(lines, bylines, main)
    if not page.candidates:
        return None
    scores = dict(zip(page.candidates, _scored(map(page.plain_features, page.candidates)), strict=True))
    likely = sorted(sorted(scores, key=lambda index: -scores[index])[:_LIKELY])
    more = _scored(map(page.other_features, likely))
    scores = {index: scores[index] + other for index, other in zip(likely, more, strict=True)}
    best = max(scores, key=lambda index: scores[index])
    above_byline = best == 0 and len(lines) > 1 and bylines[1] > 0.5  # where a text without furniture has its title
    return TitleFound(best, min(1.0, scores[best] / _SURE)) if scores[best] >= _LEAST or above_byline else None


def _scored(features: Iterable[Mapping[str, float]]) -> Iterator[float]:
    """Yield the weighted sum of each of `features`, which have the same names in the same order."""
    weights: list[float] = []
    for own in features:
        weights = weights or [_weights()[name] for name in own]
        yield sum(map(mul, weights, own.values()))


@cache
def _weights() -> dict[str, float]:
    """Return the weight of each feature, by name."""
    text = files("reader.clutter").joinpath("title.json").read_text(encoding="utf-8")
    weights: dict[str, float] = json.loads(text)["weights"]
    return weights


def _stated(lines: Sequence[Line], stated: str, start: int) -> int | None:
    """Return the line that holds the stated title, the last one above the main text first."""
    fits = [
        index
        for index, line in enumerate(lines)
        if line.cells <= _WIDEST
        and (own := key(line.text))
        and (own == stated or (line.cells >= _LEAST_STATED and own in stated))
    ]
    above = [index for index in fits if index <= start]
    return above[-1] if above else fits[0] if fits else None
