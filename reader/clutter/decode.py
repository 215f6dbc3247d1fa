"""Deciding for a whole page at once which lines are the article: the model's evidence, then a Viterbi decoder."""

from collections.abc import Sequence

import numpy as np
from msgspec import Struct

from reader.clutter.features import Matrix
from reader.clutter.lines import Line
from reader.clutter.memory import spared, with_hints
from reader.clutter.model import KINDS, Model, load
from reader.clutter.page import Page
from reader.clutter.prior import Prior, judge
from reader.clutter.sight import see
from reader.clutter.tables import with_tables
from reader.clutter.verse import verse
from reader.core.article import Label

# In log-odds of being the article; chosen by cross-validation over sites (reader.training).
_LEAN_TO_SHOWING = 0.2
_INTO, _INTO_UNDER_HEADING, _OUT, _OUT_AT_CUE = 0.8, 2.5, 1.0, 0.5
_LINE, _LIGHTEST, _HEAVIEST = 60, 0.5, 2.0  # cells of a line that counts as one, and what lines count at least, at most
_TEASER, _REPEATED = -3.0, 4.0  # evidence of a link to another article in the text, and what a repeated sentence loses
_TEASER_CELLS, _REPEATED_CELLS = 300, 60  # at most, at least
_CHROME = 0.5  # how much of a web page a page must be for a repeated sentence to be a caption that is there twice
_OF_THE_SITE = (Label.FOOTER, Label.DISCLAIMER)
_TELLING, _NOTICE, _NOTICED = 4.0, 300, 3.0  # weight and cells of a notice about rights or licences; what it loses
_VERSE = 2.0  # least evidence of a line of prose without punctuation, of which no training page has much
_BARE, _SURE = 0.25, 8.0  # how much of a web page a text may be at most to be shown whole, and the evidence then


class Decoded(Struct, frozen=True):
    """Per line: whether it is the article, the evidence for it in log-odds, and its heading.

    kinds: scores of model.KINDS, what the line is if it is not the article, one row per line.
    under: index of the heading of the section it stands under, -1 for none.
    """

    article: list[bool]
    leans: list[float]
    kinds: Matrix
    under: list[int]


class Weighed(Struct, frozen=True):
    """What a page's lines say by themselves, before what other pages say of them: as `Decoded`, and the prior."""

    prior: Prior
    leans: list[float]
    kinds: Matrix


def weigh(page: Page, model: Model | None = None) -> Weighed:
    """Return the evidence for each line of a page; linear in the number of lines. model: another than our own."""
    if not page.lines:
        return Weighed(judge(page), [], np.empty((0, len(KINDS)), np.float32))
    sight = see(page)
    prior = sight.prior
    answers = (model or load()).evidence(sight.numbers, sight.terms)
    odds: list[float] = (answers[:, 0] + _LEAN_TO_SHOWING).tolist()
    leans = [_lean(line, own, prior) for line, own in zip(page.lines, odds, strict=True)]
    for index in verse(page.lines):
        leans[index] = max(leans[index], _VERSE)
    if prior.web < _BARE:
        leans = [max(lean, _SURE) for lean in leans]
    return Weighed(prior, leans, answers[:, 1:])


def decode(page: Page, weighed: Weighed) -> Decoded:
    """Return which lines of `page` are the article, given the evidence for them and the page's hints."""
    prior, leans = weighed.prior, weighed.leans
    article = path(page, prior, leans)
    if page.hints is not None:
        leans = with_hints(leans, page.lines, page.hints)
        article = spared(article, path(page, prior, leans), page.lines, page.hints)
    return Decoded(with_tables(page.lines, article), leans, weighed.kinds, prior.under)


def _lean(line: Line, odds: float, prior: Prior) -> float:
    """Return the evidence for one line: the model's, but where its wording says more than few cases can teach."""
    cue = line.cue
    if cue is not None and cue.whole and cue.label is Label.RELATED and line.cells < _TEASER_CELLS:
        return min(odds, _TEASER)
    if cue is not None and cue.whole and cue.label in _OF_THE_SITE and cue.weight >= _TELLING and line.cells < _NOTICE:
        return odds - _NOTICED
    if line.prose and line.repeats > 1 and line.cells >= _REPEATED_CELLS and prior.web > _CHROME:
        return odds - _REPEATED
    return odds


def path(page: Page, prior: Prior, leans: Sequence[float]) -> list[bool]:
    """Return the likeliest way through the page: each line in the article or out of it, and few changes between."""
    out, into = 0.0, 0.0
    came: list[tuple[bool, bool]] = []
    for index, (line, lean) in enumerate(zip(page.lines, leans, strict=True)):
        cue = line.cue
        headed = prior.under[index] >= 0 and not line.prose
        start = out - (_INTO_UNDER_HEADING if headed else _INTO)
        end = into - (_OUT_AT_CUE if cue is not None and (cue.opens or cue.whole) else _OUT)
        came.append((end > out, into >= start))
        weight = min(_HEAVIEST, max(_LIGHTEST, line.cells / _LINE))
        out, into = max(out, end), max(into, start) + weight * lean
    article = [False] * len(came)
    inside = into > out
    for index in range(len(came) - 1, -1, -1):
        article[index] = inside
        inside = came[index][1] if inside else came[index][0]
    return article
