"""The committed notebooks: short, explained in two languages, with outputs that nbval can compare."""

import ast
import json
import re
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest

FOLDER = Path(__file__).resolve().parents[1] / "notebooks"
NOTEBOOKS = sorted(FOLDER.glob("*.ipynb"))


@pytest.fixture(params=NOTEBOOKS, ids=lambda path: path.stem)
def notebook(request):
    return nbformat.read(request.param, as_version=4)


def code(notebook):
    return [cell for cell in notebook.cells if cell.cell_type == "code"]


def test_the_sequence_is_there():
    names = [path.stem for path in NOTEBOOKS]
    assert names[:5] == ["01-corpus", "02-keywords", "03-indicators", "04-regions", "05-trust"]


def test_cells_are_short_and_define_nothing(notebook):
    for cell in code(notebook):
        lines = [line for line in cell.source.splitlines() if line.strip()]
        assert 1 <= len(lines) <= 6, cell.source
        for node in ast.walk(ast.parse(cell.source)):
            assert not isinstance(node, ast.FunctionDef | ast.ClassDef | ast.Lambda), cell.source


def test_every_cell_was_run_in_order_and_kept_its_outputs(notebook):
    cells = code(notebook)
    assert [cell.execution_count for cell in cells] == list(range(1, len(cells) + 1))
    assert sum(bool(cell.outputs) for cell in cells) >= len(cells) - 6
    for cell in cells:
        kinds = {output.output_type for output in cell.outputs}
        assert "error" not in kinds
        assert not [o for o in cell.outputs if o.get("name") == "stderr"], cell.source


def test_outputs_are_the_same_on_every_machine(notebook):
    shown = json.dumps([cell.outputs for cell in code(notebook)], ensure_ascii=False)
    shown = re.sub(r'"image/png": "[^"]*"', "", shown)
    assert not re.search(r"\b0x[0-9a-f]{6,}", shown)
    assert not re.search(r"(?:^|[\s\"'(])/(?:home|root|tmp|Users|work|usr)/", shown)
    assert set(notebook.metadata) == {"kernelspec", "language_info"}


def test_one_cell_takes_the_folder_and_the_language(notebook):
    tagged = [cell for cell in code(notebook) if "parameters" in cell.metadata.get("tags", [])]
    assert len(tagged) == 1
    names = [node.targets[0].id for node in ast.parse(tagged[0].source).body]
    assert names == ["PROCESSED", "LANG"]


def test_texts_are_in_both_languages_without_numbers_of_the_data(notebook):
    for cell in notebook.cells:
        if cell.cell_type == "markdown":
            assert re.search(r"[\u4e00-\u9fff]", cell.metadata["zh"]), cell.source
            assert len(re.findall(r"^#", cell.source, re.M)) == len(
                re.findall(r"^#", cell.metadata["zh"], re.M)
            )


def test_figures_stand_beside_a_table(notebook):
    cells = code(notebook)
    for number, cell in enumerate(cells):
        if "plt.show()" in cell.source:
            assert cell.source.rstrip().endswith("plt.show()")
            before = [c for c in cells[:number] if "plt.show" not in c.source]
            outputs = [o for c in before for o in c.outputs]
            assert any("text/html" in output.get("data", {}) for output in outputs), cell.source


def test_a_changed_number_makes_nbval_fail(tmp_path):
    small = nbformat.v4.new_notebook(
        cells=[nbformat.v4.new_code_cell("import pandas as pd\n\npd.DataFrame({'n': [617]})")]
    )
    path = tmp_path / "small.ipynb"
    nbformat.write(small, path)
    run = [sys.executable, "-m", "fazhi_analysis.show.run_notebooks", str(tmp_path)]
    subprocess.run(run, check=True, capture_output=True)
    check = [sys.executable, "-m", "pytest", "-q", "--nbval", "--nbval-current-env", "-p",
             "no:cacheprovider", "--rootdir", str(tmp_path), "-c", "/dev/null",
             "--nbval-sanitize-with", str(FOLDER / "nbval.cfg"), str(path)]  # fmt: skip
    assert subprocess.run(check, capture_output=True, cwd=tmp_path).returncode == 0
    whole = path.read_text(encoding="utf-8")
    path.write_text(whole.replace("0  617", "0  618"), encoding="utf-8")
    assert path.read_text(encoding="utf-8") != whole
    assert subprocess.run(check, capture_output=True, cwd=tmp_path).returncode == 1


def test_emphasis_is_rendered_in_both_languages(notebook):
    from nbconvert.filters.markdown_mistune import markdown2html_mistune

    for cell in notebook.cells:
        if cell.cell_type == "markdown":
            for text in (cell.source, cell.metadata["zh"]):
                assert "**" not in markdown2html_mistune(text), text
