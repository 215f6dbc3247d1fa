"""Names of files for articles: their date and title, as every file system takes them."""

import re
import unicodedata

from reader.formats.elements import Document, clean, title_of

MOST_BYTES = 120
"""Bytes of the longest name in UTF-8: some 35 Chinese characters with date and ending; eCryptfs takes 143 at most."""

_UNSAFE = re.compile(r"[/\\:*?\"<>|\u2400-\u2421\u21d4\u21e6\u21e8\ufffd\s]+")
"""What a file name must not hold on some system (Windows, "Naming Files, Paths, and Namespaces"), and blanks."""


def file_name(document: Document, ending: str, taken: dict[str, int] | None = None) -> str:
    """Return `2026-02-24 Title.md` for an article: safe on every file system, and of at most MOST_BYTES bytes.

    It begins with a date, so it is never hidden, an option, or a name that a system keeps for itself.
    ending: with its dot. taken: names there are already, casefolded, with the last number that made others differ from
    each; a number makes this one differ too, and it is added.
    """
    article = document.article
    date = (article.published or article.captured or article.added).date().isoformat()
    title = unicodedata.normalize("NFC", _UNSAFE.sub(" ", clean(title_of(document)))).strip()
    name = _fitting(f"{date} {title}", ending)
    if taken is None:
        return name
    first, number = name.casefold(), taken.get(name.casefold(), 1)
    while name.casefold() in taken:
        number += 1
        name = _fitting(f"{date} {title}", f" {number}{ending}")
    taken |= {name.casefold(): 1, first: number}
    return name


def _fitting(name: str, ending: str) -> str:
    """Return name and ending, the name cut between two characters so that both fit."""
    room = MOST_BYTES - len(ending.encode())
    cut = name.encode()[:room].decode("utf-8", "ignore")
    while len(cut) < len(name) and cut and unicodedata.combining(name[len(cut)]):
        cut = cut[:-1]
    return cut.rstrip(" .") + ending
