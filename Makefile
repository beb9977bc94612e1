# The two commands of the README are `make report` and `make test`; `make help` lists all.
PYTHON ?= python3
RAW ?= data/raw
PROCESSED ?= data/processed
REPORTS ?= reports
BIN := .venv/bin
CODE := fazhi_analysis

.DEFAULT_GOAL := help
.PHONY: help env data notebooks report test lint types unit nbval docs docs-check accuracy bench lock clean

help: ## list the commands
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 14

env: .venv/.ready ## the environment in .venv, at locked versions

.venv/.ready: requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "Python 3.11 or newer is needed; name one with: make PYTHON=python3.12 ..."; exit 2; }
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

# Any file name is allowed below RAW, so `find` and not make's word lists tells what is newer.
data: .venv/.ready ## the tidy frames of RAW in PROCESSED
	@if [ ! -f "$(PROCESSED)/datapackage.json" ] || [ -n "$$( { find "$(RAW)" -newer "$(PROCESSED)/datapackage.json"; \
	    find $(CODE) -type f -not -path '*/__pycache__/*' -newer "$(PROCESSED)/datapackage.json"; } | head -n 1)" ]; then \
	  $(BIN)/fazhi build "$(RAW)" -o "$(PROCESSED)"; status=$$?; [ $$status -le 1 ]; \
	else echo "$(PROCESSED) is up to date"; fi

report: data ## the notebooks, run on PROCESSED, as self-contained HTML in REPORTS
	$(BIN)/fazhi report "$(PROCESSED)" -o "$(REPORTS)"

notebooks: data ## run the committed notebooks top to bottom and keep their outputs
	$(BIN)/python -m fazhi_analysis.show.run_notebooks notebooks

test: lint types unit nbval docs-check ## everything that must hold

lint: .venv/.ready
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: .venv/.ready
	$(BIN)/mypy

unit: data
	$(BIN)/pytest -n 2 --dist loadscope --cov=$(CODE) --cov-report=term:skip-covered --doctest-modules $(CODE) tests

nbval: data
	$(BIN)/pytest -q --nbval --nbval-current-env --nbval-sanitize-with notebooks/nbval.cfg notebooks

docs: data ## the documents that commands print: data dictionary, helpers, codebook, accuracy
	$(BIN)/python -m benchmarks.dictionary --write
	$(BIN)/python -m benchmarks.helpers --write
	$(BIN)/python -m benchmarks.codebook_page --write
	$(BIN)/python -m benchmarks.accuracy --write

docs-check: data
	$(BIN)/python -m benchmarks.dictionary --check
	$(BIN)/python -m benchmarks.helpers --check
	$(BIN)/python -m benchmarks.codebook_page --check
	$(BIN)/python -m benchmarks.accuracy --check

accuracy: data ## docs/accuracy.md: precision and recall against the codings by hand
	$(BIN)/python -m benchmarks.accuracy --write

bench: .venv/.ready ## speed, as ratios within one run
	$(BIN)/python -m benchmarks

lock: ## renew requirements.lock (needs uv)
	uv pip compile pyproject.toml --all-extras --group dev --universal --python-version 3.11 --generate-hashes \
	  --no-emit-index-url --no-header --no-annotate --upgrade -o requirements.lock

clean: ## remove what was built, not the environment
	rm -rf "$(REPORTS)" "$(PROCESSED)"/*.parquet "$(PROCESSED)"/datapackage.json
