"""Where settings are found, what they may hold, and what a mistake in them says."""

from __future__ import annotations

import pickle
from pathlib import Path

import pytest

from mlsmells.config import Config, ConfigError, load_config
from mlsmells.config.shared import is_shared
from mlsmells.core import Confidence, Severity

FULL = """\
profile: production
select: [MLS1, unseeded-split]
ignore: [MLS301]
min_confidence: low
fail_on: error
severity: {MLS103: error, data: info}
per_path:
  "notebooks/**": {profile: exploration}
exclude: [vendor/]
seed: 7
roles: {"jobs/**": training-script}
baselines: ["models/prod_v3"]
data_roots: ["/mnt/shared/datasets"]
knowledge: [team.yaml]
practices: practices.yaml
"""


def write(folder: Path, text: str, name: str = "mlsmells.yaml") -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def load(folder: Path, text: str, name: str = "mlsmells.yaml") -> Config:
    write(folder, text, name)
    return load_config(folder)


def test_every_documented_key_is_read(tmp_path: Path) -> None:
    for name in ("team.yaml", "practices.yaml"):
        write(tmp_path, "", name)
    config = load(tmp_path, FULL)
    assert config.root == tmp_path
    assert config.file == tmp_path / "mlsmells.yaml"
    assert (config.profile, config.seed) == ("production", 7)
    assert config.select == ("MLS1", "unseeded-split")
    assert config.ignore == ("MLS301",)
    assert config.min_confidence is Confidence.LOW
    assert config.fail_on is Severity.ERROR
    assert config.severity == {"MLS103": Severity.ERROR, "data": Severity.INFO}
    assert config.exclude == ("vendor/",)
    assert config.roles == {"jobs/**": "training-script"}
    assert config.baselines == ("models/prod_v3",)
    assert config.data_roots == ("/mnt/shared/datasets",)
    assert config.knowledge == (str(tmp_path / "team.yaml"),)
    assert config.practices == str(tmp_path / "practices.yaml")


def test_toml_says_the_same(tmp_path: Path) -> None:
    text = """\
[tool.mlsmells]
profile = "production"
select = ["MLS1", "unseeded-split"]
min_confidence = "low"
severity = {MLS103 = "error"}
seed = 7

[tool.mlsmells.per_path."notebooks/**"]
profile = "exploration"
"""
    config = load(tmp_path, text, "pyproject.toml")
    assert (config.profile, config.seed, config.min_confidence) == ("production", 7, Confidence.LOW)
    assert config.severity == {"MLS103": Severity.ERROR}
    assert config.for_path("notebooks/a.ipynb").profile == "exploration"
    assert config.origins["seed"] == "pyproject.toml:6"


@pytest.mark.parametrize(
    "text",
    ["", "# nothing yet\n", "---\n", "seed:\nignore:\n", "\ufeffseed: 42\n"],
    ids=["empty", "comment", "null", "keys without values", "byte order mark"],
)
def test_a_file_that_says_nothing_gives_the_defaults(tmp_path: Path, text: str) -> None:
    config = load(tmp_path, text)
    assert config.file is not None
    assert (config.profile, config.select, config.ignore) == ("project", ("MLS",), ())
    assert (config.min_confidence, config.fail_on) == (Confidence.MEDIUM, Severity.WARNING)
    assert (config.seed, config.practices, config.knowledge) == (42, None, ())


@pytest.fixture
def shared(tmp_path: Path) -> Path:
    """A folder like ``/tmp``, in which somebody left settings."""
    folder = tmp_path / "shared"
    write(folder, "profile: course\n")
    folder.chmod(0o1777)
    if not is_shared(folder):
        pytest.skip("this system has no folders that everybody shares")
    return folder


def test_what_lies_in_a_shared_folder_configures_nothing_below(shared: Path) -> None:
    (shared / "mine").mkdir()
    config = load_config(shared / "mine")
    assert (config.root, config.file, config.profile) == (shared / "mine", None, "project")


def test_a_shared_folder_is_configured_by_what_lies_in_it(shared: Path) -> None:
    assert load_config(shared / "train.py").profile == "course"


def test_a_folder_of_one_user_is_not_shared(tmp_path: Path) -> None:
    write(tmp_path, "profile: course\n")
    (tmp_path / "mine").mkdir()
    assert load_config(tmp_path / "mine").profile == "course"


def test_found_upwards_from_a_file(tmp_path: Path) -> None:
    write(tmp_path, "seed: 1\n")
    write(tmp_path / "a", '[tool.other]\nx = "[tool.mlsmells]"\n', "pyproject.toml")
    script = write(tmp_path / "a" / "b", "", "train.py")
    assert load_config(script).seed == 1
    assert load_config(script).root == tmp_path
    assert load_config(tmp_path / "a" / ".." / "elsewhere.py").seed == 1


def test_the_nearest_file_wins(tmp_path: Path) -> None:
    write(tmp_path, "seed: 1\n")
    write(tmp_path / "a", "seed: 2\n", "mlsmells.yml")
    assert load_config(tmp_path / "a").seed == 2


@pytest.mark.parametrize("mark", ["pyproject.toml", "setup.cfg"])
def test_without_a_file_the_root_is_the_project_folder(tmp_path: Path, mark: str) -> None:
    write(tmp_path, "", mark)
    script = write(tmp_path / "src", "", "train.py")
    config = load_config(script)
    assert (config.root, config.file) == (tmp_path, None)


def test_isolated_reads_nothing(tmp_path: Path) -> None:
    write(tmp_path, "seed: [\n")
    assert load_config(tmp_path, isolated=True).seed == 42


def test_explicit_file_wins_over_the_one_beside(tmp_path: Path) -> None:
    write(tmp_path, "seed: 1\n")
    other = write(tmp_path / "ci", "seed: 2\n", "strict.yaml")
    config = load_config(tmp_path, explicit=other)
    assert (config.seed, config.root) == (2, tmp_path / "ci")


def test_explicit_and_isolated_exclude_each_other(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="exclude each other"):
        load_config(tmp_path, explicit=write(tmp_path, ""), isolated=True)


def test_both_files_at_once_is_an_error(tmp_path: Path) -> None:
    write(tmp_path, "seed: 1\n")
    write(tmp_path, "[tool.mlsmells]\n", "pyproject.toml")
    with pytest.raises(ConfigError, match=r"mlsmells\.yaml and pyproject\.toml both configure"):
        load_config(tmp_path)


def test_a_broken_pyproject_counts_only_when_it_names_the_tool(tmp_path: Path) -> None:
    write(tmp_path, "[tool.other\n", "pyproject.toml")
    assert load_config(tmp_path).seed == 42
    write(tmp_path, "[project]\nname = 'x'\n[tool.mlsmells]\nseed = \n", "pyproject.toml")
    with pytest.raises(ConfigError) as caught:
        load_config(tmp_path)
    assert caught.value.line == 4


MISTAKES = {
    "unknown key": ("seed: 1\nselct: [MLS]\n", 2, "unknown key 'selct'; did you mean 'select'?"),
    "key far from all": ("zzz: 1\n", 1, "unknown key 'zzz'; known: profile, select"),
    "unknown profile": (
        "profile: produktion\n",
        1,
        "unknown profile 'produktion'; did you mean 'production'?",
    ),
    "unknown severity": (
        "severity:\n  MLS101: eror\n",
        2,
        "unknown severity 'eror'; did you mean 'error'?",
    ),
    "unknown confidence": ("\nmin_confidence: hihg\n", 2, "unknown confidence 'hihg'; did you mean 'high'?"),
    "unknown role": ("roles:\n  a.py: test\n  b.py: traning-script\n", 3, "did you mean 'training-script'?"),
    "unknown key per path": (
        "per_path:\n  'a/**':\n    slect: [MLS1]\n",
        3,
        "unknown key 'slect'; did you mean 'select'?",
    ),
    "run-wide key per path": ("per_path:\n  'a/**': {exclude: [x]}\n", 2, "'exclude' cannot be set per path"),
    "per_path within per_path": (
        "per_path:\n  'a/**':\n    per_path: {}\n",
        3,
        "'per_path' cannot be set per path",
    ),
    "empty pattern": ("per_path:\n  '': {seed: 1}\n", 2, "an empty pattern"),
    "unknown profile per path": (
        "per_path:\n  'a/**':\n    profile: reserch\n",
        3,
        "did you mean 'research'?",
    ),
    "text for a list": ("select: MLS1\n", 1, "expected a list for 'select', got 'MLS1'"),
    "number in a list": ("select:\n  - MLS1\n  - 101\n", 3, "expected text for 'select', got 101"),
    "list for a mapping": ("severity: [MLS1]\n", 1, "expected keys and values for 'severity', got ['MLS1']"),
    "list for the whole": ("- seed\n", 1, "expected keys and values, got ['seed']"),
    "text for a number": ("seed: forty\n", 1, "expected a whole number for 'seed', got 'forty'"),
    "long text for a number": (f"seed: {'x' * 99}\n", 1, f"got '{'x' * 36}..."),
    "yes for a number": ("seed: yes\n", 1, "expected a whole number for 'seed', got True"),
    "negative seed": ("seed: -1\n", 1, "'seed' must lie between 0 and 4294967295, got -1"),
    "number as key": ("1: 2\n", 1, "expected text as key, got 1"),
    "same key twice": ("seed: 1\nignore: []\nseed: 2\n", 3, "'seed' is already set at line 1"),
    "missing knowledge file": ("knowledge:\n  - a.yaml\n", 2, "no such file: 'a.yaml'"),
    "missing practices file": ("practices: b.yaml\n", 1, "no such file: 'b.yaml'"),
    "not YAML": ("seed: 1\nselect: [MLS\n", 3, "is not valid YAML"),
    "control character": ("seed: \x00\n", 0, "is not valid YAML"),
    "code in YAML": ("seed: !!python/object/apply:os.getcwd []\n", 1, "is not valid YAML"),
    "impossible date": ("seed: 2024-13-45\n", 0, "holds a value that cannot be read"),
    "nested too deeply": ("select: " + "[" * 5000 + "]" * 5000, 0, "is nested too deeply"),
}


@pytest.mark.parametrize(("text", "line", "message"), MISTAKES.values(), ids=MISTAKES)
def test_a_mistake_names_file_line_and_nearest_name(tmp_path: Path, text: str, line: int, message: str) -> None:
    with pytest.raises(ConfigError) as caught:
        load(tmp_path, text)
    assert message in caught.value.message
    assert (caught.value.path, caught.value.line) == (tmp_path / "mlsmells.yaml", line)


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("[tool.mlsmells]\nseed = 1\nselct = []\n", 3),
        ("[tool.other]\nselct = 1\n[tool.mlsmells]\nselct = []\n", 4),
        ("[tool.mlsmells]\n[tool.mlsmells.severity]\nMLS101 = 'eror'\n", 3),
        ("[tool.mlsmells.per_path.'a/**']\nselct = []\n", 2),
        ("[tool]\nmlsmells = {seed = 'x'}\n", 2),
    ],
    ids=["key", "same key in another table", "sub-table", "quoted table", "inline table"],
)
def test_a_mistake_in_toml_names_its_line(tmp_path: Path, text: str, line: int) -> None:
    with pytest.raises(ConfigError) as caught:
        load(tmp_path, text, "pyproject.toml")
    assert caught.value.line == line


def test_an_anchor_that_holds_itself_ends(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="expected text"):
        load(tmp_path, "select: &a [*a]\n")


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("mlsmells.yaml", b"seed: \xff\n", "is not UTF-8"),
        ("other.toml", b"[tool.x]\n", "has no [tool.mlsmells] table"),
        ("missing.yaml", None, "cannot be read"),
    ],
    ids=["not UTF-8", "table missing", "file missing"],
)
def test_an_explicit_file_that_cannot_be_used(tmp_path: Path, name: str, content: bytes | None, message: str) -> None:
    path = tmp_path / name
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(ConfigError) as caught:
        load_config(tmp_path, explicit=path)
    assert message in caught.value.message


def test_error_text_is_relative_to_the_working_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(ConfigError) as caught:
        load(tmp_path, "\nsede: 1\n")
    assert str(caught.value) == "mlsmells.yaml:2: unknown key 'sede'; did you mean 'seed'?"
    assert str(pickle.loads(pickle.dumps(caught.value))) == str(caught.value)


def test_a_configuration_goes_to_other_processes(tmp_path: Path) -> None:
    config = load(tmp_path, "select: [MLS1]\nper_path: {'a/**': {seed: 3}}\n")
    again = pickle.loads(pickle.dumps(config))
    assert again == config
    assert again.for_path("a/x.py").seed == 3
