"""Expressions and targets of a notebook: what they read and bind, functions entered when called."""

from __future__ import annotations

import ast
from collections.abc import Callable
from itertools import pairwise
from typing import Any, ClassVar

from mlsmells.facts.notebook.binds import FunctionNode
from mlsmells.facts.notebook.conditions import UNKNOWN, arguments, value_of
from mlsmells.facts.notebook.state import SURE, Names
from mlsmells.facts.syntax.walk import INNER, every_node

MAX_DEPTH = 5
NAMESPACES = frozenset({"globals", "locals", "vars", "dir"})
_SHELL_METHODS = frozenset({"user_ns", "run_cell", "run_code", "safe_execfile", "enable_pylab"})
_TELLING = _SHELL_METHODS | {"init_session", "magic", "run_line_magic", "push", "var"}
_OPENING_MAGICS = ("run ", "load ", "pylab", "store", "run", "load")


class Expressions(Names):
    """Names while expressions are evaluated."""

    _methods: ClassVar[dict[type, Callable[[Any, Any], None]]]

    def __init_subclass__(cls) -> None:
        """Node type → the method ``_on_<type>``, or what is done for a node that needs none."""
        cls._methods = {type(None): Expressions._skip} | {
            node: getattr(cls, f"_on_{node.__name__}", Expressions._inner if fields else Expressions._skip)
            for node, fields in INNER.items()
        }

    def _statement(self, node: ast.stmt) -> None:
        """Run one statement of a body that is entered."""
        raise NotImplementedError

    # -- targets and expressions ------------------------------------------------------------

    def _target(self, node: ast.expr, function: ast.Lambda | None = None) -> None:
        if isinstance(node, ast.Name):
            self._bind(node.id, function)
        elif isinstance(node, (ast.Tuple, ast.List)):
            for element in node.elts:
                self._target(element)
        elif isinstance(node, ast.Starred):
            self._target(node.value)
        else:
            if isinstance(node, ast.Attribute) and _is_builtins(node.value):
                self.exempt.add(node.attr)
            if isinstance(node, ast.Subscript) and _namespace_call(node.value):
                self._into_namespace(node.slice)
            self._expr(node)

    def _into_namespace(self, key: ast.expr) -> None:
        if isinstance(key, ast.Constant) and isinstance(key.value, str):
            self._bind(key.value)
        else:
            self.open = True

    def _parameters(self, args: ast.arguments) -> None:
        for default in (*args.defaults, *args.kw_defaults):
            self._expr(default)
        for arg in (*args.posonlyargs, *args.args, *args.kwonlyargs, args.vararg, args.kwarg):
            if arg is not None:
                self._annotation(arg.annotation)

    def _annotation(self, node: ast.expr | None) -> None:
        if node is not None and not self._lazy_annotations and not self._locals:
            self._expr(node)

    def _expr(self, node: ast.AST | None) -> None:
        self._methods[type(node)](self, node)

    def _inner(self, node: ast.AST) -> None:
        """A node that does nothing by itself."""
        methods = self._methods
        for field in INNER[type(node)]:
            value = getattr(node, field)
            if type(value) is list:
                for each in value:
                    methods[type(each)](self, each)
            else:
                methods[type(value)](self, value)

    def _skip(self, node: ast.AST | None) -> None:
        """Nothing is read or bound."""

    def _on_Name(self, node: ast.Name) -> None:
        if not isinstance(self.bound.get(node.id), str) and isinstance(node.ctx, ast.Load):
            self._read(node.id, node)

    def _on_NamedExpr(self, node: ast.NamedExpr) -> None:
        self._expr(node.value)
        if self._locals and not self._via:
            self.bound[node.target.id] = SURE  # inside a comprehension it binds in the scope around
        self._bind(node.target.id)

    def _on_Lambda(self, node: ast.Lambda) -> None:
        self._parameters(node.args)
        self._note_namespace_use(node)

    def _on_BoolOp(self, node: ast.BoolOp) -> None:
        self._expr(node.values[0])
        self._conditions += 1
        stops = isinstance(node.op, ast.Or)  # the value that ends the evaluation
        for before, value in pairwise(node.values):
            if self._holds(before) is stops:
                break
            self._expr(value)
        self._conditions -= 1

    def _on_IfExp(self, node: ast.IfExp) -> None:
        self._expr(node.test)
        holds = self._holds(node.test)
        self._conditions += 1
        if holds is not False:
            self._expr(node.body)
        if holds is not True:
            self._expr(node.orelse)
        self._conditions -= 1

    def _on_Compare(self, node: ast.Compare) -> None:
        """``"model" in globals()``: the author knows that the name may be missing."""
        if any(_namespace_call(c) for c in node.comparators):
            self.exempt.update(
                c.value for c in every_node(node) if isinstance(c, ast.Constant) and isinstance(c.value, str)
            )
            return
        for child in (node.left, *node.comparators):
            self._expr(child)

    def _comprehension(self, node: ast.ListComp | ast.SetComp | ast.DictComp | ast.GeneratorExp) -> None:
        self._expr(node.generators[0].iter)
        self._locals.append(set())
        conditions = self._conditions
        for i, generator in enumerate(node.generators):
            if i:
                self._expr(generator.iter)
            self._target(generator.target)
            for test in generator.ifs:
                self._expr(test)
        self._conditions += isinstance(node, ast.GeneratorExp)
        for element in (node.key, node.value) if isinstance(node, ast.DictComp) else (node.elt,):
            self._expr(element)
        self._conditions = conditions
        self._locals.pop()

    _on_ListComp = _on_SetComp = _on_DictComp = _on_GeneratorExp = _comprehension

    # -- calls ------------------------------------------------------------------------------

    def _on_Call(self, node: ast.Call) -> None:
        self._expr(node.func)
        for argument in node.args:
            if not isinstance(argument, ast.Constant):
                self._expr(argument)
        for keyword in node.keywords:
            self._expr(keyword.value)
        self._note_injection(node)
        if not isinstance(node.func, ast.Name) or self._in_locals(node.func.id):
            return
        function = self.functions.get(node.func.id)
        is_class = isinstance(function, ast.ClassDef)
        if isinstance(function, ast.ClassDef):
            function = next((m for m in function.body if isinstance(m, ast.FunctionDef) and m.name == "__init__"), None)
        if function is not None and len(self._active) < MAX_DEPTH and function not in self._active:
            self._enter(function, node, bound=is_class)

    def _enter(self, function: FunctionNode, call: ast.Call, *, bound: bool) -> None:
        """Read what the body reads, with its own names bound. Nested functions wait for their own call."""
        if function in self._satisfied:
            return
        body = self._body(function)
        if body.is_generator:
            return
        lacking, decided = len(self._found), self._decided
        given = {n: value_of(a, self._values) for n, a in arguments(function, call, bound=bound).items()}
        outer, self._locals = self._locals, [set(body.locals)]
        conditions, guards, lazy = self._conditions, self._guards, self._lazy_annotations
        floor, may_leave, around = self._floor, self._may_leave, self._values
        self._values = {n: v for n, v in around.items() if n not in body.locals}
        self._values |= {n: v for n, v in given.items() if v is not UNKNOWN}
        self._floor = conditions
        before = self.bound
        self.bound = dict(before)
        self._via.append(call)
        self._active.append(function)
        self._lazy_annotations = True
        for statement in body.statements:
            self._may_leave = False
            self._statement(statement)
            if self._left:
                break
            if self._may_leave:  # what follows a way out may never be reached
                self._conditions = self._floor = conditions + 1
        self._left = False
        self._conditions, self._guards, self._lazy_annotations = conditions, guards, lazy
        self._floor, self._may_leave, self._values = floor, may_leave, around
        self._active.pop()
        self._via.pop()
        self._locals = outer
        self.bound = before
        before.update({missing.name: SURE for missing in self._found})
        before.update(dict.fromkeys(self._globals.get(function, ()), SURE))
        for name in self._globals.get(function, ()):
            self._values.pop(name, None)
        if len(self._found) == lacking and not self._guards and self._decided == decided:
            self._satisfied.add(function)

    # -- names that come without being written --------------------------------------------------

    def _note_injection(self, node: ast.Call) -> None:
        function = node.func
        arguments = node.args
        if node.keywords:
            arguments = [*arguments, *(k.value for k in node.keywords if k.arg is not None)]
        for argument in arguments:
            self.open |= isinstance(argument, ast.Call) and _namespace_call(argument)
        if isinstance(function, ast.Name):
            if function.id in ("exec", "execfile", "init_session"):
                self.open = True
            if function.id == "var":
                self._symbols(arguments)
        elif isinstance(function, ast.Attribute):
            self._note_method(function, arguments)

    def _note_method(self, function: ast.Attribute, arguments: list[ast.expr]) -> None:
        name = function.attr
        if name not in _TELLING and not isinstance(function.value, ast.Call):
            return
        first = arguments[0].value if arguments and isinstance(arguments[0], ast.Constant) else None
        if name in _SHELL_METHODS or name == "init_session" or _namespace_call(function.value):
            self.open |= name not in ("get", "keys", "items", "values", "copy")
        elif name in ("magic", "run_line_magic") and isinstance(first, str):
            self.open |= first.lstrip("%").startswith(_OPENING_MAGICS)
        elif name == "push" and _is_shell(function.value):
            self.open = True
        elif (
            name == "var" and isinstance(function.value, ast.Name) and function.value.id in ("sympy", "sp", "sym", "sy")
        ):
            self._symbols(arguments)

    def _symbols(self, arguments: list[ast.expr]) -> None:
        """SymPy's ``var("x y")`` binds x and y."""
        for argument in arguments:
            if isinstance(argument, ast.Constant) and isinstance(argument.value, str):
                for word in argument.value.replace(",", " ").split():
                    self._bind(word)

    def _on_Attribute(self, node: ast.expr) -> None:
        while isinstance(node, ast.Attribute):
            self.open |= node.attr == "user_ns"
            node = node.value
        self._expr(node)

    def _note_namespace_use(self, function: ast.AST) -> None:
        """A function that writes into the namespace binds what nobody can tell, whenever it is called."""
        for node in every_node(function) if self._reflects else ():
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in ("exec", "globals"):
                self.open = True


def _namespace_call(node: ast.expr) -> bool:
    """``globals()``, ``locals()``, ``vars()``, ``dir()``."""
    return (
        isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in NAMESPACES and not node.args
    )


def _is_builtins(node: ast.expr) -> bool:
    return isinstance(node, ast.Name) and node.id in ("builtins", "__builtins__", "__builtin__")


def _is_shell(node: ast.expr) -> bool:
    if isinstance(node, ast.Call):
        node = node.func
    return isinstance(node, ast.Name) and node.id in ("get_ipython", "ip", "ipython", "shell")
