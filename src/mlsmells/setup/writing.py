"""Changes, put on disk."""

from __future__ import annotations

from pathlib import Path

from mlsmells.config import ConfigError
from mlsmells.setup.change import Change


def write(root: Path, change: Change) -> None:
    """A new file, or another text in one step. Raises ConfigError when the file cannot be written."""
    from mlsmells.fix.replacing import replace

    path = root / change.path
    data = change.after.encode("utf-8")
    try:
        if change.before is None:
            path.parent.mkdir(parents=True, exist_ok=True)
            with open(path, "xb") as file:
                file.write(data)
        else:
            replace(path.resolve(), data)
    except OSError as error:
        raise ConfigError(path, 0, f"cannot be written: {error.strerror or error}") from error
