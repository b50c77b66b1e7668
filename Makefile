# Two commands are enough: «make run» serves the demo school, «make test» proves that everything works.
PYTHON ?= python3
PORT ?= 8000
ZVONOK_DATA ?= $(CURDIR)/.data
export PORT ZVONOK_DATA

BIN := .venv/bin

.PHONY: run test bench lint fmt setup setup-test build lock

run: setup build
	exec $(BIN)/zvonok serve --demo

test: setup-test build
	$(BIN)/python -m pytest tests -m "not browser" -n 2
	$(MAKE) --no-print-directory checks
	$(BIN)/python -m pytest tests -m browser -n 2

bench: setup-test build
	$(BIN)/python -m tests.benchmarks

lint: setup-test checks

setup:
	@$(PYTHON) scripts/setup.py run

setup-test:
	@$(PYTHON) scripts/setup.py test
