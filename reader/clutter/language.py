"""Which language a text is in, by its scripts and commonest words; BCP 47 tags."""

import re
from collections import Counter
from collections.abc import Iterable

_SAMPLE = 6_000  # characters looked at
# Characters that only one of the two Chinese scripts uses, the commonest first (Unihan kSimplifiedVariant).
_SIMPLIFIED = re.compile(
    "[这们个来时为说国会对发过还没学现经动进开问关长从样见觉让给应义实电两业车东马网线体机与无书话认观]"
)
_TRADITIONAL = re.compile(
    "[這們個來時為說國會對發過還沒學現經動進開問關長從樣見覺讓給應義實電兩業車東馬網線體機與無書話認觀]"
)
_LETTERS = re.compile(r"[^\W\d_]+")
_HAN = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff]+")
_SCRIPTS = (
    ("ja", r"\u3040-\u30ff"),
    ("ko", r"\uac00-\ud7af"),
    ("ru", r"\u0400-\u04ff"),
    ("el", r"\u0370-\u03ff"),
    ("ar", r"\u0600-\u06ff"),
    ("he", r"\u0590-\u05ff"),
    ("th", r"\u0e00-\u0e7f"),
    ("hi", r"\u0900-\u097f"),
)
_SCRIPT = tuple((tag, re.compile(f"[{chars}]+")) for tag, chars in _SCRIPTS)
_ANY_SCRIPT = re.compile(f"[{''.join(chars for _, chars in _SCRIPTS)}]+")
_LATIN_WORD = re.compile(r"[a-zà-öø-ÿœßñ]+")
_STOP_WORDS = {  # the commonest function words that tell the Latin languages apart
    "en": "the of and to in is that for it with was on as are this be from by have not you at which",
    "de": "der die und das den von zu mit sich des auf für ist im dem nicht ein eine als auch wird",
    "fr": "le la les des et est une du dans que pour qui sur pas plus au par avec ce sont aux",
    "es": "el la los las que y en un una por con para del se es su como más lo pero al",
    "it": "il di che la per un una non sono del della con alla dei nel anche più le gli si",
    "pt": "o que os as do da em um uma para com não por mais dos das ao é na no foi se",
    "nl": "de het een van en dat op te zijn met voor niet aan er om ook als bij wordt door",
    "id": "yang dan di dengan untuk dari ini itu pada tidak dalam akan adalah juga ke oleh karena",
    "vi": "và của là có không được cho những các một người trong với này đã",
}
_STOPS = {tag: frozenset(words.split()) for tag, words in _STOP_WORDS.items()}


def detect_language(lines: Iterable[str]) -> str:
    """Return the BCP 47 tag of the text, "und" when too little of it is known; longest lines speak first."""
    longest = sorted(lines, key=len, reverse=True)[:200]
    text = "\n".join(line[:_SAMPLE] for line in longest)[:_SAMPLE]
    others, han = " ".join(_ANY_SCRIPT.findall(text)), _count(_HAN, text)
    if not (others or han):
        return _latin(text)
    counts = {tag: _count(chars, others) for tag, chars in _SCRIPT}
    letters = _count(_LETTERS, text)
    tag, most = max(counts.items(), key=lambda item: item[1])
    if counts["ja"] >= 0.08 * (han + counts["ja"]) > 0 and counts["ja"] + han > 0.3 * letters:
        return "ja"
    if han > 0.2 * letters and han >= most:
        return _chinese(text)
    if most > 0.3 * letters:
        return tag
    return _latin(text)


def _count(chars: re.Pattern[str], text: str) -> int:
    """Return how many characters of `text` are in runs of `chars`."""
    return sum(map(len, chars.findall(text)))


def _chinese(text: str) -> str:
    """Return which script the Chinese `text` uses; a text that shows neither is taken as simplified."""
    simplified, traditional = _count(_SIMPLIFIED, text), _count(_TRADITIONAL, text)
    return "zh-Hant" if traditional > simplified else "zh-Hans"


def _latin(text: str) -> str:
    """Return the language whose function words `text` uses most, "und" below one word in twenty."""
    words = Counter(_LATIN_WORD.findall(text.casefold()))
    total = sum(words.values())
    scores = {tag: sum(words[word] for word in stops) for tag, stops in _STOPS.items()}
    tag = max(scores, key=lambda tag: scores[tag])
    return tag if total and scores[tag] >= 0.05 * total else "und"
