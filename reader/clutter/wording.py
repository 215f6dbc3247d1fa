"""The words of a line, as the model reads them: tokens, and the terms made of them."""

import re
from collections.abc import Sequence
from itertools import pairwise
from operator import add

_TOKEN = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]|[a-z\u00c0-\u02af\u0370-\u1fff'’]+|\d+|[^\w\s]")
_FEW = 4  # tokens of a line that is a term as a whole
_LONG_WORD = 4  # characters of a word that says something

NUMBER = "0"
"""The token that stands for every number."""


def tokens(text: str) -> list[str]:
    """Return the words of `text`, casefolded; characters of Chinese, Japanese and Korean, punctuation marks and
    symbols are tokens of their own, and all numbers are the token "0"."""
    return [NUMBER if token[0].isdigit() else token for token in _TOKEN.findall(text.casefold())]


def terms(words: Sequence[str]) -> set[str]:
    """Return the terms of a line: its tokens, pairs ("a_b"), how it begins ("^a", "^a_b") and ends ("$b"), and the
    line as a whole ("=a_b_c") when it is of few tokens."""
    found = set(words)
    if not words:
        return found
    pairs = list(map("_".join, pairwise(words)))
    found.update(pairs)
    found.add("^" + words[0])
    found.add("$" + words[-1])
    if pairs:
        found.add("^" + pairs[0])
    if len(words) <= _FEW:
        found.add("=" + "_".join(words))
    return found


def said(words: Sequence[str], wide: bool) -> set[str]:
    """Return what a line speaks of: its longer words; in a wide script, its pairs of characters."""
    if wide:
        return set(map(add, words, words[1:]))
    return {word for word in words if len(word) >= _LONG_WORD}
