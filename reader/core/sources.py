"""Where pages come from, and what the pages of one source have in common: its template.

`reader.core.naming` tells which source a page is of. What was learned of it is a window of its latest
pages, each as the digests of its lines: bounded, exact, and it forgets by itself what a site no longer shows.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from hashlib import blake2b
from typing import Protocol

from msgspec import Struct
from msgspec.structs import replace

WINDOW = 32
"""Pages of a source that are remembered, the latest. Its template stands after a few; more only cost room."""

LEAST = 2
"""Other pages that must have a line before it says anything: a line and its chance double are not yet a template."""

_MOST_LINES = 400  # of a page: its head and its foot, where the template is
_LETTERS = 4  # cells of letters beside its digits that make a line a shape: "阅读 123", but not "12:30"
_SAME_ARTICLE = 2 / 3  # of the article's lines
_DIGITS = re.compile(r"\d+(?:[\d.,:/-]*\d)?")


class Source(Struct, frozen=True):
    """A site or a publisher. key: the same for all its pages. name: for people."""

    key: str
    name: str


class Hint(Struct, frozen=True):
    """What other pages of the source say of a line. seen: the share of them that have it, 0..1; 0 for too few."""

    seen: float = 0.0


class Memory(Protocol):
    """What was learned of sources, as the clutter package asks for it."""

    def hints(self, source: Source, texts: Sequence[str]) -> Sequence[Hint] | None:
        """Return a hint per line of a page of `source`; None when nothing is known of it."""
        ...


def folded(text: str) -> str:
    """Return `text` in one width and case, blanks squeezed."""
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())


def line_key(text: str) -> str:
    """Return what a line is compared by: folded, and its numbers as # where enough letters stand beside them."""
    text = folded(text)
    shape = _DIGITS.sub("#", text)
    if shape == text:
        return text
    letters = 0
    for char in filter(str.isalpha, shape):
        letters += 1 if char.isascii() else 2
        if letters >= _LETTERS:
            return shape
    return text


def digest(text: str) -> int:
    """Return 32 bits that stand for a line's key."""
    return int.from_bytes(blake2b(line_key(text).encode("utf-8", "replace"), digest_size=4).digest())


class SeenPage(Struct, frozen=True):
    """A page of the window. id: the article's. title: its digest. lines: the digests of its lines."""

    id: str
    title: int
    lines: frozenset[int]

    @classmethod
    def of(cls, id: str, title: str, texts: Sequence[str]) -> "SeenPage":
        """Return what is remembered of a page; of a very long one only its head and its foot."""
        half = _MOST_LINES // 2
        kept = texts if len(texts) <= _MOST_LINES else [*texts[:half], *texts[-half:]]
        return cls(id, digest(title), frozenset(digest(text) for text in kept if text.strip()))

    def is_capture_of(self, title: int, article: frozenset[int]) -> bool:
        """Whether this is the same article, captured before: its title and most of its own lines."""
        return self.title == title and len(article & self.lines) >= _SAME_ARTICLE * len(article)


class Template(Struct, frozen=True):
    """The latest pages of a source.

    pages: oldest first, at most WINDOW. total: how many were learned in all. improved: how many of them were known
    when the older ones were last labelled again.
    """

    pages: tuple[SeenPage, ...] = ()
    total: int = 0
    improved: int = 0

    def with_page(self, page: SeenPage, article: Iterable[str]) -> "Template":
        """Return the template with one page more, which takes the place of an earlier capture of the same article.

        article: the lines of the page that are the article.
        """
        kept = self.pages
        if any(old.id == page.id or old.title == page.title for old in kept):
            own = frozenset(map(digest, article))
            kept = tuple(old for old in kept if old.id != page.id and not old.is_capture_of(page.title, own))
        fresh = 1 + len(kept) - len(self.pages)
        return replace(self, pages=(*kept, page)[-WINDOW:], total=self.total + max(0, fresh))

    @property
    def wants_improving(self) -> bool:
        """Whether so much more is known than before that the pages of the window are worth labelling again.

        That is from the third page on, and each time the pages known doubled: no page is labelled again often.
        """
        known = min(self.total, WINDOW)
        return known > LEAST and known >= 2 * self.improved

    def counts(self, texts: Sequence[str], besides: str | None = None) -> list[int]:
        """Return on how many pages each line stands. besides: id of a page that does not count."""
        pages = [page.lines for page in self.pages if page.id != besides]
        if len(pages) < LEAST:
            return [0] * len(texts)
        counted = Counter(line for lines in pages for line in lines)
        return [counted[digest(text)] for text in texts]

    def hints(self, texts: Sequence[str], besides: str | None = None) -> list[Hint] | None:
        """Return a hint per line; None when no line is known to recur. besides: as for `counts`."""
        others = sum(page.id != besides for page in self.pages)
        counted = self.counts(texts, besides)
        if max(counted, default=0) < LEAST:
            return None
        return [Hint(count / others if count >= LEAST else 0.0) for count in counted]

    def recurring(self) -> Counter[int]:
        """Return the digests of the lines of the template, and on how many pages each stands."""
        counted = Counter(line for page in self.pages for line in page.lines)
        return Counter({line: count for line, count in counted.items() if count > LEAST})
