"""Expressions and targets of a notebook: what they read and bind, functions entered when called."""

from __future__ import annotations

import ast

from mlsmells.facts.notebook_binds import COMPREHENSIONS, FunctionNode, local_names
from mlsmells.facts.notebook_state import SURE, Names

MAX_DEPTH = 5
NAMESPACES = frozenset({"globals", "locals", "vars", "dir"})
_SHELL_METHODS = frozenset({"user_ns", "run_cell", "run_code", "safe_execfile", "enable_pylab"})
_OPENING_MAGICS = ("run ", "load ", "pylab", "store", "run", "load")


class Expressions(Names):
    """Names while expressions are evaluated."""

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
        if node is None or isinstance(node, ast.Constant):
            return
        special = getattr(self, "_on_" + type(node).__name__, None)
        if special is not None:
            special(node)
            return
        if isinstance(node, COMPREHENSIONS):
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

    # -- names that come without being written --------------------------------------------------

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
