"""From article-or-not to sections: which label each hidden line has, how many items, and why in words."""

import re
from collections import Counter
from collections.abc import Sequence
from itertools import groupby

from reader.clutter.decode import Decoded
from reader.clutter.items import count_items
from reader.clutter.lines import Line
from reader.clutter.model import KINDS
from reader.clutter.page import Page
from reader.core.article import Label, Section

_BYLINE_REACH = 8  # lines around the title, and below the article, in which a byline is one
_LEAST_SHARE = 0.35  # how much of a line below the title must be byline
_HEADLINE = 22  # cells
_BY_RULE, _BY_WORDING = 1.0, 1.0  # what a label gains that rules of thumb, or the line's own wording, give a line
_CHANGE, _CHANGE_AT_HEADING = 1.0, 0.5  # what it costs that a line has another label than the one above
_PLACE = {kind: place for place, kind in enumerate(KINDS)}
_VIEWS = re.compile(r"浏览|阅读|点击|播放|views?|reads?|人", re.IGNORECASE)
_REPLY = re.compile(r"回复|回覆|reply|返信|답글|引用|举报", re.IGNORECASE)
_SHOWN_WHY = {
    Label.TITLE: "the title: its words come back in the text below",
    Label.BYLINE: "who published the article, and when",
    Label.CONTENT: "the article: connected sentences",
}
_WHY = {
    Label.ADVERTISEMENT: "an advertisement or a request to buy or subscribe",
    Label.NAVIGATION: "links and buttons of the site, not sentences",
    Label.SHARE: "buttons for sharing or saving the page",
    Label.RELATED: "titles of other articles",
    Label.COMMENTS: "comments of readers",
    Label.DISCLAIMER: "a notice about rights or liability",
    Label.FOOTER: "the foot of the page: contacts, rights, licences",
    Label.OTHER: "apart from the article, and not connected sentences",
}


def line_labels(page: Page, decoded: Decoded) -> list[Label]:
    """Return one label per line: rules of thumb say where the title and the byline are, the model what is hidden."""
    labels = _first_labels(page, decoded)
    hidden = [index for index, label in enumerate(labels) if label.is_clutter]
    for index, label in zip(hidden, _likeliest(page, decoded, labels, hidden), strict=True):
        labels[index] = label
    return _with_content(labels)


def _with_content(labels: list[Label]) -> list[Label]:
    """Return the labels; on a page where no line is the article, all that would be hidden is shown instead."""
    if Label.CONTENT in labels:
        return labels
    return [Label.CONTENT if own.is_clutter else own for own in labels]


def _likeliest(page: Page, decoded: Decoded, labels: Sequence[Label], hidden: Sequence[int]) -> list[Label]:
    """Return the likeliest labels of the hidden lines together: those beside each other tend to have the same.

    Each line's scores are the model's, more for the label that rules of thumb give it (`labels`).
    """
    if not hidden:
        return []
    best: list[float] = []
    came: list[list[int]] = []
    for row, index in enumerate(hidden):
        scores: list[float] = decoded.kinds[index].tolist()
        cue = page.lines[index].cue
        scores[_PLACE[labels[index]]] += _BY_RULE
        if cue is not None and cue.whole:
            scores[_PLACE[cue.label]] += _BY_WORDING
        apart = row and hidden[row - 1] != index - 1
        cost = 0.0 if apart else _CHANGE_AT_HEADING if cue is not None and cue.opens else _CHANGE
        most = max(best, default=0.0)
        top = best.index(most) if best else 0
        came.append([place if own >= most - cost else top for place, own in enumerate(best)])
        best = [max(own, most - cost) + score for own, score in zip(best or [0.0] * len(KINDS), scores, strict=True)]
    kind = best.index(max(best))
    found = []
    for before in reversed(came):
        found.append(KINDS[kind])
        kind = before[kind] if before else kind
    return found[::-1]


def _first_labels(page: Page, decoded: Decoded) -> list[Label]:
    """Return the label of each line by rules of thumb."""
    labels: list[Label] = []
    last = max((index for index, own in enumerate(decoded.article) if own), default=-1)
    first = next((index for index, own in enumerate(decoded.article) if own), len(page.lines))
    title = page.title.index if page.title else -1
    previous = Label.NAVIGATION
    for index in range(len(page.lines)):
        if index == title:
            label = Label.TITLE
        elif _is_byline(page, labels, index, title, first, last):
            label = Label.BYLINE
        elif decoded.article[index]:
            label = Label.CONTENT
        else:
            label = _clutter_label(page, decoded, index, previous, (first, last, title))
        if label.is_clutter:
            previous = label
        elif label is Label.CONTENT:
            previous = Label.OTHER
        labels.append(label)
    return labels


def _is_byline(page: Page, above: Sequence[Label], index: int, title: int, first: int, last: int) -> bool:
    """Whether line `index` is one around the title, among others of the byline, or right below the article.

    above: the labels of the lines before it.
    """
    line = page.lines[index]
    share = page.bylines[index]
    if share < _LEAST_SHARE or line.long or (line.cue and line.cue.weight >= 4.0):
        return False
    near = index <= max(first + 2, title + 3) or (index <= first + _BYLINE_REACH and above[-1] is Label.BYLINE)
    if title >= 0 and title - 3 <= index <= title + _BYLINE_REACH and near:
        return share >= (_LEAST_SHARE if index > title else 0.5)
    return share >= 0.5 and last - 2 <= index <= last + 4 and index > first + 2 and not line.dated


def _clutter_label(page: Page, decoded: Decoded, index: int, previous: Label, places: tuple[int, int, int]) -> Label:
    """Return the label of a hidden line."""
    line = page.lines[index]
    first, last, title = places
    above = index < (title if title >= 0 else first)
    heading = decoded.under[index]
    if line.cue:
        label = line.cue.label
        if above and not line.cue.whole and label in (Label.FOOTER, Label.COMMENTS, Label.RELATED, Label.OTHER):
            return Label.NAVIGATION
        under = page.lines[heading].cue if heading >= 0 else None
        if under and under.label is Label.COMMENTS and label in (Label.NAVIGATION, Label.SHARE):
            return Label.COMMENTS
        return label
    if above:
        return Label.NAVIGATION
    if heading >= 0 and (cue := page.lines[heading].cue):
        if cue.label is Label.RELATED and previous is Label.FOOTER and line.cells < _HEADLINE:
            return previous
        return cue.label if previous in (cue.label, Label.OTHER, Label.SHARE) or index - heading < 60 else previous
    if previous in (Label.COMMENTS, Label.FOOTER, Label.RELATED):
        return previous
    if line.cells >= _HEADLINE and index > last and not line.prose:
        return Label.RELATED
    return previous if previous is not Label.ADVERTISEMENT or line.cells < 60 else Label.OTHER


def sections(page: Page, decoded: Decoded, labels: Sequence[Label]) -> tuple[Section, ...]:
    """Return the sections that partition the lines: runs of one label."""
    made: list[Section] = []
    start = 0
    for label, run in groupby(labels):
        stop = start + sum(1 for _ in run)
        items = _items(page, label, start, stop)
        made.append(
            Section(
                label=label,
                start=start,
                stop=stop,
                score=_score(decoded, label, start, stop),
                items=items,
                why=_why(page.lines[start:stop], page.metas[start:stop], label, items),
            )
        )
        start = stop
    return tuple(made)


def _items(page: Page, label: Label, start: int, stop: int) -> int:
    """Return how many recommendations or comments lines start..stop hold."""
    if label is Label.COMMENTS:
        lines = page.lines[start:stop]
        signed = sum(page.metas[start:stop])
        replies = sum(1 for line in lines if line.cells < 60 and _REPLY.search(line.text))
        return max(signed, replies) or sum(1 for line in lines if line.prose)
    if label is not Label.RELATED:
        return 0
    return count_items(page.lines[start:stop])


def _score(decoded: Decoded, label: Label, start: int, stop: int) -> float:
    """Return how sure a section is: the evidence per line, squashed to .5..1."""
    mean = sum(decoded.leans[start:stop]) / (stop - start)
    strength = -mean if label.is_clutter else mean if label is Label.CONTENT else 2.0
    return round(0.5 + 0.5 * max(0.0, strength) / (1.0 + max(0.0, strength)), 3)


def _why(lines: Sequence[Line], metas: Sequence[bool], label: Label, items: int) -> str:
    """Return the reason for a section, as a sentence a reader understands."""
    if not label.is_clutter:
        return _SHOWN_WHY[label]
    if label is Label.RELATED and items >= 3 and sum(metas) * 2 >= items:
        shown = [line for line, meta in zip(lines, metas, strict=True) if meta]
        return f"{items} titles in a row, each with {_details(shown)}"
    reasons = Counter(line.cue.why for line in lines if line.cue and line.cue.label is label)
    if label is Label.RELATED and items >= 3:
        return f"{items} titles in a row" + (" below a heading for other articles" if reasons else "")
    if label is Label.COMMENTS and items > 1:
        return f"{items} comments of readers"
    if len(lines) > 2 and label in (Label.NAVIGATION, Label.FOOTER):
        return f"{len(lines)} short lines in a row: {_WHY[label]}"
    return reasons.most_common(1)[0][0] if reasons else _WHY[label]


def _details(shown: Sequence[Line]) -> str:
    """Name what the lines of details hold: "a source, views and a date"."""
    half = len(shown) / 2
    parts = [
        name
        for name, has in (
            ("a source", lambda line: bool(re.match(r"[^\W\d_]{2}", line.text)) and not _VIEWS.match(line.text)),
            ("views", lambda line: bool(_VIEWS.search(line.text))),
            ("a date", lambda line: line.dated),
        )
        if sum(map(has, shown)) > half
    ]
    return ", ".join(parts[:-1]) + " and " + parts[-1] if len(parts) > 1 else (parts[0] if parts else "details")
