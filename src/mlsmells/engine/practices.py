"""The practices behind a rule, for whoever reports findings. The map is opened on first use."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mlsmells.config.errors import ConfigError
from mlsmells.config.names import NOT_NAMED, Subject, narrowest, narrowness, to_come
from mlsmells.core.near import hint
from mlsmells.engine import registry

if TYPE_CHECKING:
    from mlsmells.config import Config, Practice, PracticeMap
    from mlsmells.config.practices import Named

_maps: dict[str | None, PracticeMap] = {}
_served: dict[tuple[str, str | None], tuple[Practice, ...]] = {}


def practice_map(config: Config) -> PracticeMap:
    """The map in force, read once. Raises ConfigError."""
    if config.practices not in _maps:
        from mlsmells.config import load_practices

        found = load_practices(config)
        if config.practices is not None:
            _judge(found, config.practices)
        _maps[config.practices] = found
    return _maps[config.practices]


def practices_of(code: str, config: Config) -> tuple[Practice, ...]:
    """The practices the rule of that code serves; the first is the one a finding prints."""
    key = (code, config.practices)
    if key not in _served:
        rule = registry.by_code()[code]
        _served[key] = practice_map(config).for_rule(rule.code, rule.name, rule.family)
    return _served[key]


def _judge(found: PracticeMap, path: str) -> None:
    """A team's own map names rules that exist; the packaged one is judged by a test."""
    rules = [Subject(rule.code, rule.name, rule.family) for rule in registry.all_rules()]
    for practice in found:
        for named in practice.places if str(practice.path) == path else ():
            wrong = _wrong(practice, named, rules)
            if wrong:
                raise ConfigError(practice.path, named.line, wrong)


def _wrong(practice: Practice, named: Named, rules: list[Subject]) -> str:
    """What is wrong with a word below ``rules`` or ``main``; "" for nothing."""
    codes = {rule.code for rule in rules}
    word, known = named.word, codes | {name for rule in rules for name in (rule.name, rule.family)}
    meant = [rule for rule in rules if narrowness(word, rule) > NOT_NAMED]
    if named.key == "rules" and not (meant or to_come(word)):
        return f"no rule is called '{word}'{hint(word, known)}"
    if named.key == "main" and word not in codes:
        return f"no rule has the code '{word}'{hint(word, codes)}"
    if named.key == "main" and narrowest(practice.rules, meant[0]) == NOT_NAMED:
        return f"'{practice.id}' is the main practice of {word} and does not name it under 'rules'"
    return ""
