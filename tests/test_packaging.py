"""What people install: a wheel that is complete, and templates found wherever it lies."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import zipfile
from importlib.metadata import Distribution
from importlib.metadata import distributions
from pathlib import Path

import frontmatter
import pytest
from markdown_it import MarkdownIt

import memory_cli
from memory_cli.core.errors import Failed
from memory_cli.store import templates
from memory_cli.store.templates import template

ROOT = Path(__file__).parent.parent
NAMES = ("SOUL.md", "MEMORY.md", "DAY.md", "gitignore")


@pytest.fixture(scope="module")
def checkout(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the sources: building leaves things behind."""
    copy = tmp_path_factory.mktemp("checkout")
    junk = shutil.ignore_patterns("__pycache__")
    for name in ("memory_cli", "templates"):
        shutil.copytree(ROOT / name, copy / name, ignore=junk)
    for name in ("pyproject.toml", "README.md", "LICENSE"):
        shutil.copy(ROOT / name, copy)
    return copy


@pytest.fixture(scope="module")
def wheel(checkout: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return _unpacked("build_wheel", checkout, tmp_path_factory.mktemp("wheel"))


@pytest.fixture(scope="module")
def editable(checkout: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return _unpacked("build_editable", checkout, tmp_path_factory.mktemp("editable"))


@pytest.fixture(scope="module")
def editable_by_path(checkout: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """As `make` installs it: see EDITABLE in the Makefile."""
    site = tmp_path_factory.mktemp("editable-by-path")
    return _unpacked("build_editable", checkout, site, editable_mode="compat")


@pytest.fixture(scope="module")
def distribution(wheel: Path) -> Distribution:
    (found,) = distributions(path=[str(wheel)])
    return found


def _unpacked(hook: str, checkout: Path, site: Path, **settings: str) -> Path:
    """Build with setuptools as pip would, but without the network; unpack as pip would."""
    code = f"from setuptools import build_meta; build_meta.{hook}({str(site)!r}, {settings})"
    subprocess.run([sys.executable, "-c", code], cwd=checkout, check=True, capture_output=True)
    (archive,) = site.glob("*.whl")
    with zipfile.ZipFile(archive) as opened:
        opened.extractall(site)
    archive.unlink()
    return site


def _said(code: str, *, site: Path) -> str:
    """What `code` prints where memory_cli comes from `site` and nothing else is installed."""
    setup = f"import site, sys; sys.path.append({str(site)!r}); site.addsitedir({str(site)!r})"
    command = [sys.executable, "-I", "-S", "-c", f"{setup}\n{code}"]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def test_the_wheel_says_what_it_is(distribution: Distribution) -> None:
    about = distribution.metadata
    assert about["Name"] == "memory-cli"
    assert about["Version"] == memory_cli.__version__
    assert about["License-Expression"] == "Apache-2.0"
    assert about["Requires-Python"] == ">=3.11"
    assert about["Description-Content-Type"] == "text/markdown"


def test_the_wheel_carries_the_licence(distribution: Distribution) -> None:
    assert distribution.read_text("licenses/LICENSE") == (ROOT / "LICENSE").read_text()


def test_who_installs_mem_gets_no_developer_tools(distribution: Distribution) -> None:
    required = [line for line in distribution.requires or () if "extra ==" not in line]
    needed = {re.split("[^A-Za-z-]", line)[0] for line in required}
    assert needed.isdisjoint({"pytest", "hypothesis", "ruff", "mypy", "setuptools"})
    assert {"typer", "rich", "GitPython", "python-frontmatter"} <= needed


def test_mem_is_a_command_that_exists(distribution: Distribution) -> None:
    (script,) = distribution.entry_points
    assert (script.group, script.name) == ("console_scripts", "mem")
    assert callable(script.load())


def test_the_wheel_holds_every_module_and_template_and_nothing_else(wheel: Path) -> None:
    sources = {path.relative_to(ROOT) for path in (ROOT / "memory_cli").rglob("*.py")}
    data = {Path("memory_cli", "templates", name) for name in ("__init__.py", *NAMES)}
    held = {path.relative_to(wheel) for path in wheel.rglob("*") if path.is_file()}
    assert {path for path in held if not path.parts[0].endswith(".dist-info")} == sources | data


@pytest.mark.parametrize("installed", ["checkout", "editable", "editable_by_path", "wheel"])
def test_templates_are_found_wherever_mem_lies(
    installed: str, request: pytest.FixtureRequest
) -> None:
    code = "from memory_cli.store.templates import template\n"
    code += f"for name in {NAMES}: print(template(name))"
    said = _said(code, site=request.getfixturevalue(installed))
    assert said.splitlines() == [repr((ROOT / "templates" / name).read_bytes()) for name in NAMES]


def test_finding_templates_costs_no_importlib_resources(wheel: Path) -> None:
    code = "import sys, memory_cli.store.templates; print('importlib.resources' in sys.modules)"
    assert _said(code, site=wheel) == "False\n"


def test_a_checkout_runs_without_being_installed(checkout: Path) -> None:
    command = [sys.executable, "-m", "memory_cli", "--version"]
    done = subprocess.run(command, cwd=checkout, check=True, capture_output=True, text=True)
    assert memory_cli.__version__ in done.stdout


def test_a_missing_template_is_an_error_that_says_where_it_was_sought() -> None:
    with pytest.raises(Failed) as caught:
        template("SOLE.md")
    assert caught.value.message.startswith("the template SOLE.md cannot be read at /")
    assert caught.value.hint == "install memory-cli again"


def test_templates_of_others_in_site_packages_are_not_taken_for_ours(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    module = tmp_path / "memory_cli" / "store" / "templates.py"
    (tmp_path / "memory_cli" / "templates").mkdir(parents=True)
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates" / "SOUL.md").write_text("of another program")
    monkeypatch.setattr(templates, "__file__", str(module))
    with pytest.raises(Failed):
        template("SOUL.md")


@pytest.mark.parametrize(
    ("name", "headings"),
    [
        ("SOUL.md", ["Me", "How to talk to me", "Never"]),
        ("MEMORY.md", ["Preferences", "People", "Projects", "Health & food"]),
    ],
)
def test_a_new_store_holds_headings_and_explanations_but_no_entry(
    name: str, headings: list[str]
) -> None:
    body = frontmatter.loads(template(name).decode()).content
    tokens = MarkdownIt().parse(body)
    assert {token.type for token in tokens if not token.level} == {
        "heading_open",
        "heading_close",
        "html_block",
    }
    assert [token.content for token in tokens if token.type == "inline"] == headings


def test_the_header_of_soul_leaves_everything_to_fill_in() -> None:
    text = template("SOUL.md").decode()
    settings = ("name", "timezone", "language", "budget", "curator")
    assert frontmatter.loads(text).metadata == dict.fromkeys(settings)
    for name in settings:
        assert text.count(f"\n{name}:\n") == 1


@pytest.mark.parametrize(
    "form", ["- Prefers", "#work", "#pinned", "#private", "(since 20", "(until 20", "~~"]
)
def test_the_first_page_explains_every_form_of_an_entry(form: str) -> None:
    assert form in template("MEMORY.md").decode()


def test_explanations_fit_a_terminal() -> None:
    for name in ("SOUL.md", "MEMORY.md"):
        assert max(map(len, template(name).decode().splitlines())) <= 80


def test_a_daily_log_begins_with_its_day() -> None:
    assert template("DAY.md") == b"# {day}\n\n"


def test_git_is_told_to_leave_the_local_part_alone() -> None:
    assert template("gitignore").split() == [b".mem/", b".mem-tmp-*"]
