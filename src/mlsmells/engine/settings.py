"""Settings against the rules there are, and the files they name."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from mlsmells.engine.practices import practice_map
from mlsmells.engine.registry import all_rules

if TYPE_CHECKING:
    from mlsmells.config import Config
    from mlsmells.config.marked import Where


def validate(config: Config) -> None:
    """Raise ConfigError if a selector means no rule, family or practice, or a file that is named is broken."""
    rules = all_rules()
    config.validate_names(
        {rule.code for rule in rules},
        {rule.name for rule in rules},
        {rule.family for rule in rules},
        practice_map(config).ids,
    )
    validate_knowledge(config)


def validate_knowledge(config: Config) -> None:
    """Raise ConfigError, with the line and the key, for the first entry of a team's files that says what none may."""
    for file in config.knowledge:
        from mlsmells.config.marked import read_yaml  # few projects teach anything
        from mlsmells.knowledge import KnowledgeError
        from mlsmells.knowledge.reader import checked

        document = read_yaml(Path(file))
        try:
            checked(document.value, file)
        except KnowledgeError as error:
            place = document.error(f"{error.entry}: {error.message}" if error.entry else error.message)
            place.line = document.find_line(_where(document.value, error.entry)) or place.line
            place.args = (place.path, place.line, place.message)
            raise place from error


def _where(value: Any, entry: str) -> Where:
    """The keys that ``functions.team.load.args`` stands for: names of functions have dots of their own."""
    where: Where = ()
    while isinstance(value, dict):
        fitting = [key for key in value if f"{entry}.".startswith(f"{key}.")]
        if not fitting and "methods" in value:  # which the entry of a method does not name
            where, value = (*where, "methods"), value["methods"]
            continue
        if not fitting:
            break
        key = max(fitting, key=lambda key: len(str(key)))
        where, entry, value = (*where, str(key)), entry[len(str(key)) + 1 :], value[key]
    return where
