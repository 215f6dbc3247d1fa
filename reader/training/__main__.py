"""Make `reader/clutter/model.npz`, by which articles are told from pages, from folders of labelled pages. By hand:

    python -m reader.training DIR... [--doubted DIR]... [--networks 3] [--out FILE]

The format of a folder is in reader.training. Pages of --doubted folders, whose labels were made by a machine, are
learned from like others and not scored. Scores are of sites held out of the training: five folds, no site in two of
them, the mean over pages and the standard deviation between folds. Only this needs PyTorch.
"""

import argparse
import json
import random
import re
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path
from statistics import mean
from typing import Any

import numpy as np
from msgspec.structs import replace

from reader.clutter import model as kept
from reader.clutter.decode import decode, weigh
from reader.clutter.kinds import line_labels
from reader.clutter.model import Model
from reader.training.cases import Case, digest_of, paths_in, read_case, sites
from reader.training.examples import RECOMBINED, Learnt, learnt, recombined
from reader.training.network import train
from reader.training.scoring import Score, as_shape, mean_of, score, spread_of

_FOLDS = 5
_OUT = Path(kept.__file__).with_name("model.npz")


def main() -> None:
    """Read the cases, cross-validate, train on all, and write the model with its scores."""
    parser = argparse.ArgumentParser(prog="python -m reader.training", description=__doc__.partition("\n")[0])
    parser.add_argument("folders", nargs="+", type=Path, metavar="DIR")
    parser.add_argument("--doubted", action="append", default=[], type=Path, metavar="DIR")
    parser.add_argument("--networks", type=int, default=3, help="asked together (3)")
    parser.add_argument("--out", type=Path, default=_OUT, help="the file to write (that of the package)")
    options = parser.parse_args()
    paths = list(paths_in([*options.folders, *options.doubted]))
    cases = [read_case(path, doubted=path.parent in options.doubted) for path in paths]
    cases = [replace(case, site=site) for case, site in zip(cases, sites(cases), strict=True)]
    groups = [path.parent.name for path in paths]
    pages = [learnt(case) for case in cases]
    more = [learnt(case, RECOMBINED) for case in recombined(cases, 0)]
    seeds = range(options.networks)
    held_out = cross_validated(pages, more, groups, seeds)
    made = train([page.example for page in pages + more], seeds)
    about = {"cases": len(cases), "digest": digest_of(paths), "held_out": held_out}
    write(replace(made, about=about), options.out)
    print(json.dumps(about, indent=1))


def folds_of(cases: Sequence[Case]) -> list[int]:
    """Return the fold of each case, the same for all of a site."""
    names = sorted({case.site for case in cases})
    random.Random(0).shuffle(names)
    fold = {name: place % _FOLDS for place, name in enumerate(names)}
    return [fold[case.site] for case in cases]


def cross_validated(
    pages: Sequence[Learnt], more: Sequence[Learnt], groups: Sequence[str], seeds: Sequence[int]
) -> dict[str, dict[str, Any]]:
    """Return the scores of pages whose site was held out, per folder and language.

    more: pages put together, learned from but not scored. groups: the folder of each page.
    """
    fold = folds_of([page.case for page in pages])
    owner = {page.case.name: own for page, own in zip(pages, fold, strict=True)}
    found: defaultdict[str, list[list[Score]]] = defaultdict(lambda: [[] for _ in range(_FOLDS)])
    right: defaultdict[str, list[float]] = defaultdict(list)
    for held in range(_FOLDS):
        others = [page.example for page, own in zip(pages, fold, strict=True) if own != held]
        others += [page.example for page in more if all(owner[name] != held for name in _parts(page.case.name))]
        made = train(others, seeds)
        for page, group, own in zip(pages, groups, fold, strict=True):
            if own == held and not page.case.doubted:
                name = f"{group} {page.case.language}"
                score_of, agree = _judged(page, made)
                found[name][held].append(score_of)
                right[name] += agree
    return {name: _summary(own, right[name]) for name, own in sorted(found.items())}


def _parts(name: str) -> list[str]:
    """Return the names of the pages that a page was put together from."""
    return re.sub(r" alone$", "", name).split(" in ")


def _judged(page: Learnt, model: Model) -> tuple[Score, list[float]]:
    """Return the score of a page, and for each of its hidden lines with a known kind whether it has that label."""
    labels = line_labels(page.page, decode(page.page, weigh(page.page, model)))
    agree = [
        float(label.value == kind)
        for label, kind in zip(labels, page.case.kinds or (), strict=False)
        if label.is_clutter and kind not in ("title", "byline", "content")
    ]
    return score(page.case, [not label.is_clutter for label in labels]), agree


def _summary(folds: Sequence[Sequence[Score]], agree: Sequence[float]) -> dict[str, Any]:
    scores = [own for fold in folds for own in fold]
    means = [mean_of(fold) for fold in folds if fold]
    summary = {"pages": len(scores), "mean": as_shape(mean_of(scores)), "spread": as_shape(spread_of(means))}
    return summary | ({"kinds": round(mean(agree), 4)} if agree else {})


def write(model: Model, path: Path) -> None:
    """Write a model as reader.clutter.model.load reads it."""
    rows = sorted(model.terms, key=lambda term: model.terms[term])
    arrays: dict[str, Any] = {name: model.networks[name].astype(np.float16) for name in kept.NAMES}
    np.savez_compressed(
        path,
        mean=model.mean,
        scale=model.scale,
        terms=np.array("\n".join(rows)),
        about=np.array(json.dumps(model.about)),
        **arrays,
    )


if __name__ == "__main__":
    main()
