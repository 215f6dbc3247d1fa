"""What a start leaves out because the app seldom needs it: the verbs' options, and OpenSSL."""

import subprocess
import sys

import pytest

from reader import exits
from tests.cli.program import Run, written

OPENSSL = """
import sys
from reader.cli import _without_ssl

_without_ssl()
import asyncio
assert "asyncio" in sys.modules and "ssl" not in sys.modules and "_ssl" not in sys.modules
asyncio.run(asyncio.sleep(0))
import ssl
assert ssl.create_default_context().check_hostname
_without_ssl()
assert sys.modules["ssl"] is ssl
"""


@pytest.mark.parametrize("arguments", [[], ["--library", "other"], ["--library=other"], ["--library", "list"]])
def test_the_app_is_opened_where_no_verb_is_given(reader: Run, arguments: list[str]) -> None:
    done = reader(*arguments)
    assert done.code == exits.USAGE
    assert "terminal" in done.err
    assert done.out == ""


def test_a_folder_named_before_a_verb_is_no_verb(reader: Run) -> None:
    written("a.txt")
    assert reader("--library", "list", "add", "a.txt").code == exits.DONE
    assert len(reader("--library", "list", "list", "--json").objects) == 1


@pytest.mark.parametrize("arguments", [["--library"], ["--library", "--help"], ["no-verb"]])
def test_what_cannot_be_understood_is_told(reader: Run, arguments: list[str]) -> None:
    done = reader(*arguments)
    assert done.code == exits.USAGE
    assert "reader: error: " in done.err


def test_the_app_does_without_openssl_and_what_needs_it_later_loads_it() -> None:
    subprocess.run([sys.executable, "-c", OPENSSL], check=True)
