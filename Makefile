# make help lists the targets.  Everything runs in .venv, which is made from requirements.lock; `make
# lab` and `make test` add what they need from requirements-lab.lock and requirements-test.lock.  It
# is remade when the content of a lock changes or its interpreter has gone.  Needs make and Python
# 3.11 or later, nothing else.  Without make (Windows): README.md gives the same steps.

SHELL := /bin/sh
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.NOTPARALLEL:

# The Python that makes .venv: the first that is recent enough; `make PYTHON=/path/to/python` chooses.
RECENT := import sys; from importlib.util import find_spec as has; v = sys.version_info; \
	v >= (3, 11) and has("venv") and has("ensurepip") or sys.exit(1); print("%d.%d" % v[:2])
FOUND := $(shell if [ -n "$(PYTHON)" ]; then set -- "$(PYTHON)"; \
	else set -- python3 python3.13 python3.12 python3.11 python; fi; \
	for p; do v=$$("$$p" -c '$(RECENT)' 2>/dev/null) && { echo "$$v $$p"; break; }; done)
VERSION := $(firstword $(FOUND))
BASE := $(wordlist 2,$(words $(FOUND)),$(FOUND))

VENV := .venv
PY := $(VENV)/bin/python
JOBS ?= auto

# Stamps named after the content they stand for: a checkout changes times, not these names.
# The folder is part of it, because a virtual environment cannot be moved; so is the interpreter.
cksum = $(shell { echo '$(CURDIR) $(FOUND)'; cat $(1) 2>/dev/null; } | cksum | tr ' ' '-')
LOCKED := $(VENV)/locked-$(call cksum,requirements.lock)
READY := $(VENV)/ready-$(call cksum,requirements.lock pyproject.toml)
WITH_LAB := $(VENV)/lab-$(call cksum,requirements.lock requirements-lab.lock)
WITH_TESTS := $(VENV)/tests-$(call cksum,requirements.lock requirements-test.lock)

# An interpreter that is no longer there: start over, whatever the stamps say.
ifneq ($(shell [ -x $(PY) ] && echo works),works)
.PHONY: $(LOCKED)
endif

# The same surroundings for everybody, so that everything comes out the same.
export SOURCE_DATE_EPOCH := 0
export PYTHONHASHSEED := 0
export PYTHONUTF8 := 1
export IPYTHONDIR := $(CURDIR)/config/ipython
export MPLCONFIGDIR := $(CURDIR)/build/matplotlib
export OMP_NUM_THREADS := 1
export OPENBLAS_NUM_THREADS := 1
# What would bring in code or settings of the user's; MPLBACKEND also keeps figures out of notebooks.
unexport PYTHONDONTWRITEBYTECODE PYTHONHOME PYTHONPATH PYTHONSTARTUP PYTHONWARNINGS MATPLOTLIBRC MPLBACKEND VIRTUAL_ENV

.PHONY: help setup reports test test-fast new-city lint lab benchmark mutants reproduce lock clean

help: ## list the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-10s %s\n", $$1, $$2 }' Makefile

setup: $(READY) ## make .venv from requirements.lock (every other target does so by itself)

# Each step of setting up says nothing, or in one sentence why it failed.
ATTEMPT := @sh tools/attempt.sh
# Modules are compiled when they are first used: most never are, which spares 120 MB and some seconds.
PIP := $(ATTEMPT) $(PY) -m pip install --quiet --disable-pip-version-check --no-input --no-compile

$(LOCKED): # No prerequisite: its name says what it was made from.
	@if [ -z "$(FOUND)" ]; then \
		echo "error: no usable Python 3.11 or later found$(if $(PYTHON), at $(PYTHON)): install one" \
			"(on Debian and Ubuntu with its venv package) or name it, as in" \
			"make PYTHON=/path/to/python3.12 reports." >&2; exit 1; fi
	@echo "Setting up $(VENV) from requirements.lock (about half a minute, 300 MB) ..."
	$(ATTEMPT) rm -rf $(VENV)
	$(ATTEMPT) "$(BASE)" -m venv $(VENV)
	$(PIP) --require-hashes --requirement requirements.lock
	$(ATTEMPT) touch $@

$(READY): $(LOCKED)
	$(PIP) --no-deps --no-build-isolation --editable .
	@rm -f $(VENV)/ready-*
	$(ATTEMPT) touch $@

$(WITH_LAB): $(LOCKED)
	@echo "Adding JupyterLab from requirements-lab.lock ..."
	$(PIP) --require-hashes --requirement requirements-lab.lock
	@rm -f $(VENV)/lab-*
	$(ATTEMPT) touch $@

$(WITH_TESTS): $(LOCKED)
	@echo "Adding what tests need from requirements-test.lock ..."
	$(PIP) --require-hashes --requirement requirements-test.lock
	@rm -f $(VENV)/tests-*
	$(ATTEMPT) touch $@

reports: $(READY) ## run every notebook that needs it; write data/processed and reports
	@$(PY) -m analysis build $(BUILD_ARGS)

# Two processes take what the other has not begun.  nbval's cells belong together: a file each.
PYTEST := $(PY) -m pytest -q -n $(JOBS)

# What `make lab` sets is tested too, and wants JupyterLab.
test: lint $(WITH_LAB) ## lint, types, all tests, every notebook again, everything rebuilt and compared
	@echo "== tests" && $(PYTEST) --dist worksteal $(TEST_ARGS)
	@echo "== notebooks" && $(PYTEST) --dist loadfile \
		--nbval --nbval-current-env --nbval-cell-timeout 300 notebooks
	@echo "== reproduce" && $(PY) -m analysis reproduce

test-fast: lint ## lint, types and tests: in a minute, without browser, notebooks and whole builds
	@echo "== tests" && $(PYTEST) --dist worksteal -m "not browser and not slow" $(TEST_ARGS)

new-city: $(READY) $(WITH_TESTS) ## add an invented city to a copy, as CONTRIBUTING.md says, and test that
	@$(PY) tools/new_city.py $(CITY_ARGS)

lint: $(READY) $(WITH_TESTS) ## ruff and mypy
	@echo "== ruff" && $(PY) -m ruff check .
	@echo "== mypy" && $(PY) -m mypy

reproduce: $(READY) ## rebuild everything elsewhere and compare it with what is committed
	@$(PY) -m analysis reproduce

# Root is the only user of many a container.
lab: $(READY) $(WITH_LAB) ## open JupyterLab on the notebooks (LAB_ARGS=--no-browser passes options on)
	@$(PY) -m jupyterlab --config=config/jupyter_lab.py \
		$$(if [ "$$(id -u)" = 0 ]; then echo --allow-root; fi) $(LAB_ARGS)

benchmark: $(READY) ## measure; print a table, write JSON
	@$(PY) -m benchmarks $(BENCHMARK_ARGS)

# Minutes of work, and no part of `test`: it tries the tests themselves.
mutants: $(READY) $(WITH_TESTS) ## make small wrong changes in copies; name those that no test notices
	@$(PY) tools/mutants.py $(MUTANTS_ARGS)

# Compiled with uv, a tool of developers only (`pip install uv`).  One version per package for all
# groups, Python 3.11 to 3.13 and all systems; the two groups hold what requirements.lock lacks, and
# again what it holds for some systems only.
UV ?= uv
compile = $(UV) pip compile --quiet --universal --python-version 3.11 --generate-hashes \
	--no-emit-index-url --no-header --fork-strategy fewest $(UPGRADE) $(2) \
	--output-file requirements$(1).lock pyproject.toml
added = $(call compile,$(1),--constraint requirements.lock $(2) $$(sed -n \
	's/^\([a-z0-9-]*\)==[^;]* \\$$/--no-emit-package \1/p' requirements.lock)) && { \
	echo '-r requirements.lock'; cat requirements$(1).lock; } > requirements$(1).lock.tmp && \
	mv requirements$(1).lock.tmp requirements$(1).lock

lock: ## compile the three locks from pyproject.toml, with uv (UPGRADE=--upgrade: newer versions)
	@$(call compile,,--extra reports --group install)
	@$(call added,-lab,--extra lab --extra coding)
	@$(call added,-test,--extra coding --extra cluster --extra files --extra parquet --group test)

clean: ## remove what builds and tests leave (.venv and counter-examples in .hypothesis stay)
	@rm -rf build .pytest_cache .mypy_cache .ruff_cache
	@find . -path ./$(VENV) -prune -o -path ./.git -prune -o \
		\( -name __pycache__ -o -name .ipynb_checkpoints -o -name '*.egg-info' \) -type d \
		-exec rm -rf {} +
