# make demo   sets everything up and files the sample office's forms
# make test   sets everything up and checks format, lint, types and behaviour
PYTHON ?= python3
VENV := .venv
ifeq ($(OS),Windows_NT)
BIN := $(VENV)/Scripts
else
BIN := $(VENV)/bin
endif
RUN_STAMP := $(VENV)/.run-ready
DEV_STAMP := $(VENV)/.dev-ready

.PHONY: demo test bench templates samples messages schemas pages mistakes clean

demo: $(RUN_STAMP)
	$(BIN)/vanthu demo

test: $(DEV_STAMP)
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/pytest --numprocesses auto --dist loadfile

# Measurements, printed with machine and versions.
bench: $(DEV_STAMP)
	$(BIN)/python -m tests.benchmarks.reading_forms
	$(BIN)/python -m tests.benchmarks.fuzz_forms
	$(BIN)/python -m tests.benchmarks.kills
	$(BIN)/python -m tests.benchmarks.searching
	$(BIN)/python -m tests.benchmarks.watching
	$(BIN)/python -m tests.benchmarks.scale
	$(BIN)/python -m tests.benchmarks.reporting

# What is committed but made by a script.
templates: $(DEV_STAMP)
	$(BIN)/python -m scripts.make_templates

samples: $(DEV_STAMP)
	$(BIN)/python -m scripts.make_samples

messages: $(DEV_STAMP)
	$(BIN)/python -m scripts.messages

schemas: $(DEV_STAMP)
	$(BIN)/python -m scripts.make_schemas

pages: $(DEV_STAMP)
	$(BIN)/python -m scripts.make_pages
	$(BIN)/python -m scripts.make_form_pages
	$(BIN)/python -m scripts.make_report_pages

mistakes: $(DEV_STAMP)
	$(BIN)/python -m scripts.make_mistakes

$(VENV)/.made:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Python 3.11 or newer is needed (make PYTHON=python3.12 ...)"; exit 1; }
	@$(PYTHON) -c 'import venv, ensurepip' 2>/dev/null || { echo "Python's venv module is missing: install the package python3-venv"; exit 1; }
	$(PYTHON) -m venv $(VENV)
	@touch $@

$(RUN_STAMP): $(VENV)/.made pyproject.toml constraints.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable .
	@touch $@

$(DEV_STAMP): $(RUN_STAMP)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --requirement requirements-dev.txt
	@touch $@

clean:
	rm -rf $(VENV) .mypy_cache .pytest_cache .ruff_cache .hypothesis dist build
