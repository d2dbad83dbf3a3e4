"""Settings against the rules there are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mlsmells.engine.practices import practice_map
from mlsmells.engine.registry import all_rules

if TYPE_CHECKING:
    from mlsmells.config import Config


def validate(config: Config) -> None:
    """Raise ConfigError if a selector means no rule, family or practice, or the practice map is broken."""
    rules = all_rules()
    config.validate_names(
        {rule.code for rule in rules},
        {rule.name for rule in rules},
        {rule.family for rule in rules},
        practice_map(config).ids,
    )
