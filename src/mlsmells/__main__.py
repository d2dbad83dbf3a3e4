"""``python -m mlsmells``."""

from __future__ import annotations

from mlsmells.cli import main

if __name__ == "__main__":  # worker processes import this module anew
    main(prog_name="mlsmells")
