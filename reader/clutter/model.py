"""The trained model: a small network that reads all lines of a page together, evaluated with numpy.

Each line comes in as numbers (sight.see) and terms, whose learned vectors are averaged. Six
convolutions, each looking twice as far as the one before (1 to 32 lines), and one look at the page as a whole turn
them into the log-odds that the line is the article, and scores of what it is else. `reader.training` makes the data
file `model.npz`; the digest of its training cases and its scores on sites held out of the training are in it.
"""

import json
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from functools import cache
from importlib.resources import as_file, files
from pathlib import Path
from typing import Any

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from reader.clutter.features import Matrix
from reader.core.article import Label

DILATIONS = (1, 2, 4, 8, 16, 32)
"""Lines between the three that each convolution looks at."""

WHOLE_BEFORE = 3
"""The convolution before which the page as a whole is looked at."""

LIMIT = 4.0
"""Standard deviations at which a number is cut off."""

KINDS = tuple(label for label in Label if label.is_clutter)
"""The labels that a network tells apart, in the order of its answers."""

NAMES = ("vectors", "into", "into_bias", "steps", "steps_bias", "whole", "whole_bias", "out", "out_bias")
"""The parameters of a network."""

Parameters = Mapping[str, NDArray[np.float32]]
"""The parameters of some networks by name, each with the networks as its first axis."""


class Model(Struct, frozen=True):
    """Networks that are asked together, and what they have in common.

    mean, scale: of each number that comes in. terms: the row of each known term among `vectors`; row 0 is for a line
    without any. networks: their parameters. vectors: those of the networks side by side, a row a term, which is faster
    to look up. about: scores, digest and number of the training cases.
    """

    mean: NDArray[np.float32]
    scale: NDArray[np.float32]
    terms: Mapping[str, int]
    networks: Parameters
    vectors: NDArray[np.float32]
    about: Mapping[str, Any]

    def evidence(self, numbers: Matrix, terms: Sequence[AbstractSet[str]]) -> Matrix:
        """Return per line the log-odds that it is the article, then the scores of KINDS: means over the networks.

        numbers: one row per line (sight.see). terms: of each line.
        """
        known = np.clip((numbers - self.mean) / self.scale, -LIMIT, LIMIT)
        rows, starts = self._rows(terms)
        counts = np.diff([*starts, len(rows)])[:, None].astype(np.float32)
        worded: Matrix = np.add.reduceat(self.vectors[rows], starts)
        worded /= counts
        apart = np.stack(np.split(worded, len(self.networks["out"]), axis=1))
        found: Matrix = _answers(self.networks, known, apart).mean(axis=0)
        return found

    def _rows(self, terms: Sequence[AbstractSet[str]]) -> tuple[list[int], list[int]]:
        """Return the rows of all known terms, one line after the other, and where each line's begin."""
        rows: list[int] = []
        starts: list[int] = []
        known = self.terms
        for own in terms:
            starts.append(len(rows))
            rows += [known[term] for term in own if term in known] or (0,)
        return rows, starts


def _answers(networks: Parameters, numbers: Matrix, worded: Matrix) -> Matrix:
    """Return what each network says of each line.

    numbers: per line. worded: per network and line, the mean of its terms' vectors.
    """
    into, width = networks["into"], numbers.shape[1]
    state = numbers @ into[:, :width] + worded @ into[:, width:] + networks["into_bias"][:, None]
    np.maximum(state, 0, out=state)
    wide = state.shape[2]
    seen = np.zeros((*state.shape[:2], 3 * wide), np.float32)
    for place, far in enumerate(DILATIONS):
        if place == WHOLE_BEFORE:
            page = np.concatenate([state.mean(axis=1, keepdims=True), state.max(axis=1, keepdims=True)], axis=2)
            state += np.maximum(page @ networks["whole"] + networks["whole_bias"][:, None], 0)
        seen[:, :far, :wide] = 0
        seen[:, far:, :wide] = state[:, :-far]
        seen[:, :, wide : 2 * wide] = state
        seen[:, :-far, 2 * wide :] = state[:, far:]
        seen[:, -far:, 2 * wide :] = 0
        state += np.maximum(seen @ networks["steps"][:, place] + networks["steps_bias"][:, place, None], 0)
    found: Matrix = state @ networks["out"] + networks["out_bias"][:, None]
    return found


def side_by_side(networks: Parameters) -> NDArray[np.float32]:
    """Return the vectors of all networks, one row a term."""
    return np.concatenate(list(networks["vectors"]), axis=1)


@cache
def load() -> Model:
    """Return the model that comes with the package."""
    with as_file(files("reader.clutter").joinpath("model.npz")) as path:
        return read(path)


def read(path: Path) -> Model:
    """Return the model in the file `path`, as reader.training writes it. Raises OSError."""
    with np.load(path) as kept:
        networks = {name: kept[name].astype(np.float32) for name in NAMES}
        return Model(
            mean=kept["mean"],
            scale=kept["scale"],
            terms={term: row for row, term in enumerate(str(kept["terms"]).split("\n"), 1)},
            networks=networks,
            vectors=side_by_side(networks),
            about=json.loads(str(kept["about"])),
        )
