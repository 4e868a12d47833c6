# Lantai. `make demo` and `make test` need Python 3.11 or later, make and, where something is missing, apt.
# The set-up is done once: its stamp is newer than the lock until the lock changes.

VENV   := .venv
PY     := $(VENV)/bin/python
STAMP  := $(VENV)/.installed
UV     := 0.13.9
PYTHON ?= $(shell command -v python3.11 || command -v python3)

.PHONY: help setup browser demo demo-browse pictures serve demo-clean test lint bench clean

help:
	@echo "make demo        crawl the demonstration portals into demo/archive and show what came of it"
	@echo "make demo-browse the reading room over the demonstration's archive"
	@echo "make pictures    take the documentation's pictures again"
	@echo "make serve       only serve the demonstration portals, to try commands on"
	@echo "make demo-clean  remove what make demo made"
	@echo "make test        all tests; the S3 server and the browser included"
	@echo "make lint        ruff and mypy"
	@echo "make bench       our crawl beside a bare Scrapy spider, our parser beside others"
	@echo "make setup       only install into $(VENV)"

setup: $(STAMP)

# A venv without pip is what Debian's python3 makes while python3-venv is missing: install that and try once more.
$(STAMP): requirements.lock .ci/venv
	@bash .ci/venv "$(PYTHON)" "$(VENV)" "$(UV)"
	@touch $@

browser: setup
	@bash .ci/browser $(PY)

demo: browser
	@$(PY) -m demo

demo-browse: setup
	@SCRAPY_PROJECT=demo $(PY) -m scrapy browse $(ARGS)

pictures: browser
	@LANTAI_PICTURES=docs/pictures $(PY) -m pytest -q tests/storage/reading_room/test_walks.py

serve: setup
	@$(PY) -m demo.serve

demo-clean:
	rm -rf demo/archive demo/state

test: browser
	@$(PY) -m pytest $(or $(ARGS),-q -n 2 --dist loadgroup)

lint: setup
	$(PY) -m ruff check .
	$(PY) -m ruff format --check .
	$(PY) -m mypy

bench: setup
	@$(PY) -m bench $(ARGS)

clean: demo-clean
	rm -rf $(VENV) build .pytest_cache .mypy_cache .ruff_cache .hypothesis
