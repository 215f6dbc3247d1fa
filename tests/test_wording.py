"""The words the program speaks."""

import pytest

from reader.wording import language_of, speak, tr


@pytest.fixture(autouse=True)
def english_again() -> object:
    yield
    speak("en")


def test_messages_are_english_until_another_language_is_spoken() -> None:
    message = "Too small: {columns}×{lines} cells at least"
    assert tr(message, columns=24, lines=6) == "Too small: 24×6 cells at least"
    speak("zh")
    assert tr(message, columns=24, lines=6) == "窗口太小：至少要 24×6 格"


def test_what_no_table_has_is_said_in_english_and_braces_without_values_stay() -> None:
    speak("zh")
    assert tr("no such message") == "no such message"
    assert tr("{not a field}") == "{not a field}"


@pytest.mark.parametrize(
    ("environment", "chosen", "spoken"),
    [
        ({}, "auto", "en"),
        ({"LANG": "zh_CN.UTF-8"}, "auto", "zh"),
        ({"LANG": "zh_TW.Big5"}, "auto", "zh"),
        ({"LANG": "zh_CN.UTF-8", "LC_MESSAGES": "de_DE.UTF-8"}, "auto", "en"),
        ({"LANG": "en_GB.UTF-8", "LC_ALL": "zh"}, "auto", "zh"),
        ({"LANG": "C.UTF-8"}, "zh", "zh"),
        ({"LANG": "zh_CN.UTF-8"}, "en", "en"),
        ({"LANG": "zh_CN.UTF-8", "LC_ALL": ""}, "auto", "zh"),
    ],
)
def test_the_language_is_the_one_chosen_else_that_of_the_locale(
    environment: dict[str, str], chosen: str, spoken: str
) -> None:
    assert language_of(environment, chosen) == spoken
