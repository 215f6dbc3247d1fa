"""Finding articles by the title another page gives them."""

import pytest

from reader.core.titles import LEAST, Titles

TITLES = Titles(
    [
        ("a", "潮汐发电站：第一度电，点亮了小岛"),
        ("b", "The Café at the End"),
        ("c", "潮汐发电站：第一度电，照亮了渔港"),
        ("d", "…"),
    ]
)


@pytest.mark.parametrize(
    ("title", "ids"),
    [
        ("潮汐发电站:第一度电 点亮了小岛", ("a",)),
        ("ＴＨＥ café  at the end!", ("b",)),
        ("潮汐发电站：第一度电，点亮…", ("a",)),
        ("潮汐发电站：第一度电，...", ()),
        ("潮汐发电站：第一度电，点亮", ()),
        ("潮汐…", ()),
        ("…", ()),
        ("", ()),
    ],
)
def test_spelling_does_not_matter_and_a_title_may_be_cut_off(title: str, ids: tuple[str, ...]) -> None:
    assert TITLES.find(title) == ids


def test_a_title_that_was_cut_off_itself_is_found_by_the_whole_one() -> None:
    cut = Titles([("a", "潮汐发电站：第一度电点亮…")])
    assert cut.find("潮汐发电站：第一度电，点亮了小岛") == ("a",)
    assert cut.find("潮汐发电站：第一度电，照亮了渔港") == ()


def test_several_articles_may_have_one_title() -> None:
    grown = Titles([("e", "the cafe at the end"), ("f", "The Café at the End…")], also=TITLES)
    assert grown.find("The café at the end") == ("b", "f")
    assert TITLES.find("The café at the end") == ("b",)
    assert len("thecaféattheend") >= LEAST
