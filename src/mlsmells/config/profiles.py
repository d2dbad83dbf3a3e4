"""The profiles: what a project's stage switches on and how loudly it is said.

``select`` replaces what is selected where the profile is named, ``ignore`` and ``severity`` lie under the
user's own, ``step`` moves a family's severities up or down from what its rules say, ``notes`` are the codes of
findings that are notes there, whatever their rules say.
"""

from __future__ import annotations

from mlsmells.core import Severity
from mlsmells.core.records import dataclass, field

DEFAULT = "project"


@dataclass(frozen=True, slots=True)
class Profile:
    """One profile, as data."""

    select: tuple[str, ...] = ("MLS",)
    ignore: tuple[str, ...] = ()
    severity: dict[str, Severity] = field(default_factory=dict)
    step: dict[str, int] = field(default_factory=dict)
    notes: frozenset[str] = frozenset()


# How a project is kept: seeds, versions, the state and form of notebooks, where data lies, baselines.
HYGIENE = frozenset(
    "MLS201 MLS202 MLS204 MLS210 MLS213 MLS214 MLS220 MLS301 MLS302 MLS303 MLS304 MLS306 MLS308 MLS309 MLS313 "
    "MLS401 MLS402 MLS403 MLS404 MLS408 MLS410 MLS411 MLS412 MLS415 "
    "MLS501 MLS502 MLS503 MLS509 MLS511 MLS514 MLS519 MLS520".split()
)
# What runs no more, or is kept by others, need not run twice alike either, nor with the next version of a library.
PUT_ASIDE = HYGIENE | frozenset(
    "MLS206 MLS207 MLS305 MLS602 MLS616 MLS618 MLS622 MLS707 MLS715 MLS729 MLS807 MLS808".split()
)
# What other linters ask for wherever it applies: habits, not mistakes. For those who want the same reports as before.
PARITY = tuple(
    "MLS290 MLS291 MLS390 MLS391 MLS392 MLS393 MLS590 MLS591 MLS592 MLS790 MLS791 MLS792 "
    "MLS890 MLS891 MLS892 MLS893".split()
)
COURSE = "course"
# How the origin of a profile begins that nobody has named.
RECOGNISED = "recognised: "

PROFILES: dict[str, Profile] = {
    # MLS0: a file that could not be analysed and a dead suppression matter everywhere.
    "exploration": Profile(
        select=("MLS0", "leakage", "reproducibility", "notebooks", "evaluation"),
        severity={"reproducibility": Severity.INFO},
    ),
    "project": Profile(),
    # What is read by learners must not teach leaks and wrong scores; how it is kept is nobody's concern.
    # This and three others are recognised where no profile is named (see ``stages``).
    COURSE: Profile(notes=HYGIENE),
    "production": Profile(step={"serving": +1}),
    # Research code lives in notebooks; their order and hygiene is a hint there, not a reason to fail.
    "research": Profile(step={"notebooks": -1}),
    "parity": Profile(select=("MLS", *PARITY)),
}
