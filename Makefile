# Needs a POSIX shell, make (3.81 will do) and Python 3.11 or newer. `make help` lists what there is.
.DEFAULT_GOAL := help
.PHONY: help install requirements

BIN := .venv/bin
RUNTIME := .venv/runtime.stamp
DEVELOPMENT := .venv/development.stamp

help:  ## list these targets
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "  make %-14s %s\n", $$1, $$2}' Makefile

install: $(DEVELOPMENT)  ## virtual environment with everything for development

$(RUNTIME): requirements.txt
	@.ci/venv requirements.txt
	@touch $@

$(DEVELOPMENT): requirements-dev.txt
	@.ci/venv requirements-dev.txt
	@touch $(RUNTIME) $@

requirements: $(DEVELOPMENT)  ## pin requirements*.txt anew from requirements*.in
	@for name in requirements requirements-dev; do \
		$(BIN)/uv pip compile --quiet --universal --generate-hashes --python-version 3.11 \
			--no-emit-index-url --no-header $$name.in --output-file $$name.txt || exit 1; \
	done
