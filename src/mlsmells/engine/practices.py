"""The practices behind a rule, for whoever reports findings. The map is opened on first use."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mlsmells.engine import registry

if TYPE_CHECKING:
    from mlsmells.config import Config, Practice, PracticeMap

_maps: dict[str | None, PracticeMap] = {}
_served: dict[tuple[str, str | None], tuple[Practice, ...]] = {}


def practice_map(config: Config) -> PracticeMap:
    """The map in force, read once. Raises ConfigError."""
    if config.practices not in _maps:
        from mlsmells.config import load_practices

        _maps[config.practices] = load_practices(config)
    return _maps[config.practices]


def practices_of(code: str, config: Config) -> tuple[Practice, ...]:
    """The practices the rule of that code serves; the first is the one a finding prints."""
    key = (code, config.practices)
    if key not in _served:
        rule = registry.by_code()[code]
        _served[key] = practice_map(config).for_rule(rule.code, rule.name, rule.family)
    return _served[key]
