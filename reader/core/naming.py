"""Which source a page is of: recognised by what the page says, never asked for.

Apart from reader.core.sources, since its patterns cost a start that only reading and adding articles have to pay.
"""

import re
from collections.abc import Sequence
from urllib.parse import urlsplit

from reader.core.article import Block
from reader.core.sources import Source, folded

_FOOT = 20  # lines at the end of a page among which it names its owner
_LONGEST_NOTICE = 600  # characters of such a line
# The number under which a site is filed with the Chinese authorities (MIIT order 33), the same on all its pages.
_FILED = re.compile(r"([\u4e00-\u9fff])\s?ICP\s?([备備证證])\s?(?:案\s?)?(?:\w\d-)?(\d{5,10})", re.IGNORECASE)
_YEAR = r"(?:19|20)\d\d(?:\s?[-–—~]\s?(?:(?:19|20)\d\d|now|present|至今)?)?"
_YEARS, _THE = rf"(?:{_YEAR}[\s,]*)*", r"(?:by\s|the\s)*"
_MARK = r"(?:©|\(c\)|版权所有|版權所有)"
_NAME = r"(?P<name>[^\W\d_][^|｜;,，。;；:：/\\<>()（）\[\]©\n]{1,60}?)"
_STOP = (
    rf"(?=\s*(?:[|｜;,，。；:：/\\<>()（）\[\]©]|\.(?:\s|$)|\s[-–—]\s|\s{{2,}}|{_YEAR}|"
    r"all rights|powered by|版权|版權|保留|著作|$))"
)
_NOTICES = (
    re.compile(r"(?P<name>[^\W\d_][^\W_]{1,30})(?:版权所有|版權所有)"),
    re.compile(rf"{_MARK}[\s:：,]*(?:copyright\s)?(?:{_MARK}\s?)?{_YEARS}{_THE}{_NAME}{_STOP}", re.I),
    re.compile(rf"copyright[\s:：]*(?={_YEAR}){_YEARS}{_THE}{_NAME}{_STOP}", re.I),
    re.compile(rf"copyright[\s:：]*{_THE}{_NAME}(?=[\s,]*{_YEAR})", re.I),
    re.compile(r"(?P<name>[^\W\d_][^\W_]{1,30})\s(?:版权所有|版權所有)"),
)
_NOTICED = tuple(map(str.encode, ("©", "(c)", "版权所有", "版權所有", "copyright")))  # one is in every notice
_NO_NAMES = re.compile(
    r"(?:(?:all|rights?|reserved|copyright|policy|of|and|this|your)\b"
    r"|\w?ICP|版权|版權|所有|未经|未經|不得|禁止|经营许可|备案|本站|本网|本網|网站|作者).*",
    re.I,
)
_COMPANY = re.compile(r"(?:[\s,.]+(?:inc|ltd|llc|co|corp|plc|gmbh|limited|company|corporation)\.?)+$", re.I)


def source_of(blocks: Sequence[Block], url: str | None, publisher: str | None) -> Source | None:
    """Return the source of a page: the owner its foot names, else the host, else the publisher; None for none.

    The foot comes first, as on a portal that republishes, each page names another publisher and all have one foot.
    """
    foot = [text for block in blocks[-2 * _FOOT :] if (text := block.text.strip())][-_FOOT:]
    foot = [text for text in foot if len(text) <= _LONGEST_NOTICE]
    # Of most lines a look tells what the patterns, a hundred times as slow, would.
    data = "\n".join(foot).encode("utf-8", "replace").lower()
    marks = [mark for mark in _NOTICED if mark in data]
    plain = [(text, text.encode("utf-8", "replace").lower()) for text in foot] if marks or b"icp" in data else []
    owner = _owner([text for text, line in plain if any(mark in line for mark in marks)])
    if filed := next((found for text, line in plain if b"icp" in line and (found := _FILED.search(text))), None):
        number = f"{filed[1]}ICP{'备' if filed[2] in '备備' else '证'}{filed[3]}"
        return Source(number, owner or publisher or f"{number}号")
    if owner:
        return Source(f"© {folded(owner)}", owner)
    if host := _host(url):
        return Source(host, publisher or host)
    name = publisher.strip() if publisher else ""
    return Source(folded(name), name) if name else None


def _owner(foot: Sequence[str]) -> str | None:
    """Return who the last notice of rights in the foot names; None where it names nobody."""
    for text in reversed(foot):
        for notice in _NOTICES:
            for found in notice.finditer(text):
                name = _COMPANY.sub("", found["name"].strip(" .·•-–—:："))
                if len(name) > 1 and not _NO_NAMES.fullmatch(name):
                    return name
    return None


def _host(url: str | None) -> str | None:
    """Return the host of a web address without the parts that one site's addresses differ in; None for none."""
    try:
        host = urlsplit(url or "").hostname or ""
    except ValueError:
        return None
    return re.sub(r"^(?:www\d?|m|mobile|amp)\.(?=.+\.)", "", host) or None
