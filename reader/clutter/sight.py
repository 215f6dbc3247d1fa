"""All that the model is told of a page: numbers and terms per line, and what rules of thumb make of it."""

import re

import numpy as np
from msgspec import Struct

from reader.clutter.features import Matrix, line_rows
from reader.clutter.page import Page
from reader.clutter.prior import Prior, judge
from reader.clutter.surroundings import matrix
from reader.clutter.wording import terms, tokens

_COUNTS = re.compile(
    r"(?<!\d)(?:[3-9]|[1-9]\d|1\d\d)(?![\d%年月日点时:：.,-])|[三四五六七八九十]+(?:个|大|款|种|条|件|招|本|部)"
)
_LISTS = re.compile(
    r"\b(?:best|top|ideas|projects|ways|deals|gifts?|tips|reasons|things|examples|tools|apps|recipes|books|places|picks|"
    r"guide|checklist|list|schedule|events|calendar|prices|specs|review)\b|盘点|清单|排行|推荐|大全|参数|配置|名单|"
    r"日程|时间表|一览|攻略|合集|价格|评测|清單|盤點",
    re.IGNORECASE,
)


class Sight(Struct, frozen=True):
    """numbers: one row per line. terms: of each line. prior: the judgement by rules of thumb."""

    numbers: Matrix
    terms: list[set[str]]
    prior: Prior


def see(page: Page) -> Sight:
    """Return what the model is told of a page that has lines."""
    words = [tokens(line.text) for line in page.lines]
    prior = judge(page)
    numbers = matrix(page, prior, line_rows(page, words))
    listing = np.tile(np.array(_listing(page), np.float32), (len(numbers), 1))
    return Sight(np.concatenate([numbers, listing], axis=1), [terms(own) for own in words], prior)


def _listing(page: Page) -> tuple[bool, bool]:
    """Return whether the title promises a list: it counts things ("15 projects"), it names a list ("the best …").

    The lines of a list look like links to other pages, and are the article.
    """
    title = page.lines[page.title.index].text if page.title else ""
    return _COUNTS.search(title) is not None, _LISTS.search(title) is not None
