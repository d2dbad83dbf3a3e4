"""What scikit-learn expects of estimators, pipelines and encoders, and where a program breaks it."""

from __future__ import annotations

from mlsmells.facts.analyses.contracts.cached_steps import CachedStep, cached_steps
from mlsmells.facts.analyses.contracts.encoders import strict_encoders
from mlsmells.facts.analyses.contracts.estimators import Breach, breaches
from mlsmells.facts.analyses.contracts.identifiers import Identifier, identifiers

__all__ = ["Breach", "CachedStep", "Identifier", "breaches", "cached_steps", "identifiers", "strict_encoders"]
