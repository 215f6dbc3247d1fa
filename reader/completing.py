"""What the search box can offer of a library: its sources, its tags, and the months it has articles of."""

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from itertools import accumulate, chain, islice, product

from reader.core.catalog import Catalog
from reader.core.completion import Choices
from reader.core.order import dated
from reader.search.folding import folded, is_searched
from reader.search.pinyin import readings

_MOST_SPELLINGS = 4  # of a name whose characters have several readings


_NONE = Choices()
_EMPTY = Catalog()


class NameIndex:
    """Names by number of articles, most first, found by a part of them, by their initials or their pinyin."""

    def __init__(self, counts: Iterable[tuple[str, int]]) -> None:
        """counts: names and their numbers of articles. Takes some milliseconds for a thousand."""
        self._names = sorted(counts, key=lambda pair: (-pair[1], pair[0]))
        spellings = [_spellings(name) for name, _ in self._names]
        self._written = _Lines(written for written, _ in spellings)
        self._spoken = _Lines(spoken for _, spoken in spellings)

    def like(self, part: str, most: int) -> Sequence[tuple[str, int]]:
        """Return at most so many names that `part` is a part of, those that begin with it first."""
        part = _plain(folded(part))
        if not part:
            return self._names[:most]
        start = f"\n{part}"
        found = chain(self._written.holding(start), self._spoken.holding(start), self._written.holding(part))
        places = islice(dict.fromkeys(islice(found, 3 * most)), most)
        return [self._names[at] for at in places]


class _Lines:
    """Texts in one string, so that all are searched at the speed of one `find`: 0.1 ms for 5,000 names."""

    def __init__(self, texts: Iterable[str]) -> None:
        texts = list(texts)
        self._all = "".join(texts)
        self._ends = list(accumulate(map(len, texts)))

    def holding(self, part: str) -> Iterator[int]:
        """Yield the numbers of the texts that hold `part`."""
        at = self._all.find(part)
        while at >= 0:
            number = bisect_right(self._ends, at)
            yield number
            at = self._all.find(part, self._ends[number])


def choices_of(catalog: Catalog, known: Choices = _NONE, earlier: Catalog = _EMPTY) -> Choices:
    """Return what a catalog has to choose from. known: what an earlier one had; same articles are not counted again.

    Takes 0.2 s for 100,000 articles of 5,000 sources, or 0.01 s where only states changed.
    """
    rows = catalog.rows
    tags = NameIndex(Counter(tag for row in rows for tag in row.state.tags).items())
    if catalog.places is earlier.places:
        return replace(known, tags=tags)
    sources = Counter(row.article.source for row in rows)
    months = Counter((day.year, day.month) for day in map(dated, rows))
    return Choices(
        sources=NameIndex((name, count) for name, count in sources.items() if name),
        tags=tags,
        months=tuple((date(*month, 1), count) for month, count in sorted(months.items(), reverse=True)),
    )


def _spellings(name: str) -> tuple[str, str]:
    """Return a name as written with its initials, and its pinyin; each of these begins with a line feed."""
    plain = _plain(folded(name))
    read = [readings().get(character, (character,)) for character in plain]
    initials = islice(product(*(dict.fromkeys(syllable[0] for syllable in each) for each in read)), _MOST_SPELLINGS)
    spoken = islice(product(*read), _MOST_SPELLINGS)
    return _lines([plain, *map("".join, initials)]), _lines(map("".join, spoken))


def _lines(spellings: Iterable[str]) -> str:
    return "".join(f"\n{spelling}" for spelling in dict.fromkeys(spellings))


def _plain(text: str) -> str:
    return "".join(filter(is_searched, text))
