"""Files that travel with a saved model, because whoever loads it needs their classes: copies on purpose."""

from __future__ import annotations

import ast
import os
from pathlib import Path

from mlsmells.core.patterns import regex

# What such a file says of itself.
_ALONE = regex(
    r"(?i)self[- ]contained|stand[- ]?alone|single file|upload|must be (?:available|importable|present)|bundled|"
    r"along(?:side)? with|(?:needed|required) (?:to|when|for) (?:load|unpickl)"
)
_MODELS = (".joblib", ".pkl", ".pickle", ".pt", ".pth", ".h5", ".keras", ".onnx", ".ckpt", ".safetensors", ".bin")
# As hubs and servers of models ask for them.
_CARRIED = regex(r"(?:modeling|configuration|tokenization|handler|inference)(?:_\w+)?\.py")


def goes_along(path: Path, tree: ast.Module | None) -> bool:
    """It says so and names a saved model, or lies beside one and says so or is called as a hub asks for."""
    said = (ast.get_docstring(tree) or "") if tree is not None else ""
    alone = _ALONE.search(said) is not None
    if alone and any(suffix in said for suffix in _MODELS):
        return True
    if not alone and not _CARRIED.fullmatch(path.name):
        return False
    try:
        return any(name.endswith(_MODELS) for name in os.listdir(path.parent))
    except OSError:
        return False
