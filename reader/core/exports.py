"""The export of a library: JSON Lines, one object a line, in UTF-8. The README tells a stranger what is in them.

The first line names the format, the last one says that nothing is missing; those between them have a `type`.
"""

from collections.abc import Mapping
from enum import StrEnum
from typing import Any

from msgspec import Struct

from reader.core.article import Draft, Problem

FORMAT = "archive-reader library"
"""What the field `format` of the first line holds."""

VERSION = 1
"""The field `version` of the first line. It grows when a program that knows the one before would misread a line."""

MAX_LINE = 256 * 2**20
"""Bytes of the longest line: the largest page that is taken in (64 MiB), as it came and as text, and room to spare."""


class Type(StrEnum):
    """What a line holds."""

    ARTICLE = "article"
    SOURCE = "source"
    SEARCH = "search"
    QUERY = "query"
    END = "end"


class Record(Struct, frozen=True, kw_only=True):
    """A line of an export, as an importer yields it: it holds what a library knew, so it is not labelled again.

    name: the file. line: 1-based. type: what it claims to be. shape: the JSON object; it may hold anything.
    """

    name: str
    line: int
    type: Type
    shape: Mapping[str, Any]

    def problem(self, what: str, hint: str) -> Problem:
        """Return why it could not be taken in."""
        return Problem(name=self.name, what=what, hint=hint, line=self.line)


Found = Draft | Record | Problem
"""What an importer finds in a file."""
