"""Find machine-learning mistakes in Python code, notebooks and projects."""

from __future__ import annotations

__version__ = "0.1.0"
