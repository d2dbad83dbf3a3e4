"""Reading practice maps: the packaged one, and the user's, which replaces or extends it."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import Any

from mlsmells.config.marked import Entry, describe, read_yaml
from mlsmells.config.names import in_code_space
from mlsmells.config.practices import Citation, Document, Named, Practice, PracticeMap
from mlsmells.config.schema import one_of, words
from mlsmells.config.settings import Config
from mlsmells.core.near import hint
from mlsmells.core.patterns import regex

DEFAULT_MAP = Path(__file__).resolve().parent.parent / "practices.yaml"
_TOP = ("version", "extends", "documents", "practices")
_DOCUMENT = ("title", "author", "url", "key")
_PRACTICE = ("title", "says", "from", "rules", "planned", "main", "ids", "not_checkable")
ID_PATTERN = r"[a-z0-9]+(?:-[a-z0-9]+)*"
_ID = regex(ID_PATTERN)


def load_practices(config: Config | None = None) -> PracticeMap:
    """The practices of the configuration, or the default ones. Raises ConfigError."""
    if config is None or config.practices is None:
        return _default_map()
    return _read_map(Path(config.practices))


@lru_cache(maxsize=1)
def _default_map() -> PracticeMap:
    return _read_map(DEFAULT_MAP)


def _read_map(path: Path) -> PracticeMap:
    document = read_yaml(path, packaged=path == DEFAULT_MAP)
    top = _keys(document, _TOP)
    version = top.get("version")
    if version is not None and version.value != 1:
        raise version.error(f"expected version 1 of the practice map, got {describe(version.value)}")
    base = PracticeMap({}, ())
    if "extends" in top and one_of(top["extends"], ("default",), "practice map"):
        base = _default_map()
    documents = base.documents | {name: _document(name, entry) for name, entry in _pairs(top.get("documents"))}
    inherited = {practice.id: replace(practice, layer=1) for practice in base}
    own = []
    for name, entry in _pairs(top.get("practices")):
        practice = _practice(name, entry, documents, inherited.get(name))
        if name in inherited:
            # Rewording a known practice changes neither its place nor what findings print first.
            inherited[name] = practice
        else:
            own.append(practice)
    return PracticeMap(documents, (*own, *inherited.values()))


def _pairs(entry: Entry | None) -> list[tuple[str, Entry]]:
    return [] if entry is None else list(entry.items())


def _keys(entry: Entry, known: tuple[str, ...]) -> dict[str, Entry]:
    found = dict(entry.items())
    for key, child in found.items():
        if key not in known:
            raise child.error(f"unknown key '{key}'{hint(key, known) or '; known: ' + ', '.join(known)}")
    return found


def _document(name: str, entry: Entry) -> Document:
    keys = _keys(entry, _DOCUMENT)
    if "title" not in keys:
        raise entry.error(f"document '{name}' has no title")
    return Document(name, **{key: child.text() for key, child in keys.items()})


def _practice(name: str, entry: Entry, documents: dict[str, Document], inherited: Practice | None) -> Practice:
    if not _ID.fullmatch(name):
        raise entry.error(f"practice id '{name}' is not lower-case words joined by hyphens")
    keys = _keys(entry, _PRACTICE)
    _check_codes(keys)
    values: dict[str, Any] = {"path": entry.path, "line": entry.line, "places": ()}
    for key, child in keys.items():
        if key == "from":
            values["sources"] = tuple(_citation(part, documents) for part in child.elements())
        elif key in ("title", "says", "not_checkable"):
            values[key] = child.text()
        else:
            values[key] = words(child)
            values["places"] = (*values["places"], *(Named(key, e.text(), e.line) for e in child.elements()))
    if inherited is not None:
        # Saying the one takes back the other, so that a team may call a practice not checkable.
        if "not_checkable" in values:
            values = {"rules": (), "planned": (), "main": ()} | values
        elif "rules" in values:
            values = {"not_checkable": ""} | values
        return replace(inherited, **values)
    # Nothing is ever found against a practice that is not checkable, so its title may be enough.
    for key in ("title",) if "not_checkable" in values else ("title", "says"):
        if key not in values:
            raise entry.error(f"practice '{name}' has no '{key}'")
    return Practice(name, values.pop("title"), values.pop("says", ""), **values)


def _citation(entry: Entry, documents: dict[str, Document]) -> Citation:
    keys = _keys(entry, ("document", "section"))
    if "document" not in keys:
        raise entry.error("a source names no document")
    document = one_of(keys["document"], documents, "document")
    section = keys["section"].text() if "section" in keys else ""
    return Citation(document, documents[document].title, section)


def _check_codes(keys: dict[str, Entry]) -> None:
    """Selectors under ``rules`` wait for the rules; what claims to be a code must look like one now."""
    for key in {"planned", "main"} & keys.keys():
        for element in keys[key].elements():
            if not in_code_space(element.text()):
                raise element.error(f"'{element.value}' is no code (MLS000, MLS001, MLS100 to MLS999)")
