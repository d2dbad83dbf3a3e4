"""``Config``: the settings in force, for the project or for one path in it."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import field, replace
from pathlib import Path, PurePath
from typing import Any, NamedTuple

from mlsmells.config import names
from mlsmells.config.archives import is_archived
from mlsmells.config.errors import ConfigError
from mlsmells.config.globs import matches
from mlsmells.config.layers import Layer, option_layer, resolve
from mlsmells.config.profiles import PROFILES, PUT_ASIDE
from mlsmells.config.third_party import is_third_party
from mlsmells.core import Confidence, Severity
from mlsmells.core.near import hint
from mlsmells.core.records import dataclass


class Setting(NamedTuple):
    """One row of ``--show-settings``: JSON-able value and where it came from."""

    key: str
    value: Any
    origin: str


@dataclass(frozen=True, slots=True)
class Config:
    """Frozen settings. ``knowledge`` and ``practices`` are absolute paths, patterns are as written.

    Patterns and displayed paths are relative to ``root``; ``file`` is the file read (None: defaults only).
    """

    root: Path
    file: Path | None
    profile: str
    select: tuple[str, ...]
    ignore: tuple[str, ...]
    min_confidence: Confidence
    fail_on: Severity
    severity: Mapping[str, Severity]
    show_notes: bool
    exclude: tuple[str, ...]
    seed: int
    fixable: tuple[str, ...]
    unfixable: tuple[str, ...]
    roles: Mapping[str, str]
    baselines: tuple[str, ...]
    data_roots: tuple[str, ...]
    knowledge: tuple[str, ...]
    practices: str | None
    layers: tuple[Layer, ...] = field(default=(), repr=False, compare=False)
    origins: Mapping[str, str] = field(default_factory=dict, repr=False, compare=False)
    # The settings are those for a file that others wrote.
    of_others: bool = field(default=False, repr=False, compare=False)
    # … for a file that is put aside.
    archived: bool = field(default=False, repr=False, compare=False)

    def for_path(self, relative: str | PurePath) -> Config:
        """The settings for one file, named relative to the root: ``per_path`` blocks in the file's order."""
        path = _as_posix(relative, self.root)
        here = self._inside(path)
        if is_third_party(self.root, path):
            return replace(here, of_others=True)
        return replace(here, archived=True) if is_archived(self.root, path) else here

    def _inside(self, path: str) -> Config:
        inside = {layer.glob for layer in self.layers if layer.glob and matches(layer.glob, path)}
        if not inside:
            return self
        return build(self.root, self.file, self.layers, inside)

    def with_options(self, options: Mapping[str, Any], *, prefix: str = "--") -> Config:
        """Lay command-line options on top; they win over the file and its ``per_path`` blocks.

        Keys are those of the file (and ``extend_select``), None is "not given", lists are tuples.
        Raises ConfigError naming the option.
        """
        layer = option_layer(options, prefix)
        return build(self.root, self.file, (*self.layers, layer)) if layer.values else self

    def selects(self, rule: names.Subject, *, default_on: bool = True) -> bool:
        """Whether a rule runs: the narrower of select and ignore wins, ignore wins a tie.

        A rule that is off by default needs its code or its name.
        """
        wanted = names.narrowest(self.select, rule)
        needed = names.NOT_NAMED + 1 if default_on else names.EXACT
        return wanted >= needed and wanted > names.narrowest(self.ignore, rule)

    def mends(self, rule: names.Subject) -> bool:
        """Whether its fixes are applied: the narrower of fixable and unfixable wins, unfixable wins a tie."""
        return names.narrowest(self.fixable, rule) > names.narrowest(self.unfixable, rule)

    def severity_of(self, rule: names.Subject, said: Severity) -> Severity:
        """The severity of a finding that the rule itself calls ``said``; the narrowest override wins."""
        named = {names.narrowness(word, rule): level for word, level in self.severity.items()}
        named.pop(names.NOT_NAMED, None)
        if named:
            return named[max(named)]
        if rule.code in PROFILES[self.profile].notes or rule.code in self._notes():
            return Severity.INFO
        step = PROFILES[self.profile].step.get(rule.family, 0)
        return Severity(min(max(said + step, Severity.INFO), Severity.ERROR))

    def _notes(self) -> frozenset[str]:
        """Codes of what is a note here whatever the profile is."""
        return PUT_ASIDE if self.archived or self.of_others else frozenset()

    def role_of(self, relative: str | PurePath) -> str | None:
        """The role the configuration gives a file (the last matching pattern), None when it says nothing."""
        if not self.roles:
            return None
        path = _as_posix(relative, self.root)
        given = [role for pattern, role in self.roles.items() if matches(pattern, path)]
        return given[-1] if given else None

    def excludes(self, relative: str | PurePath) -> bool:
        """Whether ``exclude`` means this path or a folder above it."""
        path = _as_posix(relative, self.root)
        return any(matches(pattern, path) for pattern in self.exclude)

    def validate_names(
        self,
        known_codes: Collection[str],
        known_names: Collection[str],
        families: Collection[str],
        practice_ids: Collection[str],
    ) -> None:
        """Raise ConfigError for the first selector that means no rule, family or practice."""
        all_names = {*known_names, *practice_ids, *names.FAMILIES, *families}
        for layer in self.layers:
            for word, place in layer.named:
                if word in all_names or names.to_come(word) or _known_prefix(word, known_codes):
                    continue
                what = "code" if word.upper().startswith("MLS") else "rule, family or practice"
                near = hint(word, known_codes if what == "code" else all_names)
                raise ConfigError(place.path, place.line, f"{place.message}unknown {what} '{word}'{near}")

    def settings(self) -> list[Setting]:
        """What applies and where it came from, in the order of the documentation."""
        rows = []
        for key in KEY_ORDER:
            value = getattr(self, key)
            if isinstance(value, Mapping):
                parts = [f"{key}.{name}" for name in value]
                rows += [
                    Setting(part, _plain(level), self.origins.get(part, self.origins[key]))
                    for part, level in zip(parts, value.values(), strict=True)
                ]
            else:
                rows.append(Setting(key, _plain(value), self.origins[key]))
        return rows


def build(root: Path, file: Path | None, layers: tuple[Layer, ...], inside: Collection[str] = frozenset()) -> Config:
    """A Config of the layers without a glob and of those whose glob is in ``inside``."""
    values, origins = resolve(layer for layer in layers if not layer.glob or layer.glob in inside)
    return Config(root=root, file=file, **values, layers=layers, origins=origins)


_NO_KEYS = ("root", "file", "layers", "origins", "of_others", "archived")
KEY_ORDER = tuple(name for name in Config.__dataclass_fields__ if name not in _NO_KEYS)


def _known_prefix(word: str, known_codes: Collection[str]) -> bool:
    return names.is_prefix(word) and any(code.startswith(word) for code in known_codes)


def _as_posix(path: str | PurePath, root: Path) -> str:
    pure = PurePath(path)
    if pure.is_absolute() and pure.is_relative_to(root):
        pure = pure.relative_to(root)
    return pure.as_posix()


def _plain(value: Any) -> Any:
    if isinstance(value, Confidence | Severity):
        return str(value)
    return list(value) if isinstance(value, tuple) else value
