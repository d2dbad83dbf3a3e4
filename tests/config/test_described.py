"""What is said of the keys agrees with how they are read."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

from mlsmells.config import ConfigError, load_config
from mlsmells.config.described import DESCRIBED, FOR_PATHS, json_schema
from mlsmells.config.schema import KEYS, PATH_KEYS, PER_PATH
from mlsmells.engine.settings import validate

NAMES = ["MLS101", "fit-on-test", "leakage", "reproducible-runs"]
SCHEMA = json_schema(NAMES)
VALIDATOR = jsonschema.Draft202012Validator(SCHEMA)


def read(folder: Path, text: str) -> None:
    """As the program reads it."""
    (folder / "mlsmells.yaml").write_text(text, encoding="utf-8")
    for name in ("team.yaml", "practices.yaml"):
        (folder / name).write_text("", encoding="utf-8")
    config = load_config(folder)
    for glob in ("notebooks/a.ipynb", "jobs/train_a.py"):
        config.for_path(glob)
    validate(config)


def accepted(folder: Path, text: str) -> bool:
    try:
        read(folder, text)
    except ConfigError:
        return False
    return True


def test_every_key_is_described_and_no_other() -> None:
    assert DESCRIBED.keys() == KEYS.keys()
    assert set(SCHEMA["properties"]) == {*KEYS, PER_PATH}
    jsonschema.Draft202012Validator.check_schema(SCHEMA)


@pytest.mark.parametrize("key", [*DESCRIBED, PER_PATH])
def test_the_example_is_read_and_uses_the_key(key: str, tmp_path: Path) -> None:
    example = {**DESCRIBED, PER_PATH: FOR_PATHS}[key].example
    data = yaml.safe_load(example)
    assert list(data) == [key]
    assert accepted(tmp_path, example)
    VALIDATOR.validate(data)


@pytest.mark.parametrize("key", DESCRIBED)
def test_the_default_is_what_holds(key: str, tmp_path: Path) -> None:
    schema = SCHEMA["properties"][key]
    held = {row.key: row.value for row in load_config(tmp_path).settings()}
    if key in held and held[key] is not None:
        assert schema["default"] == held[key]
        VALIDATOR.validate({key: schema["default"]})


VALUES: list[Any] = [
    *("project", "course", "high", "error", "MLS101", "MLS1", "leakage", "training-script", "a/b", " ", ""),
    *(True, 0, 7, -1, 2**32, 1.5, [], {}, ["MLS101", "leakage"], ["MLS1"], ["fit-on-test", "reproducible-runs"]),
    *(["vendor/"], [""], [1], {"MLS101": "error"}, {"MLS101": "loud"}, {"jobs/": "training-script"}, {"jobs/": "boss"}),
    *({"x/**": {"seed": 1}}, {"x/**": {"fail_on": "error"}}, {"/": {"seed": 1}}, {"x": 1}, {"x": {"sede": 1}}),
]
# Only the program knows whether a file exists.
FILES = ("knowledge", "practices")


def cases() -> Iterator[Any]:
    for key in (*KEYS, PER_PATH, "selct"):
        for value in VALUES if key not in FILES else (1, True, {}, [1], ""):
            yield pytest.param({key: value}, id=f"{key} {value!r}"[:50])


@pytest.mark.parametrize("data", list(cases()))
def test_the_schema_takes_what_the_program_takes(data: dict[str, Any], tmp_path: Path) -> None:
    assert VALIDATOR.is_valid(data) == accepted(tmp_path, yaml.safe_dump(data))


@pytest.mark.parametrize("word", ["MLS1O3", "MLS1011", "Leakage", "two words"])
def test_the_schema_refuses_what_cannot_be_a_name(word: str) -> None:
    assert not VALIDATOR.is_valid({"select": [word]})


def test_settings_for_paths_are_those_that_may_stand_there() -> None:
    block = SCHEMA["properties"][PER_PATH]["additionalProperties"]["properties"]
    assert tuple(block) == PATH_KEYS
