# The two commands of the README: `make run` and `make test`. Each first installs what is missing.

PYTHON := $(shell for python in python3.13 python3.12 python3.11 python3; do \
	$$python -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null \
	&& echo $$python && break; done)
BIN := .venv/bin
COMPILE = $(BIN)/uv pip compile --quiet --universal --generate-hashes --no-emit-index-url \
	--no-annotate --python-version 3.11 --custom-compile-command "make lock" pyproject.toml

# Files with few but long tests must not be what the last worker is still at when others are done.
LONGEST_FIRST = --dist loadfile --no-loadscope-reorder tests/browser tests/guards tests/handout \
	tests/attacks tests/web tests/vault tests/store tests/nodes tests/drills

.DEFAULT_GOAL := help
.NOTPARALLEL:
.PHONY: help run test test-all lint types bench faults scale sbom translations assets lock ready-run ready-dev

help: ## Show these commands
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "make %-14s%s\n", $$1, $$2}' $(MAKEFILE_LIST)

run: ready-run ## Serve the site on http://127.0.0.1:8000
	@$(BIN)/python -m wizard serve

test: lint types ## Run everything that guards a landing
	@$(BIN)/pytest --cov -n 2 tests/core
	@$(BIN)/pytest -n 3 $(LONGEST_FIRST)

test-all: lint types ## Run the tests over the full matrix of widths, themes and languages
	@$(BIN)/pytest --cov -n 2 tests/core
	@$(BIN)/pytest -n 2 $(LONGEST_FIRST) -m "matrix or not matrix"

lint: ready-dev ## Check style, format and layers
	@$(BIN)/ruff check
	@$(BIN)/ruff format --check
	@$(BIN)/lint-imports --no-cache --no-logo

types: ready-dev ## Check the types
	@$(BIN)/mypy

bench: ready-dev ## Print the speed ratios
	@for script in benchmarks/[a-z]*.py; do \
		$(BIN)/python -m benchmarks.$$(basename $$script .py) || exit 1; done

faults: ready-dev ## Break parts of a running site on purpose, and print what was lost and how soon it went on
	@$(BIN)/python -m drills

scale: ready-dev ## Print how many residents one machine holds, and what a save costs among a million
	@$(BIN)/python -m benchmarks.scale

sbom: ready-dev ## Write the bill of materials into build/
	@$(BIN)/python tools/build_sbom.py

translations: ready-dev ## Extract the texts to translate into translations/*.pot
	@$(BIN)/python -m tools.extract_translations

assets: ready-dev ## Rebuild styles, scripts, icons and fonts into wizard/static
	@$(BIN)/python tools/build_assets.py

lock: ready-dev ## Write the lock files anew after a change in pyproject.toml
	@$(COMPILE) --output-file requirements/run.lock
	@$(COMPILE) --extra check --group dev --constraint requirements/run.lock \
		--output-file requirements/dev.lock

ready-run ready-dev: ready-%:
	@test -n "$(PYTHON)" || { echo "Startplan needs Python 3.11 or newer. Install it first."; exit 1; }
	@$(PYTHON) tools/setup.py $*
