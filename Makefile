PYTHON ?= python3
HOST ?= 127.0.0.1
PORT ?= 8000

BIN := .venv/bin
INPUTS := $(shell find ontology shapes kg -type f -not -path '*/__pycache__/*')

.DEFAULT_GOAL := help
.PHONY: help build web editor-if-possible serve test check prove bench notebooks pictures format lock clean

help: ## List the targets
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-9s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

serve: build/manifest.json editor-if-possible ## Install what is missing, build the dataset and serve it (PORT=8000, HOST=127.0.0.1)
	$(BIN)/kg serve --host $(HOST) --port $(PORT)

web: build/web/editor.js ## Build the query editor of the page /ask into build/web (needs Node and npm)

build: build/manifest.json ## Build the dataset into build/ (nothing to do when no input has changed)

test: .venv/.ready ## Run the tests but for the slow ones
	$(BIN)/pytest -n auto --dist loadfile -m 'not slow and not prove'

check: .venv/.ready ## What must be green: format, lint, types, all tests but the proofs, the dataset and its recorded answers
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/pytest -n auto --dist loadfile -m 'not prove'
	$(BIN)/kg build
	$(BIN)/kg check --answers tests/kg/queries
	@$(BIN)/python tests/proofs/fingerprint.py

prove: build/manifest.json ## The long proofs: hundreds of changed triples, abuse of the endpoint, broken requests, kills (half an hour; figures in tests/proofs)
	$(BIN)/pytest -m prove

bench: build/manifest.json ## Measure the endpoint beside Oxigraph's own server (ten minutes; needs wrk; figures in tests/benchmarks/results)
	$(BIN)/python -m tests.benchmarks.run --record

notebooks: build/manifest.json ## Run the notebooks, with their pictures, into build/notebooks
	mkdir -p build/notebooks
	$(BIN)/jupyter execute --output '../build/notebooks/{notebook_name}' notebooks/*.ipynb

pictures: build/manifest.json ## Take the pictures of the pages that README shows anew (needs Chromium)
	$(BIN)/python -m tests.server.pictures.take

format: .venv/.ready ## Format the code and mend what the linter can
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

lock: .venv/.ready ## Renew requirements.lock from the ranges in pyproject.toml
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header \
	    --no-emit-index-url --group dev --upgrade pyproject.toml --output-file requirements.lock

clean: ## Remove what was built and installed
	rm -rf .venv build

.venv/.ready: requirements.lock pyproject.toml
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Entente needs Python 3.11 or newer; name one with PYTHON=")'
	$(PYTHON) -m venv .venv
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes --requirement requirements.lock
	$(BIN)/pip install --quiet --disable-pip-version-check --no-build-isolation --no-deps --no-index --editable .
	touch $@

build/manifest.json: .venv/.ready $(INPUTS)
	$(BIN)/kg build
	touch $@

build/web/editor.js: $(wildcard server/web/ask/* server/web/package*.json server/web/.npmrc)
	mkdir -p build/npm
	cp server/web/package.json server/web/package-lock.json server/web/.npmrc build/npm/
	npm ci --prefix build/npm --silent
	NODE_PATH=build/npm/node_modules build/npm/node_modules/.bin/esbuild server/web/ask/editor.js \
	    --bundle --minify --format=esm --target=es2022 --legal-comments=eof --outdir=build/web --log-level=warning

editor-if-possible:
	@command -v npm >/dev/null && $(MAKE) --silent web 2>/dev/null || \
	    echo "The page /ask goes without its editor: it needs Node, npm and a registry that npm reaches (make web)."
