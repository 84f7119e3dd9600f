# Needs a POSIX shell, make (3.81 will do) and Python 3.11 or newer. `make help` lists what there is.
.DEFAULT_GOAL := help
.PHONY: help run serve test lint format bench messages migration requirements install clean

BIN := .venv/bin
RUNTIME := .venv/runtime.stamp
DEVELOPMENT := .venv/development.stamp

help:  ## list these targets
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "  make %-14s %s\n", $$1, $$2}' Makefile

run: $(RUNTIME)  ## start on http://127.0.0.1:5000 with demo data, for trying out; PORT=… takes another port
	@$(BIN)/flask setup
	@$(BIN)/flask demo --if-new
	@exec $(BIN)/python app.py

serve: $(RUNTIME)  ## start for production: needs SECRET_KEY, has no demo data, logs JSON
	@exec $(BIN)/flask serve

test: $(DEVELOPMENT)  ## run every test, on both databases and in a browser; args=… goes to pytest
	@.ci/tools
	@$(BIN)/pytest --numprocesses 2 --dist worksteal $(args)

lint: $(DEVELOPMENT)  ## check style, templates and types
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/djlint --quiet --lint templates
	$(BIN)/basedpyright

format: $(DEVELOPMENT)  ## put the code into shape
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

bench: $(DEVELOPMENT)  ## measure what has a limit; prints ratios within this run
	@$(BIN)/python -m tests.benchmarks

messages: $(DEVELOPMENT)  ## bring the Vietnamese catalogue up to date with the words in code and templates
	@.ci/messages

migration: $(DEVELOPMENT)  ## write a migration from the models; m="what it does"
	@[ -n "$(m)" ] || { echo 'Say what it does: make migration m="add a column for …"' >&2; exit 1; }
	@$(BIN)/flask db upgrade
	@$(BIN)/flask db migrate --message "$(m)"

requirements: $(DEVELOPMENT)  ## pin requirements*.txt anew from requirements*.in
	@for name in requirements requirements-dev; do \
		$(BIN)/uv pip compile --quiet --universal --generate-hashes --python-version 3.11 \
			--no-emit-index-url --no-header $$name.in --output-file $$name.txt || exit 1; \
	done

install: $(DEVELOPMENT)  ## virtual environment with everything for development

clean:  ## remove the virtual environment and caches; data stays
	rm -rf .venv .ruff_cache .hypothesis test-results
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

$(RUNTIME): requirements.txt
	@.ci/venv requirements.txt
	@touch $@

$(DEVELOPMENT): requirements-dev.txt
	@.ci/venv requirements-dev.txt
	@touch $(RUNTIME) $@
