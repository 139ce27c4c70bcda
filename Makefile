# Practice Atlas. `make` alone lists what there is. Needs Python 3.11 with venv; `make test` installs what else it needs.
.DEFAULT_GOAL := help
SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
MAKEFLAGS += --no-print-directory --no-builtin-rules
# Compiled modules are kept, whatever the environment says: else every start of the program takes 10 s instead of 3.
unexport PYTHONDONTWRITEBYTECODE

PYTHON ?= python3
UV_VERSION := 0.13.9
BIN := .venv/bin
INSTALLED := .venv/.installed
UV := $(BIN)/uv --quiet pip
LOCK = $(UV) compile --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --upgrade
JUPYTER := .venv/.notebook
EXPLORER := visualisations/explorer
NPM = PATH="$(CURDIR)/$(BIN):$$PATH" npm --prefix $(EXPLORER) --silent
ROOMS := ontology loaders graph visualisations api cli
# More for pytest, for example: make test PYTEST="-k lineage"
PYTEST ?=
# One more process than there are cores, since half of the time tests wait for a browser, a server or a disk; four need 6 GB. What runs
# in one process, tests/conftest.py says; where all tests need Neo4j, those of a file do.
CORES := $(shell echo $$(( $$(nproc) < 4 ? $$(nproc) : 4 )))
WORKERS ?= $(shell echo $$(( $(CORES) < 4 ? $(CORES) + 1 : 4 )))
test-long test-neo4j-current: WORKERS := $(CORES)
DIST := loadgroup
test-neo4j-current: DIST := loadfile
TOGETHER = -n $(WORKERS) --dist $(DIST) --no-loadscope-reorder
# Which of the two runs has none of the tests that PYTEST chooses is no failure.
OR_NONE = $(if $(filter -k% -m% tests/%,$(PYTEST)),|| test $$? -eq 5)
# For a quick look at whether the benches work: make bench BENCH=--quick
BENCH ?=
# Minutes of mixed load
SOAK ?= 60
# Where SPID's adoptions.csv lies, if not in ../shared/data/spid
BACKTEST ?=
# For example: make fuzz FUZZ="--role editor --minutes 5 --seed 1"
FUZZ ?=

pom_version = $(shell sed -n 's|.*<neo4j.version>\(.*\)</neo4j.version>.*|\1|p' tests/support/neo4j-$(1)/pom.xml)
NEO4J := .cache/neo4j-$(call pom_version,5.26)
NEO4J_CURRENT := .cache/neo4j-$(call pom_version,current)

.PHONY: help setup demo demo-check test test-long test-shared test-neo4j-current check bench bench-service bench-views golden screenshots soak fuzz backtest lint derived explorer lock machine notebook neo4j neo4j-current

help: ## List these targets
	@sed -n 's/^\([a-z0-9-]*\):.*## \(.*\)/\1\t\2/p' $(MAKEFILE_LIST) | expand -t 22

setup: $(INSTALLED) ## Install into .venv exactly what requirements.lock says
$(INSTALLED): requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Practice Atlas needs Python 3.11 or newer")'
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check uv==$(UV_VERSION)
	$(UV) sync --python $(BIN)/python --require-hashes requirements.lock
	$(UV) install --python $(BIN)/python --no-deps --no-build-isolation --editable .
	@touch $@

demo: setup ## Load the data set into a new graph and open its pages on this machine
	$(BIN)/practice-atlas serve --demo

demo-check: setup ## Start the demo, ask it a question, stop: whether `make demo` works here
	$(BIN)/practice-atlas serve --demo --check

test: setup machine neo4j notebook $(EXPLORER)/node_modules/.complete ## Run the tests; they start their own Neo4j
	$(NPM) test
	$(BIN)/pytest -m "not shared and not neo4j_current and not alone and not long" $(TOGETHER) $(PYTEST) $(OR_NONE)
	$(BIN)/pytest -m "alone and not long" $(PYTEST) $(APPEND) $(OR_NONE)

test-long: setup machine neo4j ## Run the tests that take long by nature: everything asked in every way, processes killed in the midst
	$(BIN)/pytest -m "long and not alone" $(TOGETHER) $(PYTEST) $(OR_NONE)
	$(BIN)/pytest -m "long and alone" $(PYTEST) $(OR_NONE)

test-shared: setup ## Run the tests that need the report's text beside this checkout
	$(BIN)/pytest -m shared $(PYTEST)

test-neo4j-current: setup machine neo4j-current ## Run the tests that need Neo4j on its current release
	PRACTICE_ATLAS_TEST_NEO4J=current $(BIN)/pytest -m "neo4j and not alone" $(TOGETHER) --ignore=tests/docker $(PYTEST) $(OR_NONE)
	PRACTICE_ATLAS_TEST_NEO4J=current $(BIN)/pytest -m "neo4j and alone" $(PYTEST) $(OR_NONE)

check: lint derived ## All that CI runs first: style, types, derived files, tests with coverage, which keeps the cores busy
	$(MAKE) test PYTEST="--cov --cov-report=term $(PYTEST)" APPEND=--cov-append WORKERS=$(CORES)

bench: setup machine neo4j ## Print how fast loads and questions are here, and how much memory they need (docs/bench.md)
	$(BIN)/python -m tests.bench $(BENCH)

bench-service: setup machine neo4j ## Print how fast the service is under load (docs/bench.md); BENCH=--embedded without Neo4j
	$(BIN)/python -m tests.bench.service $(BENCH)

bench-views: setup machine ## Print how quick the explorer is in a browser here (docs/bench.md)
	$(BIN)/python -m tests.bench.views $(BENCH)

golden: setup machine ## Make the small pictures of pages anew that the tests compare with (tests/browser/golden)
	$(BIN)/python -m tests.browser.shots golden

screenshots: setup machine ## Make the README's pictures anew (docs/pictures)
	$(BIN)/python -m tests.browser.shots readme

soak: setup machine ## Ask the service for SOAK=60 minutes, and print whether its memory grows
	$(BIN)/python -m tests.bench.soak $(SOAK)

fuzz: setup ## Ask the whole interface at random for a quarter of an hour, as every kind of caller (tests/fuzz)
	$(BIN)/python -m tests.fuzz $(FUZZ)

backtest: setup ## Rank past adoptions from what was known before them; of SPID (BACKTEST=FILE)
	$(BIN)/python -m tests.backtest $(BACKTEST)

lint: setup ## Style and types
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy $(ROOMS) tests

derived: setup $(EXPLORER)/node_modules/.complete ## Whether the files derived from model, service and explorer are those committed
	$(NPM) run types
	$(NPM) run build -- "$(CURDIR)/build/explorer"
	for file in explorer.js explorer.NOTICES.txt outlines.json; do cmp build/explorer/$$file visualisations/pages/static/$$file || { echo "run: make explorer" >&2; exit 1; }; done
	$(BIN)/python -m practice_atlas.ontology.derive --check
	$(BIN)/python -m practice_atlas.api.derive --check

explorer: setup $(EXPLORER)/node_modules/.complete ## Build the explorer from its TypeScript
	$(NPM) run build

# Node comes with the development packages; nothing is run while packages are installed.
$(EXPLORER)/node_modules/.complete: $(EXPLORER)/package-lock.json | $(INSTALLED)
	$(NPM) ci --ignore-scripts
	@touch $@

lock: setup ## Choose versions anew and write requirements.lock and notebook.lock
	$(LOCK) --group dev pyproject.toml -o requirements.lock
	$(LOCK) --group notebook --constraints requirements.lock -o notebook.lock

machine: ## Install Java, Maven, Chromium, LibreOffice, PostgreSQL and wrk where they are missing (apt; needs root or sudo)
	@tests/support/machine.sh

notebook: $(JUPYTER) ## Install JupyterLab, in which a test opens the notebook of docs/
$(JUPYTER): notebook.lock $(INSTALLED)
	$(UV) install --python $(BIN)/python --require-hashes -r notebook.lock
	@touch $@

neo4j: $(NEO4J)/.complete ## Fetch the jars of Neo4j's long-term release
neo4j-current: $(NEO4J_CURRENT)/.complete ## Fetch the jars of Neo4j's current release
$(NEO4J)/.complete: tests/support/neo4j-5.26/pom.xml | machine
$(NEO4J_CURRENT)/.complete: tests/support/neo4j-current/pom.xml | machine
.cache/neo4j-%/.complete:
	@rm -rf $(@D) && mkdir -p $(@D)
	mvn --quiet --batch-mode -Dstyle.color=never --file $< -Dmaven.wagon.http.retryHandler.count=3 \
	  dependency:copy-dependencies -DoutputDirectory=$(abspath $(@D))
	@touch $@
