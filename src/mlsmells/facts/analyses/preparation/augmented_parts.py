"""Held-out images that are varied at random, as the names say what is held out: the key of a dictionary, a variable,
a folder, the part that is asked for.

What a data set of a library says of itself (``train=False``) is asked elsewhere. Here the transform is known, and the
part by a whole word: "val", "test", "dev". A word for training beside it makes it a part to learn from.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from mlsmells.core.patterns import regex
from mlsmells.facts.analyses.training.bindings import bindings
from mlsmells.facts.analyses.training.loaders import TRAINING
from mlsmells.facts.analyses.training.surroundings import function_around, parents
from mlsmells.facts.domain.objects import Obj
from mlsmells.facts.observers import augmentation
from mlsmells.facts.syntax.walk import called_as, every_node, variable
from mlsmells.facts.syntax.words import TESTING, words_of

if TYPE_CHECKING:
    from mlsmells.facts.record.facts import Facts

_SAID = regex(r"[Tt]ransform|Random|Jitter")
_HELD_OUT = frozenset("val valid validation dev eval evaluation".split()) | (TESTING - {"te"})
_DATA = regex(r"data|folder|subset|images?(?:set)?$", 2)


class AugmentedPart(NamedTuple):
    """``place`` gives what is held out, ``part`` in its word, a transform that draws: ``by``."""

    place: ast.AST
    part: str
    by: Obj


def augmented_parts(facts: Facts) -> Iterator[AugmentedPart]:
    """Entries of dictionaries of transforms, then data sets that are built with one."""
    random = {id(obj.node): by for obj in facts.objects if (by := _draws(obj)) is not None and not obj.foreign}
    if not random or not facts.says(_SAID):
        return
    for table in facts.nodes_of(ast.Dict):
        yield from _entries(table, random)
    for call in facts.nodes_of(ast.Call):
        yield from _data_set(facts, call, random)


def _draws(obj: Obj) -> Obj | None:
    return augmentation.augmenter(obj) if obj.is_a("transform") else None


def _entries(table: ast.Dict, random: dict[int, Obj]) -> Iterator[AugmentedPart]:
    """``{"train": Compose([…]), "val": Compose([RandomCrop(224), …])}``: with a key for training beside it."""
    keys = [key.value if isinstance(key, ast.Constant) and isinstance(key.value, str) else "" for key in table.keys]
    if not any(TRAINING.search(key.lower()) for key in keys):
        return
    for key, value in zip(keys, table.values, strict=True):
        if _HELD_OUT & words_of(key) and not TRAINING.search(key.lower()) and id(value) in random:
            yield AugmentedPart(value, key, random[id(value)])


def _data_set(facts: Facts, call: ast.Call, random: dict[int, Obj]) -> Iterator[AugmentedPart]:
    """``val_set = Pictures("data/val", transform=augment)``."""
    if not _holds_data(facts, call):
        return
    given = [*call.args, *(keyword.value for keyword in call.keywords)]
    found = {id(arg): by for arg in given if (by := _transform(facts, arg, call, random)) is not None}
    part = _part(facts, call, [arg for arg in given if id(arg) not in found]) if found else ""
    if part:
        yield AugmentedPart(call, part, next(iter(found.values())))


def _holds_data(facts: Facts, call: ast.Call) -> bool:
    """A class of data sets: by its name, or by what it inherits from."""
    name = called_as(call.func)
    own = next((info.node for info in facts.classes if info.node.name == name), None)
    bases = [called_as(base) for base in own.bases] if own is not None else []
    return name[:1].isupper() and any(_DATA.search(each) for each in (name, *bases))


def _transform(facts: Facts, arg: ast.expr, place: ast.AST, random: dict[int, Obj]) -> Obj | None:
    """A transform that draws, written here or bound to a variable in one place."""
    if id(arg) in random:
        return random[id(arg)]
    name, function = variable(arg), function_around(facts, place)
    if function is not None and any(a.arg == name for a in every_node(function.args) if isinstance(a, ast.arg)):
        return _handed_over(facts, place, random)
    values = [bound.value for bound in bindings(facts, name, place)] if name else []
    if len(values) == 1 and values[0] is not None:
        return random.get(id(values[0]))
    known = facts.module_values.get(name) if name and not values else None
    objs = known.objs if known is not None and not known.may else ()
    drawn = [random.get(id(obj.node)) for obj in objs]
    return drawn[0] if len(drawn) == 1 else None


def _handed_over(facts: Facts, place: ast.AST, random: dict[int, Obj]) -> Obj | None:
    """What the callers give for the transform, where the data set is a library's: all of them one that draws."""
    made = [obj for obj in facts.objects if obj.node is place and obj.spec is not None]
    given = [obj.param(str(obj.spec.options.get("transform"))) for obj in made if obj.spec is not None]
    drawn = [random.get(id(each.node)) for arg in given for each in arg.value.objs] if given else []
    sure = bool(drawn) and None not in drawn and not any(arg.value.may for arg in given)
    return drawn[0] if sure else None


def _part(facts: Facts, call: ast.Call, others: list[ast.expr]) -> str:
    """The word by which the data set is held out: of its variable, or of what it is built with."""
    outer = parents(facts).get(call)
    target = outer.targets[0] if isinstance(outer, ast.Assign) and len(outer.targets) == 1 else None
    names = [called_as(target)] if target is not None else []
    for arg in others:
        for node in every_node(arg):
            text = node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else called_as(node)
            names.append(text)
    if any(TRAINING.search(name.lower()) for name in names):
        return ""
    return next((name for name in names if _HELD_OUT & words_of(name)), "")
