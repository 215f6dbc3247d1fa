"""Page text, the plain text of a whole web page, to a draft: one block a line, nothing lost."""

from collections.abc import Iterator
from datetime import datetime

from msgspec.structs import replace

from reader.core.article import Block, Draft, Problem
from reader.core.text import visible
from reader.importers.decode import Undecodable, decode
from reader.importers.files import problem
from reader.importers.structure import marked

LINE_ENDS = "\n\r\v\f\x1c\x1d\x1e\x85\u2028\u2029"
"""What ends a line: all that `str.splitlines` and Unicode (UAX 14, classes BK, CR, LF, NL) take for a line end."""


def read(data: bytes, name: str, captured: datetime | None) -> Iterator[Draft | Problem]:
    """Yield the draft of a page text, or the problem with it. `name` is safe to show."""
    if not data:
        yield problem(name, "is empty", "there is nothing to add")
        return
    try:
        text, encoding = decode(data)
    except Undecodable as error:
        yield problem(name, error.what, error.hint)
        return
    if not text.strip():
        yield problem(name, "holds only white space", "there is nothing to add")
        return
    yield Draft(name=name, original=data, blocks=blocks_of(text), encoding=encoding, captured=captured)


def blocks_of(text: str) -> tuple[Block, ...]:
    """Return the blocks of `text`: one per non-blank line, in front of them an empty one for leading blank lines.

    A block's `text` is the line as it came, indentation and trailing spaces too, made `visible`. Its `end` is what
    follows up to the next one: line ends and the white space of blank lines, unchanged. So the joined blocks are `text`
    itself, but for the characters that `visible` marks.
    """
    blocks = [Block(text=line, end=end) for line, end in _lines(text)]
    return tuple(
        block if (kind, level) == (block.kind, block.level) else replace(block, kind=kind, level=level)
        for block, (kind, level) in zip(blocks, marked(blocks), strict=True)
    )


def _lines(text: str) -> Iterator[tuple[str, str]]:
    """Yield each non-blank line, visible, with the line ends and blank lines after it."""
    line = ""
    ends: list[str] = []
    for raw in text.splitlines(keepends=True):
        content = raw.rstrip(LINE_ENDS)
        shown = visible(content)
        if not shown.strip():
            ends.append(raw)
            continue
        if line or ends:
            yield line, "".join(ends)
        line, ends = shown, [raw[len(content) :]]
    if line or ends:
        yield line, "".join(ends)
