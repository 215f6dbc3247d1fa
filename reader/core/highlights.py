"""Highlights: making, altering and finding them again in a text that may have been read otherwise since.

A highlight is tied to its quote: where it stood is only looked at first (W3C Web Annotation Data Model, 4.2.4, with
the place as 4.2.5 has it, by block). What is not found is kept all the same.
"""

import unicodedata
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime, timedelta
from functools import cached_property
from itertools import islice

from msgspec import Struct
from msgspec.structs import replace

from reader.core.article import Body
from reader.core.passages import Passage, aside, key, quoted
from reader.core.state import Highlight, Position

COLOURS = ("yellow", "green", "blue", "pink", "purple")
"""Names of the colours, the first for a start."""

CONTEXT = 32
"""Characters kept of the text before and after a highlight, as in Hypothesis, which made the selector a standard."""

_NAMES = {
    "yellow": ("huang", "黄", "黃"),
    "green": ("lv", "lü", "lu", "绿", "綠"),
    "blue": ("lan", "蓝", "藍"),
    "pink": ("hong", "fen", "red", "红", "紅", "粉"),
    "purple": ("zi", "紫", "violet"),
}
_MOST_PLACES = 2000  # places of a quote that are weighed: a single letter stands everywhere

Nearest = Callable[[str, str], tuple[int, int] | None]
"""(quote, text) -> the half-open range of the text that is most like the quote, None if nothing is much like it."""


class Placed(Struct, frozen=True, kw_only=True):
    """A highlight and where it stands in the text at hand; None where that does not have it."""

    highlight: Highlight
    passage: Passage | None


def colour_named(text: str) -> str | None:
    """Return the colour that is meant by its name, or the beginning of it, in English, Chinese or pinyin."""
    name = unicodedata.normalize("NFKC", text).strip().casefold().removesuffix("色")
    if not name:
        return None
    known = ((colour, (colour, *others)) for colour, others in _NAMES.items())
    fits = [colour for colour, names in known if any(one.startswith(name) for one in names)]
    exact = [colour for colour in fits if name == colour or name in _NAMES[colour]]
    return next(iter(exact or fits), None)


def colour_of(highlight: Highlight) -> str:
    """Return the colour to draw a highlight in: another library may name one that there is not."""
    return highlight.colour if highlight.colour in COLOURS else COLOURS[0]


def highlighted(
    placed: Iterable[Placed], body: Body, passage: Passage, *, colour: str, note: str = "", now: datetime
) -> tuple[Highlight, ...]:
    """Return the highlights of an article with one more; None of the text is highlighted twice.

    Those that it overlaps become one with it, of its colour, and their notes are kept. placed: all there are so far.
    """
    placed = tuple(placed)
    merged = [one for one in placed if one.passage is not None and one.passage.overlaps(passage)]
    passages = [passage, *(one.passage for one in merged if one.passage is not None)]
    whole = Passage(
        start=min((each.start for each in passages), key=key), stop=max((each.stop for each in passages), key=key)
    )
    kept = [one.highlight for one in placed if one not in merged]
    notes = dict.fromkeys((*(one.highlight.note for one in merged), note))
    made = _unlike(now, {one.highlight.made for one in placed})
    new = highlight_of(body, whole, colour=colour, note=" · ".join(filter(None, notes)), made=made)
    return in_order((*kept, new))


def highlight_of(body: Body, passage: Passage, *, colour: str, note: str, made: datetime) -> Highlight:
    """Return the highlight of a passage, with what it takes to find it again."""
    flow = Flow(body, whole=passage.start.block in aside(body))
    start, stop = flow.offset_of(passage.start), flow.offset_of(passage.stop)
    return Highlight(
        start=passage.start,
        stop=passage.stop,
        quote=quoted(body, passage),
        made=made,
        before=flow.text[max(0, start - CONTEXT) : start],
        after=flow.text[stop : stop + CONTEXT],
        colour=colour,
        note=note,
    )


def without(highlights: Iterable[Highlight], made: datetime) -> tuple[Highlight, ...]:
    """Return highlights but the one made at a time."""
    return tuple(one for one in highlights if one.made != made)


def recoloured(highlights: Iterable[Highlight], made: datetime, colour: str) -> tuple[Highlight, ...]:
    """Return highlights, the one made at a time in another colour."""
    return tuple(replace(one, colour=colour) if one.made == made else one for one in highlights)


def annotated(highlights: Iterable[Highlight], made: datetime, note: str) -> tuple[Highlight, ...]:
    """Return highlights, the one made at a time with another note; blanks around it are dropped."""
    return tuple(replace(one, note=note.strip()) if one.made == made else one for one in highlights)


def united(ours: Iterable[Highlight], theirs: Iterable[Highlight]) -> tuple[Highlight, ...]:
    """Return the highlights of two copies of an article: of one that both have, ours."""
    return in_order({one.made: one for one in (*theirs, *ours)}.values())


def time_of(highlight: Highlight) -> float:
    """Return when a highlight was made, to sort by: a time without a zone, as only a damaged file has it, as UTC."""
    made = highlight.made
    return (made if made.tzinfo else made.replace(tzinfo=UTC)).timestamp()


def in_order(highlights: Iterable[Highlight]) -> tuple[Highlight, ...]:
    """Return highlights in the order of the text, as far as it is known where they stand."""
    return tuple(sorted(highlights, key=lambda one: (key(one.start), time_of(one))))


def moved(placed: Placed, body: Body) -> Highlight | None:
    """Return a highlight as it stands in the text at hand, with all that was noted; None where that has it not."""
    old = placed.highlight
    if placed.passage is None:
        return None
    return highlight_of(body, placed.passage, colour=old.colour, note=old.note, made=old.made)


def located(
    highlights: Iterable[Highlight], body: Body, nearest: Nearest = lambda quote, text: None
) -> tuple[Placed, ...]:
    """Return where each highlight stands in a text: in its old place if its quote is there, else where the quote is.

    Of several places it is the one with the most of the old text around it, then the nearest to the old place. Blanks
    and line ends may differ, as blocks may be parted otherwise. nearest: asked where the quote is nowhere.
    """
    flows = [_Lazy(body, whole=False), _Lazy(body, whole=True)]
    return tuple(Placed(highlight=one, passage=_passage_of(one, body, flows, nearest)) for one in highlights)


def alike(one: str, other: str) -> int:
    """Return how many characters two texts begin with alike."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((at for at, (a, b) in pairs if a != b), min(len(one), len(other)))


class Flow:
    """The text of a body as one: its blocks, joined by line ends, without byline and clutter or with them.

    text: of all blocks but the blank ones.
    """

    def __init__(self, body: Body, *, whole: bool) -> None:
        hidden = frozenset() if whole else aside(body)
        self._blocks = [i for i, block in enumerate(body.blocks) if i not in hidden and block.text.strip()]
        self._starts: list[int] = []
        length = 0
        for block in self._blocks:
            self._starts.append(length)
            length += len(body.blocks[block].text) + 1
        self.text = "\n".join(body.blocks[block].text for block in self._blocks)

    @cached_property
    def squeezed(self) -> str:
        """The text without blanks."""
        return _squeezed(self.text)

    def offset_of(self, position: Position) -> int:
        """Return where a position is in the text; of one in a block that is out, where the blocks before it end."""
        at = bisect_right(self._blocks, position.block) - 1
        if at < 0:
            return 0
        stop = self._starts[at + 1] - 1 if at + 1 < len(self._starts) else len(self.text)
        inside = self._blocks[at] == position.block
        return min(self._starts[at] + position.offset, stop) if inside else stop

    def passage_of(self, start: int, stop: int) -> Passage:
        """Return the passage from an offset of the text to another, a later one."""
        first, last = (bisect_right(self._starts, offset) - 1 for offset in (start, stop - 1))
        return Passage(
            start=Position(block=self._blocks[first], offset=start - self._starts[first]),
            stop=Position(block=self._blocks[last], offset=stop - self._starts[last]),
        )


class _Lazy:
    """A flow that is made when it is first asked for."""

    def __init__(self, body: Body, *, whole: bool) -> None:
        self._body, self._whole = body, whole

    @cached_property
    def flow(self) -> Flow:
        return Flow(self._body, whole=self._whole)


def _passage_of(one: Highlight, body: Body, flows: Iterable[_Lazy], nearest: Nearest) -> Passage | None:
    if not one.quote.strip():
        return None
    stored = Passage(start=one.start, stop=one.stop)
    if key(one.start) < key(one.stop) and one.stop.block < len(body.blocks) and quoted(body, stored) == one.quote:
        return stored
    for lazy in flows:
        if (place := _best_place(one, lazy.flow)) is not None:
            return lazy.flow.passage_of(*place)
    for lazy in flows:
        if (place := nearest(one.quote, lazy.flow.text)) is not None:
            return lazy.flow.passage_of(*place)
    return None


def _best_place(one: Highlight, flow: Flow) -> tuple[int, int] | None:
    """Return the range of the text that the quote most likely is, None if it is nowhere."""
    places = tuple(islice(_places(one.quote, flow), _MOST_PLACES))
    if len(places) < 2:
        return next(iter(places), None)
    before, after, old = _squeezed(one.before), _squeezed(one.after), flow.offset_of(one.start)

    def likeness(place: tuple[int, int]) -> tuple[int, int]:
        start, stop = place
        above = _squeezed(flow.text[max(0, start - 2 * CONTEXT) : start])
        below = _squeezed(flow.text[stop : stop + 2 * CONTEXT])
        return alike(before[::-1], above[::-1]) + alike(after, below), -abs(start - old)

    return max(places, key=likeness)


def _places(quote: str, flow: Flow) -> Iterator[tuple[int, int]]:
    """Yield the ranges of a text that are the quote; if there are none, those that are but for blanks."""
    if quote in flow.text:
        yield from ((at, at + len(quote)) for at in _occurrences(quote, flow.text))
    elif (quote := _squeezed(quote)) in flow.squeezed:
        offsets = [at for at, character in enumerate(flow.text) if not character.isspace()]
        yield from ((offsets[at], offsets[at + len(quote) - 1] + 1) for at in _occurrences(quote, flow.squeezed))


def _occurrences(part: str, text: str) -> Iterator[int]:
    at = text.find(part)
    while at >= 0:
        yield at
        at = text.find(part, at + 1)


def _squeezed(text: str) -> str:
    return "".join(text.split())


def _unlike(now: datetime, taken: set[datetime]) -> datetime:
    """Return a time that no other highlight has: now, or as soon after it as can be."""
    while now in taken:
        now += timedelta(microseconds=1)
    return now
