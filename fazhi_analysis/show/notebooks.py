"""Find notebooks and run them: top to bottom, in a fresh kernel of this very Python."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Callable, Mapping, Sequence
from importlib import metadata
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from fazhi_analysis.errors import FazhiError, ReportRunError
from fazhi_analysis.terminal import plain

__all__ = ["execute", "find", "packaged", "select"]

Progress = Callable[[int, int], None]


def packaged() -> list[Path]:
    """Return the package's own notebooks: beside it in a clone, else where it was installed."""
    beside = Path(__file__).resolve().parents[2] / "notebooks"
    found = sorted(beside.glob("[0-9][0-9]-*.ipynb"))
    if found:
        return found
    files = metadata.files("fazhi_analysis") or []
    places = [Path(str(f.locate())) for f in files if re.fullmatch(r"\d\d-.*\.ipynb", f.name)]
    return sorted((place for place in places if place.is_file()), key=lambda place: place.name)


def find(folder: str | Path | None = None) -> list[Path]:
    """Return the notebooks of `folder`, by name; the package's own where none is given.

    Raises
    ------
    FazhiError
        There is no such folder, or no notebook in it.
    """
    if folder is None:
        found = packaged()
        where = "the package's notebooks"
    else:
        if not Path(folder).is_dir():
            raise FazhiError(f"{folder}: there is no such folder of notebooks.")
        found = sorted(Path(folder).glob("*.ipynb"))
        where = str(folder)
    if not found:
        raise FazhiError(f"{where}: no notebook (*.ipynb) was found there.")
    return found


def select(paths: Sequence[Path], only: Sequence[str] | str | None) -> list[Path]:
    """Return the notebooks whose name begins as one of `only` asks.

    Raises
    ------
    FazhiError
        No notebook begins so.
    """
    if only is None:
        return list(paths)
    wanted = [only] if isinstance(only, str) else list(only)
    for start in wanted:
        if not any(path.stem.startswith(start) for path in paths):
            names = ", ".join(path.stem for path in paths)
            raise FazhiError(f"--only {start}: no notebook begins so; there are {names}.")
    return [path for path in paths if any(path.stem.startswith(start) for start in wanted)]


def read(path: Path) -> Any:
    """Read a notebook file."""
    import nbformat

    try:
        return nbformat.read(path, as_version=4)
    except Exception as error:
        raise FazhiError(f"{path}: this is no notebook that can be read ({error}).") from error


def execute(
    notebook: Any, name: str, folder: Path, *, parameters: Mapping[str, str] | None = None,
    progress: Progress | None = None,
) -> Any:  # fmt: skip
    """Run `notebook` in `folder` and return it with its outputs.

    Parameters
    ----------
    notebook : NotebookNode
        Is changed: its outputs are replaced.
    name : str
        Its name, for messages.
    folder : Path
        The kernel's working folder.
    parameters : mapping, optional
        Names that the cell tagged ``parameters`` assigns, and the values to put in; the cell's
        own text is kept.
    progress : function, optional
        Called with the cell's number and how many there are.

    Raises
    ------
    ReportRunError
        A cell failed; the message names notebook, cell and error.
    """
    from jupyter_client.kernelspec import KernelSpec
    from jupyter_client.manager import AsyncKernelManager
    from nbclient import NotebookClient
    from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError

    kept = _put_in(notebook, parameters or {}, name)
    total = len(notebook.cells)
    at = [0]

    def started(*, cell_index: int, **_: Any) -> None:
        at[0] = cell_index
        if progress is not None:
            progress(cell_index + 1, total)

    with TemporaryDirectory(prefix="fazhi-") as private:
        # This Python, and none of the user's start-up files: a kernel of the same name elsewhere on
        # the machine must not run instead.
        local = {} if sys.platform == "win32" else {"transport": "ipc"}
        manager = AsyncKernelManager(connection_file=str(Path(private, "kernel.json")), **local)
        manager._kernel_spec = KernelSpec(
            argv=[sys.executable, "-m", "ipykernel_launcher", "-f", "{connection_file}"],
            display_name="Python 3",
            language="python",
        )
        client = NotebookClient(
            notebook, km=manager, timeout=None, record_timing=False, allow_errors=False,
            resources={"metadata": {"path": str(folder)}}, on_cell_execute=started,
            coalesce_streams=True,
        )  # fmt: skip
        client.owns_km = True  # a kernel that was given would be left running
        try:
            client.execute(env=_environment(private))
        except (CellExecutionError, CellTimeoutError, DeadKernelError) as error:
            raise ReportRunError(_failure(notebook, name, at[0], error)) from None
    for cell, source in kept:
        cell.source = source
    return notebook


def _environment(private: str) -> dict[str, str]:
    kept = {key: value for key, value in os.environ.items()
            if key not in ("MPLBACKEND", "PYTHONSTARTUP", "PYTHONWARNINGS")}  # fmt: skip
    return {
        **kept,
        "IPYTHONDIR": private,
        "PYTHONHASHSEED": "0",
        "PYDEVD_DISABLE_FILE_VALIDATION": "1",
    }


def _put_in(notebook: Any, parameters: Mapping[str, str], name: str) -> list[tuple[Any, str]]:
    """Give the names in the cell tagged ``parameters`` other values; return what stood there."""
    if not parameters:
        return []
    for cell in notebook.cells:
        if cell.cell_type == "code" and "parameters" in cell.metadata.get("tags", []):
            before = cell.source
            for key, value in parameters.items():
                lines = [
                    line for line in cell.source.splitlines() if not re.match(rf"{key}\s*=", line)
                ]
                cell.source = "\n".join([*lines, f"{key} = {value!r}"])
            return [(cell, before)]
    raise FazhiError(
        f"{name}: no cell is tagged 'parameters', so the folder of the frames cannot be put in; "
        'tag the cell that says PROCESSED = "…".'
    )


def _failure(notebook: Any, name: str, index: int, error: Exception) -> str:
    cell = notebook.cells[index]
    first = next((line for line in str(cell.source).splitlines() if line.strip()), "")
    kind = getattr(error, "ename", type(error).__name__)
    value = str(getattr(error, "evalue", "") or error).strip().splitlines() or [""]
    number = sum(1 for c in notebook.cells[: index + 1] if c.cell_type == "code")
    return plain(
        f"{name}: cell {index + 1} (code cell {number}) failed at “{first[:80]}”: "
        f"{kind}: {value[-1][:400]}"
    )


def tidy(notebook: Any) -> Any:
    """Leave in `notebook` what is the same on every machine and at any time."""
    notebook.metadata = {
        "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
        "language_info": {"name": "python"},
    }
    for number, cell in enumerate(notebook.cells):
        cell.metadata = {key: cell.metadata[key] for key in ("tags", "zh") if key in cell.metadata}
        cell["id"] = f"cell-{number:02}"
    return notebook
