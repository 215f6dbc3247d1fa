"""The verb `sources`: what was learned of each source, and its rules, listed, carried elsewhere and taken back."""

import argparse
import sys
from collections.abc import Iterable
from pathlib import Path

from msgspec import json

from reader.core.changes import RuleChange
from reader.core.errors import NotFound, Refused, UsageError
from reader.core.rules import Learned, Rule, read_shape, shape_of
from reader.core.sources import folded
from reader.core.text import one_line
from reader.exits import DONE, PROBLEMS
from reader.library import Library
from reader.output import Shape, complain, print_json, print_text
from reader.wording import retold, tr, trn

Options = argparse.Namespace


def sources(options: Options) -> int:
    """List sources, or show one; export, import or take back rules. At most one of these at once."""
    if bool(options.name) + bool(options.export) + bool(options.take) + bool(options.undo) > 1:
        raise UsageError("give a name, or one of --export, --import and --undo", "reader sources --help")
    with Library.open(options.library, create=bool(options.take)) as library:
        if options.export:
            return _export(library, options.export)
        if options.take:
            return _import(library, options.take)
        if options.undo:
            return _undo(library, options.undo)
        known = library.sources.all()
        if options.name:
            _show(library, _named(known, " ".join(options.name)), as_json=options.json)
            return DONE
    for learned in sorted(known, key=lambda learned: -learned.template.total):
        print_json(_shape(learned)) if options.json else print_text(_line(learned))
    return DONE


def _show(library: Library, learned: Learned, *, as_json: bool) -> None:
    lines = library.sources.template_lines(learned)
    if as_json:
        rules = [shape_of(rule) for rule in learned.rules]
        template = [{"pages": count, "text": text} for count, text in lines]
        print_json(_shape(learned) | {"rules": rules, "template": template})
        return
    print_text(_line(learned))
    for rule in learned.rules:
        print_text(tr("  rule {rule}", rule=_rule_line(rule)))
    for count, text in lines:
        print_text(tr("  {count:>4} pages  {text}", count=count, text=_short(text)))


def _export(library: Library, file: Path) -> int:
    rules = [rule for learned in library.sources.all() for rule in learned.rules]
    data = b"".join(json.encode(shape_of(rule)) + b"\n" for rule in rules)
    if str(file) == "-":
        sys.stdout.buffer.write(data)
        return DONE
    try:
        file.write_bytes(data)
    except OSError as error:
        raise Refused(f"{file} could not be written ({error.strerror})", "name a file in a folder of yours") from error
    print_text(trn("{count} rule exported", "{count} rules exported", len(rules)))
    return DONE


def _import(library: Library, file: Path) -> int:
    """Take in the rules of a file, a JSON object a line; a line in trouble is told and passed over."""
    from reader.backups import keep_today

    try:
        lines = (sys.stdin.buffer.read() if str(file) == "-" else file.read_bytes()).splitlines()
    except OSError as error:
        raise NotFound(f"{file}: {error.strerror}", "give a file that `reader sources --export` made") from error
    rules: list[Rule] = []
    problems = 0
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            rules.append(read_shape(_json(line)))
        except ValueError as error:
            problems += 1
            where, reason = f"{file}:{number}", retold(str(error))
            complain(tr("{where}: {reason}; the rule was passed over", where=where, reason=reason))
    known = {rule.id for learned in library.sources.all() for rule in learned.rules}
    fresh = {rule.id: rule for rule in rules if rule.id not in known}
    library.apply(RuleChange(added=tuple(fresh.values())))
    keep_today(library, complain)
    one, many = "{count} rule taken in, {known} known already", "{count} rules taken in, {known} known already"
    print_text(trn(one, many, len(fresh), known=len(rules) - len(fresh)))
    return PROBLEMS if problems else DONE


def _json(line: bytes) -> object:
    try:
        return json.decode(line)
    except (ValueError, RecursionError):
        raise ValueError("is no JSON") from None


def _undo(library: Library, id: str) -> int:
    from reader.backups import keep_today

    rules = [rule for learned in library.sources.all() for rule in learned.rules if rule.id == id]
    if not rules:
        raise NotFound(f"no rule has the id {id!r}", "`reader sources NAME` shows the ids")
    library.apply(RuleChange(removed=tuple(rules)))
    keep_today(library, complain)
    for rule in rules:
        print_text(tr("taken back: {rule}", rule=_rule_line(rule)))
    return DONE


def _named(known: Iterable[Learned], name: str) -> Learned:
    """Return the one source whose name or key is `name`, else the one whose name holds it."""
    wanted, known = folded(name), list(known)
    named = [learned for learned in known if wanted in (folded(learned.source.name), folded(learned.source.key))]
    found = named or [learned for learned in known if wanted in folded(learned.source.name)]
    if len(found) != 1:
        trouble = f"{len(found)} sources have {name!r} in their names" if found else f"no source has the name {name!r}"
        raise NotFound(trouble, "`reader sources` lists them")
    return found[0]


def _shape(learned: Learned) -> Shape:
    """Return a source as a JSON object."""
    return {
        "source": learned.source.key,
        "name": learned.source.name,
        "pages": learned.template.total,
        "template_lines": len(learned.template.recurring()),
        "rules": len(learned.rules),
    }


def _line(learned: Learned) -> str:
    counts = {"pages": learned.template.total, "lines": len(learned.template.recurring()), "rules": len(learned.rules)}
    told = tr("{pages:>5} pages  {lines:>4} template lines  {rules:>3} rules", **counts)
    return f"{told}  {one_line(learned.source.name)}"


def _rule_line(rule: Rule) -> str:
    line = _short(rule.lines[0])
    if rule.label.is_clutter:
        told = tr("hides: {line}", line=line)
    elif rule.of:
        told = tr("shows {label}: {line}", label=tr(rule.of.value), line=line)
    else:
        told = tr("shows: {line}", line=line)
    more = tr(" (and {count} lines more)", count=len(rule.lines) - 1) if len(rule.lines) > 1 else ""
    return f"{rule.id}  {rule.made.date().isoformat()}  {told}{more}"


def _short(text: str) -> str:
    text = one_line(text)
    return text if len(text) <= 80 else text[:79] + "…"
