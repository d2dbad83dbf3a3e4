"""Start a rule: its file with the page to fill in, and the fixtures that must turn red first.

python tools/new_rule.py leakage shuffled-time-series MLS121
"""

from __future__ import annotations

import argparse
import re
import sys
from pathlib import Path

from mlsmells.config import FAMILIES
from mlsmells.engine.registry import all_rules

ROOT = Path(__file__).resolve().parent.parent

RULE = '''"""One sentence: what goes wrong.

Why it matters, in words a user understands.

Bad:
    import pandas as pd
Good:
    import pandas as pd
Silent on:
    each look-alike, and why it is fine
Source: a link to the documentation or paper the claim rests on
"""

from __future__ import annotations

from collections.abc import Iterator

from mlsmells.core import Finding, Rule, Severity
from mlsmells.facts import Facts, Fit

RULE = Rule(__name__, code="{code}", severity=Severity.WARNING, message="{{est}} goes wrong")


@RULE.on(Fit)
def check(fit: Fit, facts: Facts) -> Iterator[Finding]:
    """Which events are reported, and on what condition."""
    if fit.via == "never":
        yield RULE.at(fit, est=fit.obj.name or fit.obj.short)
'''
BAD = "import pandas as pd  # expect: {code}\n"
GOOD = "# At least as many look-alikes as bad.py has findings, each with a word why it is fine.\nimport pandas as pd\n"


def problem(family: str, name: str, code: str) -> str:
    """Why such a rule cannot be added; "" when it can."""
    if not re.fullmatch(r"MLS[1-9][0-9]{2}", code):
        return f"{code} is no code: MLS101 to MLS999"
    if family not in FAMILIES or code[3] != str(FAMILIES.index(family) + 1):
        families = ", ".join(f"{number} {one}" for number, one in enumerate(FAMILIES, 1))
        return f"{code} and {family} do not belong together: the first digit is the family ({families})"
    if not re.fullmatch(r"[a-z][a-z0-9]*(-[a-z0-9]+)*", name):
        return f"{name} is no name: lower-case words with hyphens, after what the rule forbids"
    for rule in all_rules():
        if code == rule.code or name == rule.name:
            return f"{rule.code} {rule.name} is there already"
    return ""


def files(family: str, name: str, code: str) -> dict[str, str]:
    """Path below the root → text, of what a new rule needs."""
    fixtures = f"fixtures/{family}/{name}"
    return {
        f"src/mlsmells/rules/{family}/__init__.py": "",
        f"src/mlsmells/rules/{family}/{name.replace('-', '_')}.py": RULE.format(code=code),
        f"{fixtures}/bad.py": BAD.format(code=code),
        f"{fixtures}/good.py": GOOD,
    }


def main(arguments: list[str] | None = None, root: Path = ROOT) -> int:
    """Write the files that are not there. Exit code: 2 when the rule cannot be added."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("family", choices=FAMILIES)
    parser.add_argument("name", help="what the rule forbids, such as shuffled-time-series")
    parser.add_argument("code", help="a free code whose first digit is the family's, such as MLS121")
    given = parser.parse_args(arguments)
    reason = problem(given.family, given.name, given.code)
    if reason:
        print(reason, file=sys.stderr)
        return 2
    for name, text in files(given.family, given.name, given.code).items():
        path = root / name
        if not path.exists():
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
            print(name)
    print(
        f"Next: fixtures, rule and page; then map {given.code} in src/mlsmells/practices.yaml, name it in\n"
        f"CHANGELOG.md, run make docs. What is still missing: make rule NAME={given.name}"
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
