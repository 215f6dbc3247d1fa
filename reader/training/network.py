"""Training a network of reader.clutter.model with PyTorch, which only this needs.

Pages are read whole, a few at a time. A page counts the same however long it is, its longer lines more than its
shorter; content counts more than clutter, because hiding it is worse. Numbers and terms are left out by chance, and
menus cut short, so that the network relies on no single one.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from math import ceil, sqrt
from typing import Any

import numpy as np
import torch
from msgspec import Struct
from numpy.typing import NDArray
from torch import Tensor

from reader.clutter.features import Matrix
from reader.clutter.model import DILATIONS, KINDS, LIMIT, NAMES, WHOLE_BEFORE, Model, Parameters, side_by_side
from reader.training.examples import Example

_WIDTH, _VECTOR = 48, 24  # numbers per line inside the network, and per term
_SITES, _TERMS = 4, 6000  # sites that must have a term, and how many terms there are at most
_EPOCHS, _PAGES, _RATE, _DECAY = 9, 8, 3e-3, 0.02
_DROP, _DROP_VECTOR, _DROP_NUMBER = 0.2, 0.35, 0.04  # shares left out by chance
_CONTENT = 1.5  # what a line of content counts beside one of clutter
_KIND = 0.3  # what the label of a hidden line counts beside whether it is hidden
_MENU = 60  # lines of plain clutter of which some may be cut
_MOST = 600  # characters of a line that count

Tensors = dict[str, Tensor]


class _Page(Struct, frozen=True):
    """An example as tensors are made of it. terms: rows per line. weights: per line."""

    numbers: Matrix
    terms: list[NDArray[np.int64]]
    article: NDArray[np.float32]
    kinds: NDArray[np.int64]
    weights: NDArray[np.float32]
    plain: NDArray[np.bool_]


def train(examples: Sequence[Example], seeds: Sequence[int]) -> Model:
    """Return a model of one network per seed."""
    numbers = np.concatenate([example.numbers for example in examples])
    mean, scale = numbers.mean(axis=0), numbers.std(axis=0) + 1e-3
    terms = _vocabulary(examples)
    pages = [_page(example, mean, scale, terms) for example in examples]
    networks = [_network(pages, numbers.shape[1], len(terms), seed) for seed in seeds]
    together = {name: np.stack([network[name] for network in networks]) for name in NAMES}
    return Model(mean=mean, scale=scale, terms=terms, networks=together, vectors=side_by_side(together), about={})


def _vocabulary(examples: Sequence[Example]) -> dict[str, int]:
    """Return the terms that the most sites have, numbered from 1."""
    sites: defaultdict[str, set[str]] = defaultdict(set)
    for example in examples:
        for own in example.terms:
            for term in own:
                sites[term].add(example.site)
    counts = Counter({term: len(own) for term, own in sites.items() if len(own) >= _SITES})
    common = sorted(counts, key=lambda term: (-counts[term], term))[:_TERMS]
    return {term: row for row, term in enumerate(common, 1)}


def _page(example: Example, mean: Matrix, scale: Matrix, terms: dict[str, int]) -> _Page:
    known = ~np.isnan(example.article)
    article = np.nan_to_num(example.article)
    weights = np.where(known, np.sqrt(np.minimum(example.sizes, _MOST)) + 2, 0)
    weights = weights / max(weights.sum(), 1e-9) * np.where(article == 1, _CONTENT, 1.0) * example.weight
    return _Page(
        numbers=np.clip((example.numbers - mean) / scale, -LIMIT, LIMIT).astype(np.float32),
        terms=[np.array([terms[term] for term in sorted(own) if term in terms] or [0]) for own in example.terms],
        article=article.astype(np.float32),
        kinds=example.kinds,
        weights=weights.astype(np.float32),
        plain=example.plain,
    )


def _network(pages: Sequence[_Page], numbers: int, terms: int, seed: int) -> Parameters:
    """Return the parameters of a network trained on `pages`."""
    torch.manual_seed(seed)
    chance = np.random.RandomState(seed)
    network = _fresh(numbers, terms)
    optimizer = torch.optim.AdamW(network.values(), _RATE, weight_decay=_DECAY)
    steps = _EPOCHS * ceil(len(pages) / _PAGES)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, _RATE, total_steps=steps + 1)
    for _ in range(_EPOCHS):
        for batch in _batches(pages, chance):
            loss = _loss(network, batch)
            optimizer.zero_grad()
            torch.autograd.backward(loss)
            torch.nn.utils.clip_grad_norm_(network.values(), 1.0)
            optimizer.step()
            schedule.step()
    return {name: value.detach().numpy() for name, value in network.items()}


def _fresh(numbers: int, terms: int) -> Tensors:
    """Return parameters drawn by chance (uniform within 1 / √inputs, as PyTorch draws them)."""

    def uniform(*shape: int, inputs: int) -> Tensor:
        return ((torch.rand(*shape) * 2 - 1) / sqrt(inputs)).requires_grad_()

    width, steps = _WIDTH, len(DILATIONS)
    vectors = torch.randn(terms + 1, _VECTOR) * 0.1
    vectors[0] = 0
    return {
        "vectors": vectors.requires_grad_(),
        "into": uniform(numbers + _VECTOR, width, inputs=numbers + _VECTOR),
        "into_bias": uniform(width, inputs=numbers + _VECTOR),
        "steps": uniform(steps, 3 * width, width, inputs=3 * width),
        "steps_bias": uniform(steps, width, inputs=3 * width),
        "whole": uniform(2 * width, width, inputs=2 * width),
        "whole_bias": uniform(width, inputs=2 * width),
        "out": uniform(width, 1 + len(KINDS), inputs=width),
        "out_bias": uniform(1 + len(KINDS), inputs=width),
    }


def _batches(pages: Sequence[_Page], chance: np.random.RandomState) -> Iterator[list[_Page]]:
    """Yield all pages, cut, a few of about the same length at a time, in an order drawn by chance."""
    cut = [_cut(page, chance) for page in pages]
    order = sorted(range(len(cut)), key=lambda index: len(cut[index].article) + chance.rand() * 60)
    batches = [order[start : start + _PAGES] for start in range(0, len(order), _PAGES)]
    chance.shuffle(batches)
    for batch in batches:
        yield [cut[index] for index in batch]


def _cut(page: _Page, chance: np.random.RandomState) -> _Page:
    """Return `page` without a stretch of its plain clutter, if it has much."""
    plain = np.flatnonzero(page.plain & (page.article == 0))
    if len(plain) < _MENU:
        return page
    length = int(len(plain) * (0.5 * chance.rand() ** 0.5 if len(page.plain) < 400 else 0.5 + 0.4 * chance.rand()))
    start = chance.randint(0, len(plain) - length + 1)
    kept = np.ones(len(page.plain), bool)
    kept[plain[start : start + length]] = False
    weights = page.weights[kept]
    return _Page(
        numbers=page.numbers[kept],
        terms=[page.terms[index] for index in np.flatnonzero(kept)],
        article=page.article[kept],
        kinds=page.kinds[kept],
        weights=weights * page.weights.sum() / max(weights.sum(), 1e-9),
        plain=page.plain[kept],
    )


def _loss(network: Tensors, batch: Sequence[_Page]) -> Tensor:
    """Return the loss of `network` over some pages: wrong log-odds of being the article, and wrong labels."""
    length = max(len(page.article) for page in batch)

    def padded(values: Sequence[NDArray[Any]], fill: float = 0.0) -> Tensor:
        shape = (len(batch), length, *values[0].shape[1:])
        whole = np.full(shape, fill, values[0].dtype)
        for row, own in zip(whole, values, strict=True):
            row[: len(own)] = own
        return torch.from_numpy(whole)

    there = padded([np.ones(len(page.article), np.float32) for page in batch])
    numbers = padded([page.numbers for page in batch])
    numbers = numbers * (torch.rand(len(batch), 1, numbers.shape[2]) > _DROP_NUMBER)
    rows = [rows for page in batch for rows in [*page.terms, *[np.zeros(1, np.int64)] * (length - len(page.terms))]]
    found = _forward(network, numbers, rows, there)
    article, weights = padded([page.article for page in batch]), padded([page.weights for page in batch])
    wrong = torch.nn.functional.binary_cross_entropy_with_logits(found[..., 0], article, reduction="none")
    kinds = padded([page.kinds for page in batch], -1)
    named = torch.nn.functional.cross_entropy(
        found[..., 1:].flatten(0, 1), kinds.flatten(), ignore_index=-1, reduction="none"
    )
    loss = (wrong * weights).sum() + _KIND * (named * weights.flatten()).sum()
    return loss / len(batch)


def _forward(network: Tensors, numbers: Tensor, rows: Sequence[NDArray[np.int64]], there: Tensor) -> Tensor:
    """Return what reader.clutter.model computes, for padded pages and with parts left out by chance."""
    drop = torch.nn.functional.dropout
    starts = torch.from_numpy(np.cumsum([0, *(len(own) for own in rows[:-1])]))
    worded = torch.nn.functional.embedding_bag(
        torch.from_numpy(np.concatenate(rows)), network["vectors"], starts, mode="mean", padding_idx=0
    )
    worded = drop(worded, _DROP_VECTOR).view(*numbers.shape[:2], -1)
    there = there.unsqueeze(-1)
    state = torch.relu(torch.cat([numbers, worded], -1) @ network["into"] + network["into_bias"]) * there
    for place, far in enumerate(DILATIONS):
        if place == WHOLE_BEFORE:
            most = state.masked_fill(there == 0, -1e4).amax(1)
            page = torch.cat([state.sum(1) / there.sum(1), most], -1)
            state = (state + torch.relu(page @ network["whole"] + network["whole_bias"]).unsqueeze(1)) * there
        pad = torch.nn.functional.pad(state, (0, 0, far, far))
        seen = torch.cat([pad[:, : -2 * far], state, pad[:, 2 * far :]], -1)
        step = torch.relu(seen @ network["steps"][place] + network["steps_bias"][place])
        state = (state + drop(step, _DROP)) * there
    return state @ network["out"] + network["out_bias"]
