# `make` builds the briefs of the record in source/ into build/; `make test` runs the tests.
# Each sets up .venv by itself and needs nothing but Python 3.11 or later.

PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
PIP    := $(BIN)/python -m pip --quiet --disable-pip-version-check

.PHONY: build test test-all selftest lint bench lock clean
build: $(VENV)/installed
	@$(BIN)/rtop-docs build

test: $(VENV)/installed-dev
	@$(BIN)/python -m pytest -m "not tool" -n auto
	@echo "left out: the tests that need Java, LibreOffice or Chromium (make test-all)"

# Also what wants Java, LibreOffice or Chromium, and ten thousand tries a property; a skip is a failure.
test-all: $(VENV)/installed-tools
	@RTOP_THOROUGH=1 $(BIN)/python -m pytest --no-skips -n auto

# What happens to a build folder by accident, and what becomes of it; beside what other tools made of the same.
selftest: $(VENV)/installed-dev
	@$(BIN)/python -m tests.make.accidents

lint: $(VENV)/installed-dev
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy

bench: $(VENV)/installed-bench
	@$(BIN)/python -m tests.bench

clean: $(VENV)/installed
	@$(BIN)/rtop-docs clean

# Renew both locks after a change of pyproject.toml.
LOCK := .venv-lock/bin/pip-compile --quiet --no-strip-extras --generate-hashes --allow-unsafe --build-deps-for editable \
	--no-header --no-annotate --no-emit-index-url --no-emit-trusted-host --no-emit-find-links
lock:
	@$(PYTHON) -m venv .venv-lock
	@.venv-lock/bin/python -m pip install --quiet --disable-pip-version-check "pip-tools>=7.4"
	@$(LOCK) --output-file requirements.lock pyproject.toml
	@$(LOCK) --extra dev --constraint requirements.lock --output-file requirements-dev.lock pyproject.toml
	@$(LOCK) --extra tools --constraint requirements-dev.lock --output-file requirements-tools.lock pyproject.toml
	@$(LOCK) --extra bench --constraint requirements.lock --output-file requirements-bench.lock pyproject.toml

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit("rtop-docs needs Python 3.11 or later") if sys.version_info < (3, 11) else None'
	@echo "setting up $(VENV) (once)"
	@$(PYTHON) -m venv $(VENV)

$(VENV)/installed: $(BIN)/python pyproject.toml requirements.lock
	@$(PIP) install --require-hashes --requirement requirements.lock
	@$(PIP) install --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/installed-dev: $(VENV)/installed requirements-dev.lock
	@$(PIP) install --require-hashes --requirement requirements-dev.lock
	@touch $@

$(VENV)/installed-tools: $(VENV)/installed-dev requirements-tools.lock
	@$(PIP) install --require-hashes --requirement requirements-tools.lock
	@touch $@

$(VENV)/installed-bench: $(VENV)/installed-dev requirements-bench.lock
	@$(PIP) install --require-hashes --requirement requirements-bench.lock
	@touch $@
