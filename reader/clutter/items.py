"""The recommendations of a related section as data: which lines are one item, and what they say of it."""

import re
from collections.abc import Iterator, Sequence
from datetime import datetime
from itertools import zip_longest

from msgspec import Struct, field

from reader.clutter.byline import merge
from reader.clutter.details import is_name
from reader.clutter.entries import Entry, Shape, entry_lists
from reader.clutter.lines import Line, read_lines
from reader.clutter.publisher import is_publisher
from reader.core.article import Body, Byline, Item, Label, Section

_ANY_DAY = datetime(2000, 1, 1)  # how many items there are does not depend on the day
_LEAST_TURNS = 3
_LONGEST_TURN = 5
_BLANKS = re.compile(r"[^\S　]+")


class _Draft(Struct):
    """An item while its lines are put together."""

    entries: list[Entry] = field(default_factory=list)
    title: Entry | None = None
    byline: Byline = Byline()
    more: list[str] = field(default_factory=list)
    rest: list[int] = field(default_factory=list)

    def begin(self, title: Entry) -> None:
        """Take in the line of the title."""
        self.title = title
        self.entries.append(title)
        if title.shape is Shape.BOTH and title.details:
            self.tell(title.details.byline, title.details.more)

    def tell(self, byline: Byline, more: Sequence[str] = ()) -> None:
        """Take in what another line says."""
        if self.byline.source and byline.source not in (None, self.byline.source):
            more = (byline.source, *more)
        self.byline = merge(self.byline, byline)
        self.more += more


def items_of(body: Body, section: Section, now: datetime) -> tuple[Item, ...]:
    """Return the recommendations of a related section, none for another one.

    now: when the page was captured: what relative dates and days without a year are relative to. Linear in the
    number of blocks.
    """
    if section.label is not Label.RELATED:
        return ()
    filled = [index for index in range(section.start, section.stop) if body.blocks[index].text.strip()]
    lines = read_lines([body.blocks[index] for index in filled])
    return tuple(_items(filled, lines, now))


def count_items(lines: Sequence[Line]) -> int:
    """Return how many recommendations the lines of a related section hold."""
    return sum(1 for _ in _items(range(len(lines)), lines, _ANY_DAY))


def _items(blocks: Sequence[int], lines: Sequence[Line], now: datetime) -> Iterator[Item]:
    """Yield the items of the lines whose block indexes are `blocks`."""
    for group in entry_lists(blocks, lines, now):
        for draft in _in_turns(group) or _one_by_one(group):
            if draft.title is not None:
                yield _item(draft, draft.title)


def _in_turns(group: Sequence[Entry]) -> list[_Draft]:
    """Return the items of a list whose lines repeat one pattern throughout; none for another list."""
    shapes = [entry.shape if entry.shape is not Shape.DETAILS else _kind(entry) for entry in group]
    for period in range(2, min(_LONGEST_TURN, len(shapes) // _LEAST_TURNS) + 1):
        if len(shapes) % period == 0 and shapes[period:] == shapes[:-period]:
            title = _title_column([group[place::period] for place in range(period)])
            turns = [group[start : start + period] for start in range(0, len(group), period)]
            return [] if title is None else [_turn(turn, title) for turn in turns]
    return []


def _title_column(columns: Sequence[Sequence[Entry]]) -> int | None:
    """Return which line of the pattern is the title, None if the pattern is none of a list of articles.

    columns: for each line of the pattern, that line of every turn. The title is the first that is not always a name,
    a wider one below it its teaser; of names alone it is the widest. Names need details beside them to be believed.
    """
    titles = [column for column in columns if column[0].shape in "tb"]
    names = [column for column in titles if all(is_name(entry.text.strip()) for entry in column)]
    heads = [column for column in titles if column not in names]
    title = heads[0] if heads else max(names, key=_cells, default=None)
    if title is None or any(_cells(column) < _cells(title) for column in heads[1:]):
        return None
    beside = [entry for column in names if column is not title for entry in column]
    detailed = any(column[0].shape in "dn" for column in columns)
    if beside and not detailed and sum(is_publisher(entry.text.strip()) for entry in beside) * 2 < len(beside):
        return None
    return next(place for place, column in enumerate(columns) if column is title)


def _cells(column: Sequence[Entry]) -> int:
    return sum(entry.line.cells for entry in column)


def _kind(entry: Entry) -> str:
    """Tell lines of details apart: by whether they name a time, and views."""
    said = entry.details.byline if entry.details else Byline()
    return f"d{said.published is not None:d}{said.views is not None:d}"


def _turn(turn: Sequence[Entry], place: int) -> _Draft:
    """Return the item of one turn, whose title is at `place`; a name above it may be that of a column of the paper."""
    draft = _Draft()
    draft.begin(turn[place])
    for index, entry in enumerate(turn):
        name = entry.text.strip()
        if index == place:
            continue
        if entry.shape is not Shape.TITLE or not is_name(name):
            _attach(draft, entry)
        else:
            draft.entries.append(entry)
            is_source = index > place or is_publisher(name)
            draft.tell(Byline(source=name) if is_source else Byline(), () if is_source else (name,))
    return draft


def _one_by_one(group: Sequence[Entry]) -> list[_Draft]:
    """Return the items of a list without a pattern throughout: each title begins one, or ends its details."""
    first = next((entry.shape for entry in group if entry.shape is not Shape.NUMBER), Shape.TITLE)
    details_first = first in "dn" and group[-1].shape in "tx"
    teased = _has_teasers(group)
    drafts = [_Draft()]
    for entry, below in zip_longest(group, group[1:]):
        draft = drafts[-1]
        is_source = entry.shape is Shape.TITLE and _is_source(draft, entry, below)
        if teased and not is_source and _is_between(draft, entry, below):
            entry.shape = Shape.TEASER
        begins = draft.title is not None and (
            entry.shape in "t#b" or (details_first and entry.shape in "dn" and _says(draft.byline))
        )
        if begins and not is_source:
            draft = _Draft()
            drafts.append(draft)
        if draft.title is None and entry.shape in "txb":
            draft.begin(entry)
        elif entry.shape is Shape.TITLE:
            draft.entries.append(entry)
            draft.tell(Byline(source=entry.text.strip()))
        elif draft.title is not None or details_first or entry.shape is Shape.NUMBER:
            _attach(draft, entry)
    return drafts


def _has_teasers(group: Sequence[Entry]) -> bool:
    """Whether most lines of details stand below two lines of text: a title and its teaser."""
    runs = re.findall(r"[tx]+(?=[dn])", "".join(entry.shape for entry in group))
    return len(runs) > 1 and sum(len(run) == 2 for run in runs) * 3 >= len(runs) * 2


def _is_between(draft: _Draft, entry: Entry, below: Entry | None) -> bool:
    """Whether a line of text stands between a title and its details."""
    is_next = draft.title is not None and draft.entries[-1] is draft.title
    return is_next and entry.shape is Shape.TITLE and below is not None and below.shape in "dn"


def _is_source(draft: _Draft, entry: Entry, below: Entry | None) -> bool:
    """Whether a line below a title names who published it, rather than being the next title.

    It is narrow, and has details without a name below it or is called like a publisher.
    """
    name, title = entry.text.strip(), draft.title
    if title is None or draft.entries[-1] is not title or draft.byline.source or not is_name(name):
        return False
    is_narrow = entry.line.cells * 2 < title.line.cells
    return is_narrow and ((below is not None and below.shape is Shape.DETAILS) or is_publisher(name))


def _says(byline: Byline) -> bool:
    return byline != Byline()


def _attach(draft: _Draft, entry: Entry) -> None:
    """Add a line that is no title to an item."""
    draft.entries.append(entry)
    if entry.details and entry.shape in "dn":
        draft.tell(entry.details.byline, entry.details.more)
    elif entry.shape is not Shape.NUMBER:
        draft.rest.append(entry.block)


def _item(draft: _Draft, title: Entry) -> Item:
    """Return the finished item."""
    text = title.line.block.text
    span = title.span
    if title.shape is Shape.BOTH and title.details and title.details.left:
        start, stop = title.details.left
        span = (max(start, span[0]), stop)
    return Item(
        start=min(entry.block for entry in draft.entries),
        stop=max(entry.block for entry in draft.entries) + 1,
        title=_BLANKS.sub(" ", text[slice(*span)]).strip(),
        block=title.block,
        span=span,
        byline=draft.byline,
        more=tuple(draft.more),
        rest=tuple(draft.rest),
        href=title.line.block.href,
    )
