"""``fix -i``: each fix is shown and asked for."""

from __future__ import annotations

import sys
from dataclasses import field, replace

from mlsmells.cli._output import note
from mlsmells.config import Config
from mlsmells.core import Finding
from mlsmells.core.records import dataclass
from mlsmells.engine.located import locate
from mlsmells.engine.paths import from_here
from mlsmells.report import escape
from mlsmells.report.concise import header
from mlsmells.sources import Source

QUESTION = "Apply? [y]es, [n]o, [a]ll of this rule, [q]uit: "


@dataclass(slots=True)
class Answers:
    """What was answered so far; shared by the files of one run."""

    config: Config
    whole_rules: set[str] = field(default_factory=set)
    is_over: bool = False

    def wants(self, finding: Finding, source: Source) -> bool:
        """Whether the fix is wanted. After "quit", and at the end of the input, nothing more is."""
        if self.is_over or finding.code in self.whole_rules:
            return not self.is_over
        self._show(finding, source)
        answer = self._answer()
        if answer == "a":
            self.whole_rules.add(finding.code)
        self.is_over = answer == "q"
        return answer in ("y", "a")

    def _show(self, finding: Finding, source: Source) -> None:
        from mlsmells.fix import preview  # loaded by those who fix

        (at,) = locate([finding], source)
        note(header(replace(at, path=from_here(at.path, self.config.root)), lambda code: ()))
        if finding.fix is not None:
            note(escape(f"  {finding.fix.description}"))
        for line in preview(source, finding, self.config.for_path(source.path).seed).splitlines():
            note(escape(line))

    def _answer(self) -> str:
        while True:
            note(QUESTION, end="")
            line = sys.stdin.readline()
            answer = line.strip().lower()[:1] if line else "q"  # the end of the input keeps the answers given
            if answer in ("", "y", "n", "a", "q"):
                return answer
