# Each target has a line of help above it, and `make help` prints those lines.
# Needed: Python 3.11 or newer, make and git. The rest is installed into .venv.

.DEFAULT_GOAL := help
.SUFFIXES:
.DELETE_ON_ERROR:

ifeq ($(OS),Windows_NT)
  PYTHON ?= python
  BIN := .venv/Scripts
else
  PYTHON ?= python3
  BIN := .venv/bin
endif
RUN := $(BIN)/python
# What npm has installed, as it notes itself; and what pages load, which is made with it.
NPM := node_modules/.package-lock.json
ASSETS := _build/assets/site.js
# What its tests take from there.
CHECKER := node_modules/html-validate/bin/html-validate.mjs

## html     build the site into _build/html; a warning fails it, and the last good site stays
.PHONY: html
html: .venv/site.stamp $(ASSETS)
	$(RUN) -m knowledge_base build

## live     build and show the site on http://127.0.0.1:8000, again after every change
.PHONY: live
live: .venv/site.stamp $(ASSETS)
	$(RUN) -m sphinx_autobuild -c . -d _build/live-doctrees docs _build/live -q \
	  --watch knowledge_base --watch conf.py --pre-build "$(MAKE) --silent $(ASSETS)" --re-ignore '__pycache__' --host 127.0.0.1 --port 8000

## check    hold every page against the rules, in seconds: file, line, what is wrong, what to write
.PHONY: check
check: .venv/site.stamp
	$(RUN) -m knowledge_base check

## term     begin the page of a new term: make term NAME="Its name"
.PHONY: term
term: .venv/site.stamp
	$(RUN) -m knowledge_base term "$(NAME)"

## offline  build the download: one zip in _build/offline that opens without a network
.PHONY: offline
offline: html
	@ls _build/offline

## test     lint, types, and every test, those in a real browser included
.PHONY: test
test: lint $(CHECKER) $(ASSETS)
	$(RUN) -m pytest

## fuzz     build on top of the last build after 500 random sequences of edits, and anew; stop builds at every moment
.PHONY: fuzz
fuzz: .venv/test.stamp $(ASSETS)
	SEQUENCES=500 $(RUN) -m pytest -s tests/test_incremental.py tests/test_failing_builds.py

## determinism  build with each Python from 3.11 to 3.13 that is installed: the same site, byte for byte
.PHONY: determinism
determinism: .venv/test.stamp $(ASSETS)
	$(RUN) -m tests.pythons
	$(RUN) -m pytest tests/test_determinism.py

## lint     formatting, lint and types of the code
.PHONY: lint
lint: .venv/test.stamp
	$(RUN) -m ruff format --check
	$(RUN) -m ruff check
	$(RUN) -m mypy

## bench-search  measure the search beside Sphinx's own: quality, size, speed; takes some minutes
.PHONY: bench-search
bench-search: .venv/test.stamp $(ASSETS)
	$(RUN) -m benchmarks.search

## bench    measure speed, size and scale beside stock Furo, minutes long, and renew the page of results; SIZE=10000 for more
SIZE := 1000
.PHONY: bench
bench: .venv/test.stamp $(ASSETS)
	$(RUN) -m benchmarks.scale $(SIZE)

## lighthouse  Lighthouse on each kind of page, half an hour, and renew the page of results
LIGHTHOUSE := benchmarks/node_modules/lighthouse/package.json
.PHONY: lighthouse
lighthouse: html .venv/test.stamp $(LIGHTHOUSE)
	$(RUN) -m benchmarks.lighthouse

$(LIGHTHOUSE): benchmarks/package.json benchmarks/package-lock.json benchmarks/.npmrc .venv/site.stamp
	$(BIN)/npm ci --prefix benchmarks --loglevel=error
	@touch $@

## links    follow every link that leaves the site; needs a network
.PHONY: links
links: .venv/site.stamp
	$(RUN) -m sphinx -c . -q -b linkcheck docs _build/links

## lock     pin everything that requirements*.txt bring along, by hash
.PHONY: lock
lock: .venv/test.stamp
	$(RUN) -m pip install --quiet uv==0.13.9
	for list in requirements requirements-test; do \
	  UV_CUSTOM_COMPILE_COMMAND="make lock" $(RUN) -m uv pip compile --quiet --universal --python-version 3.11 \
	    --generate-hashes --no-emit-index-url $$list.txt -o $$list.lock; done
	$(BIN)/npm install --package-lock-only
	$(BIN)/node -e 'const fs = require("fs"), lock = "package-lock.json", kept = (key, value) => key === "funding" ? undefined : value; fs.writeFileSync(lock, JSON.stringify(JSON.parse(fs.readFileSync(lock)), kept, 2) + "\n")'

## clean    remove everything that was built or installed
.PHONY: clean
clean:
	rm -rf _build .venv node_modules benchmarks/node_modules .pytest_cache .mypy_cache .ruff_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

## help     this list
.PHONY: help
help:
	@sed -n 's/^## /  make /p' Makefile

.venv/site.stamp: requirements.lock
	@$(PYTHON) -c 'import sys; sys.exit("Python 3.11 or newer is needed, and this is %d.%d. Name another: make PYTHON=python3.12 …" % sys.version_info[:2] if sys.version_info < (3, 11) else 0)'
	$(PYTHON) -m venv .venv
	$(RUN) -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	@touch $@

.venv/test.stamp: requirements-test.lock .venv/site.stamp
	$(RUN) -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-test.lock
	@touch $@

# Node is called by its path, so that nobody has to have it.
NPM_FILES := package.json package-lock.json .npmrc .venv/site.stamp
define install
$(BIN)/npm ci $(1) --loglevel=error || { echo "npm could not install what package-lock.json names. Is there a network?"; exit 1; }
@touch $@
endef

$(NPM): $(NPM_FILES)
	$(call install,--omit=dev)

$(CHECKER): $(NPM_FILES)
	$(call install)

# Folders are among the sources because their dates tell of files that came or went.
LOOKS := knowledge_base/static
$(ASSETS): knowledge_base/assets.mjs $(NPM) $(LOOKS) $(wildcard $(LOOKS)/* $(LOOKS)/*/* $(LOOKS)/*/*/*)
	$(BIN)/node knowledge_base/assets.mjs "$$($(RUN) -c 'from furo import THEME_PATH; print(THEME_PATH / "static/styles/furo.css")')" $(@D)
