"""Functions and classes of a notebook that stand on their own move into a module, and the notebook imports them."""

from __future__ import annotations

from mlsmells.fix.extraction.moving import Extraction, extraction, hides_another, module_name

__all__ = ["Extraction", "extraction", "hides_another", "module_name"]
