"""What library functions do: YAML per library, read only when a file imports it."""

from __future__ import annotations

from mlsmells.knowledge.packages import ML_PACKAGES, PACKAGES, ml_packages
from mlsmells.knowledge.specs import ClassSpec, FunctionSpec, KnowledgeError
from mlsmells.knowledge.store import Knowledge, load

__all__ = [
    "ML_PACKAGES",
    "PACKAGES",
    "ClassSpec",
    "FunctionSpec",
    "Knowledge",
    "KnowledgeError",
    "load",
    "ml_packages",
]
