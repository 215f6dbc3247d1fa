"""Pictures of what people who see, speak or type differently meet."""

import pytest

from tests.ui.conftest import Photo, app_over

SMALL = (80, 24)
TO_THE_TIDE = ("j", "j", "j", "l")


@pytest.mark.parametrize("theme", ["reader-contrast-dark", "reader-contrast-light"])
@pytest.mark.parametrize(
    "keys",
    [("b", "v"), (*TO_THE_TIDE, "/", "text:潮汐", "enter", "n"), ("/", "text:is:"), ("?",), (":", "text:book")],
    ids=["list", "found", "search", "keys", "palette"],
)
def test_high_contrast(photo: Photo, theme: str, keys: tuple[str, ...]) -> None:
    assert photo(app_over("sample", theme), *keys, size=SMALL)


@pytest.mark.parametrize(
    "keys",
    [
        ("v",),
        (*TO_THE_TIDE, "/", "text:潮汐", "enter", "n"),
        (*TO_THE_TIDE, *"jjjjjja"),
        ("/", "text:is:", "down"),
        ("?",),
    ],
    ids=["list", "found", "highlighted", "search", "keys"],
)
def test_no_colour(photo: Photo, monkeypatch: pytest.MonkeyPatch, keys: tuple[str, ...]) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    assert photo(app_over("sample"), *keys, size=SMALL)


def test_keys_that_were_changed(photo: Photo) -> None:
    keys = {"search": "@,f", "filter": "f13", "back": "Q,escape", "help": "f1", "leave": ""}
    assert photo(app_over("sample", keys=keys), "＠", "text:潮", size=SMALL)
