"""What code stands in and what it defines: scopes, modules, functions, classes and their instances."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from mlsmells.core.records import dataclass, field
from mlsmells.facts.domain.values import Value

if TYPE_CHECKING:
    from mlsmells.sources import Source


@dataclass(slots=True, eq=False)
class Frame:
    """The names of one scope. ``parent`` is the scope it was written in, ``klass`` the class whose body it is."""

    vars: dict[str, Value] = field(default_factory=dict)
    parent: Frame | None = None
    klass: Class | None = None
    outer_names: set[str] = field(default_factory=set)  # declared global or nonlocal
    returns: list[Value] = field(default_factory=list)
    assigned: set[str] = field(default_factory=set)  # names that were bound to something else than a caller gave

    def bind(self, name: str, value: Value) -> None:
        """A name is assigned here; one that is declared global or nonlocal, in the scope that has it."""
        self.assigned.add(name)
        holder = self
        if name in self.outer_names and self.parent is not None:
            holder = self.parent
            while holder.parent is not None and name not in holder.vars:
                holder = holder.parent
        holder.vars[name] = value

    def rebind(self, name: str, value: Value) -> None:
        """Give a name another value in the scope that has it."""
        frame: Frame | None = self
        while frame is not None and (name not in frame.vars or (frame is not self and frame.klass is not None)):
            frame = frame.parent
        if frame is not None:
            frame.vars[name] = value

    def find(self, name: str) -> Value | None:
        """The value of a name here or in an enclosing function or the module."""
        found = self.vars.get(name)
        frame = self.parent
        while found is None and frame is not None:
            if frame.klass is None:
                found = frame.vars.get(name)
            frame = frame.parent
        return found


@dataclass(slots=True, eq=False)
class Home:
    """The module that code belongs to: the file itself, or another module of the project."""

    path: str
    frame: Frame
    foreign: bool = False  # another module than the file that is judged
    source: Source | None = None  # kept, so that its nodes stay what they are


_KEPT_PROPERTIES = ("functools.cached_property", "django.utils.functional.cached_property")
FunctionNode = ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda


@dataclass(slots=True, eq=False)
class Function:
    """A function, method or lambda of the file."""

    node: FunctionNode
    frame: Frame
    name: str
    home: Home
    owner: Class | None = None
    decorators: tuple[Value, ...] = ()
    contexts: int = 0
    sites: set[int] = field(default_factory=set)  # ids of the call nodes it was reached from
    memo: dict[object, Value] = field(default_factory=dict)

    def is_decorated(self, *names: str) -> bool:
        """One of these decorators stands before it."""
        return any(d.name in names for d in self.decorators)

    @property
    def is_static(self) -> bool:
        """It is handed neither an instance nor a class."""
        return self.is_decorated("staticmethod")

    @property
    def is_class_method(self) -> bool:
        """Its first parameter is the class."""
        return self.is_decorated("classmethod")

    @property
    def is_property(self) -> bool:
        """Reading the attribute calls it."""
        return self.is_decorated("property", *_KEPT_PROPERTIES)

    @property
    def is_setter(self) -> bool:
        """``@name.setter``: the name goes on to be the property that is read."""
        before = getattr(self.node, "decorator_list", ())
        return any(isinstance(d, ast.Attribute) and d.attr in ("setter", "deleter") for d in before)

    @property
    def is_kept_property(self) -> bool:
        """Reading the attribute calls it once; then it is an attribute."""
        return self.is_decorated(*_KEPT_PROPERTIES)


@dataclass(slots=True, eq=False)
class Class:
    """A class of the file. ``bases`` are the values of its base expressions."""

    node: ast.ClassDef
    frame: Frame
    home: Home
    bases: tuple[Value, ...] = ()
    instances: int = 0
    last: Value | None = None  # the instance made last

    def method(self, name: str) -> Value | None:
        """A method or class attribute, here or in a base class of the file."""
        found = self.frame.vars.get(name)
        if found is not None:
            return found
        for base in self.bases:
            if isinstance(base.ref, Class):
                found = base.ref.method(name)
                if found is not None:
                    return found
        return None


@dataclass(slots=True, eq=False)
class Instance:
    """One object of a class of the file."""

    klass: Class
    node: ast.AST
