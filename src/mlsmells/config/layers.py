"""Layers of settings, from the defaults up: a file's keys, its per_path blocks, the command line."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from mlsmells.config.errors import ConfigError
from mlsmells.config.marked import Entry
from mlsmells.config.profiles import PROFILES
from mlsmells.config.schema import KEYS, PATH_KEYS, PER_PATH, read_key, unknown_key


class Named(NamedTuple):
    """A selector somebody wrote, kept until the rules' names are known and it can be checked."""

    word: str
    error: ConfigError


class Layer(NamedTuple):
    """What one place sets. ``origins`` says where, per key; ``glob`` restricts it to some paths."""

    values: dict[str, Any]
    origins: dict[str, str]
    named: tuple[Named, ...] = ()
    glob: str = ""


def file_layers(document: Entry, shown: str) -> tuple[Layer, ...]:
    """The layers of a configuration file; ``shown`` is the file's name in origins."""
    layers = [_layer(document, shown, (*KEYS, PER_PATH))]
    for key, entry in document.items():
        if key == PER_PATH:
            for glob, block in entry.items():
                if not glob.strip("/ "):
                    raise block.error("an empty pattern under 'per_path'")
                layers.append(_layer(block, shown, PATH_KEYS, glob=glob))
    return tuple(layers)


def option_layer(options: Mapping[str, Any], prefix: str) -> Layer:
    """The layer of command-line options (underscores in the keys); None means not given."""
    values, origins, named = {}, {}, []
    for key, value in options.items():
        if value is None:
            continue
        setting, option = key.removeprefix("extend_"), prefix + key.replace("_", "-")
        raw = list(value) if isinstance(value, tuple) else value
        try:
            entry = Entry(raw, None, lambda where: 0, (setting,))
            values[key] = read_key(setting, entry)
        except ConfigError as error:
            raise ConfigError(None, 0, f"{option}: {error.message}") from error
        origins[key] = option
        if setting in ("select", "ignore"):
            named += [Named(word, ConfigError(None, 0, f"{option}: ")) for word in values[key]]
    return Layer(values, origins, tuple(named))


def _layer(document: Entry, shown: str, known: tuple[str, ...], *, glob: str = "") -> Layer:
    values, origins, named = {}, {}, []
    for key, entry in document.items():
        if key not in known:
            raise unknown_key(entry, key, known)
        if key == PER_PATH:
            continue
        values[key] = read_key(key, entry)
        origins[key] = _place(shown, entry, glob)
        named += _named(key, entry)
        if isinstance(entry.value, dict):
            origins |= {f"{key}.{name}": _place(shown, part, glob) for name, part in entry.items()}
    return Layer(values, origins, tuple(named), glob)


def _place(shown: str, entry: Entry, glob: str) -> str:
    place = f"{shown}:{entry.line}" if entry.line else shown
    return f"{place} (per_path {glob})" if glob else place


def _named(key: str, entry: Entry) -> list[Named]:
    if key in ("select", "ignore", "fixable", "unfixable"):
        return [Named(element.value, element.error("")) for element in entry.elements()]
    if key == "severity":
        return [Named(word, level.error("")) for word, level in entry.items()]
    return []


def resolve(layers: Iterable[Layer]) -> tuple[dict[str, Any], dict[str, str]]:
    """The values in force and where each came from.

    A later layer wins. ``ignore`` and ``exclude`` add up, ``severity`` and ``roles`` merge key by key, and naming a
    profile replaces what was selected before.
    """
    values = {key: default for key, (default, _) in KEYS.items()}
    origins = dict.fromkeys(KEYS, "default")
    for layer in layers:
        if "profile" in layer.values:
            name = layer.values["profile"]
            values["select"] = PROFILES[name].select
            origins["select"] = f"profile {name}, {layer.origins['profile']}"
        for key, value in layer.values.items():
            setting = key.removeprefix("extend_")
            values[setting] = _merged(key, values[setting], value)
            origins[setting] = _both(key, origins[setting], layer.origins[key])
        origins |= {key: place for key, place in layer.origins.items() if "." in key}
    profile = PROFILES[values["profile"]]
    values["ignore"] = (*profile.ignore, *values["ignore"])
    said = f"profile {values['profile']}, {origins['profile']}"
    origins = {f"severity.{word}": said for word in profile.severity} | origins
    # The user's own come last: of two equally narrow overrides the last one wins.
    values["severity"] = profile.severity | values["severity"]
    return values, origins


def _adds_up(key: str) -> bool:
    return key in ("ignore", "exclude") or key.startswith("extend_")


def _merged(key: str, before: Any, value: Any) -> Any:
    if _adds_up(key):
        return (*before, *(word for word in value if word not in before))
    return before | value if isinstance(value, dict) else value


def _both(key: str, before: str, here: str) -> str:
    return f"{before} + {here}" if _adds_up(key) and before != "default" else here
