"""Checks that a knowledge file says only what the interpreter understands."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any, NoReturn

from mlsmells.core.near import hint
from mlsmells.knowledge import vocabulary as words
from mlsmells.knowledge.specs import KnowledgeError


def check(library: Any, file: str) -> None:
    """Raise KnowledgeError at the first entry that breaks the schema; an empty file is fine."""
    if library is None:
        return
    if not isinstance(library, dict):
        raise KnowledgeError(file, "", "must hold a mapping with 'functions', 'classes' or 'kinds'")
    for section, content in library.items():
        _known(section, words.SECTIONS, file, str(section), "section")
        if section in ("imports", "needs"):
            _names(content, file, section)
        elif section == "library":
            _text(content, file, section)
        else:
            _section(section, content, file)


def _section(section: str, content: Any, file: str) -> None:
    if content is not None and not isinstance(content, dict):
        raise KnowledgeError(file, section, "must be a mapping")
    for name, entry in (content or {}).items():
        where = f"{section}.{name}"
        if section in ("aliases", "bases"):
            _text(entry, file, where)
        elif section == "functions":
            check_function(entry, file, where)
        elif section == "classes":
            check_class(entry, file, where)
        else:
            if section == "kinds":
                _known(name, words.RECEIVERS, file, section, "kind")
            _methods(entry, file, where)


def check_function(entry: Any, file: str, where: str) -> None:
    """One entry of ``functions``, or one method."""
    if not isinstance(entry, dict):
        raise KnowledgeError(file, where, "must be a mapping such as {does: read, args: [path], path: path}")
    if "does" not in entry:
        raise KnowledgeError(file, where, "says nothing about what it does")
    verb = entry["does"]
    _known(verb, words.VERBS, file, where, "verb")
    for name in words.VERBS[verb]:
        if name not in entry:
            raise KnowledgeError(file, where, f"'{verb}' needs '{name}'")
    if verb == "metric" and not entry.keys() & {"pred", "estimator"}:
        raise KnowledgeError(file, where, "'metric' needs 'pred' or 'estimator'")
    _options(entry, words.FUNCTION_WORDS, file, where)


def check_class(entry: Any, file: str, where: str) -> None:
    """One entry of ``classes``."""
    if not isinstance(entry, dict):
        raise KnowledgeError(file, where, "must be a mapping such as {family: classifier, args: [depth]}")
    if not isinstance(entry.get("family"), str):
        raise KnowledgeError(file, where, "names no family")
    _known(entry["family"].partition(".")[0], words.FAMILIES, file, where, "family")
    _options(entry, words.CLASS_WORDS, file, where)
    random = entry.get("random", "never")
    if not isinstance(random, dict):
        _known(random, words.RANDOM, file, where, "value of 'random'")
    _methods(entry.get("methods", {}), file, where)


def _methods(methods: Any, file: str, where: str) -> None:
    if not isinstance(methods, dict):
        raise KnowledgeError(file, where, "must be a mapping from methods to what they do")
    for name, entry in methods.items():
        check_function(entry, file, f"{where}.{name}")


def _options(entry: Mapping[Any, Any], known: Collection[str], file: str, where: str) -> None:
    for option, value in entry.items():
        _known(option, known, file, where, "option")
        if option == "args":
            _names(value, file, f"{where}.args")
        elif option not in ("does", "family") and not _fits(option, value):
            raise KnowledgeError(file, where, f"'{option}' cannot be {value!r}")
        choices = words.CHOICES.get((entry.get("does", ""), option)) or words.CHOICES.get(("", option))
        if choices is not None:
            _known(value, choices, file, where, f"value of '{option}'")


def _fits(option: str, value: Any) -> bool:
    if isinstance(value, bool):
        return option in words.FLAGS
    if isinstance(value, str):
        return option in words.NAMES or option in ("children", "random")
    if isinstance(value, list):
        return option in words.LISTS
    return isinstance(value, dict) and option in words.MAPPINGS


def _known(word: Any, known: Collection[str], file: str, where: str, what: str) -> None:
    if word in known:
        return
    raise KnowledgeError(file, where, f"unknown {what} '{word}'{hint(str(word), map(str, known))}")


def _names(value: Any, file: str, where: str) -> None:
    if not isinstance(value, list):
        _refuse(value, file, where, "a list of names")
    for name in value:
        if not isinstance(name, str):
            # YAML reads a bare on, off, yes, no or null as something else than a word.
            raise KnowledgeError(file, where, f"{name!r} is no name; put it in quotes")


def _text(value: Any, file: str, where: str) -> None:
    if not isinstance(value, str):
        _refuse(value, file, where, "a name")


def _refuse(value: Any, file: str, where: str, wanted: str) -> NoReturn:
    raise KnowledgeError(file, where, f"must be {wanted}, not {value!r}")
