"""A program run with a known command line and the project's settings files: for the lineage of data.

Rules judge a file by what it says; where its data comes from is also said by ``dvc.yaml``, by ``params.yaml`` and by
defaults of options. In an ``Environment`` the walk knows them, and every opened file leaves a ``Touch``.
"""

from __future__ import annotations

import ast
import os
from collections.abc import Sequence
from pathlib import Path, PurePosixPath
from typing import Any

from mlsmells.core.records import dataclass, field
from mlsmells.facts.domain.arguments import Args
from mlsmells.facts.domain.events import Event
from mlsmells.facts.domain.strings import HOLE, path_text
from mlsmells.facts.domain.values import MISSING, Value
from mlsmells.facts.interpreter.command_line import Parameter, declared, parsed, plain, settings, text
from mlsmells.facts.interpreter.program_parameters import clicked, signature
from mlsmells.facts.state.dispatch import evaluate, invoke
from mlsmells.facts.state.frames import Function
from mlsmells.facts.state.state import Run
from mlsmells.facts.syntax.settings_files import composed, read_settings

READS, WRITES = "reads", "writes"
_LOADERS = frozenset(
    "yaml.safe_load yaml.load yaml.full_load yaml.unsafe_load json.load json.loads toml.load toml.loads tomllib.load "
    "tomllib.loads tomli.load tomli.loads omegaconf.OmegaConf.load".split()
)
# Dictionaries with attributes, and what gives back what it was given.
_WRAPPERS = frozenset("ConfigBox Box EasyDict DotMap AttrDict Munch munchify DictConfig create to_container".split())
_COPIES = frozenset({"shutil.copy", "shutil.copy2", "shutil.copyfile", "shutil.copytree", "shutil.move"})


@dataclass(slots=True, eq=False)
class Touch(Event):
    """A file or folder is opened, copied or listed. ``path`` may hold holes, or be None."""

    name: str = ""
    path: str | None = None
    mode: str = READS


@dataclass(slots=True)
class Environment:
    """What one walk gets from outside. ``arguments`` follow the program's name; None: it is run in an unknown way.

    ``root`` is the project's folder, ``folder`` the one the program runs in, relative to it.
    """

    root: Path
    folder: str = ""
    arguments: tuple[str, ...] | None = None
    run: Run = field(init=False, repr=False)

    def begin(self, run: Run) -> None:
        """From now on the walk is in this environment; its command line is known."""
        self.run, run.outside = run, self
        run.libraries.values["vars"] = Value(kind="lib", name="vars")
        if self.arguments is not None:
            items = (self.file_of(), *map(text, self.arguments))
            run.libraries.values["sys.argv"] = Value(kind="list", items=items, config=True)

    def file_of(self) -> Value:
        """``__file__`` of the module being run."""
        return Value(kind="text", const=f"{self.root.as_posix()}/{self.run.context.home.path}")

    def touch(self, node: ast.AST, value: Value | None, mode: str, name: str) -> None:
        """Leave a Touch."""
        self.run.emit(Touch(node, name=name, path=path_text(value), mode=mode))

    def opened(self, node: ast.AST, path: Value | None, mode: Any) -> None:
        """``open(path, mode)``."""
        letters = mode if isinstance(mode, str) else "r"
        if "r" in letters or "+" in letters or not letters.strip("bt"):
            self.touch(node, path, READS, "open")
        if set("wxa+") & set(letters):
            self.touch(node, path, WRITES, "open")

    def library(self, node: ast.Call, name: str, args: Args) -> Value | None:
        """A call of a library's function, if it has to do with the outside."""
        last = name.rpartition(".")[2]
        if name == "argparse.ArgumentParser":
            return self._parser()
        if name in _LOADERS:
            return self._loaded(args.first())
        if name == "vars":
            return args.first() if args.first().entries is not None else Value()
        if name == "dvc.api.params_show":
            return self._file("params.yaml")
        if last in _WRAPPERS and args.positional and args.first().entries is not None:
            return args.first()
        if name in ("os.path.dirname", "posixpath.dirname") and isinstance(args.first().const, str):
            return args.first().with_(const=os.path.dirname(args.first().const))
        if name in ("os.getcwd", "pathlib.Path.cwd"):
            return Value(kind="path", const=os.path.join(self.root.as_posix(), self.folder).rstrip("/"))
        if name in ("fire.Fire", "typer.run"):
            return self._run_function(node, args)
        return self._files(node, name, args)

    def _files(self, node: ast.Call, name: str, args: Args) -> Value | None:
        if name in _COPIES and len(args.positional) > 1:
            self.touch(node, args.positional[0][1], READS, name)
            self.touch(node, args.positional[1][1], WRITES, name)
        elif name == "dvclive.Live":
            given = args.bind(("dir",)).value("dir")
            self.touch(node, given or text("dvclive"), WRITES, name)
        elif name.endswith(".savefig"):
            self.touch(node, args.first(), WRITES, name)
        return None

    def method(self, node: ast.Call, holder: Value, name: str, args: Args) -> Value | None:
        """A method of a parser, a path or an open file."""
        if holder.kind == "parser":
            return self._parser_method(holder, name, args)
        if holder.kind == "file":
            return Value(kind="text", name="content", ref=holder) if name == "read" else None
        if name == "savefig":
            self.touch(node, args.first(), WRITES, name)
            return None
        if holder.kind == "path" and isinstance(holder.const, str):
            return self._path_method(node, holder, name, args)
        return None

    def attribute(self, holder: Value, name: str) -> Value | None:
        """An attribute of settings or of a path."""
        if holder.entries is not None and holder.config:
            return holder.entries.get(name)
        if holder.kind == "path" and isinstance(holder.const, str) and HOLE not in holder.const:
            path = PurePosixPath(holder.const)
            if name == "parent":
                return Value(kind="path", const=str(path.parent))
            if name == "parents":
                return Value(kind="list", items=tuple(Value(kind="path", const=str(p)) for p in path.parents))
            if name in ("name", "stem", "suffix"):
                return Value(kind="text", const=getattr(path, name))
        return None

    def parameters(self, function: Function) -> dict[str, Value]:
        """What click, typer or hydra hand to a decorated function."""
        node = function.node
        found: list[Parameter] = []
        for decorator in getattr(node, "decorator_list", ()):
            if isinstance(decorator, ast.Call) and isinstance(decorator.func, ast.Attribute):
                if decorator.func.attr in ("option", "argument"):
                    found.insert(0, clicked(self.run, decorator))
                elif decorator.func.attr == "main" and node.args.args:
                    return {node.args.args[0].arg: self._hydra(decorator)}
        if found:
            return parsed(list(reversed(found)), self.arguments)
        if any(value.name.partition(".")[0] == "typer" for value in function.decorators):
            return parsed(signature(self.run, node.args), self.arguments)
        return {}

    def _run_function(self, node: ast.Call, args: Args) -> Value | None:
        function = args.first().ref
        if not isinstance(function, Function):
            return None
        values = parsed(signature(self.run, function.node.args), self.arguments)
        given = Args(node, keywords={name: (node, value) for name, value in values.items()})
        return invoke(self.run, node, function, given)

    def _parser(self) -> Value:
        return Value(kind="parser", ref=[])

    def _parser_method(self, holder: Value, name: str, args: Args) -> Value:
        if name == "add_argument":
            names = [value.const for _, value in args.positional if isinstance(value.const, str)]
            holder.ref.append(declared(names, {key: value for key, (_, value) in args.keywords.items()}))
            return Value()
        if name in ("parse_args", "parse_known_args"):
            known = Value(kind="", entries=parsed(holder.ref, self.arguments), config=True)
            return Value(kind="tuple", items=(known, Value())) if name == "parse_known_args" else known
        if name in ("add_argument_group", "add_mutually_exclusive_group"):
            return holder
        return Value(config=True)

    def _path_method(self, node: ast.Call, holder: Value, name: str, args: Args) -> Value | None:
        path = PurePosixPath(str(holder.const))
        word = args.first().const
        if name == "open":
            mode = args.bind(("mode",)).get("mode").const
            self.opened(node, holder, mode)
            return Value(kind="file", const=holder.const, ref=holder)
        if name in ("with_suffix", "with_name", "with_stem"):
            try:
                return holder.with_(const=str(getattr(path, name)(word)) if isinstance(word, str) else MISSING)
            except ValueError:
                return holder.with_(const=MISSING)
        return None

    def _loaded(self, stream: Value) -> Value | None:
        """What is in the settings file behind a stream; None if that is not known."""
        while stream.name == "content":
            stream = stream.ref
        path = stream.read.path if stream.read is not None else path_text(stream)
        return self._file(path) if path and HOLE not in path else None

    def _file(self, path: str) -> Value | None:
        data = read_settings(self.root, os.path.join(self.folder, path))
        return settings(data) if data is not None else None

    def _hydra(self, decorator: ast.Call) -> Value:
        given = {k.arg: evaluate(self.run, k.value).const for k in decorator.keywords}
        folder = os.path.join(os.path.dirname(self.run.context.home.path), str(given.get("config_path") or "."))
        data = composed(self.root, folder, str(given.get("config_name") or "config"))
        for word in self.arguments or ():
            key, equals, value = word.partition("=")
            if equals and data is not None:
                _put(data, key.lstrip("+").split("."), plain(value))
        return settings(data) if data is not None else Value(config=True)


def _put(data: dict[str, Any], keys: Sequence[str], value: Any) -> None:
    for key in keys[:-1]:
        inner = data.get(key)
        if not isinstance(inner, dict):
            return
        data = inner
    data[keys[-1]] = value
