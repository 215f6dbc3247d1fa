"""What clutter says, as data: phrase families per label, Chinese first, then English and others.

Whole lines (link texts, buttons) are in `words`. OPENERS are headings that begin a section of clutter. MARKS are
patterns within a line, each with its reason. All are matched on casefolded text; `bare` is the text without digits,
punctuation and symbols at its ends.
"""

import re
from functools import cache

from msgspec import Struct

from reader.clutter.marks import MARKS
from reader.clutter.patterns import Gate, gate, of_script, scripts
from reader.clutter.words import ADVERTISEMENT, COMMENTS, FOOTER, NAVIGATION, SHARE
from reader.core.article import Label


class Cue(Struct, frozen=True):
    """What a line's wording says of it.

    weight: evidence for clutter, in the units of decode.lean (a long paragraph is about 4 the other way).
    opens: it is a heading, so that the lines below it belong to its section.
    whole: it speaks for itself: hidden even alone between two paragraphs.
    """

    label: Label
    weight: float
    why: str
    opens: bool = False
    whole: bool = False


PLAIN: tuple[tuple[Label, frozenset[str], str], ...] = (
    (Label.ADVERTISEMENT, ADVERTISEMENT, "the line only names or closes an advertisement"),
    (Label.SHARE, SHARE, "a button for sharing or saving the page"),
    (Label.COMMENTS, COMMENTS, "a button of the comments"),
    (Label.FOOTER, FOOTER, "a link of the page's footer"),
    (Label.NAVIGATION, NAVIGATION, "a link or button of the site's menu"),
)
WORD_CUES = {word: Cue(label, 2.2, why) for label, words, why in reversed(PLAIN) for word in words}

OPENERS: tuple[tuple[Label, str, str], ...] = (
    (
        Label.RELATED,
        r"(?:【?(?:相关|相關|延伸|推荐|推薦|精彩|热门|熱門|更多|往期|猜你|为您|为你|大家|网友都|最新|今日|"
        r"本周|本月|本版|热点|同类|站内|编辑|频道|24小时|48小时|一周|更多)"
        r"[·\s]?(?:阅读|閱讀|推荐|推薦|文章|新闻|新聞|报道|報導|内容|內容|链接|連結|专题|资讯|资讯推荐|喜欢|"
        r"喜歡|还在问|都在看|在看|在读|回顾|精彩|热帖|热文|热点|热点新闻|热门|排行|排行榜|图片|视频|评论|"
        r"要闻|话题|标签|搜索|文章推荐|知识|产品|消费热点|标题|关注|精选|头条|阅读排行|点击排行|日志|博文|"
        r"帖子|主题|图集)(?:排行榜?|推荐|一览|\s?top\s?\d+)?】?"
        r"|精彩推荐|图片精选|热门|热帖|排行榜?|新闻排行榜?|点击排行榜?|阅读排行榜?|猜你喜欢|你可能(?:也|还|"
        r"會)?(?:感兴趣|喜欢|想看|感興趣|喜歡).{0,6}|こちらの記事も.{0,6}|この記事を読んだ.{0,12}|"
        r"함께 본.{0,8}|이 시각.{0,10}|이 기사와.{0,10}|您可能.{0,10}|也许你.{0,8}|阅读下一篇|下一篇：?|"
        r"上一篇文章.{0,8}|看了.{0,4}还看.{0,4}"
        r"|相關文章|更多文章|随机文章|近期文章|最近文章|最新文章|热门文章|热评文章|标签云?|相关标签|关键词|"
        r"関連記事|関連.{0,6}|おすすめ記事|人気記事|最近の投稿|あわせて読みたい|관련\s?기사|관련\s?뉴스|"
        r"인기\s?기사|많이 본.{0,6}|추천\s?기사"
        r"|(?:related|recommended|popular|recent|trending|featured|similar|latest|suggested|more|top|must|"
        r"editors?'?s?'?)\s"
        r"(?:posts?|articles?|stor(?:y|ies)|reads?|reading|content|news|topics|stories|links?|products?|items|"
        r"videos?|blogs?|blog posts|resources|insights|picks?|articles & resources|searches|coverage|tags|"
        r"courses|questions)"
        r"|(?:you (?:may|might) (?:also |be )?(?:like|enjoy|interested|love|find|want).{0,30})|related|"
        r"recommended(?: for you)?|trending(?: now)?|most (?:popular|read|viewed|recent|shared|"
        r"commented).{0,20}|read (?:next|also|this next|more)"
        r"|more (?:from|in|on|about|stories|to read|like this)\b.{0,40}|up next|what to read next|"
        r"keep reading|don't miss.{0,12}|in case you missed it|from (?:the|our) (?:blog|web|archives?|"
        r"around the web)"
        r"|around the web|also (?:on|in|read|see)\b.{0,24}|see also|further reading|share the story|tags?|"
        r"filed under|categories|archives|blogroll|other articles.{0,20}|explore more.{0,30}|browse.{0,30}|"
        r"next article|previous article"
        r"|latest (?:from|in|posts)\b.{0,20}|recent comments|recently viewed|people also .{0,20}|"
        r"customers also .{0,20}|post navigation|(?:weitere|ähnliche|verwandte|das könnte|mehr (?:zum|aus)|"
        r"meistgelesen).{0,40}"
        r"|(?:à lire aussi|articles? (?:similaires|liés|récents)|sur le même sujet|lire aussi).{0,20}|"
        r"(?:artículos? relacionad|noticias relacionad|te puede interesar|lee también|más leíd).{0,20}|"
        r"artikel (?:terkait|lainnya)|baca juga)",
        "a heading for other articles",
    ),
    (
        Label.COMMENTS,
        r"(?:(?:网友|最新|热门|热点|全部|精彩|精选|发表|文章|用户|读者|我要|我来|参与|查看)?(?:评论|留言|跟贴|"
        r"跟帖|热评|回复|回帖|點評|点评)(?:区|列表|排行|专区|条|\s?[(（]?\s?\d*\s?[)）]?\s?条?|"
        r"[(（].{0,8}[)）])"
        r"|(?:您|你)?(?:需要|必须|请先)登录后?(?:才可以|才能|方可|后)?.{0,8}|还没有评论.{0,6}|暂无评论|"
        r"(?:\d+\s?)?(?:則|条|條)?\s?(?:留言|迴響|回應|評論)(?:討論|區|列表)?(?:[(（].{0,6}[)）])?|"
        r"コメント.{0,8}|댓글.{0,8}|독자.{0,6}|what people are saying|文明上网.{0,12}|发表(?:回复|评论|看法|"
        r"您的评论)|说点什么.{0,4}|迴響|発表|コメント(?:を残す|一覧|する)?|댓글|의견"
        r"|(?:leave|post|add|write|submit) (?:a |your |an? )?(?:comment|reply|response|review|"
        r"thought)s?.{0,24}|(?:\d[\d,]* )?(?:comments?|responses?|replies|thoughts on|discussion)\b.{0,40}|"
        r"join the (?:conversation|discussion).{0,40}"
        r"|view (?:all )?(?:\d+ )?comments|show comments|reader comments|what do you think\??|have your say|"
        r"your email address will not be published.{0,60}|kommentare?.{0,20}|schreibe einen kommentar.{0,20}|"
        r"commentaires?.{0,12}"
        r"|laisser un commentaire|comentarios?.{0,12}|deja (?:un|una) .{0,20}|tinggalkan (?:komentar|"
        r"balasan).{0,12}|(?:you must|please) (?:be logged in|log ?in|sign ?in|register) to .{0,40})",
        "a heading of the comments",
    ),
    (
        Label.FOOTER,
        r"(?:友情链接|合作媒体|合作伙伴|网站导航|快速导航|关注我们|关于我们|联系我们|about the authors?|"
        r"about (?:us|the company|this (?:site|blog)|our company)|meet the author|written by:?|author bio|"
        r"author|our partners|follow us.{0,24}"
        r"|connect with us|get in touch|contact (?:us|info|information)|quick links|useful links|company|"
        r"resources|stay (?:connected|in touch|up to date|informed).{0,30}|über (?:den autor|die autorin|uns)|"
        r"à propos de .{0,30}"
        r"|recent posts|作者简介|作者介绍|関連リンク|このブログの.{0,8})",
        "a heading of the page's footer",
    ),
    (
        Label.NAVIGATION,
        (
            r"(?:本文目录|文章目录|本页目录|目录|目錄|目次.{0,6}|もくじ|table of contents|contents|"
            r"in this (?:article|guide|post|story)|on this page|jump to section|inhaltsverzeichnis|sommaire|"
            r"índice|목차)"
        ),
        "a list of the page's own headings",
    ),
    (
        Label.ADVERTISEMENT,
        r"(?:sign up (?:for|to|now|today)\b.{0,60}|subscribe (?:to|for|now|today|via)\b.{0,60}|(?:join|"
        r"get) (?:our|the) (?:newsletter|mailing list|community).{0,40}|newsletter(?: sign ?-?up)?|get (?:our|"
        r"the) (?:latest|best|free)\b.{0,60}"
        r"|free (?:newsletter|consultation|trial|download|quote|ebook)\b.{0,30}|ready to (?:get started|start|"
        r"learn|see|take|try)\b.{0,60}|(?:schedule|book|request|get|start) (?:a|an|your|my) (?:free |"
        r"personalized |custom )?(?:demo|consultation|call|quote|trial|appointment|meeting|estimate|"
        r"tour)\b.{0,30}"
        r"|enjoy(?:ed|ing)? this (?:article|post|story)\b.{0,40}|download (?:our|the|your)\b.{0,60}|"
        r"we value your privacy|get started (?:today|now|for free).{0,20}|limited[- ]time offer.{0,20}|"
        r"special offer.{0,20})",
        "a request to sign up or buy",
    ),
)


_OPENER_CUES = [Cue(label, 3.0, why, opens=True) for label, _, why in OPENERS]
_MARK_CUES = [Cue(label, weight, why, whole=whole) for _, label, weight, whole, why in MARKS]
_CORE = re.compile(r"[^\W\d_](?:.*[^\W\d_])?", re.DOTALL)  # from the first letter to the last
_LONGEST_WORD = 48
_LONGEST_OPENER = 80


def bare(text: str) -> str:
    """Return `text` casefolded, without digits, punctuation and symbols at its ends."""
    return _core(text.casefold())


def word_cue(word: str) -> Cue | None:
    """Return what the whole line `word` (bare) is, None if it is no known link or button."""
    return WORD_CUES.get(word)


def cue_of(text: str) -> Cue | None:
    """Return what the wording of the line `text` (stripped, of bounded length) says of it, None for nothing."""
    folded = text.casefold()
    families = scripts(folded)
    if len(folded) <= _LONGEST_OPENER:
        core = _core(folded)
        for whole in (core, folded) if core != folded else (core,):
            for wide in families:
                if opener := _openers(wide).match(whole):
                    return _OPENER_CUES[int((opener.lastgroup or "c0")[1:])]
        word = WORD_CUES.get(core) if len(core) <= _LONGEST_WORD else None
        if word:
            return word
    for wide in families:
        if mark := _mark(folded, wide):
            return _MARK_CUES[int((mark.lastgroup or "c0")[1:])]
    return None


def _core(folded: str) -> str:
    found = _CORE.search(folded)
    return found[0] if found else ""


def _mark(folded: str, wide: bool) -> re.Match[str] | None:
    """Return the first mark in a line; few lines have one, which the gate tells ten times as fast."""
    return _marks(wide).search(folded) if _marks_gate(wide).opens(folded) else None


@cache
def _openers(wide: bool) -> re.Pattern[str]:
    return of_script([pattern for _, pattern, _ in OPENERS], wide, "$")


@cache
def _marks(wide: bool) -> re.Pattern[str]:
    return of_script([mark[0] for mark in MARKS], wide, "")


@cache
def _marks_gate(wide: bool) -> Gate:
    return gate([mark[0] for mark in MARKS], wide)
