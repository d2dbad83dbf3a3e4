"""Facts about tables: source in, printed events out."""

from __future__ import annotations

from pathlib import Path

import pytest

from mlsmells.facts import build
from mlsmells.facts.domain.table_events import Inspected, Lost
from mlsmells.facts.record.dump import lines
from mlsmells.facts.record.versions import older_than, python_below
from mlsmells.sources import source_from_text

HEAD = "import numpy as np\nimport pandas as pd\nimport torch\ndf = pd.read_csv('a.csv')\n"

# name of the case: (program, what a line of the facts must hold)
SEEN: dict[str, tuple[str, str]] = {
    "copy dropped": ("df.dropna()", "Lost dropped dropna frame"),
    "copy dropped at the end of a chain": ("df.drop('a', axis=1).reset_index()", "Lost dropped reset_index"),
    "text method dropped": ("df['a'].str.strip()", "Lost dropped strip series"),
    "chained, rows first": ("df[df.a > 1]['b'] = 1", "Lost chained  frame"),
    "chained, column first": ("df['b'][df.a > 1] = 1", "Lost chained  frame"),
    "chained, attribute": ("df.b[df.a > 1] = 1", "Lost chained  frame"),
    "chained, locator behind": ("df['b'].loc[0] = 1", "Lost chained  frame"),
    "chained, locator before": ("df.loc[df.a > 1]['b'] = 1", "Lost chained  frame"),
    "chained, rows of a locator": ("df.loc[:, 'b'][0] = 1", "Lost chained  frame"),
    "chained, unknown column": ("for c in df.columns:\n    df[c][0] = 1", "Lost chained  frame"),
    "chained, augmented": ("df['b'][0] += 1", "Lost chained  frame"),
    "in place on a column": ("df['b'].fillna(0, inplace=True)", "Lost inplace fillna series"),
    "in place on rows": ("df[df.a > 1].dropna(inplace=True)", "Lost inplace dropna frame"),
    "in place on a result": ("df.head().dropna(inplace=True)", "Lost inplace dropna frame"),
    "in place on an alias": ("s = df['b']\ns.fillna(0, inplace=True)", "Lost alias fillna series"),
    "alias set": ("s = df['b']\ns[0] = 1", "Lost alias  series"),
    "annotated parameter": ("def f(x: pd.DataFrame):\n    x['b'][0] = 1", "Lost chained  frame"),
    "nan of NumPy": ("x = df.a == np.nan", "NanComparison numpy.nan == series"),
    "nan made from text": ("x = df.a != float('NaN')", "NanComparison math.nan != series"),
    "nan by another name": ("from math import nan as no\nx = no == df.a", "NanComparison math.nan == series"),
    "nan in a condition": ("if df.a[0] == pd.NA:\n    pass", "NanComparison pandas.NA =="),
    "nan in an index": ("df.loc[df.a == pd.NaT, 'b'] = 1", "NanComparison pandas.NaT =="),
    "nan of torch": ("x = torch.zeros(1) == torch.nan", "NanComparison torch.nan =="),
    "filled": ("x = df.fillna(df.mean())", "Filled frame.fillna of frame D1 with stat"),
    "filled with neighbours": ("x = df.ffill()", "Filled frame.ffill of frame D1 with -"),
    "coerced": ("x = pd.to_numeric(df.a, errors='coerce')", "Coerced pandas.to_numeric series D1 column=a"),
    "rows dropped": ("x = df.dropna()", "RowsDropped frame.dropna frame D1"),
    "merged": ("x = df.merge(pd.read_csv('b.csv'))", "Merged frame.merge frame D1 with frame D2"),
    "looked at": ("df.info()", "Inspected frame.info frame D1"),
    "counted": ("n = len(df)", "Inspected len frame D1"),
    "asserted": ("assert df.a.notna().all()", "Inspected frame.notna series D1 column=a asserted"),
    "stopped": ("if df.empty:\n    raise ValueError", "Inspected empty frame D1 asserted"),
    "a dictionary of sheets": ("x = pd.read_excel('b.xlsx', sheet_name=None)", "x = dict D2"),
    "one of the sheets": ("x = pd.read_excel('b.xlsx', sheet_name=None)['a']", "x = frame D2"),
    "a file in pieces": ("x = pd.read_csv('b.csv', chunksize=9)", "x = iterator D2"),
}
# Nothing is lost, and nothing is compared with a missing value.
SILENT: dict[str, str] = {
    "kept": "df = df.dropna()",
    "in place on the whole": "df.dropna(inplace=True)",
    "in place or not": "df.dropna(inplace=len(df) > 3)",
    "one step": "df.loc[df.a > 1, 'b'] = 1",
    "a new column": "df['b'] = 1",
    "one cell that holds a list": "df.loc[0, 'b'][1] = 2",
    "a cell of a column": "df['b'][0][1] = 2",
    "a dictionary of frames": "d = {'a': df}\nd['a']['b'] = 1\nd['a'].dropna(inplace=True)",
    "sheets": "d = pd.read_excel('b.xlsx', sheet_name=None)\nd['a']['b'] = 1",
    "a list of frames": "d = [df, df]\nd[0]['b'] = 1",
    "an array": "x = np.zeros((2, 2))\nx[0][1] = 1",
    "a parameter": "def f(x):\n    x['a'][0] = 1\n    x['a'].fillna(0, inplace=True)\n    x.drop('a')",
    "a text": "'abc'.replace('a', 'b')",
    "another library": "import polars\ndf.dropna()",
    "a smaller number": "x = df.a < np.nan",
    "a name that may be another": "m = np.nan if df.a.any() else 1\nx = df.a == m",
    "a text nan": "x = df.a == 'nan'",
}


def facts_of(code: str) -> list[str]:
    return list(lines(build(source_from_text(HEAD + code + "\n", "train.py"))))


@pytest.mark.parametrize(("code", "expected"), SEEN.values(), ids=SEEN)
def test_it_is_seen(code: str, expected: str) -> None:
    assert any(expected in line for line in facts_of(code)), "\n".join(facts_of(code))


@pytest.mark.parametrize("code", SILENT.values(), ids=SILENT)
def test_it_is_no_loss(code: str) -> None:
    assert not [line for line in facts_of(code) if "Lost" in line or "NanComparison" in line]


# An expression that leaves the frame with its plain index, or that gives it another one.
PLAIN: dict[str, tuple[str, bool]] = {
    "read": ("df", True),
    "rows": ("df[df.a > 1].dropna().head()", True),
    "columns": ("df[['a', 'b']].drop(columns=['b'])", True),
    "concatenated": ("pd.concat([df, df.copy()])", True),
    "from a list": ("pd.DataFrame([[1, 2]])", True),
    "from lists": ("pd.DataFrame({'a': [1, 2]})", True),
    "index put back": ("df.set_index('a').reset_index()", True),
    "read with an index": ("pd.read_csv('b.csv', index_col=0)", False),
    "index set": ("df.set_index('a')", False),
    "groups": ("df.groupby('a').apply(len)", False),
    "turned": ("df.T", False),
    "concatenated with keys": ("pd.concat([df, df.copy()], keys=['a', 'b'])", False),
    "from columns of something": ("pd.DataFrame({'a': df.set_index('b').a})", False),
    "from a file that keeps its index": ("pd.read_parquet('b.parquet')", False),
}


@pytest.mark.parametrize(("code", "plain"), PLAIN.values(), ids=PLAIN)
def test_the_index_is_plain(code: str, plain: bool) -> None:
    facts = build(source_from_text(f"{HEAD}x = {code}\n", "train.py"))
    assert facts.module_values["x"].kind == "frame"
    assert facts.module_values["x"].plain is plain


@pytest.mark.parametrize("code", ["df.index = df.a", "df.index.name = 'n'"])
def test_an_index_of_ones_own_is_not_plain(code: str) -> None:
    assert not build(source_from_text(f"{HEAD}{code}\n", "train.py")).module_values["df"].plain


def test_events_know_their_frame() -> None:
    facts = build(source_from_text(HEAD + "df['b'].fillna(0, inplace=True)\nprint(df.shape)\n", "train.py"))
    (lost,) = facts.of(Lost)
    assert lost.target is not None and lost.call is lost.node
    assert [look.name for look in facts.of(Inspected)] == ["shape"]


# file, text, whether it asks for less than version 3
REQUIREMENTS: dict[str, tuple[str, str, bool]] = {
    "exact": ("requirements.txt", "numpy\npandas==1.5.3\n", True),
    "exact and new": ("requirements.txt", "pandas==3.0.1\n", False),
    "at least": ("requirements.txt", "pandas>=1.0\nscikit-learn==1.2\n", False),
    "between": ("requirements.txt", "pandas>=1.0,<3\n", True),
    "any": ("requirements.txt", "pandas\nscikit-learn==1.2\n", False),
    "not one": ("requirements.txt", "pandas!=1.0\n", False),
    "other libraries": ("requirements.txt", "geopandas==0.1\npandas-profiling==2.0\n", False),
    "a comment": ("requirements.txt", "pandas >= 2.0  # <3 works\n", False),
    "a folder of files": ("requirements/base.txt", "pandas~=2.1\n", True),
    "poetry": ("pyproject.toml", '[tool.poetry.dependencies]\npandas = "^2.0"\n', True),
    "poetry with a table": ("pyproject.toml", 'pandas = {version = "^1.1", extras = ["x"]}\n', True),
    "a project's list": ("pyproject.toml", 'dependencies = ["pandas>=2", "numpy==1"]\n', False),
    "a project's list with a bound": ("pyproject.toml", 'dependencies = ["pandas>=2,<3", "numpy==1"]\n', True),
    "conda": ("environment.yml", "dependencies:\n  - pandas=1.4\n", True),
    "conda without": ("environment.yml", "dependencies:\n  - pandas\n  - numpy=1.2\n", False),
    "between, in another order": ("requirements.txt", "pandas<3.0.0,>2.0.0\n", True),
    "Pipfile": ("Pipfile", '[packages]\npandas = "1.5.3"\n', True),
    "Pipfile with any": ("Pipfile", '[packages]\npandas = "*"\nnumpy = "1.26"\n', False),
    "uv's lock": ("uv.lock", '[[package]]\nname = "pandas"\nversion = "2.2.3"\n', True),
    "uv's lock of a new one": ("uv.lock", '[[package]]\nname = "pandas"\nversion = "3.0.1"\n', False),
    "uv's lock of another": ("uv.lock", '[[package]]\nname = "pandas-stubs"\nversion = "2.2.3"\n', False),
    "Pipenv's lock": ("Pipfile.lock", '{"default": {"pandas": {"hashes": [], "version": "==2.0.3"}}}', True),
    "conda's lock": ("conda-lock.yml", "package:\n- name: pandas\n  version: 2.1.4\n", True),
    "setup": ("setup.py", 'setup(install_requires=["pandas<2.3"])\n', True),
}


@pytest.mark.parametrize(("name", "text", "older"), REQUIREMENTS.values(), ids=REQUIREMENTS)
def test_requirements(name: str, text: str, older: bool, tmp_path: Path) -> None:
    (tmp_path / name).parent.mkdir(exist_ok=True)
    (tmp_path / name).write_text(text, encoding="utf-8")
    assert older_than(tmp_path, "src/models", "pandas", 3) is older


# file, text, whether it asks for a Python before 3.11
PYTHONS: dict[str, tuple[str, str, bool]] = {
    "conda": ("environment.yml", "dependencies:\n  - python=3.8\n", True),
    "conda and new": ("environment.yml", "dependencies:\n  - python=3.12\n", False),
    "at least": ("pyproject.toml", 'requires-python = ">=3.8"\n', False),
    "between": ("pyproject.toml", 'requires-python = ">=3.8,<3.11"\n', True),
    "between and new": ("pyproject.toml", 'requires-python = ">=3.8,<4.0"\n', False),
    "poetry": ("pyproject.toml", '[tool.poetry.dependencies]\npython = "^3.8"\n', False),
    "poetry with a bound": ("pyproject.toml", '[tool.poetry.dependencies]\npython = "~3.9"\n', True),
    "poetry, at least": ("pyproject.toml", 'python = ">=3.9"\n', False),
    "Pipenv": ("Pipfile", '[requires]\npython_version = "3.7"\n', True),
    "an image": ("Dockerfile", "FROM python:3.8-slim\n", True),
    "a new image": ("Dockerfile", "FROM python:3.13-slim\n", False),
    "Heroku": ("runtime.txt", "python-3.6.9\n", True),
    "pyenv": (".python-version", "3.9.1\n", True),
    "an upper marker": ("requirements.txt", "pandas>=2; python_version < '3.9'\n", False),
    "a tool's old setting": ("pyproject.toml", '[tool.mypy]\npython_version = "3.8"\n', False),
    "a marker": ("requirements.txt", "pandas>=2; python_version >= '3.9'\n", False),
    "a classifier": ("setup.py", "classifiers=['Programming Language :: Python :: 3.8']\n", False),
    "a tool's setting": ("pyproject.toml", '[tool.mypy]\npython_version = "3.12"\n', False),
}


@pytest.mark.parametrize(("name", "text", "older"), PYTHONS.values(), ids=PYTHONS)
def test_python_versions(name: str, text: str, older: bool, tmp_path: Path) -> None:
    (tmp_path / name).write_text(text, encoding="utf-8")
    assert python_below(tmp_path, "src/models", 11) is older


def test_requirements_beside_the_file_count_too(tmp_path: Path) -> None:
    (tmp_path / "service").mkdir()
    (tmp_path / "service" / "requirements.txt").write_text("pandas==2.2\n", encoding="utf-8")
    assert older_than(tmp_path, "service", "pandas", 3)
    assert not older_than(tmp_path, "other", "pandas", 3)
