"""Highlights over another text than they were made on: finding what was altered, and taking them to another copy."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from msgspec.structs import replace

from reader.core.article import Article, Body
from reader.core.catalog import Catalog, Row
from reader.core.clusters import cluster_start, cluster_stop
from reader.core.highlights import Placed, alike, in_order, located, moved
from reader.core.state import Highlight, ReadingState
from reader.core.titles import title_key

LIKE = 85.0
"""Of 100 (rapidfuzz's partial ratio): what a passage has to have of the quote to be taken for it."""

_LONGEST = 2_000  # characters of a quote that are compared at once: twice as many take four times as long
_SHORTEST = 8  # characters of a quote of which a likeness says anything
_PIECES = 48  # parts of the quote that are looked up
_MOST_PLACES = 64  # of each part: a commoner one tells nothing
_CANDIDATES = 4  # places that are compared with the quote, those first that most parts point to

Key = tuple[str, ...]
"""What two copies of one page share."""


def placed(highlights: Iterable[Highlight], body: Body) -> tuple[Placed, ...]:
    """Return where each highlight stands in a text that may have been altered. May take long."""
    return located(highlights, body, nearest)


def nearest(quote: str, text: str) -> tuple[int, int] | None:
    """Return the half-open range of `text` that is at least LIKE the quote, the likest; None if there is none.

    Only the places are compared that several parts of the quote point to, as comparing all takes seconds.
    """
    if len(quote) < _SHORTEST:
        return None
    if len(quote) > _LONGEST:
        return _between_ends(quote, text)
    from rapidfuzz.fuzz import partial_ratio_alignment  # only what was altered pays for it

    best: tuple[float, int, int] | None = None
    slack = max(4, len(quote) // 4)
    for place in _candidates(quote, text, slack):
        first = max(0, place - slack)
        window = text[first : place + len(quote) + 2 * slack]
        found = partial_ratio_alignment(quote, window, score_cutoff=LIKE)
        is_whole = len(window) * 100 >= len(quote) * LIKE
        if found is not None and is_whole and (best is None or found.score > best[0]):
            best = found.score, first + found.dest_start, first + found.dest_end
    return None if best is None else _trimmed(quote, text, best[1], best[2])


def _between_ends(quote: str, text: str) -> tuple[int, int] | None:
    """Return the range from what is like the beginning of a long quote to what is like its end."""
    first, last = nearest(quote[: _LONGEST // 2], text), nearest(quote[-_LONGEST // 2 :], text)
    if first is None or last is None:
        return None
    start, stop = first[0], last[1]
    return (start, stop) if LIKE <= 100 * (stop - start) / len(quote) <= 10_000 / LIKE else None


def _trimmed(quote: str, text: str, start: int, stop: int) -> tuple[int, int]:
    """Return the range that the quote has become, of one that is as long as the quote: from the first character that
    both have to the last one, and no part of what people take for one.
    """
    from rapidfuzz.distance import Indel

    more = max(2, len(quote) // 10)
    start, stop = max(0, start - more), min(len(text), stop + more)
    part = text[start:stop]
    same = [each for each in Indel.opcodes(quote, part) if each.tag == "equal"]
    while len(same) > 1 and same[1].dest_start - same[0].dest_end > same[0].dest_end - same[0].dest_start:
        del same[0]  # a letter that also stands further off, not the one that was left out
    while len(same) > 1 and same[-1].dest_start - same[-2].dest_end > same[-1].dest_end - same[-1].dest_start:
        del same[-1]
    before, behind = quote[: same[0].src_start], quote[same[-1].src_end :]
    first = same[0].dest_start - alike(before[::-1], part[: same[0].dest_start][::-1])
    last = same[-1].dest_end + alike(behind, part[same[-1].dest_end :])
    start, stop = cluster_start(text, start + first), cluster_stop(text, start + last)
    held = text[start:stop]  # the end of the line above may be alike, but the passage does not begin with it
    return start + len(held) - len(held.lstrip()), start + len(held.rstrip())


def _candidates(quote: str, text: str, slack: int) -> list[int]:
    """Return where the quote would start by its parts, as far as they are in the text, the likeliest first."""
    length = max(3, min(8, len(quote) // 4))
    step = max(1, (len(quote) - length) // _PIECES)
    votes: Counter[int] = Counter()
    for offset in range(0, len(quote) - length + 1, step):
        piece = quote[offset : offset + length]
        for at in _few_places(piece, text):
            votes[max(0, at - offset) // slack * slack] += 1
    return [place for place, _ in votes.most_common(_CANDIDATES)]


def _few_places(piece: str, text: str) -> list[int]:
    """Return where a piece stands, nothing where it stands in too many places to tell anything."""
    places: list[int] = []
    at = text.find(piece)
    while at >= 0 and len(places) <= _MOST_PLACES:
        places.append(at)
        at = text.find(piece, at + 1)
    return places if len(places) <= _MOST_PLACES else []


def keys(article: Article) -> Iterator[Key]:
    """Yield what other copies of an article's page have too: the address; title, source and time together.

    The authors stand for a source that the page does not name.
    """
    if article.url:
        yield ("url", article.url)
    source = article.source or "\n".join(article.authors)
    if source and article.published and not article.is_stub and (title := title_key(article.title)):
        yield ("page", title, source, article.published.isoformat())


def copies(catalog: Catalog) -> Mapping[Key, list[Row]]:
    """Return the articles that have highlights, by what other copies of their pages share with them."""
    found: dict[Key, list[Row]] = {}
    for row in catalog.rows:
        if row.state.highlights:
            for key in keys(row.article):
                found.setdefault(key, []).append(row)
    return found


def with_highlights(state: ReadingState, known: Mapping[Key, list[Row]], article: Article, body: Body) -> ReadingState:
    """Return the state of a new article with the highlights of older copies of its page that its text has.

    known: of `copies`. The older ones keep theirs. O(1) for an article that is no copy.
    """
    older = {row.id: row for key in keys(article) for row in known.get(key, ()) if row.id != article.id}
    if not older:
        return state
    all_made = {one.made: one for row in older.values() for one in row.state.highlights}
    found = (moved(one, body) for one in placed(all_made.values(), body))
    return replace(state, highlights=in_order(one for one in found if one is not None))
