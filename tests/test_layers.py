"""Who may import whom. New files are covered at once: the table names packages, not modules."""

import subprocess
import sys

import pytest

from tests.sources import PACKAGE, imports, modules

CORE = "reader.core"
WORDING = "reader.wording"

ALLOWED: dict[str, tuple[str, ...]] = {
    "reader.core": (CORE,),
    "reader.wording": (),
    "reader.clutter": (CORE, "reader.clutter"),
    "reader.importers": (CORE, "reader.importers"),
    "reader.training": (CORE, "reader.clutter", "reader.importers", "reader.training"),
    "reader.store": (CORE, "reader.store"),
    "reader.search": (CORE, "reader.search"),
    "reader.layout": (CORE, "reader.layout"),
    "reader.config": (CORE,),
    "reader.clock": (),
    "reader.front": (CORE, "reader.store"),
    "reader.exits": (CORE,),
    "reader.lasting": (),
    "reader.formats": (CORE, "reader.formats", "reader.layout"),
    "reader.outgoing": (CORE, "reader.anchoring", "reader.formats", "reader.library", "reader.store"),
    "reader.exporting": (
        CORE,
        "reader.clock",
        "reader.exits",
        "reader.formats",
        "reader.library",
        "reader.marking",
        "reader.outgoing",
        "reader.output",
        "reader.texts",
    ),
    "reader.outside": (CORE,),
    "reader.merging": (CORE, "reader.adding", "reader.library", "reader.store", "reader.stubs"),
    "reader.anchoring": (CORE,),
    "reader.segmentation": (CORE, "reader.segmentation"),
    "reader.highlight_list": (CORE, "reader.search"),
    "reader.adding": (CORE, "reader.importers", "reader.clutter", "reader.stubs"),
    "reader.finding": (CORE, "reader.search", "reader.texts"),
    "reader.texts": (CORE, "reader.search"),
    "reader.completing": (CORE, "reader.search"),
    "reader.searching": (CORE, "reader.store", "reader.completing"),
    "reader.history": (CORE, "reader.learning", "reader.searching", "reader.store"),
    "reader.learning": (CORE, "reader.adding", "reader.store"),
    "reader.stubs": (CORE, "reader.clutter"),
    "reader.recommending": (CORE, "reader.clutter", "reader.library", "reader.stubs"),
    "reader.library": (
        CORE,
        "reader.clock",
        "reader.adding",
        "reader.anchoring",
        "reader.stubs",
        "reader.finding",
        "reader.history",
        "reader.learning",
        "reader.merging",
        "reader.searching",
        "reader.store",
        "reader.texts",
    ),
    "reader.trash": (CORE, "reader.library"),
    "reader.backups": (CORE, "reader.clock", "reader.library", "reader.store"),
    "reader.keeping": (
        CORE,
        "reader.clock",
        "reader.backups",
        "reader.exits",
        "reader.layout",
        "reader.library",
        "reader.output",
        "reader.store",
        "reader.trash",
    ),
    "reader.demo": (CORE, "reader.clock", "reader.adding", "reader.library", "reader.demo"),
    "reader.output": (CORE, "reader.adding", "reader.store"),
    "reader.verbs": (
        CORE,
        "reader.clock",
        "reader.front",
        "reader.adding",
        "reader.anchoring",
        "reader.backups",
        "reader.formats",
        "reader.lasting",
        "reader.library",
        "reader.recommending",
        "reader.layout",
        "reader.search",
        "reader.store",
        "reader.output",
        "reader.exits",
    ),
    "reader.sources": (CORE, "reader.backups", "reader.library", "reader.output", "reader.exits"),
    "reader.marking": (CORE, "reader.backups", "reader.clock", "reader.library", "reader.output", "reader.exits"),
    "reader.arguments": (
        "reader",
        CORE,
        "reader.config",
        "reader.exits",
        "reader.exporting",
        "reader.keeping",
        "reader.marking",
        "reader.settings",
        "reader.sources",
        "reader.verbs",
    ),
    "reader.settings": (CORE, "reader.config", "reader.exits", "reader.layout", "reader.output", "reader.ui"),
    "reader.cli": (
        CORE,
        "reader.arguments",
        "reader.config",
        "reader.exits",
        "reader.output",
        "reader.settings",
        "reader.ui.app",
    ),
    "reader.__main__": ("reader.cli", "reader.exits"),
    "reader.ui": (
        CORE,
        "reader.anchoring",
        "reader.highlight_list",
        "reader.segmentation",
        "reader.clock",
        "reader.front",
        "reader.backups",
        "reader.completing",
        "reader.config",
        "reader.demo",
        "reader.lasting",
        "reader.layout",
        "reader.library",
        "reader.formats",
        "reader.outgoing",
        "reader.outside",
        "reader.recommending",
        "reader.search",
        "reader.trash",
        "reader.ui",
    ),
    "reader": (),
}

THIRD_PARTY: dict[str, tuple[str, ...]] = {
    "reader": ("msgspec",),
    "reader.clutter": ("numpy",),
    "reader.training": ("numpy", "torch"),
    "reader.store": ("tinydb",),
    "reader.search": ("numpy", "opencc", "pypinyin", "rapidfuzz"),
    "reader.layout": ("rich",),
    "reader.anchoring": ("rapidfuzz",),
    "reader.segmentation": ("rjieba",),
    "reader.config": ("platformdirs",),
    "reader.ui": ("rich", "textual"),
}
"""What each layer may import besides the standard library; what `reader` may, all may."""

HEAVY = ("textual", "trafilatura", "pypinyin", "numpy", "rich.console", "torch")


def layer_of(module: str) -> str:
    """Return the entry of the table that a module falls under: the longest that is the module or holds it."""
    return max((layer for layer in ALLOWED if is_in(module, layer)), key=len)


def is_in(name: str, layer: str) -> bool:
    if layer == "reader":
        return name == "reader" or (name.count(".") == 1 and not (PACKAGE / name.split(".")[1]).exists())
    return name == layer or name.startswith(f"{layer}.")


@pytest.mark.parametrize("module", modules())
def test_modules_import_only_what_their_layer_may(module: str) -> None:
    layer = layer_of(module)
    for name in imports(modules()[module]):
        top = name.split(".")[0]
        if top == "reader":
            assert any(is_in(name, allowed) for allowed in (WORDING, *ALLOWED[layer])), f"{module} imports {name}"
        elif top not in sys.stdlib_module_names and top != "_typeshed":
            assert top in (*THIRD_PARTY["reader"], *THIRD_PARTY.get(layer, ())), f"{module} imports {name}"


def test_every_layer_of_the_table_exists() -> None:
    assert {layer_of(module) for module in modules()} == ALLOWED.keys()


def loaded_by(*arguments: str) -> set[str]:
    """Return the modules that a command of the program loads, in a process of its own."""
    script = (
        "import sys; from reader.cli import run; code = run(sys.argv[1:]);"
        "print(*sys.modules, file=sys.stderr); sys.exit(code)"
    )
    done = subprocess.run([sys.executable, "-c", script, *arguments], capture_output=True, text=True, check=True)
    return set(done.stderr.split())


def test_list_loads_nothing_heavy() -> None:
    assert loaded_by("--library", "library", "list").isdisjoint(HEAVY)


def test_labelling_loads_numpy_for_the_model_and_nothing_else_heavy() -> None:
    page = PACKAGE / "demo" / "pages" / "zh-portal-tide.txt"
    assert loaded_by("extract", "--json", str(page)) & {*HEAVY} == {"numpy"}
    assert loaded_by("--library", "library", "add", str(page)) & {*HEAVY} == {"numpy"}


def test_doctor_and_sources_load_nothing_heavy() -> None:
    assert loaded_by("--library", "library", "doctor").isdisjoint(HEAVY)
    assert loaded_by("--library", "library", "sources").isdisjoint(HEAVY)


def test_the_app_loads_neither_extractors_nor_tables_before_its_first_paint() -> None:
    script = "import sys, reader.ui.app; print(*{name.split('.')[0] for name in sys.modules})"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert set(done.stdout.split()).isdisjoint({"trafilatura", "pypinyin", "numpy", "rapidfuzz"})
