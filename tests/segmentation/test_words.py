"""Words are what a reader would step over: Latin ones whole, Chinese ones as a dictionary has them."""

import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.core.clusters import starts_cluster
from reader.segmentation import chinese
from reader.segmentation.words import Cuts, is_chinese, words

MIXED = st.text("潮汐发电站の天気はカメラ。，“” ab.'3-é\u0301👩‍👧🇨🇳葛\U000e0100", max_size=40)


def parted(text: str, cuts: Cuts | None = None) -> list[str]:
    return [text[start:stop] for start, stop in words(text, cuts)]


def cut(text: str) -> list[str]:
    cuts = chinese.cuts_of([text])
    assert cuts is not None
    return parted(text, cuts[0])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Don't pay $3.14 for 24,000 co-ops.", ["Don't", "pay", "3.14", "for", "24,000", "co", "ops"]),
        ("naïve cafe\u0301s", ["naïve", "cafe\u0301s"]),
        ("潮汐 ok", ["潮", "汐", "ok"]),
        ("公園を散歩しました。カメラも", ["公園を", "散歩しました", "カメラも"]),
        ("……", []),
    ],
)
def test_words_without_a_dictionary(text: str, expected: list[str]) -> None:
    assert parted(text) == expected


def test_a_dictionary_tells_chinese_words() -> None:
    assert cut("南京市长江大桥于1968年建成，研究人员用Claude 3.5发现。") == [
        "南京市", "长江大桥", "于", "1968", "年", "建成", "研究", "人员", "用", "Claude", "3.5", "发现",
    ]  # fmt: skip


def test_the_dictionary_is_only_for_texts_without_kana() -> None:
    assert is_chinese("他用 iPhone")
    assert not is_chinese("彼は走る")
    assert not is_chinese("plain")


@given(MIXED, st.lists(st.integers(0, 50)))
@settings(max_examples=200, deadline=None)
def test_words_split_no_character_and_leave_out_only_marks(text: str, cuts: list[int]) -> None:
    end = 0
    for start, stop in words(text, sorted(cuts)):
        assert end <= start < stop
        assert not any(character.isalnum() for character in text[end:start])
        assert starts_cluster(text, stop)
        end = stop
    assert not any(character.isalnum() for character in text[end:])


def test_nothing_of_the_folder_at_hand_is_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "rjieba.py").write_text("raise SystemExit(3)")
    monkeypatch.chdir(tmp_path)
    assert chinese.cuts_of(["潮汐"]) == [[2]]


def test_without_an_answer_nothing_is_known(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", "/nowhere")
    assert chinese.cuts_of(["潮汐"]) is None


def test_the_dictionary_is_not_loaded_by_the_program_itself() -> None:
    script = "import sys; from reader.segmentation.chinese import cuts_of; cuts_of(['潮']); print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert "rjieba" not in done.stdout.split()
