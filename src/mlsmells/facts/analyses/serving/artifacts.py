"""Files that hold models: how they are written, where they come from."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from mlsmells.core.patterns import regex
from mlsmells.facts.analyses.serving.handlers import handlers
from mlsmells.facts.analyses.serving.saved_states import is_state
from mlsmells.facts.analyses.training.bindings import bindings
from mlsmells.facts.domain.events import Call, Write
from mlsmells.facts.domain.objects import Obj
from mlsmells.facts.domain.values import Value
from mlsmells.facts.syntax.walk import called_as, every_node, variable

if TYPE_CHECKING:
    from mlsmells.facts.record.facts import Facts

_SAVES = regex(r"torch\.save|\bsave\(")
# What is done to networks alone.
_OF_NETWORKS = frozenset({"mode.train", "mode.eval", "module.load-state", "module.parameters"})
_STATES = regex(r"state_dict|\bstate\b|checkpoint|params|weights|optim")
_LOADS = frozenset({
    "pickle.load", "pickle.loads", "joblib.load", "cloudpickle.load", "cloudpickle.loads", "dill.load", "dill.loads",
    "torch.load", "numpy.load", "np.load",
})  # fmt: skip
_FETCHES = frozenset({
    "urlretrieve", "hf_hub_download", "download", "cached_download", "retrieve", "snapshot_download",
})  # fmt: skip
_UPLOADED = regex(
    r"request\.files|\.file\.read\(|UploadFile|file_uploader|request\.data\b|request\.get_data|await \w+\.read\("
)
_SAFE = regex(r"hashlib|sha256|known_hash|checksum|verify_signature|hmac|find_class|safetensors|skops")


@dataclass(frozen=True)
class WholeNetwork:
    """``write`` pickles a network with its class and its code's place."""

    write: ast.Call
    name: str


@dataclass(frozen=True)
class Unpickled:
    """``load`` unpickles what ``source`` brought from outside: how is "downloaded" or "uploaded"."""

    load: ast.Call
    source: ast.AST
    how: str


def whole_networks(facts: Facts) -> Iterator[WholeNetwork]:
    """``torch.save(model, path)``, where the first argument surely is a network."""
    if "torch" not in facts.packages or not facts.says(_SAVES):
        return
    for write in facts.of(Write):
        node = write.node
        if write.name != "torch.save" or not isinstance(node, ast.Call) or not node.args:
            continue
        name = variable(node.args[0])
        if name and not _STATES.search(name.lower()) and _is_network(facts, write.value, name):
            if not _is_state_saved_too(facts, name) and not is_state(facts, name, node):
                yield WholeNetwork(node, name)
        for name in _named_in(facts, node.args[0]):
            if _is_network(facts, None, name) and not _is_saved_apart(facts, name):
                yield WholeNetwork(node, name)
                break


def _named_in(facts: Facts, node: ast.expr) -> list[str]:
    """The variables that stand as they are in a dictionary that is saved: ``{"model": net, "epoch": 3}``."""
    made = [found.value for found in bindings(facts, variable(node), node)] if variable(node) else []
    whole = made[0] if len(made) == 1 and made[0] is not None else node
    return [variable(value) for value in whole.values if variable(value)] if isinstance(whole, ast.Dict) else []


def _is_network(facts: Facts, value: Value | None, name: str) -> bool:
    if value is not None and value.objs:
        return all(isinstance(obj, Obj) and obj.is_a("module") for obj in value.objs)
    calls = (call for call in facts.everywhere(Call) if call.tags & _OF_NETWORKS)
    return any(
        isinstance(c.node, ast.Call) and isinstance(c.node.func, ast.Attribute) and variable(c.node.func.value) == name
        for c in calls
    )


def _is_saved_apart(facts: Facts, name: str) -> bool:
    """The state is in a file of its own; beside the network it cannot be read without it."""
    return re.search(rf"save\(\s*{re.escape(name)}\.(?:module\.)?state_dict\(\)", facts.source.code) is not None


def _is_state_saved_too(facts: Facts, name: str) -> bool:
    return re.search(rf"{re.escape(name)}\.(?:module\.)?state_dict\(\)", facts.source.code) is not None


def unpickled(facts: Facts) -> Iterator[Unpickled]:
    """Loads that run the code in a file, of files that a download or a user brought; each once."""
    if facts.says(_SAFE) or facts.role == "test":
        return
    for function in [f.node for f in facts.functions if not isinstance(f.node, ast.Lambda)]:
        calls = [node for node in every_node(function) if isinstance(node, ast.Call)]
        for load in (call for call in calls if _runs_code(call)):
            given = {ast.unparse(inner) for inner in every_node(load.args[0]) if isinstance(inner, ast.expr)}
            brought = next((c for c in calls if c.lineno <= load.lineno and _brings(function, c, given)), None)
            if brought is not None:
                yield Unpickled(load, brought, "downloaded")
            elif _is_uploaded(facts, function, load):
                yield Unpickled(load, load, "uploaded")


def _runs_code(call: ast.Call) -> bool:
    """It unpickles: for torch and NumPy only when told to."""
    name = variable(call.func)
    if name not in _LOADS or not call.args:
        return False
    said = {k.arg: k.value for k in call.keywords}
    if name == "torch.load":
        return _is(said.get("weights_only"), False)
    return (not name.endswith("np.load") and name != "numpy.load") or _is(said.get("allow_pickle"), True)


def _is(node: ast.expr | None, value: bool) -> bool:
    return isinstance(node, ast.Constant) and node.value is value


def _brings(function: ast.AST, call: ast.Call, given: set[str]) -> bool:
    """``path = hf_hub_download(…)``, ``urlretrieve(url, path)``, and the same path is loaded."""
    if called_as(call.func) not in _FETCHES:
        return False
    paths = {
        ast.unparse(arg) for arg in (*call.args, *(k.value for k in call.keywords)) if not isinstance(arg, ast.Constant)
    }
    for node in every_node(function):
        if isinstance(node, ast.Assign) and node.value is call:
            paths = {ast.unparse(target) for target in node.targets}
    return bool(_through_files(function, given) & paths)


def _through_files(function: ast.AST, given: set[str]) -> set[str]:
    """What is loaded, and what the file that it is read from was opened with: ``with open(path) as f``."""
    out = set(given)
    for node in every_node(function):
        if (
            isinstance(node, ast.withitem)
            and node.optional_vars is not None
            and isinstance(node.context_expr, ast.Call)
        ):
            if ast.unparse(node.optional_vars) in given and node.context_expr.args:
                out.add(ast.unparse(node.context_expr.args[0]))
    return out


def _is_uploaded(facts: Facts, function: ast.FunctionDef | ast.AsyncFunctionDef, load: ast.Call) -> bool:
    """In a handler, and what is unpickled came with the request."""
    if not any(handler.node is function for handler in handlers(facts)):
        return False
    text = ast.unparse(load)
    names = {inner.id for inner in every_node(load.args[0]) if isinstance(inner, ast.Name)}
    made = [
        ast.unparse(node.value) for node in every_node(function)
        if isinstance(node, ast.Assign) and any(variable(target) in names for target in node.targets)
    ]  # fmt: skip
    return any(_UPLOADED.search(part) for part in (text, *made))
