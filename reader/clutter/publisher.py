"""Telling publishers from people, and reading the publisher's name off a page's head and foot."""

import re
from collections.abc import Iterable, Sequence

from reader.clutter.lines import Line
from reader.clutter.patterns import led

_WIDEST = 40  # cells of a head line that may be the site's name
_PUBLISHER = re.compile(
    r"(?:[报報网網社刊台臺]|新闻|新聞|在线|在線|客户端|频道|頻道|传媒|傳媒|杂志|雜誌|通讯|通訊|财经|財經|广播|"
    r"テレビ|放送|ニュース|신문|일보|뉴스|방송|통신|경제|타임스|"
    r"\b(?:news|times|post|courier|herald|tribune|journal|gazette|chronicle|daily|weekly|review|press|magazine|"
    r"quarterly|monthly|telegraph|guardian|observer|today|online|media|tv|radio|wire|bulletin|examiner|"
    r"independent|live|digest|reuters|ap|bbc|afp))$",
    re.IGNORECASE,
)
_LONGEST_END = len("independent\n")  # of what `_PUBLISHER` finds at a name's end
_HAN_PUBLISHER = re.compile(
    r"^[^\W\d_]{2,12}?(?:[日晚早晨时時周週]?[报報](?!道|導|告)|新闻网|新聞網|新聞|通讯社|通訊社|신문|일보)"
)
_RIGHTS = re.compile(
    led(
        "©ⓒ(cip版著저主发發a",
        r"©|ⓒ|\(c\)|copyright|is published|published by|版权|版權|著作[権權]|저작권|主办|主辦|发行|發行|all rights",
    ),
    re.IGNORECASE,
)
# A forum or a personal weblog publishes nobody's articles but its members' own.
_PERSONAL = re.compile(
    r"论坛|論壇|社区|贴吧|博客|部落格|日[记記]|[随隨][笔筆]|手[记記]|ブログ|掲示板|블로그|카페|"
    r"forum|\bboard\b|blog|diary|journal of|q&a|问答",
    re.IGNORECASE,
)
# The hundred commonest surnames of China (Ministry of Public Security, 2020), in both scripts.
_SURNAMES = frozenset(
    "王李张張刘劉陈陳杨楊黄黃赵趙吴吳周徐孙孫马馬朱胡郭何林罗羅高郑鄭梁谢謝宋唐许許邓鄧冯馮韩韓曹曾彭萧蕭肖蔡潘田董袁于余"
    "叶葉蒋蔣杜苏蘇魏程吕呂丁沈任姚卢盧傅钟鍾姜崔谭譚廖范汪陆陸金石戴贾賈韦韋夏邱方侯邹鄒熊孟秦白江阎閻薛尹段雷黎史龙龍"
    "陶贺賀顾顧毛郝龚龔邵万萬钱錢严嚴赖賴武洪"
)
_HAN_NAME = re.compile(r"[\u4e00-\u9fff]{2,4}")
_LATIN_NAME = re.compile(r"(?:[A-Z][\w'’-]+|[A-Z]\.)(?:\s(?:[A-Z][\w'’-]+|[A-Z]\.|de|van|von|der|la)){1,3}")
_ENDS = re.compile(r"^[\W\d_]+|[\W_]+$")


def is_publisher(name: str) -> bool:
    """Whether a name ends as the names of papers, sites and agencies do."""
    return bool(_PUBLISHER.search(name, max(0, len(name) - _LONGEST_END)))


def is_person(name: str) -> bool:
    """Whether a name reads as a person's: a common Chinese surname and one to three characters, or Jane Doe."""
    if is_publisher(name):
        return False
    return bool(_HAN_NAME.fullmatch(name) and name[0] in _SURNAMES) or bool(_LATIN_NAME.fullmatch(name))


def site_name(head: Sequence[Line], foot: Iterable[Line], authors: Sequence[str]) -> str | None:
    """Return the publisher whose name a line above the title gives and a notice of rights in the foot repeats.

    None for a forum, and for a weblog, that bears its author's name.
    """
    rights = "\n".join(line.block.text for line in foot if _RIGHTS.search(line.text)).casefold()
    if not rights:
        return None
    for line in head:
        if line.cells > _WIDEST or line.dated or (line.cue and line.cue.weight < 3.0):
            continue
        for name in _readings(line.text):
            if name.casefold() in rights and not _PERSONAL.search(line.text) and not _of_author(name, authors):
                return name
    return None


def _readings(text: str) -> list[str]:
    """Return the names a line of the head may give: as a whole, or up to the end of a publisher's name."""
    whole = _ENDS.sub("", text)
    short = _HAN_PUBLISHER.match(whole)
    return [name for name in (whole, short[0] if short else "") if len(name) > 2]


def _of_author(name: str, authors: Sequence[str]) -> bool:
    return any(author in name or (len(author) == 3 and author[1:] in name) for author in authors)
