"""What is to be done to a file, and what is left to the user."""

from __future__ import annotations

from typing import NamedTuple


class Change(NamedTuple):
    """A file with another text; ``before`` is None for a new one. ``what`` is told to the user."""

    path: str
    before: str | None
    after: str
    what: str


class Left(NamedTuple):
    """Not done: the file has a form that cannot be changed surely. ``paste`` is what the user would put in."""

    path: str
    why: str
    paste: str


Step = Change | Left


class Refusal(Exception):
    """The text cannot be changed so that everything else stays as it is; the message says why."""
