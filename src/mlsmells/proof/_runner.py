"""Runs one program in this process, as ``python program.py`` would, without the network.

It is started as a file of its own and imports nothing of the project. A notebook comes as the text of its cells.
"""

from __future__ import annotations

import builtins
import os
import runpy
import socket
import sys
import warnings
from typing import Any, NoReturn


def _no_network(*given: Any, **named: Any) -> NoReturn:
    raise OSError("no network here (--network allows it)")


def _show(value: object) -> None:
    """What a notebook does with the last line of a cell."""
    if value is not None:
        print(repr(value))


def main() -> None:
    """``_runner.py may-connect program [argument …]``"""
    _, may_connect, program, *arguments = sys.argv
    if may_connect != "yes":
        socket.socket.connect = socket.socket.connect_ex = _no_network  # type: ignore[method-assign]
        socket.getaddrinfo = _no_network
    builtins.display = print  # type: ignore[attr-defined]  # what a notebook has without an import
    builtins._mlsmells_show = _show  # type: ignore[attr-defined]
    warnings.simplefilter("ignore")
    sys.argv = [program, *arguments]
    sys.path[0] = os.path.dirname(os.path.abspath(program))  # instead of this file's folder
    runpy.run_path(program, run_name="__main__")


if __name__ == "__main__":
    main()
