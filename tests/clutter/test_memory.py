"""What other pages say of a line is evidence, and never more than that."""

from collections.abc import Sequence
from datetime import UTC, datetime

from hypothesis import given, settings
from hypothesis import strategies as st

from reader.clutter import label
from reader.core.article import Block, Body, Draft, Label
from reader.core.sources import Hint, Source

NOON = datetime(2026, 11, 1, 12, tzinfo=UTC)
LONG = "渡口的老船工说，这条河三十年没有结过冰了，去年冬天却结了薄薄的一层，孩子们都跑来看。" * 5
PROSE = "窗外的雨下了一夜，早上起来院子里全是落叶，扫了半天也没有扫完。"
FOOT = "版权所有 © 2026 江风网"


class Always:
    """A memory in which every other page has every line but those that are `own`."""

    def __init__(self, *own: str) -> None:
        self.own = own

    def hints(self, source: Source, texts: Sequence[str]) -> list[Hint]:
        return [Hint(0.0 if text in self.own else 1.0) for text in texts]


def labelled(lines: Sequence[str], *own: str) -> tuple[Body, Body]:
    """Return the body of a page as it is alone, and with the memory."""
    draft = Draft(name="a", original=b"", blocks=tuple(Block(text=line) for line in (*lines, FOOT)))
    return label(draft, now=NOON).body, label(draft, now=NOON, memory=Always(*own)).body


def shown(body: Body) -> set[int]:
    return {index for part in body.sections if not part.label.is_clutter for index in range(part.start, part.stop)}


def test_a_sentence_that_every_page_has_is_hidden() -> None:
    alone, with_memory = labelled(["江上的灯", LONG, LONG + "完。", PROSE], LONG, LONG + "完。")
    assert 3 in shown(alone)
    assert 3 not in shown(with_memory)
    assert {1, 2} <= shown(with_memory)


def test_other_captures_of_the_same_article_hide_nothing_of_it() -> None:
    alone, with_memory = labelled(["江上的灯", PROSE, PROSE + "后来呢？"])
    assert {1, 2} <= shown(alone)
    assert shown(with_memory) == shown(alone)


PARAGRAPHS = st.lists(
    st.sampled_from([LONG, LONG + "后来呢？", PROSE, "首页", "登录", "相关阅读", "分享到"]), max_size=12
)


@given(PARAGRAPHS)
@settings(max_examples=40, deadline=None)
def test_recurrence_alone_never_hides_a_long_paragraph(lines: list[str]) -> None:
    alone, with_memory = labelled(lines)
    kept = {index for index, line in enumerate(lines) if line.startswith(LONG)}
    assert shown(alone) & kept <= shown(with_memory)


@given(PARAGRAPHS)
@settings(max_examples=40, deadline=None)
def test_prose_of_this_page_alone_is_never_lost_for_its_neighbours(lines: list[str]) -> None:
    alone, with_memory = labelled(lines, PROSE)
    own = {index for index, line in enumerate(lines) if line == PROSE}
    assert shown(alone) & own <= shown(with_memory)


def test_a_page_without_a_source_is_not_asked_about() -> None:
    draft = Draft(name="a", original=b"", blocks=tuple(Block(text=line) for line in (LONG, PROSE)))
    assert label(draft, now=NOON, memory=Always()).body == label(draft, now=NOON).body
    assert Label.CONTENT in {part.label for part in label(draft, now=NOON).body.sections}
