"""Sizes and docs: what keeps the code readable is checked like everything else."""

import ast
import re
import subprocess
import sys
from collections.abc import Iterator

import pytest

from reader.ui.commands import COMMANDS
from reader.ui.keys import key_name
from tests.sources import ROOT, modules, path_of

LINES, METHODS, FUNCTION = 350, 20, 50
Definition = ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef
FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)


def public(module: str) -> Iterator[Definition]:
    """Yield the public functions and classes of a module, and the public methods of those classes."""
    for node in modules()[module].body:
        if isinstance(node, Definition) and not node.name.startswith("_"):
            yield node
            if isinstance(node, ast.ClassDef):
                yield from (each for each in node.body if isinstance(each, FUNCTIONS) and not each.name.startswith("_"))


@pytest.mark.parametrize("module", modules())
def test_files_classes_and_functions_stay_small(module: str) -> None:
    lines = path_of(module).read_text("utf-8").count("\n")
    assert lines <= LINES, f"{module} has {lines} lines"
    for node in ast.walk(modules()[module]):
        if isinstance(node, ast.ClassDef):
            methods = sum(isinstance(each, FUNCTIONS) for each in node.body)
            assert methods <= METHODS, f"{module}.{node.name} has {methods} methods"
        elif isinstance(node, FUNCTIONS):
            length = (node.end_lineno or 0) - node.lineno + 1
            assert length <= FUNCTION, f"{module}.{node.name} has {length} lines"


@pytest.mark.parametrize("module", modules())
def test_every_public_name_says_what_it_is(module: str) -> None:
    assert ast.get_docstring(modules()[module]), f"{module} has no docstring"
    for node in public(module):
        assert ast.get_docstring(node), f"{module}.{node.name} has no docstring"


@pytest.mark.parametrize("module", modules())
def test_every_public_function_is_typed(module: str) -> None:
    for node in public(module):
        if isinstance(node, FUNCTIONS):
            arguments = [*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs]
            untyped = [each.arg for each in arguments if each.annotation is None and each.arg not in ("self", "cls")]
            assert not untyped, f"{module}.{node.name}: {untyped}"
            assert node.returns is not None, f"{module}.{node.name} does not say what it returns"


def readme() -> str:
    return (ROOT / "README.md").read_text("utf-8")


def test_readme_has_the_keys_of_the_command_table() -> None:
    assert key_table() in readme(), f"the README's key table is stale; it should be:\n\n{key_table()}"


def key_table() -> str:
    """Return the README's key table, made from the command table."""
    rows = (
        f"| {' '.join(map(quoted, command.keys)) or 'palette'} | {command.title} | `{command.id}` |"
        for command in COMMANDS
    )
    return "\n".join(["| keys | what it does | name in the settings |", "|---|---|---|", *rows])


def quoted(key: str) -> str:
    """Return a key's name as code within a table, where a bar would part cells."""
    return f"`{key_name(key)}`".replace("|", "\\|")


def test_readme_says_why_for_every_dependency() -> None:
    project = (ROOT / "pyproject.toml").read_text("utf-8")
    section = project[project.index("\ndependencies = [") :]
    names = re.findall(r'^    "([a-z0-9-]+)', section[: section.index("]")], re.MULTILINE)
    assert len(names) > 5
    missing = [name for name in names if f"**{name}**" not in readme()]
    assert not missing


def test_readme_lists_every_verb() -> None:
    done = subprocess.run([sys.executable, "-m", "reader", "--help"], capture_output=True, text=True, check=True)
    verbs = re.findall(r"^    ([a-z]+)  ", done.stdout, re.MULTILINE)
    assert {"demo", "add", "list", "search", "show", "extract", "doctor"} <= set(verbs)
    assert not [verb for verb in verbs if f"reader {verb}" not in readme()]


def test_readme_links_lead_somewhere() -> None:
    for target in re.findall(r"\]\(([^)#:]+)\)", readme()):
        assert (ROOT / target).exists(), target


def test_nothing_but_the_card_stands_at_the_top() -> None:
    allowed = {"reader", "tests", "screenshots", "pyproject.toml", "README.md", "LICENSE"}
    tracked = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=False).stdout
    tops = {line.split("/")[0] for line in tracked.splitlines()}
    assert {top for top in tops if not top.startswith(".")} <= allowed
