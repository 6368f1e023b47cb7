# Which command does what? Bare `make` lists the targets with the words after their ##.

.DEFAULT_GOAL := help
SHELL := /bin/bash
DATA ?= data
PORT ?= 8501
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check
PYTEST := $(BIN)/python -m pytest
# Two cores are the reference machine. A file's tests stay in one process, so that what a module
# builds is built once.
PARALLEL := -n 2 --dist loadfile
CHECKED := src app pages tests

.PHONY: help setup run test check fix bench soak lock clean
.NOTPARALLEL:

help: ## List what make can do
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "  make %-7s %s\n", $$1, $$2}' Makefile

setup: $(VENV)/ready ## Make the environment in .venv from requirements.lock

run: $(VENV)/ready ## Serve on 127.0.0.1:8501 (PORT=, DATA=); builds the demo when the lake is empty
	@exec $(BIN)/cxboard serve --data-dir "$(DATA)" --port "$(PORT)" --demo-if-empty

test: $(VENV)/ready ## Run every test, browser tests included; long campaigns in their short form
	@$(BIN)/python -m tests.browser.chromium
	@$(BIN)/python -m tests.postgres
	$(PYTEST) $(PARALLEL) -rfEs

check: $(VENV)/ready ## Check format, lint, types, architecture and the fast tests; changes nothing
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/python -m tests.architecture
	$(PYTEST) $(PARALLEL) -m "not browser and not soak"

fix: $(VENV)/ready ## Format the code and repair what ruff can repair
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

bench: $(VENV)/ready ## Measure the budgets as one table (BENCH_BIG=DIR or none, BENCH_ONLY=part,part)
	@$(BIN)/python -m tests.browser.chromium
	$(BIN)/python -m tests.bench

soak: $(VENV)/ready ## Run the campaigns (kills, fuzzing, load) at full length
	@$(BIN)/python -m tests.browser.chromium
	CXBOARD_SOAK=1 $(PYTEST) -m soak -s

lock: ## Resolve requirements.lock anew, with the hashes of every platform's files
	python3 -m venv build/lock
	build/lock/bin/python -m pip install --quiet uv
	build/lock/bin/uv pip compile pyproject.toml --extra dev --upgrade --quiet \
		--universal --fork-strategy fewest --python-version 3.11 --generate-hashes \
		--no-annotate --no-config --custom-compile-command "make lock" \
		--output-file requirements.lock

clean: ## Remove the environment and what tools left behind; data/ stays
	rm -rf $(VENV) build test-results .pytest_cache .mypy_cache .ruff_cache .hypothesis
	find src app pages tests -name __pycache__ -type d -prune -exec rm -rf {} +
	rm -rf src/*.egg-info

# Files as stamps: what is up to date costs nothing.
$(VENV)/locked: requirements.lock
	@python=""; for name in "$${PYTHON:-python3}" python3.13 python3.12 python3.11; do \
		if "$$name" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then \
			python="$$name"; break; fi; done; \
	if [ -z "$$python" ]; then echo "Python 3.11 or newer is needed: make setup PYTHON=/path/to/python3"; exit 1; fi; \
	echo "Making the environment in $(VENV) from requirements.lock; this takes a minute or two …"; \
	"$$python" -m venv --clear $(VENV)
	@$(PIP) --require-hashes -r requirements.lock
	@touch $@

$(VENV)/ready: $(VENV)/locked pyproject.toml
	@$(PIP) --no-deps --no-build-isolation --editable .
	@touch $@
