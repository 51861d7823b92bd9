# make demo   the demo case's dossier, from nothing
# make test   everything that must hold before a change lands
# make check  the fast part of it

# The first Python from 3.11 to 3.14 that is here and runs.
PYTHON ?= $(shell for p in python3 python3.13 python3.12 python3.11 python3.14; do \
	$$p -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] < (3, 15))' 2>/dev/null \
	&& { echo $$p; break; }; done)
BIN := .venv/bin
CORES := $(shell getconf _NPROCESSORS_ONLN 2>/dev/null || echo 2)

# As pip does: trust the certificates that the machine trusts.
export UV_SYSTEM_CERTS = 1

.PHONY: demo test check bench torture clean
.DELETE_ON_ERROR:

demo: .venv/installed
	$(BIN)/careo demo

test: .venv/installed-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/pytest -n $(CORES)

check: .venv/installed-dev
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/pytest tests/unit -n $(CORES)

bench: .venv/installed-dev
	UV_PROJECT_ENVIRONMENT=.venv UV_NO_MANAGED_PYTHON=1 $(BIN)/uv sync --locked --inexact --group bench
	$(BIN)/python bench/throughput.py
	$(BIN)/python bench/views.py
	$(BIN)/python bench/formats.py
	$(BIN)/python bench/reading.py
	$(BIN)/python bench/gold.py
	$(BIN)/python bench/attribution.py

torture: .venv/installed-dev
	$(BIN)/python tests/torture/kill.py
	$(BIN)/python tests/torture/power.py
	$(BIN)/python tests/torture/full.py
	$(BIN)/python tests/torture/writers.py
	$(BIN)/python tests/torture/thousand.py
	$(BIN)/python tests/torture/million.py

.venv/bin/uv:
	@test -n "$(PYTHON)" || { echo "careo needs Python 3.11 to 3.14; set PYTHON=/path/to/python" >&2; exit 1; }
	@$(PYTHON) -m venv .venv || { rm -rf .venv; \
		echo "$(PYTHON) cannot make a virtual environment; on Debian: apt install python3-venv" >&2; exit 1; }
	$(BIN)/python -m pip install --quiet --disable-pip-version-check uv

.venv/installed: .venv/bin/uv pyproject.toml uv.lock
	UV_PROJECT_ENVIRONMENT=.venv UV_NO_MANAGED_PYTHON=1 $(BIN)/uv sync --locked --inexact --no-dev
	@touch $@

.venv/installed-dev: .venv/bin/uv pyproject.toml uv.lock
	UV_PROJECT_ENVIRONMENT=.venv UV_NO_MANAGED_PYTHON=1 $(BIN)/uv sync --locked --inexact
	@touch $@ .venv/installed

clean:
	rm -rf .venv dist demo demo.careo
