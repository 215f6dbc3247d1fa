"""The parts of the labeller: language, phrases, lists, titles."""

import pytest

from reader.clutter.language import detect_language
from reader.clutter.lines import read_lines
from reader.clutter.phrases import cue_of
from reader.clutter.rhythm import find_rhythms, is_meta
from reader.core.article import Block, Label


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("这个城市的人们说，他们还没有见过这样的雪。", "zh-Hans"),
        ("這個城市的人們說，他們還沒有見過這樣的雪。", "zh-Hant"),
        ("この町の人は、こんな雪を見たことがないと言う。", "ja"),
        ("이 도시 사람들은 이런 눈을 본 적이 없다고 한다.", "ko"),
        ("The people of the town say that they have not seen snow like this.", "en"),
        ("Die Leute in der Stadt sagen, dass sie so etwas nicht gesehen haben.", "de"),
        ("Les gens de la ville disent que la neige est une fête pour tous.", "fr"),
        ("Люди в городе говорят, что такого снега не было.", "ru"),
        ("12345 67890", "und"),
        ("", "und"),
    ],
)
def test_the_language_is_told_by_script_and_common_words(text: str, language: str) -> None:
    assert detect_language([text]) == language


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("关闭广告", Label.ADVERTISEMENT),
        ("相关阅读", Label.RELATED),
        ("You may also like", Label.RELATED),
        ("Comments (3)", Label.COMMENTS),
        ("评论（4）", Label.COMMENTS),
        ("首页 > 新闻 > 正文", Label.NAVIGATION),
        ("分享到：", Label.SHARE),
        ("© 2026 Harbour Post", Label.FOOTER),
        ("某ICP备00000000号-1", Label.FOOTER),
        ("版权声明：本文不代表本站立场", Label.DISCLAIMER),
    ],
)
def test_phrases_tell_their_label(text: str, label: Label) -> None:
    cue = cue_of(text)
    assert cue is not None
    assert cue.label is label
    assert cue.why


@pytest.mark.parametrize(
    "text", ["她把伞收起来，走进了图书馆。", "The comments she made were kind.", "share of the catch"]
)
def test_sentences_are_no_cues(text: str) -> None:
    assert cue_of(text) is None


def test_a_list_has_a_rhythm_and_an_article_has_none() -> None:
    items = [
        text for day in range(1, 6) for text in (f"第{day}天的渔港见闻和几件小事", f"海角网 浏览 {day}1 0{day}-12")
    ]
    lines = read_lines(
        [
            Block(text=text)
            for text in [
                "雾很大，船都没有出港。",
                *items,
                "明天再说。明天也许雾就散了，也许还要再等上三天，谁也说不准；等吧，码头上的老人都这么说，没有人着急，也没有人真的走开。他们把网补完，又从头检查了一遍，像在读一封很长的信，读完了再折起来，放回口袋里，然后抬头看看天，看看海，再看看彼此，谁也没有说话。码头很安静，只有绳子轻轻地响着，一声，又一声，又一声。",
            ]
        ]
    )
    (rhythm,) = find_rhythms(lines, [is_meta(line) for line in lines])
    assert (rhythm.start, rhythm.stop, rhythm.period) == (1, 11, 2)
