# The commands of this project. `make quiz` and `make test` need nothing but Python 3.11 or newer.

PYTHON ?= python3
BIN := .venv/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check

.PHONY: quiz test check unit slow shuffled wheel-test faults fuzz mutants bench docs translations format clean

# Install into .venv and start the program on the shipped lessons.
quiz: .venv/installed
	$(BIN)/learn quiz

# Install the test extras and run every check that CI runs.
test: check unit

# Style, types, rooms.
check: .venv/tested
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache

# The tests, on all cores: first those of the rooms that only compute, which reach 99 % of their branches; then all
# others, which counting would only slow down.
COUNTED := $(addprefix tests/,analysis authoring content kinds lab/test_metrics.py memory session) $(wildcard tests/test_*.py)
unit: export LEARN_NODE_MODULES ?= $(CURDIR)/.venv/node/node_modules
unit: .venv/tested .venv/node/installed
	$(BIN)/python -m pytest -n auto --dist worksteal $(COUNTED) --cov --cov-report=term:skip-covered --cov-fail-under=99
	$(BIN)/python -m pytest -n auto --dist worksteal $(addprefix --ignore=,$(COUNTED))

# Slower checks: long kill loops, large histories, pages in a real browser where there is Chromium.
slow: export LEARN_NODE_MODULES ?= $(CURDIR)/.venv/node/node_modules
slow: .venv/tested .venv/node/installed
	$(BIN)/python -m pytest -m slow --override-ini addopts="-ra --strict-markers --import-mode=importlib"

# The tests in an order of their own, so that none leans on another: make shuffled SEED=7.
SEED ?= 1
shuffled: export LEARN_NODE_MODULES ?= $(CURDIR)/.venv/node/node_modules
shuffled: .venv/tested .venv/node/installed
	$(BIN)/python -m pytest -n auto --dist worksteal --shuffled $(SEED)

# The tests where only the built wheel can be seen, not the source (docs/platforms.md).
wheel-test: export LEARN_NODE_MODULES ?= $(CURDIR)/.venv/node/node_modules
wheel-test: .venv/tested .venv/node/installed
	$(BIN)/python -m tests.portability.wheel

# Hostile input into every reader: make fuzz MINUTES=60 EXAMPLES=1000000 (docs/fuzzing.md).
MINUTES ?= 10
EXAMPLES ?= 20000
fuzz: .venv/tested
	$(BIN)/python -m tests.fuzz --minutes $(MINUTES) --examples $(EXAMPLES)

# Every fault of docs/reliability.md, 1,000 kills and 10,000 merges (ten minutes); writes that page.
faults: .venv/tested
	$(BIN)/python -m tests.faults

# Small faults in a room's functions: how many do its tests notice? make mutants ROOM=session (docs/mutation.md).
ROOM ?= memory
SAMPLE ?= 0
mutants: .venv/mutants/installed
	PYTHONPATH=.venv/mutants $(BIN)/python -m tests.mutants $(ROOM) --sample $(SAMPLE)

# Tables of speed, as ratios measured in one run.
bench: .venv/tested
	$(BIN)/python -m benchmarks

# Write the generated pages again (the tests check that they are up to date).
docs: .venv/tested
	$(BIN)/python -m tests.contracts.generate

# Bring the catalogues of the interface's languages up to date, list what has no translation yet, compile them.
translations: .venv/tested
	$(BIN)/python -m tests.translations

format: .venv/tested
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

clean:
	rm -rf .venv dist build .mypy_cache .ruff_cache .hypothesis .coverage*

.venv/installed: pyproject.toml constraints.txt
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "learn needs Python 3.11 or newer: make quiz PYTHON=python3.12")'
	$(PYTHON) -m venv .venv
	$(PIP) install --quiet --constraint constraints.txt --editable .
	touch $@

.venv/tested: .venv/installed
	$(PIP) install --quiet --constraint constraints.txt --editable '.[all,test]'
	touch $@

# What makes the mutants, apart from everything else: mutmut brings a terminal interface that nobody needs here.
.venv/mutants/installed: .venv/tested
	$(PIP) install --quiet --no-deps --target .venv/mutants mutmut==3.8.1 libcst==1.9.0
	touch $@

# Checkers from npm, where there are npm and its registry: the tests that need them skip with a reason elsewhere.
.venv/node/installed: tests/node/package.json .venv/tested
	mkdir -p .venv/node
	cp tests/node/package.json .venv/node/
	-command -v npm >/dev/null && npm install --prefix .venv/node --silent --no-audit --no-fund --no-package-lock --ignore-scripts --fetch-retries=1
	touch $@
