"""Names through a program, in the order Python reads and binds them, functions entered when called."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from mlsmells.facts.notebook_names import given

if TYPE_CHECKING:
    from mlsmells.facts.notebook import Missing

FunctionNode = ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda
_COMPREHENSIONS = (ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp)

# How a name stands: bound on every way here, on some, or taken away by the ``del`` that stands for it.
SURE, MAYBE = "sure", "maybe"
Status = str | ast.AST

MAX_DEPTH = 5
CATCHES_NAMES = frozenset({"NameError", "Exception", "BaseException", "UnboundLocalError"})
NAMESPACES = frozenset({"globals", "locals", "vars", "dir"})
_SHELL_METHODS = frozenset({"user_ns", "run_cell", "run_code", "safe_execfile", "enable_pylab"})
_OPENING_MAGICS = ("run ", "load ", "pylab", "store", "run", "load")


class Scopes:
    """The names of one kernel while statements run. ``open``: any name may exist by now."""

    def __init__(self) -> None:
        self.bound: dict[str, Status] = {}
        self.functions: dict[str, FunctionNode | ast.ClassDef] = {}
        self.open = False
        self.exempt: set[str] = set()  # asked for by name, or set in ways that have no order
        self._found: list[Missing] = []
        self._locals: list[set[str]] = []
        self._via: list[ast.Call] = []
        self._active: list[ast.AST] = []
        self._globals: dict[ast.AST, set[str]] = {}
        # Functions that found all their names; names only come, unless one is deleted.
        self._satisfied: set[ast.AST] = set()
        self._conditions = 0
        self._guards = 0
        self._lazy_annotations = False

    # -- what the notebook asks -------------------------------------------------------------

    def run(self, body: Iterable[ast.stmt]) -> None:
        """Run statements in order."""
        for statement in body:
            self._statement(statement)

    def take(self) -> list[Missing]:
        """The reads that failed since the last call."""
        found, self._found = self._found, []
        return found

    def bind_all(self, names: Iterable[str]) -> None:
        """Bind names without a statement."""
        for name in names:
            self.bound[name] = SURE

    # -- names ------------------------------------------------------------------------------

    def _bind(self, name: str, function: FunctionNode | ast.ClassDef | None = None) -> None:
        if self._locals:
            self._locals[-1].add(name)
            return
        self.bound[name] = SURE
        self.functions.pop(name, None)
        if function is not None:
            self.functions[name] = function

    def _read(self, name: str, node: ast.AST) -> None:
        if any(name in local for local in self._locals) or given(name):
            return
        status = self.bound.get(name)
        if status in (SURE, MAYBE) or self.open or self._guards:
            return
        self.bound[name] = SURE  # said once
        from mlsmells.facts.notebook import Missing

        deleted = status if isinstance(status, ast.AST) else None
        where, inner = (self._via[0], node) if self._via else (node, None)
        self._found.append(Missing(name, where, 0, deleted=deleted, inner=inner, sure=self._conditions == 0))

    def _delete(self, name: str, node: ast.AST) -> None:
        if self._locals:
            return
        if name in self.bound:
            self._satisfied.clear()
            self.bound[name] = MAYBE if self._conditions or self._guards else node

    # -- branches ---------------------------------------------------------------------------

    @contextmanager
    def _condition(self) -> Iterator[None]:
        self._conditions += 1
        yield
        self._conditions -= 1

    def _arms(self, *arms: Callable[[], None]) -> None:
        """Run alternatives from one state and join: what only some bind is bound maybe."""
        before = dict(self.bound)
        ends: list[dict[str, Status]] = []
        for arm in arms:
            self.bound = dict(before)
            with self._condition():
                arm()
            ends.append(self.bound)
        self.bound = {}
        for name in dict.fromkeys(name for end in ends for name in end):
            states = [end.get(name) for end in ends]
            self.bound[name] = states[0] if _equal(states) else MAYBE  # type: ignore[assignment]

    # -- statements -------------------------------------------------------------------------

    def _statement(self, node: ast.stmt) -> None:
        special = getattr(self, "_on_" + type(node).__name__, None)
        if special is not None:
            special(node)
            return
        for child in ast.iter_child_nodes(node):
            if isinstance(child, ast.expr):
                self._expr(child)

    def _on_Assign(self, node: ast.Assign) -> None:
        self._expr(node.value)
        function = node.value if isinstance(node.value, ast.Lambda) else None
        for target in node.targets:
            self._target(target, function)

    def _on_AugAssign(self, node: ast.AugAssign) -> None:
        if isinstance(node.target, ast.Name):
            self._read(node.target.id, node.target)
        self._expr(node.value)
        self._target(node.target)

    def _on_AnnAssign(self, node: ast.AnnAssign) -> None:
        self._annotation(node.annotation)
        self._expr(node.value)
        # A bare annotation binds nothing, but whoever wrote it means to bind the name elsewhere.
        self._target(node.target)

    def _on_For(self, node: ast.For | ast.AsyncFor) -> None:
        self._expr(node.iter)
        self._target(node.target)
        self.run(node.body)
        self.run(node.orelse)

    _on_AsyncFor = _on_For

    def _on_While(self, node: ast.While) -> None:
        self._expr(node.test)
        self.run(node.body)
        self.run(node.orelse)

    def _on_If(self, node: ast.If) -> None:
        self._expr(node.test)
        if isinstance(node.test, ast.Constant):
            live, dead = (node.body, node.orelse) if node.test.value else (node.orelse, node.body)
            self.run(live)
            for name in bound_names(dead):
                self.bound.setdefault(name, MAYBE)
            return
        self._arms(lambda: self.run(node.body), lambda: self.run(node.orelse))

    def _on_Try(self, node: ast.Try) -> None:
        catches = any(_catches_names(handler) for handler in node.handlers)
        body = bound_names(node.body)

        def attempt() -> None:
            self._guards += catches
            self.run(node.body)
            self._guards -= catches
            self.run(node.orelse)

        def rescue(handler: ast.ExceptHandler) -> Callable[[], None]:
            def run() -> None:
                for name in body:  # the failure may have come after they were bound
                    self.bound.setdefault(name, MAYBE)
                self._expr(handler.type)
                if handler.name:
                    self._bind(handler.name)
                self.run(handler.body)

            return run

        conditions = self._conditions
        if node.handlers:
            self._arms(attempt, *(rescue(handler) for handler in node.handlers))
        else:
            attempt()
        self._conditions = conditions
        self.run(node.finalbody)

    _on_TryStar = _on_Try

    def _on_With(self, node: ast.With | ast.AsyncWith) -> None:
        catches = any(_suppresses(item.context_expr) for item in node.items)
        for item in node.items:
            self._expr(item.context_expr)
            if item.optional_vars is not None:
                self._target(item.optional_vars)
        self._guards += catches
        self.run(node.body)
        self._guards -= catches

    _on_AsyncWith = _on_With

    def _on_Match(self, node: ast.Match) -> None:
        self._expr(node.subject)

        def case(arm: ast.match_case) -> Callable[[], None]:
            def run() -> None:
                for name in _pattern_names(arm.pattern):
                    self._bind(name)
                self._expr(arm.guard)
                self.run(arm.body)

            return run

        self._arms(*(case(arm) for arm in node.cases))

    def _on_Delete(self, node: ast.Delete) -> None:
        for target in node.targets:
            names = target.elts if isinstance(target, (ast.Tuple, ast.List)) else [target]
            for each in names:
                if isinstance(each, ast.Name):
                    self._read(each.id, each)
                    self._delete(each.id, node)
                else:
                    self._expr(each)

    def _on_Import(self, node: ast.Import) -> None:
        for alias in node.names:
            if alias.name == "__main__":
                self.open = True
            self._bind(alias.asname or alias.name.partition(".")[0])

    def _on_ImportFrom(self, node: ast.ImportFrom) -> None:
        self._lazy_annotations |= node.module == "__future__" and any(a.name == "annotations" for a in node.names)
        for alias in node.names:
            if alias.name == "*":
                self.open = True
            else:
                self._bind(alias.asname or alias.name)

    def _on_FunctionDef(self, node: ast.FunctionDef | ast.AsyncFunctionDef) -> None:
        for decorator in node.decorator_list:
            self._expr(decorator)
        self._parameters(node.args)
        self._annotation(node.returns)
        self._globals[node] = _globals_set(node)
        for name in self._globals[node]:
            self.bound.setdefault(name, MAYBE)
        self._note_namespace_use(node)
        entered = None if node.decorator_list or isinstance(node, ast.AsyncFunctionDef) else node
        self._bind(node.name, entered)

    _on_AsyncFunctionDef = _on_FunctionDef

    def _on_ClassDef(self, node: ast.ClassDef) -> None:
        for expression in (*node.decorator_list, *node.bases, *(k.value for k in node.keywords)):
            self._expr(expression)
        self._locals.append({"__module__", "__qualname__"})
        self.run(node.body)
        self._locals.pop()
        self._bind(node.name, node if not node.decorator_list else None)

    def _on_TypeAlias(self, node: Any) -> None:
        self._target(node.name)

    def _on_Global(self, node: ast.Global) -> None:
        """Nothing is read or bound."""

    _on_Nonlocal = _on_Global

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
        if node is None or isinstance(node, ast.Constant):
            return
        special = getattr(self, "_on_" + type(node).__name__, None)
        if special is not None:
            special(node)
            return
        if isinstance(node, _COMPREHENSIONS):
            self._comprehension(node)
            return
        for child in ast.iter_child_nodes(node):
            self._expr(child)

    def _on_Name(self, node: ast.Name) -> None:
        if isinstance(node.ctx, ast.Load):
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
        with self._condition():
            for value in node.values[1:]:
                self._expr(value)

    def _on_IfExp(self, node: ast.IfExp) -> None:
        self._expr(node.test)
        with self._condition():
            self._expr(node.body)
            self._expr(node.orelse)

    def _on_Compare(self, node: ast.Compare) -> None:
        """``"model" in globals()``: the author knows that the name may be missing."""
        if any(_namespace_call(c) for c in node.comparators):
            self.exempt.update(
                c.value for c in ast.walk(node) if isinstance(c, ast.Constant) and isinstance(c.value, str)
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

    # -- calls ------------------------------------------------------------------------------

    def _on_Call(self, node: ast.Call) -> None:
        for child in (node.func, *node.args, *(k.value for k in node.keywords)):
            self._expr(child)
        self._note_injection(node)
        if not isinstance(node.func, ast.Name) or self._in_locals(node.func.id):
            return
        function = self.functions.get(node.func.id)
        if isinstance(function, ast.ClassDef):
            function = next((m for m in function.body if isinstance(m, ast.FunctionDef) and m.name == "__init__"), None)
        if function is not None and len(self._active) < MAX_DEPTH and function not in self._active:
            self._enter(function, node)

    def _in_locals(self, name: str) -> bool:
        return any(name in local for local in self._locals)

    def _enter(self, function: FunctionNode, call: ast.Call) -> None:
        """Read what the body reads, with its own names bound. Nested functions wait for their own call."""
        body = [ast.Expr(function.body)] if isinstance(function, ast.Lambda) else function.body
        if function in self._satisfied or _is_generator(function):
            return
        lacking = len(self._found)
        outer, self._locals = self._locals, [local_names(function)]
        conditions, guards, lazy = self._conditions, self._guards, self._lazy_annotations
        bound = self.bound
        self.bound = dict(bound)
        self._via.append(call)
        self._active.append(function)
        self._lazy_annotations = True
        for i, statement in enumerate(body):
            self._statement(statement)
            # What follows a way out may never be reached.
            if i + 1 < len(body) and any(isinstance(n, (ast.Return, ast.Raise)) for n in ast.walk(statement)):
                self._conditions = max(self._conditions, conditions + 1)
        self._conditions, self._guards, self._lazy_annotations = conditions, guards, lazy
        self._active.pop()
        self._via.pop()
        self._locals = outer
        reported = {m.name for m in self._found}
        self.bound = {**bound, **dict.fromkeys(reported, SURE)}
        self.bound.update(dict.fromkeys(self._globals.get(function, ()), SURE))
        if len(self._found) == lacking and not self._guards:
            self._satisfied.add(function)

    def _note_injection(self, node: ast.Call) -> None:
        function = node.func
        arguments = [*node.args, *(k.value for k in node.keywords if k.arg is not None)]
        if any(_namespace_call(a) for a in arguments):
            self.open = True
        if isinstance(function, ast.Name):
            if function.id in ("exec", "execfile", "init_session"):
                self.open = True
            if function.id == "var":
                self._symbols(arguments)
        elif isinstance(function, ast.Attribute):
            self._note_method(function, arguments)

    def _note_method(self, function: ast.Attribute, arguments: list[ast.expr]) -> None:
        name = function.attr
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

    def _on_Attribute(self, node: ast.Attribute) -> None:
        if node.attr == "user_ns":
            self.open = True
        self._expr(node.value)

    def _note_namespace_use(self, function: ast.AST) -> None:
        """A function that writes into the namespace binds what nobody can tell, whenever it is called."""
        for node in ast.walk(function):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in ("exec", "globals"):
                self.open = True


def _equal(states: list[Any]) -> bool:
    return all(state == states[0] for state in states)


def _catches_names(handler: ast.ExceptHandler) -> bool:
    if handler.type is None:
        return True
    return any(isinstance(n, ast.Name) and n.id in CATCHES_NAMES for n in ast.walk(handler.type))


def _suppresses(node: ast.expr) -> bool:
    """``with suppress(NameError)``, ``with pytest.raises(…)``."""
    words = {n.id for n in ast.walk(node) if isinstance(n, ast.Name)}
    words |= {n.attr for n in ast.walk(node) if isinstance(n, ast.Attribute)}
    return bool(words & CATCHES_NAMES) and bool(words & {"suppress", "raises", "assertRaises"})


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


def _is_generator(function: FunctionNode) -> bool:
    return any(isinstance(n, (ast.Yield, ast.YieldFrom)) for n in ast.walk(function))


def _pattern_names(pattern: ast.pattern) -> Iterator[str]:
    for node in ast.walk(pattern):
        name = getattr(node, "rest", None) if isinstance(node, ast.MatchMapping) else getattr(node, "name", None)
        if isinstance(name, str):
            yield name


def _globals_set(function: ast.AST) -> set[str]:
    """Names the function declares global: calling it may bind them."""
    return {name for node in ast.walk(function) if isinstance(node, ast.Global) for name in node.names}


def local_names(function: FunctionNode) -> set[str]:
    """All names that are local to a function."""
    args = function.args
    arguments = (*args.posonlyargs, *args.args, *args.kwonlyargs, args.vararg, args.kwarg)
    names = {arg.arg for arg in arguments if arg is not None}
    if not isinstance(function, ast.Lambda):
        names |= bound_names(function.body) - _globals_set(function)
        names |= {p.name for p in getattr(function, "type_params", ())}
    return names


def bound_names(body: Iterable[ast.AST]) -> set[str]:
    """Names that statements bind in their own scope, wherever in it."""
    out: set[str] = set()
    stack: list[ast.AST] = list(body)
    while stack:
        node = stack.pop()
        out.update(_binds(node))
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.Lambda)):
            continue
        if isinstance(node, _COMPREHENSIONS):
            out.update(n.target.id for n in ast.walk(node) if isinstance(n, ast.NamedExpr))
            continue
        stack.extend(ast.iter_child_nodes(node))
    return out


def _binds(node: ast.AST) -> Iterator[str]:
    match node:
        case ast.Name(id=name, ctx=ast.Store()):
            yield name
        case ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name) | ast.ClassDef(name=name):
            yield name
        case ast.alias(name=name, asname=asname) if name != "*":
            yield asname or name.partition(".")[0]
        case ast.ExceptHandler(name=str() as name):
            yield name
        case ast.MatchAs(name=str() as name) | ast.MatchStar(name=str() as name) | ast.MatchMapping(rest=str() as name):
            yield name
