"""Text from the wild, as hypothesis draws it, and the reading of it that the tests share."""

from hypothesis import strategies as st

WIDE_STOPS = "，。、；：？！）》」』】〉”’…—～·%℃"
WIDE_OPENINGS = "（《「『【〈“‘$￥#"

HAN = st.text("的一是不了人我在有他这中大来上国龘𠮷", min_size=1, max_size=12)
KANA = st.text("あいうかきくカタナン漢字ー々", min_size=1, max_size=8)
LATIN = st.text("abcdefgXYZéñß", min_size=1, max_size=10)
NUMBER = st.sampled_from(["3.14", "24,000", "2026-02-24", "12:30", "7", "50%", "36.5℃", "$1,200", "don't", "U.S."])
MARKS = st.text(WIDE_STOPS + WIDE_OPENINGS + ",.;:!?()[]\"'-/", min_size=1, max_size=3)
PAIRS = st.sampled_from(["——", "……", "“你好。”", "（a）", "《书》", '"quoted"', "见https://example.com/a/b?c=d，"])
EMOJI = st.sampled_from(["😀", "👨‍👩‍👧‍👦", "👍🏽", "❤️", "🇨🇳", "1️⃣", "☀", "🏳️‍🌈"])
COMBINING = st.sampled_from(["é", "ạ̈", "กำ", "क्षि", "각", "각"])
SPACES = st.sampled_from([" ", "  ", "\u3000", "\u00a0", "\t", "\u200b"])

MIXED = st.lists(
    st.one_of(
        HAN,
        KANA,
        LATIN,
        NUMBER,
        MARKS,
        PAIRS,
        EMOJI,
        COMBINING,
        SPACES,
        st.characters(exclude_categories=("Cs", "Cc", "Cn")),
    ),
    max_size=40,
).map("".join)
"""Chinese, Japanese, Latin, numbers, marks, emoji and any other character, in any order."""

PROSE = st.lists(st.one_of(HAN, LATIN, NUMBER, PAIRS, st.sampled_from("，。、；：？！ ")), max_size=60).map("".join)
"""Closer to what people write."""
