# The commands of the project. A target that needs Python packages first makes .venv from the lock files, with hashes.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
OUT := _build
PORT ?= 8000
NPM := tests/node_modules/.bin
TEX := texlive-xetex texlive-latex-extra texlive-fonts-recommended fonts-texgyre

.DEFAULT_GOAL := help
.PHONY: help site html pdf preview docs test check lock clean bench corpus nightly linkcheck lighthouse
.DELETE_ON_ERROR:

help: ## list the targets
	@sed -nE 's/^([a-z]+):.*## (.*)/make \1\t\2/p' Makefile | expand -t 16

site: $(VENV)/site ## build the PDFs, where TeX is installed, and the website into _build/html
	@if command -v xelatex >/dev/null; then $(MAKE) --no-print-directory pdf; else \
	  echo "The PDFs are skipped: they need TeX (on Debian or Ubuntu: sudo apt-get install $(TEX))"; fi
	@$(MAKE) --no-print-directory html

html: $(VENV)/site ## build only the pages of the website; a warning is an error
	$(BIN)/python -m sphinx -q -n -W -b html -d $(OUT)/doctrees . $(OUT)/html
	@echo "The website is in $(OUT)/html/index.html"

pdf: $(VENV)/site ## build the PDFs, the CV and the resume, into _build/latex
	$(BIN)/python -m sphinx_cv pdf --out $(OUT)/latex

preview: $(VENV)/site ## serve the website on PORT (8000); rebuild and reload it after every change
	$(BIN)/python -m sphinx_cv preview --port $(PORT) --out $(OUT)/preview

docs: $(VENV)/site ## build the manual into _build/docs
	$(BIN)/python -m sphinx -q -E -n -W -b html -d $(OUT)/docs.doctrees docs $(OUT)/docs
	@echo "The manual is in $(OUT)/docs/index.html"

test: $(VENV)/dev ## install the requirements of the tests where possible, and run the tests
	sh tests/system.sh
	@$(MAKE) --no-print-directory tests/node_modules/.package-lock.json $(OUT)/sdists/bibtex
	$(BIN)/python -m pytest

check: $(VENV)/dev ## lint, type-check, build with warnings as errors, and check the content
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	@$(MAKE) --no-print-directory tests/node_modules/.package-lock.json
	@if test -x $(NPM)/tsc; then set -x; $(NPM)/tsc -p tests && $(NPM)/eslint --config tests/eslint.config.mjs sphinx_cv; \
	else echo "not checked: the scripts of the website (npm ci --prefix tests)" >&2; test -z "$$CI"; fi
	$(BIN)/python -m sphinx -q -E -n -W -b html -d $(OUT)/check/doctrees . $(OUT)/check/html
	@$(MAKE) --no-print-directory docs
	$(BIN)/python -m sphinx_cv check

bench: $(VENV)/dev ## measure build times (minutes)
	$(BIN)/python benchmarks/scale.py --python $(BIN)/python
	$(BIN)/python benchmarks/pdf.py
	$(BIN)/python benchmarks/filter.py
	$(BIN)/python benchmarks/preview.py

corpus: $(VENV)/dev ## read all BibTeX files of the folder DIR, and count what goes wrong
	PYTHONPATH=. $(BIN)/python benchmarks/corpus.py $(DIR)

nightly: $(VENV)/dev ## the heavy checks: notebooks, and the other versions of Python that are installed (the network; minutes)
	$(BIN)/python tests/nightly/run.py

linkcheck: $(VENV)/site ## check all external links (needs the network; minutes)
	$(BIN)/python -m sphinx -q -b linkcheck -d $(OUT)/linkcheck.doctrees . $(OUT)/linkcheck

lighthouse: $(VENV)/dev ## measure the website with Lighthouse, on a desktop and a phone (Node 20, Chromium; minutes)
	@test benchmarks/lighthouse/node_modules/.package-lock.json -nt benchmarks/lighthouse/package-lock.json || \
	  npm ci --prefix benchmarks/lighthouse
	$(BIN)/python benchmarks/lighthouse/measure.py

lock: $(VENV)/python ## update the lock files to the newest versions that pyproject.toml allows
	$(PYTHON) -m venv $(VENV)/lock
	$(VENV)/lock/bin/python -m pip install --quiet uv
	@# for Python 3.11.0, as some systems have an early 3.11 (Debian 12: 3.11.2)
	for name in requirements requirements-dev; do \
	  $(VENV)/lock/bin/uv pip compile --quiet --upgrade --generate-hashes --python-version 3.11.0 --no-header --no-annotate \
	    --extra site $$(test $$name = requirements-dev && echo --extra dev --constraint requirements.txt) \
	    --output-file $$name.txt pyproject.toml || exit 1; \
	done

clean: ## remove all built files and .venv
	rm -rf $(OUT) $(VENV)

$(OUT)/sdists/bibtex: requirements.txt | $(VENV)/dev # the tests of sphinxcontrib-bibtex are in its source distribution
	@if $(BIN)/python -m pip download --quiet --disable-pip-version-check --no-deps --no-binary :all: --no-build-isolation \
	  -d $(OUT)/sdists $$(sed -nE 's/^(sphinxcontrib-bibtex==[^ ]+).*/\1/p' requirements.txt); then touch $@; else \
	  echo "not fetched: the tests of sphinxcontrib-bibtex" >&2; fi

$(VENV)/python: ; $(PYTHON) -m venv $(VENV) && touch $@

$(VENV)/site: requirements.txt | $(VENV)/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.txt && touch $@

$(VENV)/dev: requirements-dev.txt requirements.txt | $(VENV)/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.txt && touch $@ $(VENV)/site

tests/node_modules/.package-lock.json: tests/package-lock.json # without npm, the tests and checks that need these packages are skipped; under CI they fail
	@if command -v npm >/dev/null && npm ci --prefix tests --no-update-notifier; then touch $@; else \
	  echo "not installed: axe-core, the Nu checker, TypeScript and ESLint (npm ci --prefix tests)" >&2; fi
