"""`reader doctor` tells what is wrong, what repairing would do, and repairs it."""

from pathlib import Path

from reader import exits
from tests.cli.program import PAGE, TITLE, Run, written


def test_a_damaged_library_is_explained_and_repaired(reader: Run) -> None:
    reader("add", written("a.txt", PAGE))
    (text,) = Path("library/bodies").iterdir()
    text.write_bytes(b"\0" * 100)
    assert reader("doctor").code == exits.PROBLEMS
    planned = reader("doctor", "--repair", "--dry-run")
    assert text.read_bytes() == b"\0" * 100
    assert planned.code == exits.DONE
    assert reader("doctor", "--repair").out == planned.out
    again = reader("doctor", "--json")
    assert again.code == exits.DONE
    assert [finding["severity"] for finding in again.objects] == ["note"], "the copy that was set aside"
    (article,) = reader("list", "--json").objects
    shown = reader("show", article["id"])
    assert TITLE in shown.out
    assert "渔船回港" in shown.out
