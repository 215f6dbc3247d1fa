"""Labelled pages: reading them, which site each is of, and what their text is digested to."""

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from hashlib import blake2b
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from msgspec import Struct

from reader.core.article import Block, Label
from reader.importers.pagetext import blocks_of

NOW = datetime(2026, 1, 1)
"""What relative times are relative to; that they are there is all that counts here."""

_CHROME = 0.2  # share of their lines that two pages of one site have in common
_LEAST_LINE = 4  # characters of a line that tells a site
_OF_KIND = {Label.TITLE: "title", Label.BYLINE: "meta", Label.CONTENT: "content"}


class Case(Struct, frozen=True, kw_only=True):
    """One labelled page.

    site: what pages of one site share. language: "en", "zh", … labels: per block, content, clutter, title, meta
    (byline) or ignore. kinds: per block, the very label, where the case tells it. doubted: its labels were made by a
    machine and not read over.
    """

    name: str
    site: str
    language: str
    blocks: tuple[Block, ...]
    labels: tuple[str, ...]
    kinds: tuple[str, ...] | None
    facts: dict[str, Any]
    doubted: bool = False


def paths_in(folders: Iterable[Path]) -> Iterator[Path]:
    """Yield the JSON file of each labelled page in `folders`, sorted."""
    for folder in folders:
        yield from sorted(folder.glob("*.json"))


def text_of(path: Path) -> Path:
    """Return the file with the text of the labelled page in the JSON file `path`: beside it, or where `text` says."""
    facts: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return path.parent / facts["text"] if "text" in facts else path.with_suffix(".txt")


def digest_of(paths: Iterable[Path]) -> str:
    """Return 32 hexadecimal digits of BLAKE2b over the labelled pages, in order."""
    digest = blake2b(digest_size=16)
    for path in paths:
        digest.update(path.read_bytes() + text_of(path).read_bytes())
    return digest.hexdigest()


def read_case(path: Path, *, doubted: bool = False) -> Case:
    """Return the labelled page of the JSON file `path`; ValueError when labels and lines do not match."""
    facts: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    page = text_of(path).read_text(encoding="utf-8")
    blocks = tuple(block for block in blocks_of(page) if block.text.strip())
    kinds = tuple(facts["kinds"]) if "kinds" in facts else None
    labels = tuple(facts["labels"]) if kinds is None else tuple(map(_label, kinds))
    if len(labels) != len(blocks):
        raise ValueError(f"{path}: {len(labels)} labels for {len(blocks)} lines")
    site = urlsplit(facts.get("url") or "").hostname or re.sub(r"[_-]?\d+$", "", path.stem)
    return Case(
        name=path.stem,
        site=site,
        language=facts["lang"].partition("-")[0],
        blocks=blocks,
        labels=labels,
        kinds=kinds,
        facts=facts,
        doubted=doubted,
    )


def _label(kind: str) -> str:
    return _OF_KIND.get(Label(kind), "clutter")


def sites(cases: Sequence[Case]) -> list[str]:
    """Return the site of each case; those that share a fifth of their lines are of one, whatever they are called."""
    names = [case.site for case in cases]
    texts = [{block.text.strip() for block in case.blocks if len(block.text.strip()) >= _LEAST_LINE} for case in cases]
    holders: dict[str, list[int]] = {}
    for index, own in enumerate(texts):
        for text in own:
            holders.setdefault(text, []).append(index)
    for index, own in enumerate(texts):
        shared = Counter(other for text in own for other in holders[text] if other < index)
        for other, count in shared.items():
            if count > _CHROME * min(len(own), len(texts[other])) and names[index] != names[other]:
                old, new = names[index], names[other]
                names = [new if name == old else name for name in names]
    return names
