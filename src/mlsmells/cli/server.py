"""``mlsmells server``: findings, fixes and pages of rules in an editor."""

from __future__ import annotations

import click

from mlsmells.cli import Refused


@click.command(name="server")
@click.option("--stdio", is_flag=True, help="Speak over standard input and output; that is how it speaks anyway.")
def command(stdio: bool) -> None:
    """Speak the Language Server Protocol over standard input and output; editors start this.

    Needs the extra `lsp`: pip install 'mlsmells[lsp]'.

    \b
    Example:
      mlsmells server
    """
    try:
        import pygls.lsp.server  # noqa: F401
    except ImportError as error:
        raise Refused("the language server needs pygls 2: pip install 'mlsmells[lsp]'") from error
    from mlsmells.server.app import make

    make().start_io()
