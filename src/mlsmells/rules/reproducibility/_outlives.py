"""Whether anything that a program makes is there after it: a model, an index, a table."""

from __future__ import annotations

from mlsmells.core import regex
from mlsmells.facts import Facts, Write

_KEEPS = regex(
    r"save(?!fig)\w*\(|dump\w*\(|\.to_(?:csv|parquet|pickle|json|feather|hdf|sql|excel)|\bload_(?:model|state|weights)|log_model"
    r"|ModelCheckpoint|push_to_hub|export\w*\(|\.write\(|upload\w*\(|torch\.load|pickle\.load|joblib\.load|%store|shelve"
)


def outlives_run(facts: Facts) -> bool:
    """Anything but pictures is saved, or something saved is read again; a module may be used by those that save."""
    if not facts.source.is_notebook:
        return True
    return bool(facts.of(Write)) or facts.says(_KEEPS)
