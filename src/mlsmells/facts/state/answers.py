"""What a program may ask about its own values: has it this attribute, is it of this class?

Of known classes and instances the answer is known, and the branch that is not taken says nothing.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator

from mlsmells.facts.domain.objects import Obj
from mlsmells.facts.domain.values import MISSING, Value
from mlsmells.facts.state.frames import Class, Instance
from mlsmells.facts.state.state import Run

_MODELS = ("classifier", "regressor")
# Base classes that bring no methods of a model with them.
_BARE = frozenset({"object", "ABC", "abc.ABC", "Generic", "typing.Generic", "Protocol", "typing.Protocol"})
_BUILTIN_TYPES = {"str": str, "int": int, "float": float, "bool": bool}
_CONTAINERS = frozenset({"list", "dict", "tuple", "set"})


def has(run: Run, holder: Value, name: str) -> bool | None:
    """Whether a value surely has, or surely lacks, this attribute."""
    if holder.may or holder.config:
        return None
    if isinstance(holder.ref, Instance) and holder.kind == "instance":
        return _instance_has(run, holder, holder.ref, name)
    answers = {_model_has(run, obj, name) for obj in holder.objs} if holder.kind == "estimator" else {None}
    return answers.pop() if len(answers) == 1 else None


def _instance_has(run: Run, holder: Value, instance: Instance, name: str) -> bool | None:
    if instance.klass.method(name) is not None or (id(instance), name) in run.heap:
        return True
    if holder.objs or not _is_whole(instance.klass):
        return None  # what a base class from elsewhere brings is not known
    return False


def _is_whole(klass: Class) -> bool:
    """All its base classes are known, and it does not make attributes up."""
    if klass.method("__getattr__") is not None:
        return False
    return all(_is_whole(b.ref) if isinstance(b.ref, Class) else b.name in _BARE for b in klass.bases)


def _model_has(run: Run, obj: Obj, name: str) -> bool | None:
    core = obj.core
    if core.spec is None or not core.is_a(*_MODELS) or core.classdef is not None:
        return None
    if name == "predict_proba":
        return _gives_probabilities(core)
    if name == "decision_function":  # the models that only sometimes give probabilities all have it
        return True if "no-proba" in core.tags else None
    if name in ("fit", "predict", "score", "get_params", "set_params"):
        return True
    return None


def _gives_probabilities(core: Obj) -> bool | None:
    if core.is_a("regressor"):
        return False
    if "no-proba" not in core.tags:
        return True
    asked = [(core.param(p), values) for p, values in ((core.spec and core.spec.options.get("proba")) or {}).items()]
    if any(arg.is_const(*values) for arg, values in asked):
        return True
    return False if all(arg.absent or arg.const is not MISSING for arg, _ in asked) else None


_MISSING = frozenset({"AttributeError", "NotImplementedError"})
_ANYTHING = frozenset({"", "Exception", "BaseException"})


def handlers_that_run(run: Run, node: ast.Try) -> tuple[list[ast.ExceptHandler], bool]:
    """The handlers that may run; the first of them surely does, where the body asks for what is not there."""
    there = _attributes_there(run, node.body) if node.handlers else None
    first = next((h for h in node.handlers if _catches(h, _ANYTHING | _MISSING)), None)
    if there is False and first is not None:
        return [first], True
    return [h for h in node.handlers if not there or not _catches(h, _MISSING)], False


def _catches(handler: ast.ExceptHandler, errors: frozenset[str]) -> bool:
    """It is there for these errors, and for no others."""
    caught = handler.type.elts if isinstance(handler.type, ast.Tuple) else [handler.type]
    return {getattr(c, "id", "" if c is None else "?") for c in caught} <= errors


def _attributes_there(run: Run, body: list[ast.stmt]) -> bool | None:
    """Of the methods of models that a block calls: all are there, one is missing, or it cannot be said."""
    answers = [has(run, held, name) for held, name in _asked(run, body)]
    if not answers:
        return None
    return False if answers[0] is False else True if all(answers) else None


def _asked(run: Run, body: list[ast.stmt]) -> Iterator[tuple[Value, str]]:
    for statement in body:
        for node in ast.walk(statement):
            match node:
                case ast.Call(func=ast.Attribute(value=ast.Name(id=name), attr=attr)):
                    held = run.context.frame.find(name)
                    if held is not None and held.kind in ("estimator", "instance"):
                        yield held, attr


def is_one(run: Run, held: Value, wanted: Value) -> bool | None:
    """Whether a value surely is, or surely is not, of a class."""
    if isinstance(wanted.ref, Class) and wanted.kind == "class":
        return _is_of_own(held, wanted.ref)
    if wanted.kind == "builtin":
        return _is_builtin(held, wanted.name)
    if wanted.kind == "lib" and held.kind == "estimator" and held.objs:
        answers = {_is_of_library(run, obj, wanted.name) for obj in held.objs}
        return answers.pop() if len(answers) == 1 else None
    return None


def _is_of_own(held: Value, wanted: Class) -> bool | None:
    if held.kind == "estimator" and all(o.classdef is None for o in held.objs):
        return False
    if not isinstance(held.ref, Instance):
        return None
    return wanted in _line(held.ref.klass) or (False if _is_whole(held.ref.klass) else None)


def _line(klass: Class) -> list[Class]:
    return [klass, *(c for b in klass.bases if isinstance(b.ref, Class) for c in _line(b.ref))]


def _is_builtin(held: Value, name: str) -> bool | None:
    if held.known and held.const is not None and name in _BUILTIN_TYPES:
        return isinstance(held.const, _BUILTIN_TYPES[name])
    if held.kind in _CONTAINERS and name in _CONTAINERS:
        return held.kind == name
    return None


def _is_of_library(run: Run, obj: Obj, name: str) -> bool | None:
    """Of another kind of model it surely is not; one of the same kind may be its base class."""
    spec = run.libraries.knowledge.klass(name)
    if obj.cls == name or (spec is not None and obj.cls == spec.name):
        return True
    if obj.classdef is None and _is_base_of_others(name, obj.cls):
        return False
    if spec is None or obj.spec is None or obj.classdef is not None or spec.family not in _MODELS:
        return None
    return None if spec.tags <= obj.tags and obj.is_a(spec.family) else False


def of_parts(test: ast.BoolOp, answers: list[bool | None]) -> bool | None:
    """``a and b`` is false as soon as one is; ``a or b`` true."""
    if any(isinstance(part, ast.Compare) and isinstance(part.ops[0], (ast.Lt, ast.Gt)) for part in test.values):
        return None  # ``best is None or score > best``: so it begins, and not how it goes on
    decides = isinstance(test.op, ast.Or)
    return decides if decides in answers else None if None in answers else not decides


def _is_base_of_others(base: str, cls: str) -> bool:
    """``sklearn.tree.BaseDecisionTree``: the classes that it is the base of stand in its package."""
    module, _, last = base.rpartition(".")
    library, _, package = module.partition(".")
    named = last.lstrip("_").startswith("Base") and package not in ("", "base")
    return named and cls.startswith(f"{library}.") and not cls.startswith(f"{module}.")
