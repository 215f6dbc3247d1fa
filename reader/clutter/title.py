"""Finding the line that is a page's title."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate

from reader.clutter.lines import Line
from reader.core.article import Label

COMMENTS_AFTER = 240  # cells of prose, in two lines or more, above a heading of comments for it to be one
_REACH = 80  # lines above the main text in which a title is looked for
_SAMPLE = 6000  # characters of the main text whose words are compared with a title's
_SHORTEST, _WIDEST = 6, 200  # cells of a title
_TITLE_SHARE, _TITLE_CELLS = 0.7, 18
_CLIMB_LEAST = 1.7
_LEAST_STATED = 10  # cells of a line that is a part of the stated title
_LEAST = 0.8
_WORD = re.compile(r"[^\W\d_]{4,}|\d{3,}|[\u3400-\u9fff\u3040-\u30ff\uac00-\ud7af]{2}")
_WIDE_RUN = re.compile(r"[\u3400-\u9fff\u3040-\u30ff\uac00-\ud7af]+")
_ORIGINAL = re.compile(r"[（(\[【]?原标题[:：]|[▲△↑]")  # a second title, a caption
_NO_TITLE = re.compile(r"https?:|www\.|[>|»›]|_")  # addresses, breadcrumbs, a browser's window title
_KEY = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class TitleFound:
    """The title's line, and how sure that is, 0..1."""

    index: int
    score: float


def key(text: str) -> str:
    """Return the letters and digits of `text`, casefolded: what two spellings of one title share."""
    return _KEY.sub("", text.casefold())


def words(text: str) -> set[str]:
    """Return the words of `text`; for Chinese, Japanese and Korean its character pairs."""
    found = {word for word in _WORD.findall(text.casefold()) if not _WIDE_RUN.match(word)}
    for run in _WIDE_RUN.findall(text):
        found.update(run[index : index + 2] for index in range(len(run) - 1))
    return found


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
    start, stop = main
    if stated and (index := _stated(lines, key(stated), start)) is not None:
        return TitleFound(index, 1.0)
    if start == stop:
        return None
    about = words("\n".join(line.text for line in lines[start:stop] if line.prose)[:_SAMPLE])
    repeated = _heads(lines)
    near = list(accumulate(bylines, initial=0.0))
    scores = {
        index: score
        for index in range(max(0, start - _REACH), min(len(lines), start + 3))
        if (score := _score(lines, index, start, about, repeated, near)) is not None and score >= _LEAST
    }
    if not scores:
        return None
    best = max(scores, key=lambda index: scores[index])
    while _is_above(lines, scores, best):
        best -= 1
    return TitleFound(best, min(1.0, scores[best] / 5))


def _is_above(lines: Sequence[Line], scores: Mapping[int, float], best: int) -> bool:
    """Whether the line above the best one is the title, the best one its subtitle, which often shares more words."""
    line = lines[best - 1]
    fits = line.cells >= max(_TITLE_CELLS, _TITLE_SHARE * lines[best].cells) and not _NO_TITLE.search(line.text)
    return fits and scores.get(best - 1, 0.0) >= max(_CLIMB_LEAST, _TITLE_SHARE * scores[best])


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


def _heads(lines: Sequence[Line]) -> str:
    """Return the lines that may repeat the title, as keys: the page's first ones and "original title" lines."""
    return "\n".join(
        key(line.text)
        for index, line in enumerate(lines[:2000])
        if index < 3 or (line.cells < 160 and ">" in line.text)
    )


def _score(
    lines: Sequence[Line], index: int, start: int, about: set[str], heads: str, near: Sequence[float]
) -> float | None:
    """Return how much line `index` looks like the title, None for not at all."""
    line = lines[index]
    own = near[index + 1] - near[index]
    if not _SHORTEST <= line.cells <= _WIDEST or line.code or own > 0.5 or _ORIGINAL.match(line.text):
        return None
    if (line.cue and line.cue.weight > 2.5) or line.text.endswith("。") or (line.text[-1] == "." and line.stops > 1):
        return None
    said = words(line.text)
    common = len(said & about)
    enough = 6 if line.wide > 0.3 else 3.5
    score = (2.0 * common / len(said) * min(1.0, common / enough) + min(1.2, 0.6 * common / enough)) if said else 0.0
    below = near[min(index + 5, len(lines))] - near[index + 1]
    above = near[index] - near[max(0, index - 2)]
    next_two, previous = near[min(index + 3, len(lines))] - near[index + 1], near[index] - near[max(0, index - 1)]
    score += 0.8 * min(1.0, below) + 1.2 * min(1.0, next_two) + 0.4 * min(1.0, above) + 0.4 * min(1.0, previous)
    score += 0.8 if line.cells >= 20 else 0.3 if line.cells >= 14 else -0.6
    if line.cue:
        score -= 2.5
    if _NO_TITLE.search(line.text):
        score -= 0.7
    if index >= 3 and (own_key := key(line.text)) and len(own_key) >= 6 and own_key in heads:
        score += 1.5
    if line.repeats > 1:
        score += 0.4
    if line.text.endswith(("。", ".", "；", ";", "，", ",", "：", ":")):
        score -= 1.2
    if line.long:
        score -= 1.0
    if index >= start:
        score -= 1.2 + 0.4 * (index - start)
    elif index >= start - 2:
        score += 0.2 * (index - start + 3)
    return score - 0.05 * max(0, start - 1 - index)
