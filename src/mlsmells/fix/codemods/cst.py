"""For codemods written with libcst: find the node, run a transformer, hand back the text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mlsmells.fix.units import Refused

if TYPE_CHECKING:
    from collections.abc import Callable

    import libcst

    from mlsmells.core import Span
    from mlsmells.fix.units import Unit


def rewrite(unit: Unit, target: Span, make: Callable[[libcst.CSTNode], libcst.CSTTransformer]) -> str:
    """The unit's text after ``make(node)`` visited it; ``node`` is the outermost one at ``target``.

    libcst counts columns in characters, ast in bytes, and libcst leaves a tuple's or a
    generator's parentheses out of its span; both are looked up here.
    """
    import libcst
    from libcst.metadata import MetadataWrapper, PositionProvider

    try:
        wrapper = MetadataWrapper(libcst.parse_module(unit.code))
    except (libcst.ParserSyntaxError, RecursionError) as error:
        raise Refused("libcst cannot parse it") from error
    start, end = unit.extent(target)
    wanted = ((start, end), (start + 1, end - 1))
    for node, position in wrapper.resolve(PositionProvider).items():
        first = unit.starts[position.start.line - 1] + position.start.column
        last = unit.starts[position.end.line - 1] + position.end.column
        is_whole_line = isinstance(node, libcst.SimpleStatementLine | libcst.Module)
        if (first, last) in wanted and not is_whole_line:
            return wrapper.module.visit(make(node)).code
    raise Refused("its place in the source was not found")
