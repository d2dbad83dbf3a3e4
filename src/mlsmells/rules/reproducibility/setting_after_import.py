"""A library has read its setting before the program sets it: the line has no effect.

`HF_HUB_OFFLINE`, `HF_HOME`, `KERAS_BACKEND` and the like are read once, when the library is imported. Set afterwards,
models are fetched although the run was to be offline, land in another cache, or another backend computes. Set them
above the imports, or outside of the program.

Bad:
    import os
    from transformers import AutoTokenizer
    os.environ["HF_HUB_OFFLINE"] = "1"
    tokenizer = AutoTokenizer.from_pretrained("shop/small", revision="5a6b7c8")
Good:
    import os
    os.environ["HF_HUB_OFFLINE"] = "1"
    from transformers import AutoTokenizer
    tokenizer = AutoTokenizer.from_pretrained("shop/small", revision="5a6b7c8")
Silent on:
    settings above the imports; libraries that are imported later, in functions; settings that are read when they are
    used (`TOKENIZERS_PARALLELISM`, `CUDA_VISIBLE_DEVICES`); programs that start others, which read them; notebooks
    whose kernel may be started again
Source: https://huggingface.co/docs/huggingface_hub/package_reference/environment_variables
"""

from __future__ import annotations

import ast
from collections.abc import Iterator

from mlsmells.core import Finding, Rule, Severity, regex
from mlsmells.facts import Facts, called_as, every_node, variable

RULE = Rule(
    __name__,
    code="MLS221",
    severity=Severity.WARNING,
    rolls_up=2,
    message="'{setting}' is read when {library} is imported (line {line}): set here it has no effect - set it above",
)
_HUB = frozenset("transformers huggingface_hub datasets diffusers sentence_transformers peft accelerate".split())
# Setting → the libraries that read it at import.
_READ_BY: dict[str, frozenset[str]] = {
    "HF_HUB_OFFLINE": _HUB,
    "HF_HOME": _HUB,
    "HF_ENDPOINT": _HUB,
    "HF_HUB_CACHE": _HUB,
    "HUGGINGFACE_HUB_CACHE": _HUB,
    "HF_HUB_ENABLE_HF_TRANSFER": _HUB,
    "TRANSFORMERS_OFFLINE": frozenset({"transformers", "sentence_transformers"}),
    "TRANSFORMERS_CACHE": frozenset({"transformers", "sentence_transformers"}),
    "HF_DATASETS_OFFLINE": frozenset({"datasets"}),
    "HF_DATASETS_CACHE": frozenset({"datasets"}),
    "KERAS_BACKEND": frozenset({"keras"}),
    "TF_USE_LEGACY_KERAS": frozenset({"tensorflow", "keras"}),
}
_SAYS = regex(r"""environ(?:\[|\.setdefault\(|\.update\()\s*["'](?:HF_|HUGGINGFACE_|TRANSFORMERS_|KERAS_|TF_USE)""")
# Other programs begin with what is set here; a module that is loaded again reads it again.
_STARTS = regex(
    r"subprocess|Popen|os\.system|multiprocessing|mp\.spawn|os\.exec|\bray\b|reload\(|accelerate launch|torchrun"
)


@RULE.on_file
def check(facts: Facts) -> Iterator[Finding]:
    """Settings below the import of who reads them."""
    if facts.source.is_notebook or not facts.says(_SAYS) or facts.says(_STARTS):
        return
    imported = _imported(facts)
    for node in facts.nodes:
        setting = _set(node)
        late = [(line, name) for name, line in imported.items() if name in _READ_BY.get(setting, ())]
        if late and min(late)[0] < getattr(node, "lineno", 0):
            line, library = min(late)
            trace = [(line, f"{library} reads it"), (node, "set too late")]
            yield RULE.at(node, setting=setting, library=library, line=line, trace=trace)


def _imported(facts: Facts) -> dict[str, int]:
    """The libraries that are imported when the module is, each with its first line."""
    found: dict[str, int] = {}
    for block in facts.source.tree.body if facts.source.tree is not None else ():
        if isinstance(block, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
            continue
        for node in every_node(block):
            names = [a.name for a in node.names] if isinstance(node, ast.Import) else []
            names += [node.module or ""] if isinstance(node, ast.ImportFrom) and not node.level else []
            for name in names:
                found.setdefault(name.partition(".")[0], node.lineno)  # type: ignore[attr-defined]
    return found


def _set(node: ast.AST) -> str:
    """``os.environ["HF_HOME"] = …``, ``os.environ.setdefault("HF_HOME", …)``."""
    match node:
        case ast.Assign(targets=[ast.Subscript(value=holder, slice=ast.Constant(value=str(name)))]):
            return name if called_as(holder) == "environ" else ""
        case ast.Call(func=func, args=[ast.Constant(value=str(name)), *_]):
            return name if variable(func).endswith("environ.setdefault") or variable(func) == "os.putenv" else ""
    return ""
