"""Training code is written in TensorFlow.

An opinion, and off unless it is selected: new research and most new libraries are written for PyTorch first, so a team
that trains in it finds more models, more help and more people. TensorFlow is fine for what it serves well: TFLite on
devices, TF Serving, models that exist.

Bad:
    from tensorflow import keras
    keras.utils.set_random_seed(0)
    model = keras.Sequential([keras.layers.Dense(1)])
    model.compile(loss="mse", optimizer="adam")
    model.fit(X_train, y_train, epochs=5)
Good:
    import torch
    torch.manual_seed(0)
    model = torch.nn.Linear(4, 1)
    optimizer = torch.optim.Adam(model.parameters())
    for X, y in batches:
        optimizer.zero_grad()
        torch.nn.functional.mse_loss(model(X), y).backward()
        optimizer.step()
Silent on:
    models that are loaded and served; Keras without TensorFlow, which may run on PyTorch; tests and examples
Source: https://pytorch.org/get-started/locally/
"""

from __future__ import annotations

from collections.abc import Iterator

from mlsmells.core import Finding, Rule, Severity
from mlsmells.facts import Project

RULE = Rule(
    __name__,
    code="MLS818",
    severity=Severity.INFO,
    default_on=False,  # an opinion
    scope="project",
    rolls_up_files=2,
    message="{model} is trained in TensorFlow - train new models in PyTorch",
)


@RULE.on_project
def check(project: Project) -> Iterator[Finding]:
    """The first fit of each file that trains by TensorFlow."""
    for path, summary in project.summaries.items():
        if project.role(path) in RULE.silent_roles or "tensorflow" not in summary["packages"]:
            continue
        fit = next((f for f in summary["fits"] if f["class"].startswith(("keras.", "tensorflow."))), None)
        if fit is not None:
            yield RULE.at(fit["at"], model=fit["name"] or "a model", file=path)
