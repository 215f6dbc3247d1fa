"""Faults of line breaking, counted by tables of this file and not by those of `reader.layout`.

Sources: W3C "Requirements for Chinese Text Layout" (clreq), "Prohibition Rules for Line Start and Line End", level
basic, and of level strict that dashes and ellipses begin no line; "Prohibition Rules for Unbreakable Marks"; JIS X 4051
for Japanese (small kana, iteration and length marks); Unicode Standard Annex #14 (the LB rules named below) for the
rest. Cells are those of `rich.cells`.
"""

import re
import unicodedata
from collections.abc import Sequence
from enum import StrEnum
from itertools import accumulate, pairwise

from rich.cells import cell_len, get_character_cell_size

Lines = Sequence[tuple[int, int]]

FULL_ENOUGH = 0.75  # of a line's cells
NOT_AT_START = frozenset(
    "、，；：。．！？｡､"  # pause and stop marks
    "’”）》〉」』】〕〗〙〛］｝｠｣〞〟"  # closing quotes and brackets
    "–～〜゠·・･‧／/"  # connector marks, interpuncts, solidi
    "—―⸺⸻…⋯‥"  # dashes and ellipses
    "﹐﹑﹒﹔﹕﹖﹗︐︑︒︓︔︕︖︙︰"  # the same in compatibility forms
    "゛゜〼"  # LB21: NS
    "ぁぃぅぇぉっゃゅょゎゕゖァィゥェォッャュョヮヵヶｧｨｩｪｫｬｭｮｯㇰㇱㇲㇳㇴㇵㇶㇷㇸㇹㇺㇻㇼㇽㇾㇿーｰ々〻ゝゞヽヾ"
    ")]},.;:!?‽‼⁇⁈⁉"  # LB13, also after spaces
)
NOT_AT_END = frozenset("‘“（《〈「『【〔〖〘〚［｛｟｢〝([{¿¡")
POSTFIXES = frozenset("%‰％﹪℃℉°′″￠¢~-‐|•")  # LB21, LB23a, LB25; ~ as a connector mark, • as interpunct
PREFIXES = frozenset("$￥¥€£₩￦₹￡＄﹩№")
SPACES = frozenset(" \t\u3000\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2008\u2009\u200a\u205f")
GLUE = frozenset("\u00a0\u202f\u2007\u2011\u2060\ufeff")  # LB11, LB12
QUOTES = frozenset("\"'‘’“”«»‹›„‚‟‛")
ADDRESS = re.compile(r"[!#-;=?-Z_a-z~]*(?<![!'),.:;?])")
ADDRESS_MARKS = frozenset("/.-_=&?#:;,+@!$")
BREAKABLE = ((0x0E00, 0x0EFF), (0x1000, 0x109F), (0x1780, 0x17FF), (0x1950, 0x19DF), (0x1A20, 0x1AAF))  # LB1, SA


class Fault(StrEnum):
    """What is wrong with a break: the line end inside a paragraph, of the line before it and the one after it."""

    START = "start"  # a mark begins the line that must not
    END = "end"  # a mark ends the line that must not
    SPLIT = "split"  # a Latin word, a number or a grapheme cluster that would have fitted on a line
    SHORT = "short"  # the line is less than three quarters full, though what follows would have fitted
    WIDE = "wide"  # the line is wider than asked


class Paragraph:
    """A text whose lines are judged, for any number of widths."""

    def __init__(self, text: str) -> None:
        self.text = text = text.replace("\t", " ")
        self._cells = list(accumulate(map(get_character_cell_size, text), initial=0))
        self._is_joined = "\u200d" in text or "\ufe0f" in text
        directions = _directions(text)
        self._whys = [_why_not(text, place, directions) for place in range(len(text) + 1)]
        self._addresses = {place: (start, stop) for start, stop in _addresses(text) for place in range(start + 1, stop)}

    def cells(self, start: int, stop: int) -> int:
        """Return the cells of the characters start..stop."""
        if self._is_joined:
            return cell_len(self.text[start:stop])
        return self._cells[stop] - self._cells[start]

    def faults(self, lines: Lines, cells: int) -> list[Fault]:
        """Return what is wrong with `lines`, (start, stop) in characters, that should take at most `cells` cells."""
        found = [Fault.WIDE for start, stop in lines if self._is_too_wide(start, stop, cells)]
        for (start, stop), (following, _) in pairwise(lines):
            why = self._why(following, cells)
            if why is not None and not self._is_needed(start, following, why, cells):
                found.append(why)
            if self.cells(start, stop) < cells * FULL_ENOUGH and self._would_fit(start, following, cells):
                found.append(Fault.SHORT)
        return found

    def _why(self, place: int, cells: int) -> Fault | None:
        """Return what is wrong with a line of `cells` cells that begins at `place`, None if it may.

        A web address is one word, as in running text, but one wider than a line is broken at its marks (Chicago Manual
        of Style, 7.46). UAX #14 (LB31) would break any address after its slashes.
        """
        why = self._whys[place]
        if (address := self._addresses.get(place)) is None:
            return why
        last, after = self.text[place - 1], self.text[place]
        if after in ADDRESS_MARKS:
            return Fault.START
        is_place = last in ADDRESS_MARKS and self.cells(*address) > cells
        return None if is_place else Fault.SPLIT

    def _is_too_wide(self, start: int, stop: int, cells: int) -> bool:
        """Return whether a line takes more cells than asked, unless it is one grapheme cluster."""
        return self.cells(start, stop) > cells and not self._is_cluster(start, stop)

    def _is_cluster(self, start: int, stop: int) -> bool:
        return all(_is_inside_cluster(self.text, place) for place in range(start + 1, stop))

    def _would_fit(self, start: int, following: int, cells: int) -> bool:
        """Return whether the line of `start` had room for all that cannot be broken behind its end."""
        stop = self._next_place(following, cells)
        while self.text[stop - 1] in SPACES:
            stop -= 1
        return self.cells(start, stop) <= cells

    def _is_needed(self, start: int, place: int, why: Fault, cells: int) -> bool:
        """Return whether a line from `start` to `place`, which is a wrong place, is the best that could be done.

        That is so where what must not be broken is wider than a line; and for a mark that begins or ends a line, where
        no other place is in it, not even one inside a word.
        """
        first, last = self._previous_place(place, cells), self._next_place(place, cells)
        while self.text[last - 1] in SPACES:
            last -= 1
        if self.cells(first, last) <= cells or _is_inside_cluster(self.text, place):
            return False
        if why is Fault.SPLIT:
            return True
        others = (other for other in range(start + 1, place) if not _is_inside_cluster(self.text, other))
        return all(self._why(other, cells) in (Fault.START, Fault.END) for other in others)

    def _previous_place(self, place: int, cells: int) -> int:
        """Return the last place before `place` where a line may begin."""
        place -= 1
        while place > 0 and self._why(place, cells) is not None:
            place -= 1
        return place

    def _next_place(self, place: int, cells: int) -> int:
        """Return the first place after `place` where a line may begin, or the end of the text."""
        place += 1
        while place < len(self.text) and self._why(place, cells) is not None:
            place += 1
        return place


def located(text: str, lines: Sequence[str]) -> list[tuple[int, int]] | None:
    """Return where each of `lines` is in `text`, blanks apart; None if they are not its characters in its order."""
    spans = []
    place = 0
    for line in lines:
        start = None
        for character in line:
            if character.isspace():
                continue
            while place < len(text) and text[place].isspace():
                place += 1
            if place >= len(text) or text[place] != character:
                return None
            start = place if start is None else start
            place += 1
        if start is not None:
            spans.append((start, place))
    return spans if not text[place:].strip() else None


def _addresses(text: str) -> list[tuple[int, int]]:
    """Return where the web addresses are, with what is written before them without a space (src=https://…)."""
    if "://" not in text and "www." not in text:
        return []
    found = ADDRESS.finditer(text)
    return [match.span() for match in found if re.search(r"(?:https?://|ftp://|www\.).", match[0])]


def _why_not(text: str, place: int, directions: dict[int, bool | None]) -> Fault | None:
    """Return what is wrong with a line that begins at `place`, None if it may.

    directions: what `_directions` gives.
    """
    if not 0 < place < len(text):
        return None
    if text[place] in SPACES:
        return Fault.START
    if _is_inside_cluster(text, place):
        return Fault.SPLIT
    before = _base(text, place)
    begun = max(before, 0)
    last, after = text[begun], text[place]
    is_spaced = text[place - 1] in SPACES
    if after == "\u200b" or _is_closing(after, directions.get(place, True), is_spaced=is_spaced):
        return Fault.START
    if last == "\u200b":
        return None
    if _is_opening(last, directions.get(begun, False)) or (last in PREFIXES and not is_spaced):
        return Fault.END
    if is_spaced:
        return None
    return Fault.SPLIT if _is_joined(text, begun, place, directions) else None


def _base(text: str, place: int) -> int:
    """Return the last character before `place` that is neither space nor combining mark (LB9), -1 for none."""
    place -= 1
    while place >= 0 and (text[place] in SPACES or _is_extending(text[place])):
        place -= 1
    return place


def _is_closing(character: str, is_closing_quote: bool | None, *, is_spaced: bool) -> bool:
    """Return whether no line may begin with a character."""
    if character in QUOTES:
        return bool(is_closing_quote)
    return character in NOT_AT_START or (character in POSTFIXES and not is_spaced)


def _is_opening(character: str, is_closing_quote: bool | None) -> bool:
    """Return whether no line may end with a character."""
    if character in QUOTES:
        return is_closing_quote is False
    return character in NOT_AT_END


def _is_joined(text: str, before: int, place: int, directions: dict[int, bool | None]) -> bool:
    """Return whether no break may be between two characters side by side, none of them a mark at its wrong end."""
    last, after = text[before], text[place]
    if last in GLUE or after in GLUE or None in _quotes(before, place, directions):
        return True
    if last in "—―–⸺⸻…⋯‥" or _is_ideographic(last) or _is_ideographic(after):
        return False  # LB17 apart LB31; LB22
    if last == "~" and _is_ideographic(text[:before].rstrip("~")[-1:]):
        return False  # written for ～
    if last == after and last in "\"'" and last * 3 in text[max(before - 1, 0) : place + 2]:
        return True  # LB19
    if after in QUOTES or last in QUOTES:  # LB19, but clreq for what encloses ideographs
        enclosed = text[place + 1 : place + 2]
        opens_chinese = after in QUOTES and enclosed not in NOT_AT_START and _is_ideographic(enclosed)
        closes_chinese = last in QUOTES and _is_ideographic(text[max(before - 1, 0) : before])
        return not (opens_chinese or closes_chinese)
    if last in "-‐":  # LB20a, LB21, LB25
        word = text[:place].rstrip("-‐")
        return not (after.isalpha() and word and word[-1] not in SPACES and word[-1] not in NOT_AT_END)
    if after in "([{":  # LB30, LB25
        return last.isalnum() or last in POSTFIXES or last in "&=_+>\\@#^*"
    if last in "/?!‽}|":  # LB31
        return not (after.isalpha() or after == "<")
    return not (_is_breakable(last) or _is_breakable(after))


def _quotes(before: int, place: int, directions: dict[int, bool | None]) -> tuple[bool | None, ...]:
    """Return the directions of two characters, True for what is no quote."""
    return directions.get(before, True), directions.get(place, True)


def _directions(text: str) -> dict[int, bool | None]:
    """Return of each quote whether it closes, None for an apostrophe and one between spaces.

    A straight quote with a space, a bracket or the end on one side only faces the other side, the others alternate.
    Curly ones are what they look like, but beside Latin text with a space on the other side only (»German«, ”Swedish”,
    ’tis). An apostrophe stands between letters.
    """
    found: dict[int, bool | None] = {}
    is_open = dict.fromkeys("\"'", False)
    for place, character in enumerate(text):
        if character not in QUOTES:
            continue
        before = text[place - 1] if place else " "
        after = text[place + 1] if place + 1 < len(text) else " "
        if character in "'’" and before.isalnum() and after.isalnum() and not _is_ideographic(before + after):
            found[place] = None
            continue
        faces_after = before in SPACES or before in NOT_AT_END
        if character in "\"'":
            faces_before = after in SPACES or (after in NOT_AT_START and after not in QUOTES)
            faces_before = faces_before or (before.isdigit() and after in NOT_AT_END)  # 6.9"（inches）
            if before in SPACES and after in SPACES:
                found[place] = None  # LB18
            else:
                found[place] = is_open[character] if faces_before == faces_after else faces_before
            is_open[character] = found[place] is False
        elif character in "’”»›":
            found[place] = not (faces_after and _is_latin(after))
        else:
            found[place] = after in SPACES and not faces_after and (_is_latin(before) or before in ".,!?)")
    return found


def _is_latin(character: str) -> bool:
    return character.isalnum() and not _is_ideographic(character)


def _is_extending(character: str) -> bool:
    """Return whether a character belongs to the one before it (LB9, UAX #29)."""
    code = ord(character)
    return (
        unicodedata.category(character) in ("Mn", "Mc", "Me")
        or (unicodedata.category(character) == "Cf" and character not in GLUE | {"\u200b"})
        or 0x1F3FB <= code <= 0x1F3FF
        or 0x1160 <= code <= 0x11FF
        or 0xD7B0 <= code <= 0xD7FB
        or 0xFF9E <= code <= 0xFF9F
    )


def _is_inside_cluster(text: str, place: int) -> bool:
    """Return whether `place` is inside a grapheme cluster (UAX #29, GB9 to GB13)."""
    before, after = text[place - 1], text[place]
    if before == "\u200d" or (_is_extending(after) and before not in SPACES | {"\u200b"}):
        return True
    if unicodedata.combining(before) == 9 and after.isalpha():
        return True
    if not (_is_flag(before) and _is_flag(after)):
        return False
    first = place
    while first and _is_flag(text[first - 1]):
        first -= 1
    return (place - first) % 2 == 1


def _is_flag(character: str) -> bool:
    return 0x1F1E6 <= ord(character) <= 0x1F1FF


def _is_ideographic(text: str) -> bool:
    """Return whether any character of a text is one beside which UAX #14 breaks: ID, H2, H3, EB, CJ, wide marks."""
    return any(
        (
            unicodedata.east_asian_width(character) in "WF"
            and not "Ａ" <= character <= "ｚ"
            and not "０" <= character <= "９"
        )
        or (unicodedata.category(character) == "So" and ord(character) >= 0x2600)
        or 0xFF66 <= ord(character) <= 0xFFDC
        or character in NOT_AT_START - QUOTES - frozenset(",.;:!?‽)]}/‼⁇⁈⁉—―–⸺⸻…⋯‥")
        for character in text
    )


def _is_breakable(character: str) -> bool:
    return any(first <= ord(character) <= last for first, last in BREAKABLE)
