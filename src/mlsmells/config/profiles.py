"""The four profiles: what a project's stage switches on and how loudly it is said.

``select`` replaces what is selected where the profile is named, ``ignore`` and ``severity`` lie under the
user's own, ``step`` moves a family's severities up or down from what its rules say.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from mlsmells.core import Severity

DEFAULT = "project"


@dataclass(frozen=True, slots=True)
class Profile:
    """One profile, as data."""

    select: tuple[str, ...] = ("MLS",)
    ignore: tuple[str, ...] = ()
    severity: dict[str, Severity] = field(default_factory=dict)
    step: dict[str, int] = field(default_factory=dict)


PROFILES: dict[str, Profile] = {
    # MLS0: a file that could not be analysed and a dead suppression matter everywhere.
    "exploration": Profile(
        select=("MLS0", "leakage", "reproducibility", "notebooks", "evaluation"),
        severity={"reproducibility": Severity.INFO},
    ),
    "project": Profile(),
    "production": Profile(step={"serving": +1}),
    # Research code lives in notebooks; their order and hygiene is a hint there, not a reason to fail.
    "research": Profile(step={"notebooks": -1}),
}
