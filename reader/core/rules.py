"""Rules: what a reader decided once, for every page of a source. Pure functions over bodies; nothing is baked in.

A rule acts when a body is read, so that it holds at once on all pages and is gone at once when it is undone.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime
from hashlib import blake2b
from typing import Any
from zlib import crc32

from msgspec import Struct
from msgspec.structs import replace

from reader.core.article import Body, Label, Section
from reader.core.sources import Source, Template, line_key
from reader.core.text import visible

SCHEMA = 1
"""The version of an exported rule."""

_SENTENCE = 20  # characters of a line that means something by itself, apart from those it stood among


class Rule(Struct, frozen=True, kw_only=True):
    """A decision about lines of one source.

    label: what they are; CONTENT shows them. lines: their texts, in order, compared by `line_key`. made: when, aware.
    of: for a rule that shows a section, the label the section had; None for one that hides a paragraph.
    """

    source: Source
    label: Label
    lines: tuple[str, ...]
    made: datetime
    of: Label | None = None

    @property
    def id(self) -> str:
        """Eight hexadecimal digits: the same decision has the same id, whenever and wherever it was made."""
        parts = (self.source.key, self.label, self.of or "", *self.keys)
        return blake2b("\n".join(parts).encode("utf-8", "replace"), digest_size=4).hexdigest()

    @property
    def keys(self) -> tuple[str, ...]:
        """What its lines are compared by."""
        return tuple(map(line_key, self.lines))

    @property
    def why(self) -> str:
        """The reason of the sections it makes, for a reader."""
        return f"your rule of {self.made.date().isoformat()} for {self.source.name}"

    def covers(self, body: Body, keys: Sequence[str]) -> list[int]:
        """Return the blocks of a body that the rule is about. keys: the line keys of its blocks."""
        own = self.keys
        return [block for section in body.sections for block in self._covers(section, keys, own)]

    def _covers(self, section: Section, keys: Sequence[str], lines: Sequence[str]) -> list[int]:
        """Return the blocks of `section` that the rule is about.

        Hiding takes lines that are the rule's, nothing else. Showing takes a section of the same label that begins
        with the same line, or half of whose lines are the rule's; of any other hidden section only the rule's own
        sentences.
        """
        blocks = [block for block in range(section.start, section.stop) if keys[block]]
        own = [block for block in blocks if keys[block] in lines]
        if self.label.is_clutter:
            return [] if section.label.is_clutter else own
        if not section.label.is_clutter or not blocks:
            return []
        if (section.label is self.of and keys[blocks[0]] == lines[0]) or 2 * len(own) >= len(blocks):
            return list(range(section.start, section.stop))
        return [block for block in own if len(keys[block]) >= _SENTENCE]


class Learned(Struct, frozen=True, kw_only=True):
    """All that is known of a source: the template its pages showed, and the rules of the reader."""

    source: Source
    template: Template = Template()
    rules: tuple[Rule, ...] = ()

    def with_rules(self, added: Iterable[Rule], removed: Iterable[Rule]) -> "Learned":
        """Return what is known with some of this source's rules added, others taken back; those of others pass by."""
        gone = {rule.id for rule in removed}
        fresh = (rule for rule in added if rule.source.key == self.source.key)
        return replace(self, rules=merged((rule for rule in self.rules if rule.id not in gone), fresh))


class Ruling(Struct, frozen=True):
    """What of a source decides how its pages are shown.

    rules: of the reader. state: 32 bits that change when the rules do, or when pages were labelled again.
    """

    rules: tuple[Rule, ...] = ()
    state: int = 0

    @classmethod
    def of(cls, rules: tuple[Rule, ...], improved: int) -> "Ruling":
        """Return the ruling of a source with these rules. improved: as `Template` has it."""
        parts = [f"{rule.made.isoformat()} {rule.id}" for rule in rules] + [str(improved)] * bool(improved)
        return cls(rules, crc32("\n".join(parts).encode()))


NO_RULING = Ruling()


def keys_of(body: Body) -> list[str]:
    """Return the line key of each block, empty for a blank one."""
    return [line_key(block.text) for block in body.blocks]


def ruled(body: Body, rules: Iterable[Rule]) -> Body:
    """Return `body` as the rules of its source have it; of two about one line the later counts."""
    keys: list[str] = []
    for rule in sorted(rules, key=lambda rule: (rule.made, rule.id)):
        keys = keys or keys_of(body)
        own = Section(label=rule.label, start=0, stop=0, why=rule.why)
        covered = rule.covers(body, keys)
        body = body.with_sections(dict.fromkeys(covered, own)) if covered else body
    return body


def rule_for(source: Source, body: Body, start: int, stop: int, label: Label, now: datetime) -> Rule:
    """Return the rule that gives blocks start..stop of `body` another label on all pages of `source`."""
    lines = dict.fromkeys(text for block in body.blocks[start:stop] if (text := block.text.strip()))
    of = body.sections[body.section_of(start)].label
    return Rule(source=source, label=label, lines=tuple(lines), made=now, of=of if of.is_clutter else None)


def shape_of(rule: Rule) -> dict[str, Any]:
    """Return a rule as a JSON object, with its source; `read_shape` reads it."""
    shape = {
        "schema": SCHEMA,
        "id": rule.id,
        "source": rule.source.key,
        "name": rule.source.name,
        "label": rule.label.value,
        "of": rule.of.value if rule.of else None,
        "made": rule.made.isoformat(),
        "lines": list(rule.lines),
    }
    return {name: value for name, value in shape.items() if value is not None}


def read_shape(shape: Any) -> Rule:  # noqa: ANN401 - any JSON value
    """Return the rule in a JSON object, its texts safe to show. Raises ValueError with the reason for a person."""
    if not isinstance(shape, dict):
        raise ValueError("is no JSON object")
    if shape.get("schema", SCHEMA) != SCHEMA:
        raise ValueError(f"is a rule of schema {shape['schema']!r}; this program knows {SCHEMA}")
    key, name, lines = shape.get("source"), shape.get("name", shape.get("source")), shape.get("lines")
    if not (isinstance(key, str) and key and isinstance(name, str)):
        raise ValueError("names no source")
    if not (isinstance(lines, list) and lines and all(isinstance(line, str) and line.strip() for line in lines)):
        raise ValueError("has no lines to match")
    try:
        made = datetime.fromisoformat(shape["made"])
        made = made if made.tzinfo else made.astimezone()
    except (KeyError, TypeError, ValueError, OverflowError):
        raise ValueError("does not say when it was made") from None
    return Rule(
        source=Source(visible(key), visible(name) or visible(key)),
        label=_label(shape.get("label")),
        of=None if shape.get("of") is None else _label(shape["of"]),
        lines=tuple(visible(line) for line in lines),
        made=made,
    )


def merged(known: Iterable[Rule], more: Iterable[Rule]) -> tuple[Rule, ...]:
    """Return the rules of both, each once, oldest first; of two with one id the known one stays."""
    rules = {rule.id: rule for rule in (*more, *known)}
    return tuple(sorted(rules.values(), key=lambda rule: (rule.made, rule.id)))


def _label(value: Any) -> Label:  # noqa: ANN401
    try:
        label = Label(value)
    except ValueError:
        raise ValueError(f"has the label {value!r:.40}; known are {', '.join(Label)}") from None
    return label
