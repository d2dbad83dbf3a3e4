# Creates its own environment on first use; needs only python3, make and a package index.
PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin

.PHONY: demo test lint rule docs site release-check bench fuzz agree reports experiments prove browser clean

$(VENV)/.installed: pyproject.toml
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e .
	touch $@

$(VENV)/.installed-dev: pyproject.toml $(VENV)/.installed
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e '.[dev]'
	touch $@

# Findings are what the demo shows, so exit code 1 is success here; 2 (a crash, a bad file) is not.
demo: $(VENV)/.installed
	@cd examples/churn && ../../$(BIN)/mlsmells check . --output-format full || test $$? -eq 1

test: $(VENV)/.installed-dev lint
	$(BIN)/python -m pytest -n auto --dist worksteal

lint: $(VENV)/.installed-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/python tools/structure.py
	$(BIN)/python tools/docs.py --check
	$(BIN)/mlsmells check src tools

# The report in a real browser; Debian's is installed where there is none. `make test` skips this without one.
browser: $(VENV)/.installed-dev
	command -v chromium || { apt-get update -qq && apt-get install -y -qq --no-install-recommends chromium chromium-driver; }
	$(BIN)/python -m pytest tests/scorecard/test_browser.py

# One rule in seconds: make rule NAME=labels-for-score-metric
rule: $(VENV)/.installed-dev
	$(BIN)/python tools/check_rule.py $(NAME)

docs: $(VENV)/.installed-dev
	$(BIN)/python tools/docs.py

# The documentation as a site, in site/; fails on a broken link.
site: $(VENV)/.installed-dev
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e '.[site]'
	NO_MKDOCS_2_WARNING=1 $(BIN)/python -m mkdocs build --strict

# Builds wheel and sdist and tries them in a clean environment of each Python there is; make release-check PYTHONS="3.12 3.13"
release-check: $(VENV)/.installed-dev
	$(BIN)/python -m pip install --quiet --disable-pip-version-check build
	$(BIN)/python tools/release_check.py $(PYTHONS)

bench: $(VENV)/.installed-dev
	$(BIN)/python tools/bench.py

# Analyses inputs that nobody would write; docs/reliability.md has the figures of a long run.
fuzz: $(VENV)/.installed-dev
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e '.[fuzz]'
	$(BIN)/python tools/fuzz.py --kind grammar --kind tokens --kind lines --kind trees --kind bytes --kind notebooks

# What is said of public reports, told again: writes docs/reports.md.
reports: $(VENV)/.installed-dev
	$(BIN)/python tools/public_reports.py

# How far flake8 and the command are apart on projects that you have: make agree PATHS="../one ../two"
agree: $(VENV)/.installed-dev
	@test -n "$(PATHS)" || { echo 'make agree PATHS="folder…"'; exit 2; }
	$(BIN)/python tools/agree.py $(PATHS)

# Measures what each mistake does to a score; writes docs/experiments and the figures that the rules' pages quote.
experiments: $(VENV)/.installed-dev
	OMP_NUM_THREADS=1 $(BIN)/python docs/experiments/run.py
	$(BIN)/python tools/docs.py

# Runs every program of programs/ before and after its fixes and writes docs/fixes.md.
prove: $(VENV)/.installed-dev
	$(BIN)/python tools/prove_programs.py

clean:
	rm -rf $(VENV) build dist site .mypy_cache .ruff_cache .pytest_cache
