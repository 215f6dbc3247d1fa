"""An archived article: what is known of it, and its lossless, labelled text."""

from bisect import bisect_right
from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum
from itertools import groupby

from msgspec import Struct
from msgspec.structs import replace

STUB = "text/x-reader-stub"
"""Media type of an article of which only a recommendation on another page is known."""


class Label(StrEnum):
    """What a section of a page is. The first three are shown, the others are clutter."""

    TITLE = "title"
    BYLINE = "byline"
    CONTENT = "content"
    ADVERTISEMENT = "advertisement"
    NAVIGATION = "navigation"
    SHARE = "share"
    RELATED = "related"
    COMMENTS = "comments"
    DISCLAIMER = "disclaimer"
    FOOTER = "footer"
    OTHER = "other"

    @property
    def is_clutter(self) -> bool:
        """Whether a section with this label is hidden by default."""
        return self not in _SHOWN


_SHOWN = frozenset({Label.TITLE, Label.BYLINE, Label.CONTENT})


class Kind(StrEnum):
    """What a block of text is, as the page or its source marks it."""

    PARAGRAPH = "paragraph"
    HEADING = "heading"
    QUOTE = "quote"
    LIST_ITEM = "list item"
    CODE = "code"
    TABLE_ROW = "table row"
    CAPTION = "caption"


class Precision(StrEnum):
    """How exactly a page names a time."""

    YEAR = "year"
    MONTH = "month"
    DAY = "day"
    MINUTE = "minute"
    SECOND = "second"


class Block(Struct, frozen=True, kw_only=True, array_like=True, gc=False):
    """One block of a page.

    text: the block as the page has it, safe to draw (core.text.visible), without line ends.
    end: the line ends and blank lines that follow it, as they came: white space only, whatever ends a line in Unicode.
    level: heading, list or quote depth, 1 the outermost; 0 where it has none.
    href: the address the block links to, None for none.
    Joining text + end of all blocks of a page text gives the decoded text back, but for the characters inside lines
    that `visible` marks: it is as long, and `visible(joined) == visible(decoded)`. Leading blank lines are the `end`
    of an empty first block, and no other block is blank.
    """

    text: str
    end: str = "\n"
    kind: Kind = Kind.PARAGRAPH
    level: int = 0
    href: str | None = None


class Section(Struct, frozen=True, kw_only=True, array_like=True):
    """A run of blocks with one label.

    start, stop: block indexes, half-open. The sections of a body partition its blocks.
    score: how sure the label is, 0..1.
    why: a sentence that tells a reader the reason.
    items: recommendations or comments counted in it, 0 where it is no list.
    """

    label: Label
    start: int
    stop: int
    score: float = 1.0
    why: str = ""
    items: int = 0


class Body(Struct, frozen=True, kw_only=True):
    """The whole text of a page, in order; nothing of it is ever thrown away."""

    blocks: tuple[Block, ...]
    sections: tuple[Section, ...]

    @property
    def text(self) -> str:
        """The page's text as it came, `visible`."""
        return "".join(block.text + block.end for block in self.blocks)

    def section_of(self, block: int) -> int:
        """Return the index of the section that holds block index `block`; IndexError if none does."""
        index = bisect_right(self.sections, block, key=lambda section: section.start) - 1
        if index < 0 or block >= self.sections[index].stop:
            raise IndexError(block)
        return index

    def with_sections(self, owners: Mapping[int, Section]) -> "Body":
        """Return a body in which each block of `owners` belongs to that section; runs of one owner are one section."""
        owned = [section for section in self.sections for _ in range(section.start, section.stop)]
        for block, owner in owners.items():
            owned[block] = owner
        sections: list[Section] = []
        start = 0
        for owner, run in groupby(owned):
            stop = start + sum(1 for _ in run)
            sections.append(replace(owner, start=start, stop=stop))
            start = stop
        return replace(self, sections=tuple(sections))


class Byline(Struct, frozen=True, kw_only=True):
    """What a page says of itself above or below its title. None and () where it says nothing.

    published: as the page writes it; naive when the page names no zone.
    views: how often it was read, as captured.
    """

    source: str | None = None
    authors: tuple[str, ...] = ()
    published: datetime | None = None
    precision: Precision | None = None
    views: int | None = None


class Item(Struct, frozen=True, kw_only=True):
    """One recommendation of a related section: another article, as far as this page names it.

    start, stop: block indexes of its lines, half-open.
    title: as the page shows it, without bullet, rank and details. block, span: where it stands: a block index and a
    half-open character range.
    byline: what the other lines, or the rest of the title's line, say of it. more: what else they count or name, as
    the page has it ("12 comments").
    rest: indexes of its blocks of which nothing is told by these: teasers.
    href: the address it leads to.
    """

    start: int
    stop: int
    title: str
    block: int
    span: tuple[int, int]
    byline: Byline = Byline()
    more: tuple[str, ...] = ()
    rest: tuple[int, ...] = ()
    href: str | None = None

    def has(self, block: int) -> bool:
        """Whether the block of this index is one of its lines."""
        return self.start <= block < self.stop


class Article(Struct, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """What is known of an article, small enough to keep all of them in memory.

    id: 16 hexadecimal digits of BLAKE2b over the original bytes.
    source: the publisher as the byline names it (schema.org publisher).
    published: naive when the page names no zone; precision says how exact it is.
    captured: when the page was archived (WARC-Date; a file's modification time), aware.
    added: when it entered this library, aware.
    language: BCP 47 ("zh-Hans", "en"), "und" when unknown.
    views: as captured. length: characters of the content sections.
    media_type: of the original bytes. STUB: they are the lines with which the page of the article `seen_in`, an id,
    recommends this one, which is not archived itself.
    """

    id: str
    title: str
    added: datetime
    url: str | None = None
    source: str | None = None
    authors: tuple[str, ...] = ()
    published: datetime | None = None
    precision: Precision | None = None
    captured: datetime | None = None
    language: str = "und"
    views: int | None = None
    media_type: str = "text/plain"
    length: int = 0
    seen_in: str | None = None

    @property
    def is_stub(self) -> bool:
        """Whether only a recommendation of it is known."""
        return self.media_type == STUB


class Draft(Struct, frozen=True, kw_only=True):
    """What an importer makes of one document, before it is labelled.

    name: where it came from, for outcomes: a path or "-".
    original: the bytes as they came.
    title, url, ...: what the format itself states; None where it states nothing.
    seen_in: of a stub, the id of the article whose page recommends it.
    """

    name: str
    original: bytes
    blocks: tuple[Block, ...]
    encoding: str = "utf-8"
    media_type: str = "text/plain"
    title: str | None = None
    url: str | None = None
    captured: datetime | None = None
    byline: Byline = Byline()
    seen_in: str | None = None


class Labelled(Struct, frozen=True, kw_only=True):
    """What the clutter package makes of a draft: everything that was read off the page."""

    title: str
    byline: Byline
    language: str
    body: Body


class Problem(Struct, frozen=True, kw_only=True):
    """Why a document could not be taken in; never raised, so that a batch goes on.

    name: the file. what: the fault. hint: what to do. line: 1-based, where it applies.
    """

    name: str
    what: str
    hint: str
    line: int | None = None
