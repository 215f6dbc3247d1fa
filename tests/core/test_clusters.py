"""No range of text may begin or end within what people take for one character."""

import pytest

from reader.core.clusters import cluster_start, cluster_stop, starts_cluster


@pytest.mark.parametrize(
    "cluster",
    ["a", "国", "e\u0301", "👩‍👩‍👧", "👍🏽", "🇨🇳", "✈\ufe0f", "각", "ｶﾞ", "\r\n", "क्ष", "1\ufe0f\u20e3"],
)
def test_what_people_take_for_one_character_is_never_split(cluster: str) -> None:
    text = f"文{cluster}字"
    for at in range(1, 1 + len(cluster)):
        assert starts_cluster(text, at) is (at == 1), at
    assert starts_cluster(text, 1 + len(cluster))
    for inside in range(2, 1 + len(cluster)):
        assert cluster_start(text, inside) == 1
        assert cluster_stop(text, inside) == 1 + len(cluster)


def test_flags_come_in_pairs() -> None:
    assert [at for at in range(7) if starts_cluster("🇨🇳🇯🇵🇫🇷", at)] == [0, 2, 4, 6]


def test_a_text_starts_and_stops_between_clusters_whatever_it_holds() -> None:
    assert starts_cluster("\u0301a", 0)
    assert starts_cluster("a\u0301", 2)
    assert starts_cluster("", 0)
