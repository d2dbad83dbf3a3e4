"""What the table says of retired interfaces, asked of the libraries that are installed."""

from __future__ import annotations

import importlib
import inspect
import warnings
from importlib.metadata import PackageNotFoundError, version

import pytest

from mlsmells.facts.record.bounds import version as parts
from mlsmells.knowledge import reader, retired
from mlsmells.knowledge.retired import Retired

SECTIONS = reader.cut(retired.FILE)
OWNERS = {"pandas": ("DataFrame", "Series")}


def entries(section: str) -> list[Retired]:
    kind = {"names": retired.name, "methods": retired.method}
    if section in kind:
        found = [kind[section](key) for key in SECTIONS[section]]
    else:
        found = [retired._entry("arguments", key) for key in SECTIONS["arguments"]]
    return [entry for entry in found if entry is not None]


ALL = [entry for section in ("names", "arguments", "methods") for entry in entries(section)]


def here(entry: Retired) -> tuple[int, ...]:
    try:
        return parts(".".join(version(entry.package).split(".")[:2]))
    except PackageNotFoundError:
        pytest.skip(f"{entry.package} is not installed")


def found(name: str) -> object | None:
    words = name.split(".")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        for end in range(len(words), 0, -1):
            try:
                held: object = importlib.import_module(".".join(words[:end]))
                for word in words[end:]:
                    held = getattr(held, word)
            except (ImportError, AttributeError):
                continue
            return held
    return None


def is_gone(entry: Retired) -> bool:
    installed = here(entry)
    return entry.removed != "" and installed >= parts(entry.removed)


@pytest.mark.parametrize("entry", entries("names"), ids=lambda entry: entry.name)
def test_names(entry: Retired) -> None:
    gone = is_gone(entry)
    assert (found(entry.name) is None) is gone
    if entry.same and "." in entry.use:
        assert found(entry.use) is not None


@pytest.mark.parametrize("entry", entries("arguments"), ids=lambda entry: entry.name)
def test_arguments(entry: Retired) -> None:
    gone = is_gone(entry)
    callee, _, rest = entry.name.rstrip(")").partition("(")
    name, _, value = rest.partition("=")
    called = found(callee)
    assert called is not None, "the function itself is there"
    parameters = inspect.signature(called).parameters  # type: ignore[arg-type]
    if not value:
        assert (name not in parameters) is gone
    elif gone:
        with pytest.raises((ValueError, TypeError)):
            made = called(**{name: value})  # type: ignore[operator]
            made._validate_params()
            made.fit([[0.0], [1.0], [2.0], [3.0]], [0, 1, 0, 1])


@pytest.mark.parametrize("entry", entries("methods"), ids=lambda entry: entry.name)
def test_methods(entry: Retired) -> None:
    gone = is_gone(entry)
    name, _, argument = entry.name.rstrip(")").partition("(")
    for owner in OWNERS[entry.library]:
        method = found(f"{entry.library}.{owner}.{name}")
        there = method is not None and (not argument or argument in inspect.signature(method).parameters)  # type: ignore[arg-type]
        assert not (gone and there)


@pytest.mark.parametrize("entry", ALL, ids=lambda entry: entry.name)
def test_every_entry_says_when_and_what_instead(entry: Retired) -> None:
    assert entry.use
    assert entry.removed or entry.since
    if entry.removed and entry.since:
        assert parts(entry.since) < parts(entry.removed)


def test_a_text_without_the_words_is_not_looked_at() -> None:
    assert retired.says(["x", "np", "float"])
    assert not retired.says(["x", "total"])
