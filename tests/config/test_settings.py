"""Which settings hold for a path, and what they make of a rule."""

from __future__ import annotations

from pathlib import Path

import pytest

from mlsmells.config import Config, ConfigError, Subject, load_config, matches
from mlsmells.core import Confidence, Severity

CODES = ("MLS101", "MLS103", "MLS201", "MLS301", "MLS401")
NAMES = ("fit-on-test", "statistics-before-split", "unseeded-split")
PRACTICES = ("no-training-on-test", "reproducible-runs")
FIT = Subject("MLS101", "fit-on-test", "leakage", ("no-training-on-test",))
SPLIT = Subject("MLS201", "unseeded-split", "reproducibility", ("reproducible-runs",))
CELLS = Subject("MLS401", "out-of-order-cells", "notebooks", ("notebooks-explore",))
LOADED = Subject("MLS602", "model-loaded-per-request", "serving")
BROKEN = Subject("MLS000", "not-analysed", "engine")


@pytest.fixture
def make(tmp_path: Path):
    def _make(text: str = "") -> Config:
        (tmp_path / "mlsmells.yaml").write_text(text, encoding="utf-8")
        return load_config(tmp_path)

    return _make


SELECTION = {
    # settings → (rule, on by default, runs)
    "everything by default": ("", FIT, True, True),
    "off by default": ("", FIT, False, False),
    "off by default, family is not enough": ("select: [leakage]", FIT, False, False),
    "off by default, prefix is not enough": ("select: [MLS10]", FIT, False, False),
    "off by default, code": ("select: [MLS, MLS101]", FIT, False, True),
    "off by default, name": ("select: [fit-on-test]", FIT, False, True),
    "off by default, practice is not enough": ("select: [no-training-on-test]", FIT, False, False),
    "prefix": ("select: [MLS1]", FIT, True, True),
    "other prefix": ("select: [MLS2]", FIT, True, False),
    "family": ("select: [leakage]", FIT, True, True),
    "practice": ("select: [no-training-on-test]", FIT, True, True),
    "practice of another rule": ("select: [reproducible-runs]", FIT, True, False),
    "ignored": ("ignore: [fit-on-test]", FIT, True, False),
    "tie goes to ignore": ("select: [MLS101]\nignore: [MLS101]", FIT, True, False),
    "narrower select beats ignore": ("select: [MLS101]\nignore: [MLS1]", FIT, True, True),
    "narrower ignore beats select": ("select: [MLS1]\nignore: [MLS101]", FIT, True, False),
    "ignored practice": ("ignore: [no-training-on-test]", FIT, True, False),
    "select nothing": ("select: []", FIT, True, False),
    "exploration keeps leakage": ("profile: exploration", FIT, True, True),
    "exploration keeps broken files": ("profile: exploration", BROKEN, True, True),
    "exploration drops serving": ("profile: exploration", LOADED, True, False),
    "exploration with a select of one's own": ("profile: exploration\nselect: [MLS]", LOADED, True, True),
    "production keeps all": ("profile: production", LOADED, True, True),
}


@pytest.mark.parametrize(("text", "rule", "default_on", "runs"), SELECTION.values(), ids=SELECTION)
def test_selection(make, text: str, rule: Subject, default_on: bool, runs: bool) -> None:
    assert make(text).selects(rule, default_on=default_on) is runs


SEVERITIES = {
    "as the rule says": ("", FIT, "error", "error"),
    "code": ("severity: {MLS101: info}", FIT, "error", "info"),
    "name": ("severity: {fit-on-test: info}", FIT, "error", "info"),
    "family": ("severity: {leakage: info}", FIT, "error", "info"),
    "narrowest wins, first": ("severity: {MLS101: info, MLS: error}", FIT, "warning", "info"),
    "narrowest wins, last": ("severity: {MLS: error, MLS101: info}", FIT, "warning", "info"),
    "another rule's": ("severity: {MLS201: info}", FIT, "error", "error"),
    "exploration quietens reproducibility": ("profile: exploration", SPLIT, "warning", "info"),
    "exploration leaves leakage": ("profile: exploration", FIT, "error", "error"),
    "own override beats the profile": (
        "profile: exploration\nseverity: {MLS2: error}",
        SPLIT,
        "warning",
        "error",
    ),
    "production raises serving": ("profile: production", LOADED, "info", "warning"),
    "production raises no further than error": ("profile: production", LOADED, "error", "error"),
    "production leaves the others": ("profile: production", FIT, "warning", "warning"),
    "research lowers notebooks": ("profile: research", CELLS, "warning", "info"),
    "research lowers no further than info": ("profile: research", CELLS, "info", "info"),
}


@pytest.mark.parametrize(("text", "rule", "said", "printed"), SEVERITIES.values(), ids=SEVERITIES)
def test_severity(make, text: str, rule: Subject, said: str, printed: str) -> None:
    assert str(make(text).severity_of(rule, Severity[said.upper()])) == printed


PER_PATH = """\
select: [MLS]
ignore: [MLS301]
severity: {MLS103: error}
per_path:
  "notebooks/**": {profile: exploration, ignore: [MLS401]}
  "notebooks/final.ipynb": {profile: project, seed: 1, severity: {MLS201: info}}
"""


def test_per_path_lies_over_the_file(make) -> None:
    config = make(PER_PATH)
    inside = config.for_path("notebooks/eda/a.ipynb")
    assert inside.profile == "exploration"
    assert "serving" not in inside.select and "leakage" in inside.select
    assert inside.ignore == ("MLS301", "MLS401")
    assert inside.severity["MLS103"] is Severity.ERROR
    assert inside.severity["reproducibility"] is Severity.INFO
    assert config.for_path("src/train.py") == config


def test_later_blocks_lie_over_earlier_ones(make) -> None:
    final = make(PER_PATH).for_path("notebooks/final.ipynb")
    assert (final.profile, final.select, final.seed) == ("project", ("MLS",), 1)
    assert final.severity == {"MLS103": Severity.ERROR, "MLS201": Severity.INFO}


def test_absolute_paths_are_taken_from_the_root(make) -> None:
    config = make(PER_PATH)
    assert config.for_path(config.root / "notebooks" / "a.ipynb").profile == "exploration"


def test_options_win_over_file_and_path(make) -> None:
    config = make("min_confidence: high\nper_path: {'a/**': {min_confidence: medium, seed: 5}}\n")
    config = config.with_options({"min_confidence": "low", "select": None, "seed": None})
    assert config.min_confidence is Confidence.LOW
    assert config.for_path("a/b.py").min_confidence is Confidence.LOW
    assert config.for_path("a/b.py").seed == 5


def test_extend_select_adds(make) -> None:
    config = make("select: [MLS1]").with_options({"extend_select": ("MLS2",), "ignore": ("MLS103",)})
    assert (config.select, config.ignore) == (("MLS1", "MLS2"), ("MLS103",))


def test_a_wrong_option_names_itself(make) -> None:
    with pytest.raises(ConfigError) as caught:
        make().with_options({"min_confidence": "hihg"}, prefix="--mls-")
    assert str(caught.value) == "--mls-min-confidence: unknown confidence 'hihg'; did you mean 'high'?"


@pytest.mark.parametrize(
    "word",
    [
        *("MLS", "MLS1", "MLS10", "MLS101", "MLS6"),
        *("fit-on-test", "leakage", "serving", "training", "no-training-on-test"),
    ],
)
def test_known_names_pass(make, word: str) -> None:
    make(f"select: [{word}]\nseverity: {{{word}: info}}").validate_names(CODES, NAMES, (), PRACTICES)


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ("select:\n  - MLS1\n  - MLS1011\n", 3, "unknown code 'MLS1011'; did you mean 'MLS101'?"),
        ("ignore: [mls101]\n", 1, "unknown code 'mls101'; did you mean 'MLS101'?"),
        ("ignore: [MLS699]\n", 1, "unknown code 'MLS699'"),
        ("ignore: [fit-on-tset]\n", 1, "'fit-on-tset'; did you mean 'fit-on-test'?"),
        ("ignore: [reproducible-run]\n", 1, "did you mean 'reproducible-runs'?"),
        ("seed: 1\nseverity:\n  leakge: info\n", 3, "did you mean 'leakage'?"),
        ("per_path:\n  'a/**':\n    ignore: [MLS9999]\n", 3, "unknown code 'MLS9999'"),
    ],
    ids=["code", "lower case", "no such code", "name", "practice", "family", "per path"],
)
def test_unknown_names_are_errors(make, text: str, line: int, message: str) -> None:
    config = make(text)
    with pytest.raises(ConfigError) as caught:
        config.validate_names(CODES, NAMES, (), PRACTICES)
    assert message in caught.value.message
    assert caught.value.line == line
    assert caught.value.path == config.file


def test_unknown_names_in_options_are_errors(make) -> None:
    config = make().with_options({"select": ("MLS1", "leakge")})
    with pytest.raises(ConfigError) as caught:
        config.validate_names(CODES, NAMES, (), PRACTICES)
    assert str(caught.value) == ("--select: unknown rule, family or practice 'leakge'; did you mean 'leakage'?")


def test_settings_say_where_they_come_from(make) -> None:
    config = make(PER_PATH + "seed: 9\n").with_options({"fail_on": "error", "ignore": ("MLS1",)})
    rows = {row.key: (row.value, row.origin) for row in config.for_path("notebooks/a.ipynb").settings()}
    here = "mlsmells.yaml:5 (per_path notebooks/**)"
    assert rows["profile"] == ("exploration", here)
    assert rows["select"][1] == f"profile exploration, {here}"
    assert rows["ignore"] == (
        ["MLS301", "MLS401", "MLS1"],
        f"mlsmells.yaml:2 + {here} + --ignore",
    )
    assert rows["severity.MLS103"] == ("error", "mlsmells.yaml:3")
    assert rows["severity.reproducibility"] == ("info", f"profile exploration, {here}")
    assert rows["seed"] == (9, "mlsmells.yaml:7")
    assert rows["fail_on"] == ("error", "--fail-on")
    assert rows["min_confidence"] == ("medium", "default")
    assert rows["practices"] == (None, "default")


def test_roles_and_excludes(make) -> None:
    config = make("exclude: [vendor/, '*_pb2.py']\nroles: {'jobs/**': training-script, jobs/util.py: library}\n")
    assert config.role_of("jobs/daily/run.py") == "training-script"
    assert config.role_of("jobs/util.py") == "library"
    assert config.role_of("src/util.py") is None
    assert config.excludes("src/vendor/x.py") and config.excludes("a/b_pb2.py")
    assert not config.excludes("src/vendored.py")


GLOBS = {
    "everything below": ("notebooks/**", "notebooks/a/b.ipynb", True),
    "not the folder's name as a prefix": ("notebooks/**", "notebooks2/a.ipynb", False),
    "a slash ties to the root": ("notebooks/**", "x/notebooks/a.ipynb", False),
    "folder at any depth": ("vendor/", "a/vendor/b/c.py", True),
    "folder, not a file of that name": ("vendor/", "a/vendor", False),
    "bare name is a folder too": ("vendor", "a/vendor/c.py", True),
    "bare name of a file": ("setup.py", "a/setup.py", True),
    "bare name is whole": ("setup.py", "a/mysetup.py", False),
    "star stays in one folder": ("jobs/*.py", "jobs/a/b.py", False),
    "star in one folder": ("jobs/*.py", "jobs/b.py", True),
    "bare star at any depth": ("*.py", "a/b/c.py", True),
    "two stars in the middle": ("a/**/z.py", "a/b/c/z.py", True),
    "two stars in the middle, nothing between": ("a/**/z.py", "a/z.py", True),
    "two stars in front": ("**/z.py", "a/z.py", True),
    "two stars in front, at the root": ("**/z.py", "z.py", True),
    "everything": ("**", "a/b.py", True),
    "question mark": ("a?.py", "ab.py", True),
    "question mark is no slash": ("a?b.py", "a/b.py", False),
    "class": ("run[0-9].py", "run3.py", True),
    "negated class": ("run[!0-9].py", "run3.py", False),
    "negated class, other": ("run[!0-9].py", "runx.py", True),
    "open bracket": ("a[.py", "a[.py", True),
    "reversed range": ("a[z-a].py", "ab.py", False),
    "leading slash": ("/vendor", "vendor/x.py", True),
    "leading slash, deeper": ("/vendor", "a/vendor/x.py", False),
    "folder with stars": ("**/gen/", "a/gen/b.py", True),
    "dot is a dot": ("a.py", "abpy", False),
    "case matters": ("A.py", "a.py", False),
}


@pytest.mark.parametrize(("pattern", "path", "meant"), GLOBS.values(), ids=GLOBS)
def test_patterns(pattern: str, path: str, meant: bool) -> None:
    assert matches(pattern, path) is meant
