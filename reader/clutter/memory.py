"""What other pages of the same source say of a page's lines, as evidence beside what the lines say themselves."""

from collections.abc import Sequence
from itertools import compress

from reader.clutter.lines import Line
from reader.core.sources import Hint

_STRENGTH = 12.0  # what a short line that every other page has loses, in the units of `Decoded.leans`
_LEAST_LEFT = 0.2  # share of what is shown as prose that is at least the article, not what its site adds
_UNSURE, _PARAGRAPH = 160, 320  # cells up to which recurrence counts in full, and from which on it says nothing


def with_hints(leans: Sequence[float], lines: Sequence[Line], hints: Sequence[Hint]) -> list[float]:
    """Return the evidence for each line being the article, less where other pages of its source have the line too.

    Recurrence is evidence, never a veto: it fades with the length of a line, and a paragraph is judged by itself.
    """
    return [lean - _loss(line, hint) for lean, line, hint in zip(leans, lines, hints, strict=True)]


def spared(
    alone: Sequence[bool], with_hints: Sequence[bool], lines: Sequence[Line], hints: Sequence[Hint]
) -> list[bool]:
    """Return which lines are the article: as decided with the hints, but prose that they say nothing of stays shown.

    Else an article's last paragraph, below an advertisement that recurs, would go with it. Where they would hide most
    of the article, the other pages are captures of the same one, and nothing is hidden for them.
    alone, with_hints: which lines are the article by themselves, and with what other pages say.
    """
    decided = zip(alone, with_hints, lines, hints, strict=True)
    article = [now or (before and line.prose and not _loss(line, hint)) for before, now, line, hint in decided]
    prose = [line.cells if line.prose else 0 for line in lines]
    if sum(compress(prose, article)) < _LEAST_LEFT * sum(compress(prose, alone)):
        return list(alone)
    return article


def _loss(line: Line, hint: Hint) -> float:
    """Return how much evidence a line loses; nothing for a paragraph."""
    return hint.seen * _STRENGTH * min(1.0, max(0.0, (_PARAGRAPH - line.cells) / (_PARAGRAPH - _UNSURE)))
