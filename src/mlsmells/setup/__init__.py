"""What ``mlsmells init`` writes: the smallest set that fits what a project uses already, and nothing twice."""

from __future__ import annotations

# What can be asked for although the project does not use it yet.
WISHES = ("pre-commit", "github", "gitlab")
