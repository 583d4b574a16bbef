# make help lists the targets.  Everything runs in .venv, which is made from requirements.lock and
# remade when that file's content changes.  Needs make and Python 3.11 or later, nothing else.
# Without make (Windows): README.md gives the same steps.

SHELL := /bin/sh
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:

# The Python that makes .venv: the first that is recent enough; `make PYTHON=/path/to/python` chooses.
OLD_ENOUGH := import sys, ensurepip, venv; sys.exit(sys.version_info < (3, 11))
ifndef PYTHON
PYTHON := $(shell for p in python3 python3.13 python3.12 python3.11 python; do \
	"$$p" -c '$(OLD_ENOUGH)' 2>/dev/null && { echo "$$p"; break; }; done)
endif

VENV := .venv
PY := $(VENV)/bin/python
JOBS ?= auto

# Stamps named after the content they stand for: a checkout changes times, not these names.
# The folder is part of it, because a virtual environment cannot be moved.
cksum = $(shell { echo '$(CURDIR) $(PYTHON)'; cat $(1) 2>/dev/null; } | cksum | tr ' ' '-')
LOCKED := $(VENV)/locked-$(call cksum,requirements.lock)
READY := $(VENV)/ready-$(call cksum,requirements.lock pyproject.toml)

# The same surroundings for everybody, so that everything comes out the same.
export SOURCE_DATE_EPOCH := 0
export PYTHONHASHSEED := 0
export PYTHONUTF8 := 1
export IPYTHONDIR := $(CURDIR)/config/ipython
export MPLCONFIGDIR := $(CURDIR)/build/matplotlib
export OMP_NUM_THREADS := 1
export OPENBLAS_NUM_THREADS := 1
# What would bring in code or settings of the user's; MPLBACKEND also keeps figures out of notebooks.
unexport PYTHONHOME PYTHONPATH PYTHONSTARTUP PYTHONWARNINGS MATPLOTLIBRC MPLBACKEND VIRTUAL_ENV

.PHONY: help setup reports test test-fast lint lab benchmark reproduce clean

help: ## list the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-10s %s\n", $$1, $$2 }' Makefile

setup: $(READY) ## make .venv from requirements.lock (every other target does so by itself)

$(LOCKED): # No prerequisite: its name says what it was made from.
	@if [ -z "$(PYTHON)" ] || ! "$(PYTHON)" -c '$(OLD_ENOUGH)' 2>/dev/null; then \
		echo "error: no usable Python 3.11 or later found$(if $(PYTHON), at $(PYTHON)): install one" \
			"(on Debian and Ubuntu with its venv package) or name it, as in" \
			"make PYTHON=/path/to/python3.12 reports." >&2; exit 1; fi
	@echo "Setting up $(VENV) from requirements.lock (about half a minute, 500 MB) ..."
	@rm -rf $(VENV)
	@"$(PYTHON)" -m venv $(VENV)
	@$(PY) -m pip install --quiet --disable-pip-version-check --no-input \
		--require-hashes --requirement requirements.lock
	@touch $@

$(READY): $(LOCKED)
	@$(PY) -m pip install --quiet --disable-pip-version-check --no-input \
		--no-deps --no-build-isolation --editable .
	@rm -f $(VENV)/ready-*
	@touch $@

reports: $(READY) ## run every notebook that needs it; write data/processed and reports
	@$(PY) -m analysis build

test: lint ## lint, types, all tests, every notebook again, everything rebuilt and compared
	@echo "== tests" && $(PY) -m pytest -q -n $(JOBS) --dist loadfile
	@echo "== notebooks" && $(PY) -m pytest -q -n $(JOBS) --dist loadfile \
		--nbval --nbval-current-env --nbval-cell-timeout 300 notebooks
	@echo "== reproduce" && $(PY) -m analysis reproduce

test-fast: lint ## lint, types and the tests of the package, without the notebooks
	@echo "== tests" && $(PY) -m pytest -q -n $(JOBS) --dist loadfile

lint: $(READY) ## ruff and mypy
	@echo "== ruff" && $(PY) -m ruff check .
	@echo "== mypy" && $(PY) -m mypy

reproduce: $(READY) ## rebuild everything elsewhere and compare it with what is committed
	@$(PY) -m analysis reproduce

lab: $(READY) ## open JupyterLab on the notebooks
	@$(PY) -m jupyterlab --config=config/jupyter_lab.py

benchmark: $(READY) ## measure; print a table, write JSON
	@$(PY) -m benchmarks

clean: ## remove what builds and tests leave (.venv stays; rm -rf .venv removes it)
	@rm -rf build .pytest_cache .mypy_cache .ruff_cache .hypothesis
	@find . -path ./$(VENV) -prune -o -path ./.git -prune -o \
		\( -name __pycache__ -o -name .ipynb_checkpoints -o -name '*.egg-info' \) -type d \
		-exec rm -rf {} +
