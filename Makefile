# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
# All that these commands make lies in .suite/.

PYTHON ?= $(shell scripts/find-python)
SUITE = PYTHONPATH=scripts PYTHONDONTWRITEBYTECODE=1 $(PYTHON) -m suite

.DEFAULT_GOAL := help
.PHONY: help run test test-matrix test-load lint format bench shell i18n docs pictures \
	lock stop clean

help: ## Show this list
	@grep -hE '^[a-z0-9-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z0-9-]+):.*## /  make \1\t/' | expand -t 20

run: ## Serve the suite with demo data on http://localhost:8069 (PORT=8070 HOST=0.0.0.0)
	@$(SUITE) run

test: ## Run the tests (ADDON=crm_grading  K=expression  ARGS="-x")
	@$(SUITE) test --addon="$(ADDON)" -k="$(K)" --args="$(ARGS)"

test-matrix: ## Try all combinations of addons, kills at any moment, the demo on other days, each filter in each view (an hour)
	@SUITE_MATRIX=1 $(SUITE) test -k="TestInstall or TestKilled or TestClickAsAdmin or TestStoryOn" --args="-n 2 --dist loadscope $(ARGS)"

test-load: ## Let fifty people work at once for two minutes (SUITE_LOAD=seconds)
	@SUITE_LOAD="$${SUITE_LOAD:-120}" $(SUITE) test -k="TestLoad" --args="-s $(ARGS)"

lint: ## Check style, manifests, translations, views; Odoo's own lint too
	@$(SUITE) lint

format: ## Rewrite Python, JavaScript and XML files in the project's style
	@$(SUITE) format

bench: ## Measure; results go to benchmarks/RESULTS.md (ARGS="--customers 10000")
	@$(SUITE) bench --args="$(ARGS)"

shell: ## Open Odoo's Python shell on the database of "make run"
	@$(SUITE) shell

i18n: ## Export each addon's translation template
	@$(SUITE) i18n

docs: ## Rewrite the tables in docs/ that are made from the code
	@REGENERATE=1 $(SUITE) test -k="roles_matrix or settings_reference" --args="$(ARGS)"

pictures: ## Retake the pictures of docs/images from the demo (ARGS="my-day what-if")
	@$(SUITE) pictures --args="$(ARGS)"

lock: ## Renew the lock files from requirements*.in
	@$(SUITE) lock

stop: ## Stop the server and PostgreSQL
	@$(SUITE) stop

clean: ## Stop all and remove .suite/
	@$(SUITE) clean
