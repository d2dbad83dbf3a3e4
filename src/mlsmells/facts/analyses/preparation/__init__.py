"""Whether what a model learned from and what it is given later were prepared alike."""

from __future__ import annotations

from mlsmells.facts.analyses.preparation.arrays import UnlikeArrays, unlike_arrays
from mlsmells.facts.analyses.preparation.augmented_parts import AugmentedPart, augmented_parts
from mlsmells.facts.analyses.preparation.backbones import Unfit, unfit_images
from mlsmells.facts.analyses.preparation.images import UnlikeImages, unlike_images
from mlsmells.facts.analyses.preparation.rows import Unlike, unlike_rows

__all__ = [
    "AugmentedPart",
    "Unfit",
    "Unlike",
    "UnlikeArrays",
    "UnlikeImages",
    "augmented_parts",
    "unfit_images",
    "unlike_arrays",
    "unlike_images",
    "unlike_rows",
]
