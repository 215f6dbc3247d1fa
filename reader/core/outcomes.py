"""What became of documents that were to be added."""

from collections.abc import Mapping
from typing import Literal, get_args

from reader.wording import tr

Status = Literal["new", "duplicate", "problem"]
"""What may become of a document."""

_COUNTED: Mapping[Status, str] = {
    "new": "{count} new",
    "duplicate": "{count} duplicate",
    "problem": "{count} problem",
}


def summary(counts: Mapping[Status, int], nothing: str = "nothing") -> str:
    """Return "12 new, 3 duplicate" for counts that are not zero; `nothing` when all are."""
    told = ((counts.get(status, 0), status) for status in get_args(Status))
    return tr(", ").join(tr(_COUNTED[status], count=f"{count:,}") for count, status in told if count) or tr(nothing)
