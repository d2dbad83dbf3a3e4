"""Edits of YAML, TOML and INI texts: what is wanted is in, everything else is as it was."""

from __future__ import annotations

import pytest

from mlsmells.setup import ini_text, toml_text, yaml_text
from mlsmells.setup.change import Refusal
from mlsmells.setup.parts import gitlab_job, hooks


def added(before: str, after: str) -> str:
    """The lines that are new; all old ones must still be there, in order."""
    new, old = after.splitlines(keepends=True), before.splitlines(keepends=True)
    found = []
    for line in new:
        if old and line.rstrip("\n") == old[0].rstrip("\n"):
            old.pop(0)
        else:
            found.append(line)
    assert not old, f"lost or changed: {old}"
    return "".join(found)


ENTRY = "- repo: a\n  hooks:\n    - id: one\n"
PRE_COMMIT = {
    "at the margin": ("repos:\n- repo: x\n  hooks: [{id: y}]\n", ENTRY),
    "indented": ("repos:\n  - repo: x\n    hooks: [{id: y}]\n", "  - repo: a\n    hooks:\n      - id: one\n"),
    "a comment behind": ("repos:\n- repo: x\n  hooks: [{id: y}]  # last\n\n# the end\nci: {a: 1}\n", ENTRY),
    "a comment before": ("# mine\n\nrepos:  # all\n# first\n- repo: x\n  hooks: [{id: y}]\n", ENTRY),
    "no line end": ("repos:\n- repo: x\n  hooks: [{id: y}]", ENTRY),
    "keys behind": ("repos:\n- repo: x\n  hooks:\n  - id: y\nfail_fast: true\n", ENTRY),
    "quotes and anchors": ("x: &v '3'\nrepos:\n- repo: \"x\"\n  rev: *v\n  hooks: [{id: y}]\n", ENTRY),
    "a long string": ("repos:\n- repo: x\n  files: >-\n    (a|\n    b)\n", ENTRY),
}


@pytest.mark.parametrize(("text", "wanted"), PRE_COMMIT.values(), ids=PRE_COMMIT)
def test_an_item_is_put_behind_the_last(text: str, wanted: str) -> None:
    after = yaml_text.with_item(text, "repos", lambda gap: ENTRY)
    assert added(text, after) == wanted
    assert yaml_text.data(after)["repos"][-1] == {"repo": "a", "hooks": [{"id": "one"}]}


def test_an_item_looks_like_the_others() -> None:
    text = "repos:\n-   repo: x\n    hooks:\n    -   id: y\n"
    after = yaml_text.with_item(text, "repos", lambda gap: hooks(project=False, gap=gap))
    assert added(text, after).splitlines()[0].startswith("-   repo: ")
    assert added(text, after).splitlines()[-1] == "    -   id: mlsmells"


@pytest.mark.parametrize(
    "text", ["repos: []\n", "repos: [{repo: x}]\n", "repos:\n", "a: 1\n", "", "[1]\n", "repos: [\n"]
)
def test_other_forms_are_left_alone(text: str) -> None:
    with pytest.raises(Refusal):
        yaml_text.with_item(text, "repos", lambda gap: ENTRY)


GITLAB = {
    "plain": "stages: [test]\nbuild: {script: make}\n",
    "its own tags": "build:\n  script: [!reference [.a, script]]\n",
    "no line end": "build: {script: make}",
    "a comment at the end": "build: {script: make}\n# bye\n",
    "empty": "",
}


@pytest.mark.parametrize("text", GITLAB.values(), ids=GITLAB)
def test_a_job_is_put_behind_the_others(text: str) -> None:
    after = yaml_text.with_key(text, gitlab_job("lint"))
    assert added(text, after).lstrip("\n") == gitlab_job("lint")
    assert yaml_text.data(after)["mlsmells"]["stage"] == "lint"


@pytest.mark.parametrize("text", ["[1, 2]\n", "{a: 1}\n", "a: [\n", "- a\n"])
def test_no_job_where_there_is_no_mapping(text: str) -> None:
    with pytest.raises(Refusal):
        yaml_text.with_key(text, gitlab_job(""))


RUFF = {
    "only ruff": ("[tool.ruff]\nline-length = 100  # wide\n", '\n[tool.ruff.lint]\nexternal = ["MLS"]\n'),
    "a lint table": ('[tool.ruff.lint]\nselect = ["E"]\n# x\n\n[tool.b]\n', 'external = ["MLS"]\n'),
    "a table below": ("[tool.ruff.lint.isort]\nforce-single-line = true\n", '[tool.ruff.lint]\nexternal = ["MLS"]\n'),
    "dotted keys": ('[tool.ruff]\nlint.select = ["E"]\n', 'lint.external = ["MLS"]\n'),
}


@pytest.mark.parametrize(("text", "wanted"), RUFF.values(), ids=RUFF)
def test_ruff_learns_of_our_codes(text: str, wanted: str) -> None:
    after = toml_text.with_ruff_external(text, ("tool", "ruff"), "MLS")
    assert "".join(added(text, after).split()) == "".join(wanted.split())
    assert toml_text.with_ruff_external(after, ("tool", "ruff"), "MLS") == after


def test_ruff_knows_other_codes_already() -> None:
    text = '[lint]\nexternal = [\n  "V",  # vulture\n]\n'
    after = toml_text.with_ruff_external(text, (), "MLS")
    assert "# vulture" in after and '"MLS"' in after
    known = '[lint]\nexternal = ["ML"]\n'
    assert toml_text.with_ruff_external(known, (), "MLS") == known


def test_the_old_place_of_external_counts() -> None:
    assert toml_text.with_ruff_external('external = ["V"]\n', (), "MLS") == 'external = ["V", "MLS"]\n'


def test_tables_are_put_behind_everything() -> None:
    text = "# top\n[project]\nname = 'x'  # us\n\n[[tool.mypy.overrides]]\nmodule = 'a'"
    after = toml_text.with_block(text, "[tool.mlsmells]\nprofile = 'project'\n")
    assert added(text, after) == "\n[tool.mlsmells]\nprofile = 'project'\n"


@pytest.mark.parametrize("text", ["[a\n", "tool = {a = 1}\n", "tool = 1\n"])
def test_toml_that_cannot_take_a_table(text: str) -> None:
    with pytest.raises(Refusal):
        toml_text.with_block(text, "[tool.mlsmells]\nprofile = 'project'\n")


INI = {
    "one line": ("[flake8]\nselect = E,F\nignore = W\n", "[flake8]\nselect = E,F,MLS\nignore = W\n"),
    "spaces": ("[flake8]\nselect=E, F ,\n", "[flake8]\nselect=E, F, MLS\n"),
    "a colon": ("[flake8]\nselect: E\n", "[flake8]\nselect: E,MLS\n"),
    "no line end": ("[flake8]\nselect = E", "[flake8]\nselect = E,MLS\n"),
    "several lines": (
        "[flake8]\nselect =\n    E,\n    F\nx = 1\n",
        "[flake8]\nselect =\n    E,\n    F,\n    MLS\nx = 1\n",
    ),
    "a comment between": (
        "[flake8]\nselect =\n    E,\n    # F\n    W,\n",
        "[flake8]\nselect =\n    E,\n    # F\n    W,\n    MLS\n",
    ),
    "another section": ("[tool]\nselect = A\n[flake8]\nselect = E\n", "[tool]\nselect = A\n[flake8]\nselect = E,MLS\n"),
    "there already": ("[flake8]\nselect = E,MLS\n", "[flake8]\nselect = E,MLS\n"),
    "a wider prefix": ("[flake8]\nselect = E,ML\n", "[flake8]\nselect = E,ML\n"),
    "no list": ("[flake8]\nignore = E\n", "[flake8]\nignore = E\n"),
    "only another list": ("[flake8]\nextend-select = B\n", "[flake8]\nextend-select = B\n"),
}


@pytest.mark.parametrize(("text", "wanted"), INI.values(), ids=INI)
def test_flake8_selects_us_too(text: str, wanted: str) -> None:
    assert ini_text.with_selected(text, "flake8", "select", "MLS") == wanted


def test_a_broken_ini_file_is_left_alone() -> None:
    with pytest.raises(Refusal):
        ini_text.with_selected("select = E\n", "flake8", "select", "MLS")
