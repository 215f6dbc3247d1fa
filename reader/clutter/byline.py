"""Who published a page, who wrote it, when, and how often it was read: lines above or below the title."""

import re
from collections.abc import Sequence
from datetime import datetime

from msgspec import Struct
from msgspec.structs import replace

from reader.clutter.lines import Line
from reader.clutter.patterns import led
from reader.clutter.publisher import is_publisher
from reader.core.article import Byline, Precision
from reader.core.dates import TimeFound, find_times

_LONGEST = 200  # characters of a line that may be a byline
_CREDIT = 40  # characters of a line that is a credit from its label to its end
_STOP = (
    r"(?=\s{2,}|[\s　]+\S{1,12}[:：]|[|｜│•·/()（）【】\[\]<>]|[\s　]*(?:19|20)\d\d[-/.年]|"
    r"[\s　](?:发表评论|查看评论|举报|字号|浏览|阅读|点击|评论|访问|网络编辑|责任编辑|编辑)|$)"
)
# What a line must hold for the longer patterns to be worth a look.
_LABELLED = re.compile(led(":：|｜丨/来來Ss", r"[:：|｜丨/]|[来來]源|[Ss](?:ource|OURCE)"))
_REPORTED = re.compile(r"[记記]者|通讯员|楼主|기자|특파원")
_SOURCE = re.compile(
    led(
        "本稿文信新消内原资图来來出转s출q",
        r"(?<![片图频表据])(?:(?:本文|稿件|文章|信息|新闻|消息|内容|原文|资料|图文)?(?:来源|來源|出处|出處|"
        r"转自|转载自)(?:于|自)?|来\s源|source|出典|quelle|출처)(?:\s?[:：]\s{0,3}|"
        r"(?=[A-Za-z]{3}))(?P<name>\S.{0,40}?)" + _STOP,
    ),
    re.IGNORECASE,
)
_AUTHOR = re.compile(
    led(
        "文撰作采原署本特见实记記筆執著aw",
        r"(?:(?<![\u4e00-\u9fff])(?:文|撰文|文字|作\s{0,2}者|撰稿|采写|原创作者|署名)|"
        r"(?<![\u4e00-\u9fff])(?:本报|本刊|特约|见习|实习)?[记記]者|筆者|執筆|著者|author|autor|auteur|"
        r"written by)\s?[:：|｜/]\s{0,3}(?P<name>\S.{0,60}?)"
        r"(?=\s{2,}|　|[\s]+\S{1,12}[:：]|\s(?:图|圖|摄影|攝影)\s?[/／]|"
        r"[|｜│•·()（）【】\[\]<>]|[\s　]*(?:19|20)\d\d[-/.年]|"
        r"[\s　](?:发表|浏览|阅读|点击)|$)",
    ),
    re.IGNORECASE,
)
_BY = re.compile(
    led(
        "pwstrcbvdo",
        r"(?:(?:posted|written|published|story|words|text|reviewed|created|submitted)\s)?(?:by|von|par|por|"
        r"di|oleh|door)\s?[:：]?\s+"
        r"(?P<name>[^\W\d_][\w.'’\-]*(?:\s(?!(?:on|at|am|le|el|publiziert|veröffentlicht|publié|publicado|updated|posted|published|in|is|was|has)\b)[\w.'’\-&]+|"
        r",\s(?=[A-Z][\w.'’-]+\s[A-Z][\w.'’-]+(?:\s|$|,))|\sand\s){0,8})",
    ),
    re.IGNORECASE,
)
_POSTED_BY = re.compile(
    r"\b(?:[Bb]y|von)[\s　](?P<name>[A-Z][\w.'’\-]+(?:\s[A-Z][\w.'’\-]+){0,3}|[\w\-]{2,20}(?=[\s　]{2}|　|$))"
)
_REPORTER = re.compile(
    r"(?:^|[\s　／/|｜・(（\[［=])(?:"
    r"(?:本报|本刊|本報|特约|見習|见习|实习)?(?:记者|記者|通讯员)[\s　]?"
    r"(?P<name>[\u4e00-\u9fff]{2,4}(?:[\s　、][\u4e00-\u9fff]{2,4}){0,3})(?![\u4e00-\u9fff])|"
    r"楼主[\s　]+(?P<poster>\S{2,20})|(?P<korean>[\uac00-\ud7a3]{2,4})\s(?:기자|특파원))(?=$|[\s　／/|｜・)）\]］])"
)
_VIEWS = re.compile(
    led(
        r"\d浏瀏阅閱播点查访人閲조vrh",
        r"(?:浏览(?:次数|量|数)?|瀏覽|阅读(?:次数|量|数)?|閱讀|播放(?:次数|量|数)?|点击(?:次数|量|数)?|点击率|查看(?:次数)?|"
        r"访问(?:次数|量)?|人气|人氣|閲覧数|조회수?|views?|reads?|"
        r"viewed|hits)\s?[:：]?\s?[(（]?(?P<a>\d[\d,]{0,12}(?:\.\d{1,2}(?=\s?[万萬kw]))?)(?!\d|[-/年:.]\d)"
        r"(?:\s?(?P<scale>万|萬|[kw]\b))?"
        r"|(?P<b>\d[\d,]{0,12}(?:\.\d{1,2})?)\s?(?P<unit>万|萬|k|w)?\s?(?:人(?:次)?(?:阅读|浏览|看过|已读|參與|围观)|"
        r"次(?:阅读|浏览|点击|查看|播放)|阅读|播放|浏览|閱讀|(?:page\s?)?views?\b|reads?\b)",
    ),
    re.IGNORECASE,
)
_SCALES = {"万": 10_000, "萬": 10_000, "w": 10_000, "k": 1000}
_EDITOR = re.compile(
    r"(?:责任编辑|责编|责任校对|编辑|編輯|审校|审核|校对|网络编辑|值班编辑|排版|监制|供稿|摄影|执笔人|"
    r"作者单位|采写|文字|纠错)\s?[:：丨|/]|^(?:本报|本刊|.{2,6}日报|.{2,6}晚报)?(?:见习|"
    r"特约)?(?:记者|通讯员)\s\S{2,12}(?:\s\S{2,6}){0,3}$"
)
_EDITED = re.compile(
    led(
        "erfmtpaluodw",
        r"(?:edited|reported|reporting|fact[- ]checked|medically reviewed|reviewed|tested|photographs?|"
        r"photos?|additional reporting|last (?:updated|modified|reviewed)|updated|published|posted|"
        r"first published|originally published|modified|date|written)\b.{0,8}(?:by|on|:|at|\d|[A-Z])",
    ),
    re.IGNORECASE,
)
_PUBLISHED = re.compile(
    r"published|posted|publiziert|veröffentlicht|publié|publicado|发布|發布|發佈|发表|發表|首发|创建|投稿|公開|입력|등록",
    re.IGNORECASE,
)
_UPDATED = re.compile(
    r"updated|modified|revised|edited|reviewed|aktualisiert|geändert|mis à jour|actualizado|更新|修改|修订|编辑于|수정",
    re.IGNORECASE,
)
WORDS = re.compile(  # those of one first letter together: so few are tried at any place of a text
    led(
        "来來作发發更时時日記记编浏阅点原上下楼回分约读关举稿投公입수등승기조",
        r"来源|來源|作者|发布于|发表于|更新于|发布|發布|发表|時間|时间|日期|记者|编辑|浏览|阅读|点击|原创|上午|下午|"
        r"楼主|回复|分类|分鐘|约|读完|关注|举报|稿件|投稿日|更新日|公開日|更新|公開|投稿|입력|수정|등록|승인|기자|조회",
    )
    + r"|p(?:osted|ublished|m|ubliziert|hotographs?|hotos|ublié|ublicado|st)|updated|utc|last|le|by|bst|on|"
    r"a(?:t|sked|m)|m(?:in(?:ute)?s?\sread|on(?:day)?)|read|v(?:iews?|iewed|eröffentlicht|on)|w(?:ritten|ed(?:nesday)?)|"
    r"comments?|date|t(?:ime|imes|ue(?:sday)?|hu(?:rsday)?)|e(?:l|dt|st|t)|gmt|ist|fri(?:day)?|s(?:at(?:urday)?|un(?:day)?)",
    re.IGNORECASE,
)
_NOT_A_NAME = re.compile(r"https?:|www\.|\.(?:com|cn|org|net)\b|^[\W\d_]*$|[。！？]")
_NO_NAMES = frozenset(
    [
        "转载",
        "转载文章",
        "网络",
        "互联网",
        "网络整理",
        "未知",
        "佚名",
        "综合",
        "admin",
        "administrator",
        "编辑部",
        "匿名",
    ]
)
_YEAR = re.compile(r"(?:19|20)\d\d\D+\d+\D+\d|[A-Za-z]{3,9}\W+(?:\d{1,2},?\s)?(?:19|20)\d\d|令和|平成")
_BARS = re.compile(r"[\s　]*[　|｜│•·／\[\]【】,，]+[\s　]*|\s{2,}")
_NO_PUBLISHER = re.compile(r"[:：]|发布|发表|时间|日期|更新|评论|阅读|浏览|星期|楼|来源|\d\s?[人次]|字号|\d{3}")
_TRIMMED = " \t　:：|｜│·•-–—,，/()（）[]【】<>«»"
_HAN = re.compile(r"[\u3400-\u9fff\u3040-\u30ff]")
_NAME_SEPARATORS = re.compile(r"\s*(?:、|，|,|；|;|/|\band\b|&|　|\s(?=[\u4e00-\u9fff]{2,4}(?:\s|$)))\s*")
_ROLE = re.compile(
    r"^(?:记者|通讯员|本报记者|特约记者|见习记者)\s*|\s*(?:/文|报道|/摄)$|(?<=[a-z])(?:Published|Updated|Posted|Last)\b.*$"
)


class BylineLine(Struct, frozen=True):
    """What one line says of the article, and how much of the line that is (0..1).

    names: what stands beside the time without a label, nearest first: a publisher, an author, a category.
    before: whether the first of them stands before the time.
    updated: the time is only when the article was last changed.
    """

    byline: Byline
    share: float
    names: tuple[str, ...] = ()
    before: bool = False
    updated: bool = False


def read_byline(line: Line, now: datetime) -> BylineLine | None:
    """Return what `line` says of the article; None when it is no byline.

    now: what relative times are relative to.
    """
    if line.cells > _LONGEST or (line.stops > 1 and line.cells > 100):
        return None
    text = line.text
    labelled, latin = bool(_LABELLED.search(text)), text.isascii()
    source, author = (_SOURCE.search(text), _AUTHOR.search(text)) if labelled else (None, None)
    reported = not latin and bool(_REPORTED.search(text))
    reporter = _REPORTER.search(text) if reported and not author and not line.prose else None
    by = None if author else _BY.match(text)
    times = find_times(text, now) if line.digits or line.dated or "〇" in text else []
    views = find_views(text, times) if line.digits else None
    editor = _EDITED.match(text) or (_EDITOR.search(text) if reported or (labelled and not latin) else None)
    if not (source or author or reporter or by or times or views or editor):
        return None
    time, updated = _published(text, times)
    named = _name(source["name"]) if source else None
    authors = _authors(author["name"]) if author else _reporters(reporter) or _by(text, by, time)
    names: tuple[str, ...] = ()
    before = False
    if time and not by and not line.stops and _YEAR.search(text, time.start, time.stop):
        names, before = _unlabelled(text, times, reporter)
        if not named and names and is_publisher(names[0]):
            named, names = names[0], names[1:]
    byline = Byline(
        source=named,
        authors=authors,
        published=time.when if time else None,
        precision=time.precision if time else None,
        views=views[1] if views else None,
    )
    share = _share(text, times, views, (source, author, reporter, by, editor))
    return BylineLine(byline, share, names, before, updated)


def _published(text: str, times: Sequence[TimeFound]) -> tuple[TimeFound | None, bool]:
    """Return when a line says the article was published, and whether that is only when it was last changed.

    The time that "published" stands before, else the first one that no "updated" stands before.
    """
    dated = [time for time in times if time.precision is not Precision.YEAR]
    stops = [0, *(time.stop for time in times)]
    labels = [text[max(stop for stop in stops if stop <= time.start) : time.start] for time in dated]
    plain = [time for time, label in zip(dated, labels, strict=True) if not _UPDATED.search(label)]
    first = [time for time, label in zip(dated, labels, strict=True) if _PUBLISHED.search(label)]
    best = next(iter(first or plain or dated), None)
    return best, best is not None and best not in first and best not in plain


def _reporters(match: re.Match[str] | None) -> tuple[str, ...]:
    """Return the names in "记者 张三 李四", "楼主 张三" or "한서윤 기자"."""
    return _authors(match["name"] or match["poster"] or match["korean"]) if match else ()


def _by(text: str, by: re.Match[str] | None, time: TimeFound | None) -> tuple[str, ...]:
    """Return the names after "By"; also in "March 3, 2026 by Jane Doe"."""
    posted = _POSTED_BY.search(text) if by is None and time else None
    found = by or posted
    if found is None:
        return ()
    name = found["name"]
    if time and time.start < found.end("name") and time.stop > found.start("name"):
        name = text[found.start("name") : max(found.start("name"), time.start)]
    return _authors(name) if posted or name[:1].isupper() or not name.isascii() else ()


def _authors(text: str) -> tuple[str, ...]:
    names = (_ROLE.sub("", name.strip(_TRIMMED)) for name in _NAME_SEPARATORS.split(text))
    return tuple(name for name in names if _is_name(name))


def _is_name(name: str) -> bool:
    return 1 < len(name) <= 40 and name.lower() not in _NO_NAMES and not _NOT_A_NAME.search(name)


def _name(text: str) -> str | None:
    """Return the publisher's name, None if `text` is no name."""
    name = text.strip(_TRIMMED)
    if _HAN.search(name):  # publishers' names in Chinese and Japanese hold no blanks
        name = re.split(r"\s", name, maxsplit=1)[0].strip(_TRIMMED)
    return name if _is_name(name) else None


def find_views(text: str, times: Sequence[TimeFound]) -> tuple[tuple[int, int], int] | None:
    """Return the span and number of views; digits that a time took belong to the time."""
    start = 0
    while match := _VIEWS.search(text, start):
        first, last = match.span()
        number = match["a"] or match["b"]
        taken = [time for time in times if time.start < match.end() and time.stop > match.start()]
        if not taken:
            scale = _SCALES.get((match["unit"] or match["scale"] or "").lower(), 1)
            return (first, last), round(float(number.replace(",", "")) * scale)
        if match["b"] and taken[-1].stop < match.end("b"):  # 12:00:0153人阅读
            return (taken[-1].stop, last), int(
                "".join(filter(str.isdecimal, text[taken[-1].stop : match.end("b")])) or 0
            )
        start = taken[-1].stop  # in "02-24 浏览 53" the count follows the word
    return None


def _unlabelled(text: str, times: Sequence[TimeFound], reporter: re.Match[str] | None) -> tuple[tuple[str, ...], bool]:
    """Return the names beside the time without a label, and whether the first stands before it.

    "某某网 2026-02-24 12:00" names one before it; publishers come first, then those nearest the time.
    """
    before, after = text[: times[0].start], text[times[0].stop :]
    if len(before) > 60:
        return (), False
    taken = reporter[0] if reporter else ""
    sides = [_names(before, taken)[::-1], _names(after, taken)]
    names = [name for side in sides for name in side]
    names.sort(key=lambda name: not is_publisher(name))
    return tuple(names), bool(names) and names[0] in sides[0]


def _names(text: str, taken: str) -> list[str]:
    """Return the pieces of `text` that may be names; those in `taken` are read already."""
    found: list[str] = []
    for piece in _BARS.split(text):
        parts = re.split(r"\s", piece) if _HAN.search(piece) else [piece]  # names in wide scripts hold no blanks
        for part in parts:
            name = part.strip(_TRIMMED)
            words = name.split()
            if (
                2 <= len(name) <= 40
                and len(words) <= 5
                and not all(map(WORDS.fullmatch, words))
                and _is_name(name)
                and not _NO_PUBLISHER.search(name)
                and name not in taken
                and (_HAN.match(name) or name[0].isupper() or "\uac00" <= name[0] <= "\ud7a3")
            ):
                found.append(name)
    return found


def _share(
    text: str,
    times: Sequence[TimeFound],
    views: tuple[tuple[int, int], int] | None,
    matches: Sequence[re.Match[str] | None],
) -> float:
    """Return which share of the line's characters are date, names and words of bylines.

    matches: of the labels and names found, the editor's last.
    """
    letters = sum(map(str.isalnum, text))
    left = list(text)
    spans = [(time.start, time.stop) for time in times] + [match.span() for match in matches if match]
    spans += [views[0]] if views else []
    spans += [match.span() for match in WORDS.finditer(text)]
    if matches[-1] and len(text) <= _CREDIT and re.search(r"[:：丨|/]|by$", matches[-1][0], re.IGNORECASE):
        spans.append((matches[-1].start(), len(text)))
    for start, stop in spans:
        left[start:stop] = " " * (stop - start)
    return (letters - sum(map(str.isalnum, left))) / letters if letters else 0.0


def merge(first: Byline, second: Byline) -> Byline:
    """Return `first` with what it leaves open taken from `second`; a time keeps its own precision."""
    dated = first if first.published is not None else second
    return replace(
        first,
        source=first.source or second.source,
        authors=first.authors or second.authors,
        published=dated.published,
        precision=dated.precision,
        views=first.views if first.views is not None else second.views,
    )
