"""The layout is the path of the data, and imports point one way."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "fazhi_analysis"

# A module may import from its own layer and from those of lower rank.
RANKS = {
    "errors": 0,
    "terminal": 0,
    "resources": 1,
    "schema_columns": 1,
    "schema": 2,
    "codebooks": 3,
    "divisions": 3,
    "read": 4,
    "tidy": 5,
    "pipeline": 6,
    "corpus": 6,
    "datapackage": 6,
    "store": 7,
    "corrections": 7,
    "agreement": 7,
    "review": 8,
    "evaluation": 8,
    "builder": 8,
    "analyse": 9,
    "show": 10,
    "cli": 11,
    "__main__": 12,
    "__init__": 12,
}
# What may open, write or remove files.
ON_DISK = (
    "read", "store", "builder", "pipeline", "show", "cli", "review", "corrections",
    "evaluation", "resources", "codebooks", "divisions",
)  # fmt: skip


def layer(path: Path) -> str:
    part = path.relative_to(PACKAGE).parts[0].removesuffix(".py")
    for name in sorted(RANKS, key=len, reverse=True):
        if part == name or part.startswith(f"{name}_"):
            return name
    raise AssertionError(f"{path} belongs to no layer: add it to the list, with a reason")


def modules() -> list[Path]:
    return sorted(PACKAGE.rglob("*.py"))


def imported(tree: ast.AST) -> set[str]:
    """Modules of the package that are imported when the code runs (not for typing only)."""
    typing_only = {
        id(node)
        for branch in ast.walk(tree)
        if isinstance(branch, ast.If) and "TYPE_CHECKING" in ast.dump(branch.test)
        for node in ast.walk(branch)
    }
    found = set()
    for node in ast.walk(tree):
        if id(node) in typing_only:
            continue
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "imports are absolute"
            found.add(node.module)
            found |= {f"{node.module}.{alias.name}" for alias in node.names}
    return {name.split(".")[1] for name in found if name and name.startswith("fazhi_analysis.")}


@pytest.mark.parametrize("path", modules(), ids=lambda p: str(p.relative_to(PACKAGE)))
def test_imports_point_down(path):
    own = RANKS[layer(path)]
    for part in imported(ast.parse(path.read_text(encoding="utf-8"))):
        target = next((n for n in sorted(RANKS, key=len, reverse=True)
                       if part == n or part.startswith(f"{n}_")), None)  # fmt: skip
        if target is not None:
            assert RANKS[target] <= own, f"{path.name} imports {part}, which stands above it"


@pytest.mark.parametrize("path", modules(), ids=lambda p: str(p.relative_to(PACKAGE)))
def test_only_reading_storing_and_showing_touch_the_disk(path):
    if layer(path) in ON_DISK:
        return
    names = {
        node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call)
    }
    assert not names & {"open", "read_bytes", "write_text", "write_bytes", "unlink", "mkdir"}


def test_import_is_fast_because_heavy_libraries_wait():
    heavy = ["pandas", "jieba", "matplotlib", "seaborn", "scipy", "sklearn", "pyarrow", "opencc"]
    code = f"import sys, fazhi_analysis\nprint([name for name in {heavy!r} if name in sys.modules])"
    out = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert out.stdout.strip() == "[]"


def test_no_module_bears_the_name_of_a_public_function():
    """An import of the module would put it in the function's place."""
    import fazhi_analysis as fz

    assert {p.stem for p in PACKAGE.glob("*.py")} & set(fz.__all__) == set()


def test_every_public_name_loads():
    import fazhi_analysis as fz

    assert [name for name in fz.__all__ if getattr(fz, name, None) is None] == []
    assert set(fz.__all__) <= set(dir(fz))
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        _ = fz.nothing
