"""What the model sees around each line: its neighbours, how thick things lie near it, how far the next ones are."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from reader.clutter.features import LINE, Matrix
from reader.clutter.page import Page
from reader.clutter.prior import Prior
from reader.core.article import Label

_AT = {name: place for place, name in enumerate(LINE)}
_SHIFTED = [
    "log_cells",
    "stops",
    "ends",
    "prose",
    "cue",
    "opens",
    "meta",
    "dated",
    "gap_after",
    "commas",
    "digits",
    "wide",
    "shared",
    "byline",
    "bullet",
    "whole",
    "credit",
    "address",
    "author",
    "order",
    "you",
]
_SHIFTS = (1, -1, 2, -2)
_COUNTED = ["cue", "meta", "short", "stops", "dated", "shared", "commas", "wide"]
_WINDOWS = ((-3, -1), (1, 3), (-8, -1), (1, 8), (-25, -1), (1, 25))
_HEADS = (Label.RELATED, Label.COMMENTS, Label.FOOTER, Label.NAVIGATION, Label.ADVERTISEMENT)
_CUED = ("disclaimer", "footer", "share", "comments", "related", "advertisement")
_SOUGHT = ["prose", "long", "meta", "byline", "opens", "author", *(f"cue_{label}" for label in _CUED)]
_SOUGHT_ABOVE = ["references", "questions", "who"]
_FAR = 10**6
_MOST_CELLS = 400  # of a line that counts
_APART = 2  # line ends that set a line apart
_LIKE = 0.35  # difference of log widths of lines that are alike
_PROSE, _TOTAL = 6000, 9000  # cells of prose, near and on the page


def matrix(page: Page, prior: Prior, rows: Matrix) -> Matrix:
    """Return all that the model sees of a page, one row per line: `rows` (features.LINE) and what is around them."""
    cells = np.minimum(_column(rows, "cells"), _MOST_CELLS)
    prose = _column(rows, "prose") * cells
    beside = rows[:, _places(_SHIFTED)]
    parts = [
        rows, *(_shifted(beside, by) for by in _SHIFTS), _thickness(rows, prose, cells),
        _progress(page, rows, prose), _distances(rows), _runs(rows), _whole(rows, prose, cells), _judged(prior),
    ]  # fmt: skip
    return np.concatenate(parts, axis=1, dtype=np.float32)


def _places(names: Sequence[str]) -> list[int]:
    return [_AT[name] for name in names]


def _column(rows: Matrix, name: str) -> Matrix:
    return rows[:, _AT[name]]


def _shifted(values: Matrix, by: int) -> Matrix:
    """Return `values` moved down by `by` lines, or up; -1 where there is none."""
    moved = np.full_like(values, -1.0)
    if abs(by) < len(values):
        if by > 0:
            moved[by:] = values[:-by]
        else:
            moved[:by] = values[-by:]
    return moved


def _sums(values: Matrix, windows: Sequence[tuple[int, int]]) -> list[tuple[Matrix, Matrix]]:
    """Return per line the sums of `values` over the lines of each window, and how many lines those are.

    windows: the first and the last line, relative and inclusive.
    """
    size = len(values)
    total = np.concatenate([np.zeros((1, values.shape[1])), np.cumsum(values, axis=0, dtype=np.float64)])
    at = np.arange(size)[:, None]
    found = []
    for first, last in windows:
        start = np.minimum(np.maximum(at + first, 0), size)
        stop = np.minimum(np.maximum(at + last + 1, 0), size)
        sums = (total[stop[:, 0]] - total[start[:, 0]]).astype(np.float32)
        found.append((sums, (stop - start).astype(np.float32)))
    return found


def _thickness(rows: Matrix, prose: Matrix, cells: Matrix) -> Matrix:
    """Return the means of some columns over the lines above and below, near and far."""
    apart = _column(rows, "gap_after") >= _APART
    values = np.column_stack([prose, cells, apart, rows[:, _places(_COUNTED)]])
    return np.concatenate([sums / (lines + 1e-6) for sums, lines in _sums(values, _WINDOWS)], axis=1)


def _progress(page: Page, rows: Matrix, prose: Matrix) -> Matrix:
    """Return where each line lies: on the page, from the title, in the main text, and in the page's prose."""
    size, at = len(rows), np.arange(len(rows))
    above = np.cumsum(prose) - prose
    total = max(1.0, float(prose.sum()))
    title = page.title.index if page.title else -1
    start, stop = page.main
    opens = _column(rows, "opens") > 0
    opened = _before(np.maximum.accumulate(np.where(opens, at, -1)), -1)
    passed = above + prose
    return np.column_stack(
        [
            above / total, (total - passed) / total, np.minimum(above, _PROSE), np.minimum(total - passed, _PROSE),
            at / size, np.full(size, min(size, 1000)), np.minimum(size - at, 200), np.minimum(at, 200),
            np.clip(at - title, -100, 100) if title >= 0 else np.full(size, -101),
            np.full(size, page.title.score if page.title else 0.0),
            (at >= start) & (at < stop), np.clip(at - start, -100, 100), np.clip(at - stop, -100, 100),
            np.full(size, prose[start:stop].sum() / total),
            np.where(opened >= 0, np.minimum(above - passed[opened], _PROSE / 2), -1),
            np.clip(above - (passed[title] if title >= 0 else 0), -1, _PROSE),
        ]
    )  # fmt: skip


def _before(values: NDArray[np.int_], first: int) -> NDArray[np.int_]:
    """Return `values` moved down by one line."""
    return np.concatenate([[first], values[:-1]])


def _distances(rows: Matrix) -> Matrix:
    """Return how far above and below each line the nearest lines of some sorts are."""
    flags = rows >= 0.5  # of a byline half the line; the others are yes or no, or counts
    both = flags[:, _places(_SOUGHT)]
    headings = flags[:, _places([f"cue_{label}" for label in _HEADS])] & flags[:, [_AT["opens"]]]
    down = _nearest(np.concatenate([both, headings, flags[:, _places(_SOUGHT_ABOVE)]], axis=1))
    up = _nearest(both[::-1])[::-1]
    return np.concatenate([np.minimum(down, 150), np.minimum(up, 100)], axis=1, dtype=np.float32)


def _nearest(flags: NDArray[np.bool_]) -> NDArray[np.int_]:
    """Return for each line and column how many lines above the nearest flag is, a million where there is none."""
    size = len(flags)
    at = np.arange(size)[:, None]
    last = np.maximum.accumulate(np.where(flags, at, -_FAR), axis=0)
    distances: NDArray[np.int_] = at - np.concatenate([np.full((1, flags.shape[1]), -_FAR), last[:-1]])
    return distances


def _runs(rows: Matrix) -> Matrix:
    """Return how many lines right above, and right below, are of the same shape."""
    size = len(rows)
    if size < 2:
        return np.zeros((size, 2), np.float32)
    columns = rows[:, _places(["log_cells", "ends", "prose"])]
    steps = np.abs(np.diff(columns, axis=0))
    alike = (steps[:, 0] < _LIKE) & (steps[:, 1] == 0) & (steps[:, 2] == 0)
    unlike = ~np.concatenate([[False], alike])
    at = np.arange(size)
    above = at - np.maximum.accumulate(np.where(unlike, at, 0))
    ends = np.concatenate([unlike[1:], [True]])
    below = np.minimum.accumulate(np.where(ends, at, size)[::-1])[::-1] - at
    return np.minimum(np.column_stack([above, below]), 20).astype(np.float32)


def _whole(rows: Matrix, prose: Matrix, cells: Matrix) -> Matrix:
    """Return what the page is as a whole, the same for each line but the last: how it is set apart beside prose."""
    apart = _column(rows, "gap_after") >= _APART
    sentences = _column(rows, "prose") > 0
    usual = float(apart[sentences].mean()) if sentences.any() else 0.0
    facts = [
        _column(rows, "cue").mean(), prose.sum() / max(1.0, float(cells.sum())), min(float(prose.sum()), _TOTAL),
        _column(rows, "wide").mean(), apart.mean(), usual if sentences.any() else -1.0,
    ]  # fmt: skip
    return np.column_stack([np.tile(np.array(facts, np.float32), (len(rows), 1)), apart - usual])


def _judged(prior: Prior) -> Matrix:
    """Return what rules of thumb make of each line and of those around it."""
    size = len(prior.leans)
    at, under = np.arange(size), np.array(prior.under)
    article = np.array(prior.article, np.float32)
    heads = np.array([_HEADS.index(label) if label in _HEADS else -1 for label in prior.headed])
    headed = heads[:, None] == np.arange(len(_HEADS))
    passed = np.cumsum(article)
    (near, _), (around, _) = _sums(article[:, None], ((-3, 3), (-10, 10)))
    return np.column_stack(
        [
            np.array(prior.leans), article, under >= 0, np.full(size, prior.web), headed,
            np.minimum(150, np.where(under >= 0, at - under, 150)),
            near, around, np.minimum(passed - article, 50), np.minimum(passed[-1] - passed, 50),
        ]
    )  # fmt: skip
