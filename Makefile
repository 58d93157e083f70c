# Two commands matter: make run, make test. The rest is for whoever works here. make help lists them all.

PYTHON ?= $(shell command -v python3 || command -v python || echo python3)
WORKERS ?= 2
BIN := .venv/bin

.DEFAULT_GOAL := help
.PHONY: help run serve test check fix lint types imports docs-fresh unit browser screenshots bench docs lock clean dev

help: ## List what can be made
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-12s %s\n", $$1, $$2}' $(firstword $(MAKEFILE_LIST))

run: ## Open the dashboard on the illustrative register; installs what it needs into .venv
	@$(PYTHON) tools/setup.py
	@exec $(BIN)/tracker serve --demo

serve: ## Open the dashboard on the board's own register
	@$(PYTHON) tools/setup.py
	@exec $(BIN)/tracker serve

test: ## Check everything: lint, types, imports, then every test; installs what that needs
	@$(PYTHON) tools/setup.py --for-tests
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo
	$(BIN)/pytest -n $(WORKERS) --dist loadgroup

check: lint types imports docs-fresh ## Look at everything but the tests, change nothing

fix: dev ## Mend what a machine can mend: lint and layout
	$(BIN)/ruff check --fix
	$(BIN)/ruff format

lint: dev ## Look for lint and layout
	$(BIN)/ruff check
	$(BIN)/ruff format --check

types: dev ## Check the types
	$(BIN)/mypy

imports: dev ## Check that every import follows an arrow
	$(BIN)/lint-imports --no-logo

docs-fresh: dev ## Check that the generated pages of docs/ are as the code says
	$(BIN)/python tools/make_docs.py --check

unit: dev ## Run the tests that need neither browser nor wheel
	$(BIN)/pytest -n $(WORKERS) --dist loadgroup -m "not browser and not wheel"

browser: ## Run the tests that drive a browser
	@$(PYTHON) tools/setup.py --for-tests
	$(BIN)/pytest -m browser

screenshots: ## Photograph the pages into docs/
	@$(PYTHON) tools/setup.py --for-tests
	$(BIN)/python tools/screenshots.py

bench: dev ## Measure
	$(BIN)/python -m benchmarks

docs: dev ## Write the generated pages of docs/
	$(BIN)/python tools/make_docs.py

lock: ## Pin again after a change in pyproject.toml; with UPGRADE=1, to the newest of everything
	$(PYTHON) tools/lock.py $(if $(UPGRADE),--upgrade)

clean: ## Remove all that was made here: .venv, builds, caches; a register is elsewhere, and stays
	rm -rf .venv dist build .pytest_cache .hypothesis .mypy_cache .ruff_cache .import_linter_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

dev: ## Put the tools that check the code into .venv
	@$(PYTHON) tools/setup.py --dev
