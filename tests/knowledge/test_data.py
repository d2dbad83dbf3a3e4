"""The shipped files: the schema, the packages table, and that the reader by lines agrees with a YAML reader."""

from __future__ import annotations

from collections import Counter
from typing import Any

import pytest

from mlsmells.knowledge import reader, schema
from mlsmells.knowledge.packages import ALWAYS, ML_PACKAGES, PACKAGES
from mlsmells.knowledge.vocabulary import FAMILIES

STEMS = sorted(path.stem for path in reader.DATA.glob("*.yaml"))


def parsed(library: reader.Library) -> dict[str, Any]:
    """The lazily read file with every entry asked for."""
    out: dict[str, Any] = {}
    for section, content in library.items():
        if section in reader.NESTED:
            out[section] = {
                owner: {m: reader.value(raw) for m, raw in reader.value(methods).items()}
                for owner, methods in content.items()
            }
        elif isinstance(content, dict):
            out[section] = {name: reader.value(raw) for name, raw in content.items()}
        else:
            out[section] = content
    return out


@pytest.mark.parametrize("stem", STEMS)
def test_schema_holds(stem: str) -> None:
    schema.check(reader.shipped_whole(stem), f"{stem}.yaml")


@pytest.mark.parametrize("stem", STEMS)
def test_read_by_lines_equals_read_whole(stem: str) -> None:
    assert parsed(reader.shipped(stem)) == reader.shipped_whole(stem)


@pytest.mark.parametrize("stem", STEMS)
def test_no_entry_stands_twice(stem: str) -> None:
    # A YAML reader takes the second silently. The section and owner make the key unique.
    seen: Counter[tuple[str, ...]] = Counter()
    path = ["", "", ""]
    for line in (reader.DATA / f"{stem}.yaml").read_text(encoding="utf-8").splitlines():
        text = line.strip()
        if not text or text.startswith("#"):
            continue
        depth = (len(line) - len(line.lstrip())) // 2
        path[depth:] = [text.partition(": ")[0].rstrip(":"), *[""] * (2 - depth)]
        seen[tuple(path)] += 1
    assert [key for key, n in seen.items() if n > 1] == []


@pytest.mark.parametrize("stem", STEMS)
def test_names_are_reachable(stem: str) -> None:
    """An alias that covers an entry's own name would hide the entry."""
    from mlsmells.knowledge import Knowledge

    library = reader.shipped_whole(stem)
    known = Knowledge([library])
    hidden = [n for s in ("functions", "classes") for n in library.get(s) or {} if known.canonical(n) != n]
    assert hidden == []


def test_packages_agree_with_the_files() -> None:
    declared = {name: stem for stem in STEMS for name in reader.shipped_whole(stem)["imports"]}
    assert declared == PACKAGES


def test_every_file_is_reachable() -> None:
    assert set(STEMS) == set(PACKAGES.values()) | set(ALWAYS)


def test_needed_files_exist() -> None:
    assert {n for stem in STEMS for n in reader.shipped_whole(stem).get("needs", ())} <= set(STEMS)


def test_no_package_is_claimed_twice() -> None:
    claims = Counter(name for stem in STEMS for name in reader.shipped_whole(stem)["imports"])
    assert [name for name, n in claims.items() if n > 1] == []


@pytest.mark.parametrize(
    ("name", "is_ml"), [("sklearn", True), ("torch", True), ("tqdm", False), ("matplotlib", False)]
)
def test_what_makes_a_file_worth_a_look(name: str, is_ml: bool) -> None:
    assert (name in ML_PACKAGES) is is_ml


def test_every_family_in_use_has_methods_or_needs_none() -> None:
    without = {"callback"}
    described = {owner.partition(".")[0] for s in STEMS for owner in reader.shipped_whole(s).get("families") or {}}
    used = {
        entry["family"].partition(".")[0]
        for stem in STEMS
        for entry in (reader.shipped_whole(stem).get("classes") or {}).values()
    }
    assert used - described - without == set()
    assert used | described <= FAMILIES


def test_classes_named_by_functions_exist() -> None:
    classes = {name for stem in STEMS for name in reader.shipped_whole(stem).get("classes") or {}}
    wanted = {
        entry["cls"]
        for stem in STEMS
        for entry in (reader.shipped_whole(stem).get("functions") or {}).values()
        if "cls" in entry
    }
    assert wanted - classes == set()


def test_options_name_arguments() -> None:
    """``path: io`` must name one of the arguments, or a keyword that stands after "*"."""
    wrong = []
    for stem in STEMS:
        for name, entry in (reader.shipped_whole(stem).get("functions") or {}).items():
            args = {a.lstrip("*") for a in entry.get("args", ())}
            for option in ("path", "true", "pred", "estimator", "X", "y"):
                if args and option in entry and entry[option] not in args | {"self", "targets"}:
                    wrong.append((name, option))
    assert wrong == []
