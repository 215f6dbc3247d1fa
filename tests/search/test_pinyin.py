"""The pinyin tables hold what readers expect of them."""

from reader.search.pinyin import beginnings, readings, sounding_like, syllables


def test_polyphones_have_all_their_readings() -> None:
    assert {"zhong", "chong"} <= set(readings()["重"])
    assert {"xing", "hang"} <= set(readings()["行"])


def test_u_with_dots_is_typed_as_v_or_u() -> None:
    assert "绿" in syllables()["lv"][0]
    assert "绿" in syllables()["lu"][0]


def test_the_commonest_reading_comes_first() -> None:
    assert readings()["会"] == ("hui", "kuai")
    assert "会" in syllables()["kuai"][1]


def test_unfinished_syllables_lead_to_whole_ones() -> None:
    assert {"bei", "ben", "beng"} <= set(beginnings()["be"])


def test_mixed_up_sounds_lead_to_what_was_meant() -> None:
    assert {"shi", "si"} <= set(sounding_like()["si"])
    assert "lan" in sounding_like()["nang"]
    assert "bei" in sounding_like()["bei"]


def test_common_characters_are_covered() -> None:
    assert all(character in readings() for character in "的一是不了在人有我他这中大来上国龍書蘋")
