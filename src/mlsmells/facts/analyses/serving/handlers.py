"""Which code is run anew for every request: handlers of web frameworks, of model servers, of functions in the cloud.

The framework's sign decides: a decorator with a path, a base class, the parameters that a platform hands over, a
function given to a widget. A module that only has such names has no handlers.
"""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, NamedTuple

from mlsmells.core.patterns import regex
from mlsmells.facts.domain.events import Import
from mlsmells.facts.syntax.walk import called_as, every_node

if TYPE_CHECKING:
    from mlsmells.facts.domain.events import Event
    from mlsmells.facts.record.facts import Facts
    from mlsmells.facts.state.frames import Function

# One of these words stands in every module that has a handler.
_SIGNS = regex(
    r"@|\b(?:streamlit|gradio|django|MethodView|APIView|Resource|RequestHandler|PythonModel|BaseHandler|Servicer|kserve"
    r"|kfserving|seldon|TritonPythonModel|KafkaConsumer|Consumer)\b|feature_names|\brequest\.|_fn\(|\bcontext\b|\braw_data\b",
    among=(
        "@ streamlit gradio django MethodView APIView Resource RequestHandler PythonModel BaseHandler Servicer kserve "
        "kfserving seldon TritonPythonModel Consumer feature_names request. _fn( context raw_data"
    ).split(),
)
_ROUTES = frozenset("route get post put patch delete websocket api_route".split())
_CALLED_BY_SERVER = frozenset("predict predict_proba preprocess postprocess transform_input transform_output".split())
# Base class → the methods that are called for each request.
_METHODS: dict[str, frozenset[str]] = {
    **dict.fromkeys(
        ("Resource", "MethodView", "APIView", "View", "ViewSet", "ModelViewSet", "GenericAPIView", "RequestHandler",
         "HTTPEndpoint", "BaseHTTPRequestHandler"),
        frozenset("get post put patch delete create list retrieve do_GET do_POST".split()),
    ),
    "PythonModel": frozenset({"predict"}),
    "KFModel": _CALLED_BY_SERVER,
    "kserve.Model": _CALLED_BY_SERVER,
    "BaseHandler": frozenset("handle preprocess inference postprocess".split()),
    "TritonPythonModel": frozenset({"execute"}),
}  # fmt: skip
# Functions that a platform calls by their name and parameters.
_PLATFORM: dict[str, tuple[str, int]] = {
    "predict_fn": ("SageMaker", 2), "input_fn": ("SageMaker", 2), "output_fn": ("SageMaker", 2),
    "transform_fn": ("SageMaker", 4),
}  # fmt: skip
_WIDGETS = frozenset("Interface ChatInterface click submit change upload".split())
_SENT = frozenset("json get_json form files args data values get_data".split())
_FEATURE_NAMES = frozenset({"feature_names", "features_names", "names", "meta"})
_LIFE = regex(
    r"startup|shutdown|lifespan|on_event|before_first_request|health|ready|reload|refresh|train|fit_?model|evaluat"
)


class Handler(NamedTuple):
    """A function (or the body of a loop over messages) that is run for every request."""

    node: ast.FunctionDef | ast.AsyncFunctionDef | ast.For | ast.AsyncFor
    framework: str
    name: str

    @property
    def arguments(self) -> list[ast.arg]:
        """Its parameters; none for the body of a loop."""
        if isinstance(self.node, (ast.For, ast.AsyncFor)):
            return []
        return [*self.node.args.posonlyargs, *self.node.args.args, *self.node.args.kwonlyargs]

    def holds(self, node: ast.AST) -> bool:
        """The node stands in it."""
        line = getattr(node, "lineno", 0)
        return self.node.lineno <= line <= (self.node.end_lineno or 0)


def handlers(facts: Facts) -> tuple[Handler, ...]:
    """All handlers of the file; asked for once."""
    if "handlers" not in facts.memo:
        wanted = facts.role != "test" and not facts.source.is_notebook and facts.says(_SIGNS)
        facts.memo["handlers"] = tuple(_handlers(facts)) if wanted else ()
    found: tuple[Handler, ...] = facts.memo["handlers"]
    return found


def handler_of(facts: Facts, event: Event) -> Handler | None:
    """The handler in which an event happens, itself or behind calls of the file's helpers."""
    place = event.calls[0] if event.calls else event.node
    inside = [h for h in handlers(facts) if h.holds(place)]
    return max(inside, key=lambda h: h.node.lineno, default=None)


def _handlers(facts: Facts) -> Iterator[Handler]:
    imported = {e.module.partition(".")[0] for e in facts.of(Import)}
    given = _given_to_widgets(facts) if "gradio" in imported else frozenset()
    for function in facts.functions:
        if isinstance(function.node, ast.Lambda) or _LIFE.search(function.node.name):
            continue
        framework = _framework(function, imported) or ("Gradio" if function.node.name in given else "")
        if not framework and _reads_request(facts, function):
            framework = "Flask"
        if framework:
            yield Handler(function.node, framework, function.node.name)
    if imported & {"kafka", "confluent_kafka", "aiokafka"}:
        yield from _consumers(facts)


def _framework(function: Function, imported: set[str]) -> str:
    node = function.node
    assert not isinstance(node, ast.Lambda)
    for decorator in node.decorator_list:
        if (found := _by_decorator(decorator, imported)) != "":
            return found
    if function.owner is not None:
        return _by_class(function.owner.node, node, imported)
    return _by_parameters(node, imported)


def _by_decorator(decorator: ast.expr, imported: set[str]) -> str:
    call = decorator.func if isinstance(decorator, ast.Call) else decorator
    name = called_as(call)
    if isinstance(decorator, ast.Call) and isinstance(call, ast.Attribute) and name in _ROUTES:
        path = next((a.value for a in decorator.args if isinstance(a, ast.Constant)), None)
        if isinstance(path, str) and (path.startswith("/") or path == ""):
            return "" if _LIFE.search(path) else "a web framework"
    if name == "api" and "bentoml" in imported:
        return "BentoML"
    if name == "api_view" and "rest_framework" in imported:
        return "Django"
    return ""


def _by_class(owner: ast.ClassDef, method: ast.FunctionDef | ast.AsyncFunctionDef, imported: set[str]) -> str:
    names = [owner.name, *(called_as(base) for base in owner.bases), *(ast.unparse(base) for base in owner.bases)]
    for name in names:
        if method.name in _METHODS.get(name, ()):
            return name.rpartition(".")[2]
        if name.endswith("Servicer") and [a.arg for a in method.args.args][1:] == ["request", "context"]:
            return "gRPC"
    parameters = {a.arg for a in method.args.args}
    if method.name in _CALLED_BY_SERVER and (parameters & _FEATURE_NAMES) and len(parameters) >= 3:
        return "Seldon"
    deployed = any("deployment" in ast.unparse(d) for d in owner.decorator_list) and "ray" in imported
    return "Ray Serve" if deployed and method.name == "__call__" else ""


def _by_parameters(node: ast.FunctionDef | ast.AsyncFunctionDef, imported: set[str]) -> str:
    parameters = [a.arg for a in node.args.args]
    if parameters == ["event", "context"] and "handler" in node.name:
        return "Lambda"
    if node.name == "run" and parameters in (["raw_data"], ["mini_batch"]):
        return "Azure ML"
    if parameters[:1] == ["request"] and "django" in imported:
        return "Django"
    name, most = _PLATFORM.get(node.name, ("", 0))
    return name if 0 < len(parameters) <= most else ""


def _reads_request(facts: Facts, function: Function) -> bool:
    """It asks Flask's own ``request`` what was sent: wherever its route is, it runs once for each."""
    request = facts.module_values.get("request")
    if request is None or request.name not in ("flask.request", "quart.request"):
        return False
    read = (n for n in every_node(function.node) if isinstance(n, ast.Attribute) and n.attr in _SENT)
    return any(isinstance(node.value, ast.Name) and node.value.id == "request" for node in read)


def _given_to_widgets(facts: Facts) -> frozenset[str]:
    """Functions that are handed to an interface: ``gr.Interface(fn=answer)``, ``button.click(answer)``."""
    calls = (n for n in facts.nodes_of(ast.Call) if called_as(n.func) in _WIDGETS)
    return frozenset(name for call in calls for name in _names(_handed(call)))


def _handed(call: ast.Call) -> Iterable[ast.expr]:
    yield from (k.value for k in call.keywords if k.arg == "fn")
    yield from call.args[:1]


def _names(nodes: Iterable[ast.expr]) -> Iterator[str]:
    return (node.id for node in nodes if isinstance(node, ast.Name))


def _consumers(facts: Facts) -> Iterator[Handler]:
    """``for message in consumer``: the body is run for each message."""
    assigned = (n for n in facts.nodes_of(ast.Assign) if isinstance(n.value, ast.Call))
    made = {called_as(t) for n in assigned if "Consumer" in called_as(getattr(n.value, "func", n)) for t in n.targets}
    for node in facts.nodes:
        if isinstance(node, (ast.For, ast.AsyncFor)) and called_as(node.iter) in made - {""}:
            yield Handler(node, "Kafka", called_as(node.iter))
