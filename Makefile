# What one can do with a checkout; needs make and Python 3.11 or newer with venv, nothing else
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
PYTHON ?= python3
export FOLLOWTHROUGH_DEBUG ?= 1
BIN := .venv/bin
# Wheels alone, so that no compiler is needed; PyMeeus, for bench, is pure Python and comes as source
INSTALL := $(BIN)/pip install --quiet --disable-pip-version-check --require-hashes --only-binary :all: --no-binary pymeeus \
	--requirement
PIN := ../$(BIN)/pip-compile --quiet --generate-hashes --strip-extras --allow-unsafe \
	--no-emit-index-url --no-emit-trusted-host --no-emit-find-links --no-header

.PHONY: help env run test check oracle bench faults messages requirements clean

help: ## say what there is
	@sed -n 's/^\([a-z]*\):.*## /make \1\t/p' $(MAKEFILE_LIST) | expand -t 20

env: .venv/base.stamp ## make .venv from the pinned requirements

run: env ## start web, worker and beat; on the first start with a firm to look at
	@$(BIN)/python manage.py serve

test: check ## every check and test
	$(BIN)/pytest -n 2 --dist worksteal -m "not fresh_clone"

check: .venv/dev.stamp ## lint, types, arrows, templates
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo
	$(BIN)/djlint templates --lint --quiet

oracle: .venv/dev.stamp ## the engine beside its oracle, 100,000 cases; 5,000 stories of the register, 5,000 debriefs
	$(BIN)/python -m tests.cadence.oracle_run --cases 100000
	REGISTER_RUNS=5000 $(BIN)/pytest -q -n 2 tests/changes/test_state_machine.py
	COACH_DEBRIEFS=5000 $(BIN)/pytest -q -n 2 -rP tests/coaching/test_drawn_drafts.py

bench: .venv/bench.stamp ## how fast, beside what; ONLY=name for one
	@$(BIN)/python -m tests.bench $(ONLY)

faults: .venv/dev.stamp ## break things on purpose: reminders lost, repeats; ONLY=name for one
	@$(BIN)/python -m tests.faults $(ONLY)

messages: .venv/dev.stamp ## gather the texts to translate and compile them; needs gettext
	$(BIN)/python manage.py makemessages --locale de
	$(BIN)/python manage.py compilemessages --locale de --ignore .venv

requirements: .venv/dev.stamp ## pin requirements/*.in again; UPGRADE=--upgrade for newer ones
	cd requirements && for set in base dev bench; do $(PIN) $(UPGRADE) --output-file $$set.txt $$set.in || exit; done

clean: ## remove what the tools made; the data in .data stays
	rm -rf .venv .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache test-results
	find . -name __pycache__ -prune -exec rm -rf {} +

.venv/%.stamp: requirements/%.txt
	@$(PYTHON) -c 'import sys; v = sys.version.split()[0]; sys.version_info >= (3, 11) or sys.exit("Followthrough needs Python 3.11 or newer; $(PYTHON) is " + v)'
	@test -x $(BIN)/pip || $(PYTHON) -m venv --clear .venv
	@echo "Installing requirements/$*.txt into .venv"
	@$(INSTALL) requirements/$*.txt
	@touch $@
