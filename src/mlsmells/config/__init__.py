"""Settings from mlsmells.yaml or pyproject.toml, and the map from rules to practices."""

from __future__ import annotations

from mlsmells.config.errors import ConfigError
from mlsmells.config.globs import matches
from mlsmells.config.load import load_config
from mlsmells.config.names import FAMILIES, Subject
from mlsmells.config.practice_files import load_practices
from mlsmells.config.practices import Citation, Document, Practice, PracticeMap
from mlsmells.config.profiles import PROFILES, Profile
from mlsmells.config.schema import ROLES
from mlsmells.config.settings import Config, Setting

__all__ = [
    "FAMILIES",
    "PROFILES",
    "ROLES",
    "Citation",
    "Config",
    "ConfigError",
    "Document",
    "Practice",
    "PracticeMap",
    "Profile",
    "Setting",
    "Subject",
    "load_config",
    "load_practices",
    "matches",
]
