"""Requests to language models with all that is set for them: on the call, on the client, on what wraps it."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from mlsmells.core.patterns import regex
from mlsmells.facts.analyses.serving.defaults import text_of
from mlsmells.facts.domain.events import Call
from mlsmells.facts.domain.objects import Obj
from mlsmells.facts.domain.values import ABSENT, Arg
from mlsmells.facts.syntax.walk import every_node

if TYPE_CHECKING:
    from mlsmells.facts.record.facts import Facts

_MODEL_NAMES = ("model", "model_name", "model_id", "deployment_name", "azure_deployment")
# Names under which settings come in bulk: what is in them is not looked at.
_BULK = frozenset(
    "config generation_config options model_kwargs extra_body http_client http_options request_options client_options "
    "extra_query inference_config body".split()
)
# Models that reason before they answer take no temperature.
_REASONS = regex(r"(^|/)(o\d|gpt-5|deepseek-r|.*reason|.*think)")

_THINKS = ("thinking", "reasoning", "reasoning_effort", "thinking_config")


class Request(NamedTuple):
    """A request, or a model with its settings that chains send requests to."""

    call: Call | None
    obj: Obj | None
    model: str  # "" where it is not known
    options: tuple[Call, ...] = ()  # what is bound to the client: ``llm.bind(temperature=0)``

    @property
    def node(self) -> ast.AST:
        """Where it stands."""
        return self.call.node if self.call is not None else self.obj.node  # type: ignore[union-attr]

    @property
    def is_local(self) -> bool:
        """It runs on the machine itself."""
        held = (self.call, self.obj)
        return any(thing is not None and "llm.local" in thing.tags for thing in held)

    @property
    def reasons(self) -> bool:
        """The model thinks before it answers, by its name or as it is told to."""
        return _REASONS.search(self.model) is not None or not self.setting(*_THINKS).absent

    def setting(self, *names: str) -> Arg:
        """The first of these that is given, on the call or on the client."""
        own, built = self.call.args if self.call else {}, self.obj.params if self.obj else {}
        for given in (own, *(option.args for option in self.options), built):
            for name in names:
                if name in given and not given[name].absent:
                    return given[name]
        return ABSENT

    @property
    def is_open(self) -> bool:
        """Something may be set that is not seen: arguments in bulk, a client from elsewhere."""
        named = {*(self.call.args if self.call else ()), *(self.obj.params if self.obj else ())}
        if named & _BULK or (self.obj is not None and self.obj.unclear):
            return True
        calls = (self.node, *(option.node for option in self.options))
        return any(isinstance(node, ast.Call) and any(k.arg is None for k in node.keywords) for node in calls)

    @property
    def is_structured(self) -> bool:
        """The answer comes in a form that was asked for, and is checked."""
        if self.call is not None and "llm.structured" in self.call.tags:
            return True
        return any(option.name.endswith("with_structured_output") for option in self.options)


def requests(facts: Facts) -> Iterator[Request]:
    """All requests of the file, in program order, then the models that are only built here."""
    used: set[Obj] = set()
    calls = facts.calls("llm.call")
    bound = _Bound(facts.calls("llm.options"), calls)
    for call in calls:
        if call.obj is not None:
            used.add(call.obj)
        name = next((call.args[n] for n in _MODEL_NAMES if n in call.args), ABSENT)
        yield Request(call, call.obj, text_of(facts, call, name) or _name_of(call.obj), bound.to(call))
    for obj in facts.objects:
        if "llm.model" in obj.tags and obj not in used and not obj.foreign:
            yield Request(None, obj, _name_of(obj))


class _Bound:
    """What is bound to clients: in the request itself (``llm.bind(…).invoke(…)``), or before, under a name."""

    def __init__(self, options: list[Call], calls: list[Call]) -> None:
        self.options = options
        self.inside = [{id(n) for n in every_node(call.node)} for call in calls] if options else []

    def to(self, call: Call) -> tuple[Call, ...]:
        return tuple(option for option in self.options if option.obj is call.obj and self._meets(option, call))

    def _meets(self, option: Call, call: Call) -> bool:
        chained = [nodes for nodes in self.inside if id(option.node) in nodes]
        return not chained or any(id(call.node) in nodes for nodes in chained)


def _name_of(obj: Obj | None) -> str:
    given = (obj.params[n].const for n in _MODEL_NAMES if n in obj.params) if obj is not None else ()
    return next((name for name in given if isinstance(name, str)), "")
