"""From labelled pages to what a network learns from: examples, and more of them made by recombining pages."""

import random
from collections.abc import Iterator, Sequence
from itertools import compress

import numpy as np
from msgspec import Struct
from msgspec.structs import replace
from numpy.typing import NDArray

from reader.clutter.features import Matrix
from reader.clutter.labelling import read_page
from reader.clutter.model import KINDS
from reader.clutter.page import Page
from reader.clutter.sight import see
from reader.training.cases import NOW, Case
from reader.training.scoring import sizes

RECOMBINED = 0.4
"""What a page that was put together counts beside others."""

_PLAIN = -0.8  # the lean of rules of thumb below which a line is plainly clutter
_CHROME = 150  # lines of another page's head and of its tail
_WEIGHTS = {"zh": 2.0}  # what a page in a language that few pages are in counts beside others
_SHARE_MIXED, _SHARE_BARE = 0.6, 0.25  # pages put together beside real ones, and articles without any clutter


class Example(Struct, frozen=True, kw_only=True):
    """What a network learns from one page.

    numbers, terms: as Model.evidence takes them. article: per line 1, 0, or nan for none of both. kinds: per line the
    index among model.KINDS, -1 where it is not known. sizes: characters per line. plain: the lines that rules of
    thumb hide anyway. weight: what the page counts beside others.
    """

    site: str
    numbers: Matrix
    terms: Sequence[set[str]]
    article: NDArray[np.float64]
    kinds: NDArray[np.int64]
    sizes: NDArray[np.float64]
    plain: NDArray[np.bool_]
    weight: float = 1.0


class Learnt(Struct, frozen=True):
    """An example and the page that it was seen on."""

    case: Case
    page: Page
    example: Example


def learnt(case: Case, weight: float | None = None) -> Learnt:
    """Return a labelled page as an example. weight: what it counts beside others; by its language without one."""
    page, _ = read_page(case.blocks, NOW, None)
    sight = see(page)
    if weight is None:
        weight = _WEIGHTS.get(case.language, 1.0)
    values = {"content": 1.0, "clutter": 0.0}
    names = {kind.value: place for place, kind in enumerate(KINDS)}
    example = Example(
        site=case.site,
        numbers=sight.numbers,
        terms=sight.terms,
        article=np.array([values.get(label, np.nan) for label in case.labels]),
        kinds=np.array([names.get(kind, -1) for kind in case.kinds or [""] * len(case.labels)], np.int64),
        sizes=np.array(sizes(case), np.float64),
        plain=(np.array(sight.prior.leans) < _PLAIN) & ~np.array(sight.prior.article),
        weight=weight,
    )
    return Learnt(case, page, example)


def recombined(cases: Sequence[Case], seed: int) -> Iterator[Case]:
    """Yield pages put together: the article of one page in the chrome of another, and articles alone."""
    chance = random.Random(seed)
    languages = sorted({case.language for case in cases})
    for language in languages:
        own = [case for case in cases if case.language == language and not case.doubted and _span(case)]
        for _ in range(int(len(own) * _SHARE_MIXED) if len(own) > 1 else 0):
            inner, outer = chance.sample(own, 2)
            if inner.site != outer.site:
                yield _mixed(inner, outer)
        for case in chance.sample(own, int(len(own) * _SHARE_BARE)):
            yield _chosen(case, [label in ("content", "title") for label in case.labels])


def _span(case: Case) -> tuple[int, int] | None:
    """Return the blocks from the title or the first line of content to the last, with the byline around them."""
    inside = [index for index, label in enumerate(case.labels) if label in ("content", "title")]
    if len(inside) < 2:
        return None
    start, stop = inside[0], inside[-1] + 1
    while start > 0 and case.labels[start - 1] in ("meta", "ignore"):
        start -= 1
    while stop < len(case.labels) and case.labels[stop] in ("meta", "ignore"):
        stop += 1
    return start, stop


def _mixed(inner: Case, outer: Case) -> Case:
    start, stop = _span(inner) or (0, 0)
    begin, end = _span(outer) or (0, 0)
    head, tail = slice(max(0, begin - _CHROME), begin), slice(end, end + _CHROME)
    blank = tuple("ignore" if label in ("title", "meta") else label for label in outer.labels)
    return replace(
        inner,
        name=f"{inner.name} in {outer.name}",
        blocks=outer.blocks[head] + inner.blocks[start:stop] + outer.blocks[tail],
        labels=blank[head] + inner.labels[start:stop] + blank[tail],
        kinds=None,
    )


def _chosen(case: Case, keep: Sequence[bool]) -> Case:
    return replace(
        case,
        name=f"{case.name} alone",
        blocks=tuple(compress(case.blocks, keep)),
        labels=tuple(compress(case.labels, keep)),
        kinds=None,
    )
