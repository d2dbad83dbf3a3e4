"""fastai."""

from __future__ import annotations

HEAD = """
import pandas as pd
from fastai.tabular.all import *
from sklearn.preprocessing import StandardScaler
df = pd.read_csv("a.csv")
"""
# name of the case: (program, the codes it gets)
CASES: dict[str, tuple[str, str]] = {
    "scaler before valid_pct": (
        "df[['a']] = StandardScaler().fit_transform(df[['a']])\n"
        "dls = TabularDataLoaders.from_df(df, y_names='t', procs=[Normalize])\n"
        "learn = tabular_learner(dls)\nlearn.fit_one_cycle(3)\nlearn.validate()",
        "MLS103",
    ),
    "procs inside": (
        "dls = TabularDataLoaders.from_df(df, y_names='t', procs=[Normalize])\n"
        "learn = tabular_learner(dls)\nlearn.fit_one_cycle(3)\nlearn.validate()",
        "",
    ),
    "folder with valid_pct": (
        "from fastai.vision.all import *\n"
        "dls = ImageDataLoaders.from_folder('p', valid_pct=0.2, seed=42)\n"
        "learn = vision_learner(dls, resnet18, metrics=accuracy)\nlearn.fine_tune(3)\nlearn.validate()",
        "",
    ),
}
