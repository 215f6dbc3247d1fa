"""An archived article: what is known of it, and its lossless, labelled text."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


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
        return self not in (Label.TITLE, Label.BYLINE, Label.CONTENT)


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Body:
    """The whole text of a page, in order; nothing of it is ever thrown away."""

    blocks: tuple[Block, ...]
    sections: tuple[Section, ...]

    @property
    def text(self) -> str:
        """The page's text as it came, `visible`."""
        return "".join(block.text + block.end for block in self.blocks)

    def section_of(self, block: int) -> int:
        """Return the index of the section that holds block index `block`; IndexError if none does."""
        for index, section in enumerate(self.sections):
            if section.start <= block < section.stop:
                return index
        raise IndexError(block)


@dataclass(frozen=True, slots=True, kw_only=True)
class Byline:
    """What a page says of itself above or below its title. None and () where it says nothing.

    published: as the page writes it; naive when the page names no zone.
    views: how often it was read, as captured.
    """

    source: str | None = None
    authors: tuple[str, ...] = ()
    published: datetime | None = None
    precision: Precision | None = None
    views: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """What is known of an article, small enough to keep all of them in memory.

    id: 16 hexadecimal digits of BLAKE2b over the original bytes.
    source: the publisher as the byline names it (schema.org publisher).
    published: naive when the page names no zone; precision says how exact it is.
    captured: when the page was archived (WARC-Date; a file's modification time), aware.
    added: when it entered this library, aware.
    language: BCP 47 ("zh-Hans", "en"), "und" when unknown.
    views: as captured. length: characters of the content sections.
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """What an importer makes of one document, before it is labelled.

    name: where it came from, for outcomes: a path or "-".
    original: the bytes as they came.
    title, url, ...: what the format itself states; None where it states nothing.
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Labelled:
    """What the clutter package makes of a draft: everything that was read off the page."""

    title: str
    byline: Byline
    language: str
    body: Body


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """Why a document could not be taken in; never raised, so that a batch goes on.

    name: the file. what: the fault. hint: what to do. line: 1-based, where it applies.
    """

    name: str
    what: str
    hint: str
    line: int | None = None
