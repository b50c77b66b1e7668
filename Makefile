# Two commands are enough: «make run» serves the demo school, «make test» proves that everything works.
PYTHON ?= python3
PORT ?= 8000
ZVONOK_DATA ?= $(CURDIR)/.data
ROUNDS ?= 100
ENGINE ?= chromium
N ?= 600
export PORT ZVONOK_DATA

BIN := .venv/bin
.NOTPARALLEL:
.PHONY: run test bench lighthouse crash fuzz axe html screens lint fmt setup setup-test build checks lock words

run: build
	exec $(BIN)/zvonok serve --demo

test: setup-test build
	$(BIN)/python -m pytest tests -m "not browser and not server and not whole" -n 2
	$(MAKE) --no-print-directory checks
	$(BIN)/python -m pytest tests -m "browser or server or whole" -n 2

bench: setup-test build
	$(BIN)/python -m tests.benchmarks

# Four pages on a slow phone, judged by Lighthouse; it comes from npm for this only.
lighthouse: setup-test build
	$(BIN)/python -m tests.benchmarks.lighthouse

# Random writes through random faults: ENGINE is chromium, firefox or webkit, N how many.
fuzz: setup-test build
	$(BIN)/python -m tests.fuzz --engine $(ENGINE) --writes $(N)

# axe-core on every page as each role, opened too, in three sizes and three themes.
axe: setup-test build
	$(BIN)/python -m tests.axe

# The W3C's checker on the HTML of every page; fetches it, and Java.
html: setup-test build
	$(BIN)/python -m tests.axe.markup

# Photographs the main pages anew into docs/screens, which a test compares with what is seen.
screens: setup-test
	$(BIN)/python -m scripts.screens

lint: setup-test checks

# Kills a server in the middle of writes, ROUNDS times.
crash: setup-test
	$(BIN)/python -m tests.crash --rounds $(ROUNDS)

setup:
	@$(PYTHON) -m scripts.setup run

setup-test:
	@$(PYTHON) -m scripts.setup test

build: setup
	@$(BIN)/node scripts/build_front_end.mjs

# Templates are linted, not formatted: new lines between inline elements would show as spaces.
checks:
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/node node_modules/typescript/bin/tsc -p tsconfig.json
	$(BIN)/node node_modules/typescript/bin/tsc -p service_worker/tsconfig.json
	$(BIN)/djlint templates --lint --quiet

fmt: setup-test
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

# Brings translations/ in step with what the sources say, and lists what has no words yet.
words: setup
	@$(BIN)/python -m scripts.words

lock: setup
	$(BIN)/python -m scripts.lock
