"""``python -m mlsmells``."""

from __future__ import annotations

import os
import sys

# ``-m`` puts the current folder first: a project that has a ``yaml.py`` is read, never run.
if __name__ == "__main__" and sys.path and sys.path[0] in ("", os.getcwd()):
    del sys.path[0]

from mlsmells.cli import main

if __name__ == "__main__":  # worker processes import this module anew
    main(prog_name="mlsmells")
