# Everything a developer does here. `make` alone does what CI does; `make help` lists the rest.
# Needs Python 3.11 or newer, git and nothing else. Written for GNU make 3.81 (macOS) and later.

VENV    := .venv
PY      := $(VENV)/bin/python
READY   := $(VENV)/.ready
# One more than there are cores: a test often waits for a process of its own.
WORKERS := $(shell echo $$(( $$(getconf _NPROCESSORS_ONLN 2>/dev/null || echo 2) + 1 )))
ARGS    :=

# A python of the outside must not lend its modules to ours.
unexport PYTHONHOME PYTHONPATH

.DEFAULT_GOAL := test
.PHONY: help test setup lint types layers unit faults golden bench demo fix install clean

test: lint types layers unit  ## everything CI runs: lint, types, layers, tests (default)

help:  ## this list
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-8s %s\n", $$1, $$2 }' Makefile

# --- set-up ---------------------------------------------------------------------------------------

CANDIDATES = $(if $(PYTHON),$(PYTHON),python3.13 python3.12 python3.11 python3 python)

# Shell text that leaves the path of a suitable Python in $python. Tried, not looked up: a pyenv
# shim exists for versions that do not, and some systems ship Python without venv.
define find_python
python=; \
for name in $(CANDIDATES); do \
	if python=$$("$$name" -c 'import sys, venv, ensurepip; print(sys.executable); sys.exit(sys.version_info < (3, 11))' 2>/dev/null); \
	then break; else python=; fi; \
done; \
if [ -z "$$python" ]; then \
	echo "mem needs Python 3.11 or newer with its venv module; none of these is one: $(CANDIDATES)" >&2; \
	echo "install one (Debian and Ubuntu: also python3-venv), or name it: make PYTHON=/path/to/python" >&2; \
	exit 1; \
fi
endef

setup: $(READY)  ## make .venv ready; every target below does this by itself
	@echo "$(VENV) is ready"

# "compat" puts the checkout on Python's path; the default for our layout is an import hook that
# adds 8 ms to every start of Python in .venv, and the tests start it thousands of times.
EDITABLE = --config-settings editable_mode=compat --editable '.[dev]'

$(READY): pyproject.toml
	@if ! $(PY) -c 'import pip' 2>/dev/null; then \
		$(find_python); \
		echo "==> making $(VENV) with $$("$$python" -V)"; \
		"$$python" -m venv --clear $(VENV); \
	fi
	@echo "==> installing mem and its tools into $(VENV) (the first time takes a minute)"
	@$(PY) -m pip install --quiet --disable-pip-version-check $(EDITABLE)
	@touch $(READY)

# A .venv that does not start any more (Python was upgraded, say) is made again.
ifeq ($(shell $(PY) -c 'import pip; print("alive")' 2>/dev/null),)
.PHONY: $(READY)
endif

# --- gates ----------------------------------------------------------------------------------------

lint: $(READY)  ## ruff: rules and formatting
	@echo "==> lint"
	@$(PY) -m ruff check --quiet .
	@$(PY) -m ruff format --quiet --check . || { echo "badly formatted, see above: make fix" >&2; exit 1; }

types: $(READY)  ## mypy --strict
	@echo "==> types"
	@$(PY) -m mypy --no-error-summary

layers: $(READY)  ## import-linter: who may import whom
	@echo "==> layers"
	@$(PY) $(VENV)/bin/lint-imports --no-logo

unit: $(READY)  ## the tests alone; make unit ARGS="-k soul" WORKERS=0
	@echo "==> tests"
	@$(PY) -m pytest --quiet --numprocesses $(WORKERS) --maxprocesses 8 --dist worksteal $(ARGS)

faults: $(READY)  ## the complete sweeps: kill, disk full and races at every step
	@echo "==> faults"
	@MEM_FAULTS=full $(PY) -m pytest --quiet --numprocesses $(WORKERS) --maxprocesses 8 --dist worksteal tests/faults $(ARGS)

golden: $(READY)  ## tell stories, sessions and screens anew from what mem does now; then read the diff
	@MEM_GOLDEN=update $(PY) -m pytest --quiet tests/test_stories.py tests/test_docs.py tests/test_approving_example.py tests/cli/test_screens.py \
		--snapshot-update $(ARGS)

bench: $(READY)  ## measure
	@$(PY) -m benchmarks $(ARGS)

# --- use ------------------------------------------------------------------------------------------

demo: $(READY)  ## a guided tour in a throw-away store
	@PATH="$(CURDIR)/$(VENV)/bin:$$PATH" bash examples/demo.sh

fix: $(READY)  ## repair what can be repaired: imports, formatting
	@$(PY) -m ruff check --quiet --fix --exit-zero .
	@$(PY) -m ruff format --quiet .
	@$(PY) -m ruff check .

OWN = $(HOME)/.local/share/memory-cli/venv

install:  ## install the mem command for you, with pipx, uv or a venv of its own; again to update
	@set -e; \
	$(find_python); \
	rm -rf build; \
	if command -v pipx >/dev/null 2>&1; then \
		echo "==> installing with pipx"; \
		pipx install --quiet --force --python "$$python" .; \
		bin=$$(pipx environment --value PIPX_BIN_DIR); \
	elif command -v uv >/dev/null 2>&1; then \
		echo "==> installing with uv"; \
		uv tool install --quiet --force --reinstall-package memory-cli --python "$$python" .; \
		bin=$$(uv tool dir --bin); \
	else \
		bin="$(HOME)/.local/bin"; \
		link=$$(readlink "$$bin/mem" || true); \
		if [ "$$link" != "$(OWN)/bin/mem" ] && { [ -e "$$bin/mem" ] || [ -n "$$link" ]; }; then \
			echo "$$bin/mem exists and is not ours: move it away first" >&2; exit 1; \
		fi; \
		echo "==> installing into $(OWN)"; \
		"$(OWN)/bin/python" -c 'import pip' 2>/dev/null || "$$python" -m venv --clear "$(OWN)"; \
		"$(OWN)/bin/python" -m pip install --quiet --disable-pip-version-check --upgrade .; \
		mkdir -p "$$bin"; \
		ln -sf "$(OWN)/bin/mem" "$$bin/mem"; \
	fi; \
	rm -rf build; \
	echo "mem is installed: $$bin/mem"; \
	first=$$(command -v mem || true); \
	if [ -z "$$first" ]; then \
		echo "it is not on your PATH yet; add this line to your shell's profile:"; \
		echo "  export PATH=\"$$bin:\$$PATH\""; \
	elif ! [ "$$first" -ef "$$bin/mem" ]; then \
		echo "but another one comes first on your PATH: $$first"; \
	else \
		echo "it is on your PATH: try  mem --help"; \
	fi

clean:  ## remove everything made here, .venv too
	rm -rf $(VENV) build dist *.egg-info .*_cache .hypothesis .coverage htmlcov
	find . -name .git -prune -o -type d -name __pycache__ -print | xargs rm -rf
