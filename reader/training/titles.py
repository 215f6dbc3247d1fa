"""Make `title.json`, the weights by which titles are found, from folders of labelled pages. Run by hand:

    python -m reader.training.titles DIR...

The format of a folder is in reader.training; pages whose title is no line of theirs are left out. The scores are the
share of titles found on sites held out of the fit, per language: the mean over repeated five-fold cross-validations,
and the standard deviation between their folds.
"""

import json
import random
import sys
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from statistics import mean, pstdev

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from reader import clutter
from reader.clutter.byline import read_byline
from reader.clutter.headline import headline, key
from reader.clutter.lines import read_lines
from reader.clutter.title import main_text
from reader.clutter.title_features import Page
from reader.clutter.verse import with_verse
from reader.training import cases as labelled
from reader.training.cases import NOW

_RIDGE = 2.0
_FOLDS, _REPEATS = 5, 3
_MOST_WEIGHT = 3.0  # of a page in a language that few pages are in

_OUT = Path(clutter.__file__).with_name("title.json")

Matrix = NDArray[np.float64]


class Case(Struct, frozen=True):
    """One labelled page: the features of its candidates, and which of them are its title.

    titles: those to learn from; right: all that spell it. Both are empty when no candidate is the title.
    """

    site: str
    language: str
    features: list[dict[str, float]]
    titles: list[int]
    right: list[int]


def titled(case: labelled.Case) -> Case | None:
    """Return a labelled page as titles are learned from it; None when its title is no line of its text."""
    title = key(case.facts.get("title") or "")
    spelled = {index for index, block in enumerate(case.blocks) if title and key(headline(block.text.strip())) == title}
    if not spelled:
        return None
    lines = with_verse(read_lines(case.blocks))
    found = [read_byline(line, NOW) for line in lines]
    page = Page(lines, [byline.share if byline else 0.0 for byline in found], main_text(lines))
    right = [place for place, index in enumerate(page.candidates) if index in spelled]
    named = [place for place in right if case.labels[page.candidates[place]] == "title"]
    features = [page.plain_features(index) | page.other_features(index) for index in page.candidates]
    return Case(case.site, case.language, features, named or right, right)


def fit(cases: Sequence[Case], names: Sequence[str]) -> Matrix:
    """Return the weights most likely given the cases: Newton's method, the step halved until it is an improvement.

    Of a title that stands on a page several times, each place counts by its present likelihood (as in EM).
    """
    known = [case for case in cases if case.titles]
    x = np.array([[own[name] for name in names] for case in known for own in case.features])
    sizes = np.array([len(case.features) for case in known])
    starts = np.cumsum(sizes) - sizes
    titles = np.zeros(len(x))
    for start, case in zip(starts, known, strict=True):
        titles[start + np.array(case.titles)] = 1
    pages = Counter(case.language for case in known)
    most = max(pages.values())
    weight = np.array([min(_MOST_WEIGHT, (most / pages[case.language]) ** 0.5) for case in known])

    def look(weights: Matrix) -> tuple[float, Matrix, Matrix]:
        """Return the penalised loss, each line's likelihood, and its likelihood given that it is a title's place."""
        scores = x @ weights
        odds = np.exp(scores - np.repeat(np.maximum.reduceat(scores, starts), sizes))
        total, own = np.add.reduceat(odds, starts), np.add.reduceat(odds * titles, starts)
        loss = weight @ (np.log(total) - np.log(np.maximum(own, 1e-300))) + _RIDGE / 2 * weights @ weights
        return loss, odds / np.repeat(total, sizes), odds * titles / np.repeat(np.maximum(own, 1e-300), sizes)

    weights = np.zeros(len(names))
    loss, likely, placed = look(weights)
    for _ in range(100):
        each = np.repeat(weight, sizes)
        means = np.add.reduceat(x * likely[:, None], starts)
        gradient = x.T @ (each * (placed - likely)) - _RIDGE * weights
        curvature = (x * (each * likely)[:, None]).T @ x - (means * weight[:, None]).T @ means
        step = np.linalg.solve(curvature + _RIDGE * np.eye(len(names)), gradient)
        while (after := look(weights + step))[0] > loss and np.abs(step).max() > 1e-4:
            step /= 2
        weights, (loss, likely, placed) = weights + step, after
        if np.abs(step).max() < 1e-3:
            break
    return weights


def cross_validate(cases: Sequence[Case], names: Sequence[str]) -> dict[str, dict[str, float]]:
    """Return, per language, the share of titles found on sites held out of the fit."""
    shares: dict[str, list[float]] = {}
    for repeat in range(_REPEATS):
        sites = sorted({case.site for case in cases})
        random.Random(repeat).shuffle(sites)
        fold = {site: place % _FOLDS for place, site in enumerate(sites)}
        for held in range(_FOLDS):
            weights = fit([case for case in cases if fold[case.site] != held], names)
            found: dict[str, list[bool]] = {}
            for case in cases:
                if fold[case.site] == held:
                    found.setdefault(case.language, []).append(_is_found(case, dict(zip(names, weights, strict=True))))
            for language, hits in found.items():
                shares.setdefault(language, []).append(mean(hits))
    pages = Counter(case.language for case in cases)
    return {
        language: {"pages": pages[language], "found": round(mean(own), 3), "spread": round(pstdev(own), 3)}
        for language, own in sorted(shares.items())
    }


def _is_found(case: Case, weights: Mapping[str, float]) -> bool:
    scores = [sum(weights[name] * value for name, value in own.items()) for own in case.features]
    return bool(scores) and scores.index(max(scores)) in case.right


def main(folders: Sequence[str]) -> None:
    """Fit the weights to the pages of `folders`, write title.json and print the scores."""
    paths = list(labelled.paths_in(map(Path, folders)))
    cases = [case for path in paths if (case := titled(labelled.read_case(path)))]
    names = list(next(own for case in cases for own in case.features))
    scores = cross_validate(cases, names)
    weights = {name: round(float(weight), 2) for name, weight in zip(names, fit(cases, names), strict=True)}
    made = {"cases": len(cases), "digest": labelled.digest_of(paths), "held_out": scores, "weights": weights}
    text = json.dumps(made, indent=1, ensure_ascii=False)
    _OUT.write_text(text + "\n", encoding="utf-8")
    print(json.dumps(scores, indent=1))


if __name__ == "__main__":
    main(sys.argv[1:])
