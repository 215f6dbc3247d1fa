"""What a library withstands, by real kills, real power cuts and real processes; tests/store runs a little of each."""

import tempfile
from pathlib import Path

from tests.bench.safety import cuts, kills, processes

KILLS, CUTS, CHANGES = 2000, 200, 500


def main(arguments: list[str]) -> None:
    """Print what was lost. arguments: how many kills (2,000), power cuts (200) and changes of each process (500)."""
    counts = [*map(int, arguments), *(KILLS, CUTS, CHANGES)[len(arguments) :]]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        print("kill -9, 10,000 articles:", kills.run(folder / "kills", articles=10_000, kills=counts[0]), flush=True)
        print("power cuts, 1,000 articles:", cuts.run(folder / "cuts", articles=1_000, cuts=counts[1]), flush=True)
        print("four processes:", processes.run(folder / "processes", changes=counts[2]), flush=True)
