# make run            the page, on http://localhost:8501
# make test           what a change has to pass before it is shown
# make test-thorough  the tests that take long by their nature; continuous integration runs both
# make format         the code laid out as `make test` wants it
# make messages       texts that are new in the code, brought to the translators
# make fuzz           thousands of broken files, read
# make mutants        the rules changed sign by sign: their tests have to notice
# Works right after git clone: needs Python 3.11 or newer with venv, and a package index for the first run.
PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
TYPED := geo store ingest map layers info briefing commands ui cli.py app.py page.py
PORT ?= 8501
# Only this machine sees the page. ADDRESS=0.0.0.0 opens it to the network.
ADDRESS ?= localhost

.DEFAULT_GOAL := help
.PHONY: help run setup setup-dev atlas browser plain test test-thorough lint types fuzz mutants messages format clean

help:
	@sed -n '1,8s/^# //p' Makefile

$(BIN)/python:
	$(PYTHON) -c 'import sys; assert sys.version_info >= (3, 11), "Frontline needs Python 3.11 or newer"'
	$(PYTHON) -m venv $(VENV)

# Each stamp says: installed as this file stood then.
$(VENV)/.requirements: requirements.txt | $(BIN)/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements.txt
	@touch $@

# Nothing but what README tells users to install: a test starts the page in it, without a network.
PLAIN ?= .venv-plain
$(PLAIN)/.requirements: requirements.txt
	$(PYTHON) -m venv --clear $(PLAIN)
	$(PLAIN)/bin/python -m pip install --quiet --disable-pip-version-check -r requirements.txt
	@touch $@

$(VENV)/.requirements-dev: requirements-dev.txt $(VENV)/.requirements
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements-dev.txt
	@touch $@

# Outlines for new theatres. The page needs none, and `new` fetches them by itself when it is first used.
atlas: $(VENV)/.requirements
	$(BIN)/python -m scripts.setup_atlas

# Browser tests and benchmarks: an installed Chromium or Chrome, else one is fetched.
browser: $(VENV)/.requirements-dev
	$(BIN)/python -m scripts.browser

plain: $(PLAIN)/.requirements
setup: $(VENV)/.requirements
setup-dev: $(VENV)/.requirements-dev

run: setup
	$(BIN)/python -m streamlit run app.py --server.port $(PORT) --server.address $(ADDRESS)

# Modules are compiled once for all processes that tests start. See docs/decisions/0015-two-suites.md.
PYTEST := PYTHONDONTWRITEBYTECODE= $(BIN)/python -m pytest
test: lint types atlas browser plain
	$(PYTEST) -m "not thorough" --ignore=tests/browser --numprocesses auto --dist worksteal
	FRONTLINE_PLAIN=$(PLAIN) $(PYTEST) -m "not thorough" tests/browser --numprocesses 2 --dist loadfile

test-thorough: setup-dev atlas browser plain
	$(PYTEST) -m thorough --ignore=tests/browser --numprocesses auto --dist worksteal
	FRONTLINE_PLAIN=$(PLAIN) $(PYTEST) -m thorough tests/browser --numprocesses 2 --dist loadfile

lint: setup-dev
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .

types: setup-dev
	$(BIN)/mypy $(wildcard $(TYPED))

fuzz: setup-dev
	$(BIN)/python -m tests.fuzz --files 5000 --seed "$$(date +%F)" --keep fuzz-failures

# No change of one sign in the rules that say who holds the ground may pass their tests: scripts/mutants.py looks for any
# that was not killed. mutmut is BSD-3-Clause.
mutants: setup-dev
	$(BIN)/python -m pip install --quiet --disable-pip-version-check mutmut==3.8.1
	rm -rf mutants
	$(BIN)/mutmut run
	$(BIN)/python -m scripts.mutants

# Texts that are marked in the code, for translators: new ones come into each catalogue without a translation, and
# `make test` says which are missing.
messages: setup
	$(BIN)/python -m scripts.messages

format: setup-dev
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

clean:
	rm -rf $(VENV) $(PLAIN) atlas .pytest_cache .mypy_cache .ruff_cache .hypothesis mutants
