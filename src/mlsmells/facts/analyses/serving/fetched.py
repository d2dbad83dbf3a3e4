"""Files of data or models that a program downloads, without a look at whether it got them."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, NamedTuple

from mlsmells.core.patterns import regex
from mlsmells.facts.analyses.serving.flow import Flow
from mlsmells.facts.syntax.walk import called_as, every_node, variable
from mlsmells.facts.syntax.words import words_of

if TYPE_CHECKING:
    from mlsmells.facts.record.facts import Facts

_SAID = regex(r"requests\.|httpx\.|urlretrieve|wget\.download|gdown\.|\.get\(")
_CLIENTS = regex(r"^(?:requests|httpx)\.(?:get|request)$|^(?:requests|httpx)\.(?:Session|Client)\(\)\.get$")
_RETRIEVES = frozenset(
    {"urlretrieve", "wget.download", "gdown.download", "urllib.request.urlretrieve", "request.urlretrieve"}
)
_SEEN = frozenset({"raise_for_status", "status_code", "ok", "is_success", "is_error", "status"})
_SUMMED = regex(r"hashlib|sha\d|md5|checksum|digest|known_hash")
_LOADS = frozenset(
    "pickle.loads pickle.load torch.load joblib.load np.load numpy.load load_model pd.read_csv pd.read_parquet "
    "pandas.read_csv pd.read_excel load_weights load_state_dict torch.jit.load read_csv".split()
)
_WRITES = frozenset({"write", "write_bytes", "write_text", "copyfileobj"})
_FILE = regex(
    r"(?i)\.(?:pt|pth|pkl|pickle|joblib|h5|hdf5|keras|onnx|safetensors|bin|ckpt|csv|tsv|parquet|npz?|zip|tar|tgz|gz|xlsx?|tflite"
    r"|gguf)\b"
)
_THINGS = frozenset("model models weights checkpoint dataset data embeddings vocab corpus".split())
_FETCHING = frozenset("download fetch retrieve get load ensure".split())
_THERE = frozenset({"exists", "isfile", "is_file", "getsize", "stat"})


class Fetch(NamedTuple):
    """A download that may have brought an error page (``why`` is "status"), or nothing at all ("swallowed")."""

    node: ast.AST
    why: str


def unchecked(facts: Facts) -> Iterator[Fetch]:
    """The first in each function, and at module level."""
    tree = facts.source.tree
    if tree is None or facts.role == "test" or not facts.says(_SAID):
        return
    for block in _blocks(facts, tree):
        found = next(_swallowed(block), None) or next(_unseen(facts, block), None)
        if found is not None:
            yield found


def _blocks(facts: Facts, tree: ast.Module) -> Iterator[ast.AST]:
    yield from (f.node for f in facts.functions if not isinstance(f.node, ast.Lambda))
    loose = [s for s in tree.body if not isinstance(s, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef))]
    yield ast.Module(body=loose, type_ignores=[])


def _unseen(facts: Facts, block: ast.AST) -> Iterator[Fetch]:
    """An answer whose body becomes a file or a model, and whose status nobody asks for."""
    nodes = every_node(block)
    made = _makers(nodes)
    asked = [n for n in nodes if isinstance(n, ast.Call) and _CLIENTS.search(_written(n.func, made))]
    for call in asked:
        flow = Flow(block, lambda node, call=call: node is call)  # type: ignore[misc]
        if _is_looked_at(nodes, flow) or _SUMMED.search(ast.unparse(block)):
            continue
        if any(_becomes_model(n, flow) for n in nodes) or (
            any(_becomes_file(n, flow) for n in nodes) and _is_of_data(block, facts)
        ):
            yield Fetch(call, "status")


def _makers(nodes: list[ast.AST]) -> dict[str, str]:
    """Variable → what is first called to make it: ``session`` → ``requests.Session``."""
    made: dict[str, str] = {}
    for node in nodes:
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Call):
            for target in node.targets:
                made.setdefault(variable(target), variable(node.value.func))
    return made


def _written(func: ast.expr, made: Mapping[str, str]) -> str:
    """``session.get`` with what the session is."""
    name = variable(func)
    holder, _, method = name.rpartition(".")
    return f"{made[holder]}().{method}" if holder and holder in made else name


def _is_looked_at(nodes: list[ast.AST], flow: Flow) -> bool:
    """Its status is asked for, here or by a function that is given the answer."""
    for node in nodes:
        if isinstance(node, ast.Attribute) and node.attr in _SEEN and flow.reaches(node.value):
            return True
        if isinstance(node, ast.Call) and any(isinstance(a, ast.Name) and a.id in flow.names for a in node.args):
            if re.search(r"(?i)check|raise|valid|verify|assert|status|handle", called_as(node.func)):
                return True
    return False


def _becomes_model(node: ast.AST, flow: Flow) -> bool:
    if not isinstance(node, ast.Call) or not node.args:
        return False
    name = variable(node.func)
    return (
        (name in _LOADS or called_as(node.func) in _LOADS) and flow.reaches(node.args[0]) and _holds_body(node.args[0])
    )


def _holds_body(node: ast.AST) -> bool:
    """What is loaded is the answer's body, not its parsed fields."""
    return "json()" not in ast.unparse(node)


def _becomes_file(node: ast.AST, flow: Flow) -> bool:
    if not isinstance(node, ast.Call) or called_as(node.func) not in _WRITES or not node.args:
        return False
    return flow.reaches(node.args[0]) and _holds_body(node.args[0])


def _is_of_data(block: ast.AST, facts: Facts) -> bool:
    """What is written is said to be data or a model."""
    nodes = every_node(block)
    texts = [n.value for n in nodes if isinstance(n, ast.Constant) and isinstance(n.value, str)]
    for name in {n.id for n in nodes if isinstance(n, ast.Name)} & facts.module_values.keys():
        value = facts.module_values[name].const
        texts += [value] if isinstance(value, str) else []
    if any(_FILE.search(text) for text in texts):
        return True
    said = words_of(getattr(block, "name", ""))
    return bool(said & _THINGS) and bool(said & _FETCHING)


def _swallowed(block: ast.AST) -> Iterator[Fetch]:
    """What is downloaded in a ``try`` that hides every failure, and loaded behind it in any case."""
    nodes = every_node(block)
    made = _makers(nodes)
    for tried in (n for n in nodes if isinstance(n, ast.Try) and n.handlers):
        inside = [n for statement in tried.body for n in every_node(statement) if isinstance(n, ast.Call)]
        call = next((n for n in inside if _is_download(n, made)), None)
        if call is None or not all(_hides(handler) for handler in tried.handlers):
            continue
        after = [n for n in nodes if getattr(n, "lineno", 0) > (tried.end_lineno or 0)]
        paths = {ast.unparse(arg) for n in inside for arg in _given(n) if _is_path(arg)}
        if any(_asks_for(n, paths) for n in after):
            continue
        if any(_loads_it(n, paths) for n in after):
            yield Fetch(call, "swallowed")


def _is_download(call: ast.Call, made: Mapping[str, str]) -> bool:
    name = variable(call.func)
    return (
        name in _RETRIEVES or called_as(call.func) == "urlretrieve" or bool(_CLIENTS.search(_written(call.func, made)))
    )


def _hides(handler: ast.ExceptHandler) -> bool:
    return not any(
        isinstance(n, (ast.Raise, ast.Return, ast.Continue, ast.Break))
        or (isinstance(n, ast.Call) and called_as(n.func) in ("exit", "_exit", "stop", "abort", "urlretrieve", "copy"))
        for statement in handler.body
        for n in every_node(statement)
    )


def _given(call: ast.Call) -> list[ast.expr]:
    return [*call.args, *(keyword.value for keyword in call.keywords)]


def _is_path(arg: ast.expr) -> bool:
    """A variable or a file name; neither a mode nor an address."""
    if isinstance(arg, ast.Constant):
        return isinstance(arg.value, str) and _FILE.search(arg.value) is not None
    return bool(variable(arg))


def _asks_for(node: ast.AST, paths: set[str]) -> bool:
    if not isinstance(node, ast.Call) or called_as(node.func) not in _THERE:
        return False
    subjects = [*node.args, *([node.func.value] if isinstance(node.func, ast.Attribute) else [])]
    return any(ast.unparse(subject) in paths for subject in subjects)


def _loads_it(node: ast.AST, paths: set[str]) -> bool:
    if not isinstance(node, ast.Call) or not node.args:
        return False
    known = variable(node.func) in _LOADS or called_as(node.func) in _LOADS
    inner = {ast.unparse(n) for n in every_node(node.args[0]) if isinstance(n, ast.expr)}
    return known and bool(inner & paths)
