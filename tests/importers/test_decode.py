import random
import time

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from reader.importers.decode import Undecodable, decode
from tests.importers.samples import CASES, DE, FR, JA, KO, ZH_HANS, ZH_HANT

QUICK = settings(max_examples=60, deadline=None)
EACH_CASE = pytest.mark.parametrize(("text", "encoding"), CASES, ids=[f"{text[:4]}-{name}" for text, name in CASES])


def lines_of(text: str) -> list[str]:
    return [line for line in text.splitlines() if len(line) >= 20]


@EACH_CASE
def test_a_page_comes_back_as_it_was_written(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding))[0] == text


@EACH_CASE
def test_the_first_two_kilobytes_of_a_page_tell_its_encoding(text: str, encoding: str) -> None:
    head = (text * 8).encode(encoding)[:2048]
    assert decode(head)[0].rstrip("\ufffd") in text * 8


@EACH_CASE
def test_one_line_tells_its_encoding(text: str, encoding: str) -> None:
    for line in lines_of(text):
        line = f"{line}\n"  # a line end gives UTF-16 without a mark its NUL
        assert decode(line.encode(encoding))[0] == line


@EACH_CASE
def test_a_page_may_be_cut_anywhere_near_its_end(text: str, encoding: str) -> None:
    data = text.encode(encoding)
    for cut in range(len(data) - 24, len(data)):
        assert text.startswith(decode(data[:cut])[0].rstrip("\ufffd"))


@QUICK
@given(data=st.data(), case=st.sampled_from(CASES))
def test_any_run_of_lines_tells_its_encoding(data: st.DataObject, case: tuple[str, str]) -> None:
    text, encoding = case
    lines = lines_of(text)
    chosen = data.draw(st.lists(st.sampled_from(lines), min_size=3, max_size=8))
    page = "\n".join(chosen) + "\n"
    assert decode(page.encode(encoding))[0] == page


@QUICK
@given(st.binary(max_size=300))
@example(b"\xff\xfe\x00")
@example(b"\xe4")
def test_bytes_become_text_by_the_encoding_named_or_are_refused(data: bytes) -> None:
    try:
        text, encoding = decode(data)
    except Undecodable:
        return
    assert data.decode(encoding, "replace") == text


@QUICK
@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0\ufeff\x1b")))
def test_valid_utf8_is_always_utf8(text: str) -> None:
    assert decode(text.encode()) == (text, "utf-8")


def test_a_page_of_utf8_with_a_few_bad_bytes_stays_utf8() -> None:
    data = (ZH_HANS * 20).encode()
    text, encoding = decode(data[:5000] + b"\xff\xc0\x80" + data[5000:])
    assert encoding == "utf-8"
    assert text.startswith(ZH_HANS)
    assert 1 <= text.count("\ufffd") <= 8


def test_two_encodings_in_one_file_lose_only_the_smaller_part() -> None:
    text, encoding = decode((ZH_HANS * 3).encode() + "旧书摊".encode("gbk") + ZH_HANS.encode())
    assert encoding == "utf-8"
    assert text.endswith(ZH_HANS)


@pytest.mark.parametrize("sign", ["’", "é", "–", "ü", "£", "»", "…", "™"])
def test_an_english_page_with_one_other_character_is_western(sign: str) -> None:
    page = "The ferry leaves at nine and returns at noon. " * 40 + f"The captain{sign}s boat."
    assert decode(page.encode("cp1252")) == (page, "cp1252")


def test_an_english_page_with_one_chinese_line_is_chinese() -> None:
    page = "The ferry leaves at nine and returns at noon.\n" * 40 + "渡轮九点开,中午回来。\n"
    assert decode(page.encode("gbk")) == (page, "gb18030")


def test_signs_outside_the_basic_standard_do_not_lose_the_page() -> None:
    assert decode(("①②③" + JA).encode("euc_jis_2004")) == ("①②③" + JA, "euc_jis_2004")
    assert decode((JA + "①②③").encode("cp932")) == (JA + "①②③", "cp932")
    assert decode((ZH_HANT + "€100").encode("cp950")) == (ZH_HANT + "€100", "cp950")
    assert decode((ZH_HANT + "啲嘢").encode("big5hkscs")) == (ZH_HANT + "啲嘢", "big5hkscs")


def test_a_few_nuls_do_not_make_a_page_utf16_or_noise() -> None:
    assert decode(b"a\0b and then plain words\n" * 9)[1] == "utf-8"
    assert decode(("\0" + ZH_HANS).encode("gbk")) == ("\0" + ZH_HANS, "gb18030")


@pytest.mark.parametrize(
    "data",
    [
        random.Random(7).randbytes(5000),
        random.Random(8).randbytes(5000).replace(b"\0", b"\1"),
        b"\xff" * 5000,
        b"\0" * 5000,
        b"rec\0\0\0\1ord\0\0" * 400,
    ],
    ids=["noise", "noise without NUL", "FF", "NUL", "records"],
)
def test_what_is_no_text_is_refused(data: bytes) -> None:
    with pytest.raises(Undecodable):
        decode(data)


@pytest.mark.parametrize("text", [ZH_HANS, ZH_HANT, JA, KO, DE, FR], ids=lambda text: text[:4])
def test_no_unicode_page_is_taken_for_noise_whatever_controls_it_holds(text: str) -> None:
    page = text + "\x07\x1b[2J\x9b6n" * 200
    assert decode(page.encode()) == (page, "utf-8")


def test_time_grows_with_length_only() -> None:
    plain = b"a" * 4_000_000
    started = time.process_time()
    decode(plain + b"\xe9")
    decode("书".encode("gbk") * 2_000_000)
    decode((b"a" * 99 + b"\n") * 40_000 + b"\xff")
    assert time.process_time() - started < 3
