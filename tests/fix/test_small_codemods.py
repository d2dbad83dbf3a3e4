"""The small repairs: what each makes of the code, and where it is left alone."""

from __future__ import annotations

import pytest
from tests.fix.test_codemods import HEAD, SPLIT, mended

TORCH = (
    "import torch\nfrom torch import nn, optim\nfrom torch.nn import functional as F\nfrom torchvision import models\n"
)
STEPS = "for x, t in loader:\n    opt.zero_grad()\n    F.cross_entropy(net(x), t).backward()\n    opt.step()\n"
NET = TORCH + "net = models.resnet18()\nopt = optim.SGD(net.parameters(), lr=0.1)  # fast\n"
HEADED = "net.fc = nn.Linear(512, 3)\n"
BINARY = (
    TORCH + "for x, t in val_loader:\n    out = net(x).squeeze(1)\n    F.binary_cross_entropy_with_logits(out, t)\n"
)
LEARNS = (
    TORCH + "def run(net, optimizer, loader):\n    for x, t in loader:\n        optimizer.zero_grad()\n"
    "        loss = {}\n        loss.backward()\n        optimizer.step()\n"
)
KERAS = "from tensorflow import keras\nlayers = keras.layers\n"
IDS = "print(df.groupby('patient_id').size())\n"
FOLDS = """\
scores = []
for a, b in folds.split(X, y):
    m = SVC().fit(X.iloc[a], y.iloc[a])
    scores.append(f1_score(y.iloc[b], m.predict(X.iloc[b])))
print(scores)
"""
KFOLD = "folds = KFold(n_splits=5, shuffle=True, random_state=0)\n"
SPREAD = "scores = cross_val_score(SVC(), X, y, cv=5, scoring='f1')\n"

DRAWN = "X['n'] = {}\nmodel = SVC().fit(X, y)\nprint(model.score(X, y))\n"
STUDY = """\
import optuna
def objective(trial):
    forest = RandomForestClassifier(max_depth=trial.suggest_int('depth', 2, 5))
    return cross_val_score(forest, X, y, cv=KFold(3), scoring='f1').mean()
"""
TRIED = "study.optimize(objective, n_trials=5)\n"

FORESTS = """\
for n in (10, 20):
    model = RandomForestClassifier(n, random_state=0)
    model.fit(X_train, y_train)
    print(f1_score(y_test, model.predict(X_test)))
"""
FOLDED = "cross_val_score(SVC(), X, y, cv=5, scoring='f1')"
PIPE = "from sklearn.pipeline import make_pipeline\npipe = make_pipeline(StandardScaler(), SVC())\n"

# name: (rule, code, what it becomes)
MENDED = {
    "a baseline above the loop over models": (
        "MLS501",
        f"{SPLIT}# compared\n{FORESTS}",
        f'{SPLIT}baseline = DummyClassifier().fit(X_train, y_train)\n'
        f'print("baseline:", f1_score(y_test, baseline.predict(X_test)))\n# compared\n{FORESTS}',
    ),
    "fold scores without a name": (
        "MLS511",
        f"print('f1', {FOLDED}.mean())\n",
        f"scores = {FOLDED}\nprint('f1', f\"{{scores.mean()}} ± {{scores.std()}}\")\n",
    ),
    "fold scores without a name, rounded in a loop": (
        "MLS511",
        f"scores = 1\nfor C in (1, 2):\n    print(C, round(np.mean({FOLDED}), 3), sep=': ')\n",
        f"scores = 1\nfor C in (1, 2):\n    fold_scores = {FOLDED}\n"
        "    print(C, f\"{round(np.mean(fold_scores), 3)} ± {round(np.std(fold_scores), 3)}\", sep=': ')\n",
    ),
    "fold scores without a name, over several lines": (
        "MLS511",
        "for C in (1, 2):\n    print(C, cross_val_score(\n        SVC(C=C), X, y,  # all\n"
        "        scoring='f1').mean())\n",
        "for C in (1, 2):\n    scores = cross_val_score(\n        SVC(C=C), X, y,  # all\n        scoring='f1')\n"
        "    print(C, f\"{scores.mean()} ± {scores.std()}\")\n",
    ),
    "the default score of a classifier": (
        "MLS509",
        "model = SVC()\nprint(cross_val_score(model, X, y, cv=5))\n",
        "model = SVC()\nprint(cross_val_score(model, X, y, cv=5, scoring=\"accuracy\"))\n",
    ),
    "the default scores of a file, each its own": (
        "MLS509",
        "from sklearn.linear_model import Ridge\nprint(cross_val_score(SVC(), X, y))\n"
        "def run():\n    model = Ridge()\n    print(cross_val_score(model, X, y, scoring=None))\nrun()\n",
        "from sklearn.linear_model import Ridge\nprint(cross_val_score(SVC(), X, y, scoring=\"accuracy\"))\n"
        "def run():\n    model = Ridge()\n    print(cross_val_score(model, X, y, scoring=\"r2\"))\nrun()\n",
    ),
    "a search over parameters of steps": (
        "MLS509",
        PIPE + "grid = {'svc__C': [1, 2]}\nGridSearchCV(pipe, grid).fit(X, y)\n",
        PIPE + "grid = {'svc__C': [1, 2]}\nGridSearchCV(pipe, grid, scoring=\"accuracy\").fit(X, y)\n",
    ),
    "an imputer in a pipeline": (
        "MLS309",
        "from sklearn.impute import SimpleImputer\nfrom sklearn.pipeline import make_pipeline\n"
        "make_pipeline(SimpleImputer(), SVC()).fit(X, y)\n",
        "from sklearn.impute import SimpleImputer\nfrom sklearn.pipeline import make_pipeline\n"
        "make_pipeline(SimpleImputer(add_indicator=True), SVC()).fit(X, y)\n",
    ),
    "a generator of one's own": (
        "MLS202",
        "rng = np.random.default_rng()\n" + DRAWN.format("rng.normal(size=len(X))"),
        "rng = np.random.default_rng(seed=42)\n" + DRAWN.format("rng.normal(size=len(X))"),
    ),
    "a study of Optuna": (
        "MLS202",
        STUDY + "study = optuna.create_study(direction='maximize')\n" + TRIED,
        STUDY + "study = optuna.create_study(direction='maximize', sampler=optuna.samplers.TPESampler(seed=42))\n"
        "np.random.seed(42)\n" + TRIED,
    ),
    "a seed that is taken back": (
        "MLS210",
        "np.random.seed(3)\nnp.random.seed()\n" + DRAWN.format("np.random.normal(size=len(X))"),
        "np.random.seed(3)\n" + DRAWN.format("np.random.normal(size=len(X))"),
    ),
    "an optimizer that misses a layer": (
        "MLS719",
        NET + HEADED + STEPS,
        TORCH + "net = models.resnet18()\n" + HEADED + "opt = optim.SGD(net.parameters(), lr=0.1)  # fast\n" + STEPS,
    ),
    "a threshold of raw outputs": (
        "MLS730",
        BINARY + "    print((out > 0.5).sum())\n",
        BINARY + "    print((out > 0).sum())\n",
    ),
    "rounded raw outputs": (
        "MLS730",
        BINARY + "    print(torch.round(out).sum())\n",
        BINARY + "    print(torch.round(torch.sigmoid(out)).sum())\n",
    ),
    "a loss that is made anew": (
        "MLS718",
        LEARNS.format("torch.tensor(F.mse_loss(net(x), t), requires_grad=True)"),
        LEARNS.format("F.mse_loss(net(x), t)"),
    ),
    "probabilities for a loss of raw outputs": (
        "MLS705",
        KERAS + "m = keras.Sequential([layers.Dense(1, activation='sigmoid')])\n"
        "m.compile(loss=keras.losses.BinaryCrossentropy(from_logits=True))\n",
        KERAS + "m = keras.Sequential([layers.Dense(1, activation='sigmoid')])\n"
        "m.compile(loss=keras.losses.BinaryCrossentropy(from_logits=False))\n",
    ),
    "softmax over one unit": (
        "MLS706",
        KERAS + "m = keras.Sequential([layers.Dense(1, None, 'softmax')])\nm.compile(loss='binary_crossentropy')\n"
        "n = keras.Sequential([layers.Dense(1, activation='softmax')])\nn.compile(loss='binary_crossentropy')\n",
        KERAS + "m = keras.Sequential([layers.Dense(1, None, 'softmax')])\nm.compile(loss='binary_crossentropy')\n"
        "n = keras.Sequential([layers.Dense(1, activation=\"sigmoid\")])\nn.compile(loss='binary_crossentropy')\n",
    ),
    "folds of patients": (
        "MLS117",
        IDS + KFOLD + FOLDS,
        IDS + "folds = GroupKFold(n_splits=5)\n" + FOLDS.replace("(X, y)", '(X, y, groups=df["patient_id"])'),
    ),
    "folds of patients and of classes": (
        "MLS117",
        "from sklearn.model_selection import StratifiedKFold\n" + IDS
        + "print(cross_val_score(SVC(), X, y, cv=StratifiedKFold(4, shuffle=True, random_state=1), scoring='f1'))\n",
        "from sklearn.model_selection import StratifiedKFold\n" + IDS
        + "print(cross_val_score(SVC(), X, y, cv=StratifiedGroupKFold(4, shuffle=True, random_state=1), scoring='f1', "
        'groups=df["patient_id"]))\n',
    ),
    "a path of one machine": (
        "MLS301",
        "t = pd.read_csv('/home/anna/churn/new-customers.csv', sep=';')\n",
        "t = pd.read_csv(os.environ.get(\"CHURN_NEW_CUSTOMERS_CSV\", '/home/anna/churn/new-customers.csv'), sep=';')\n",
    ),
    "a rounded mean": (
        "MLS511",
        SPREAD + "print('F1', round(scores.mean(), 3))\n",
        SPREAD + "print('F1', round(scores.mean(), 3), \"±\", round(scores.std(), 3))\n",
    ),
    "a mean in an f-string": (
        "MLS511",
        SPREAD + "print(f'F1 {scores.mean():.2f}')\n",
        SPREAD + "print(f'F1 {scores.mean():.2f}', \"±\", f\"{scores.std():.2f}\")\n",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("rule", "code", "wanted"), MENDED.values(), ids=MENDED)
def test_mended(rule: str, code: str, wanted: str) -> None:
    result = mended(code, rule)
    assert result.text is not None, result.skipped
    assert result.text.partition('y = df["y"]\n')[2] == wanted


# name: (rule, code, what the reason says; "" where no repair is offered)
LEFT = {
    "another call is printed before the folds are scored": (
        "MLS511",
        f"print(input(), {FOLDED}.mean())\n",
        "line 12 does more than print names and the mean",
    ),
    "the mean of fold scores is reckoned with": (
        "MLS511",
        f"print(-{FOLDED}.mean())\n",
        "the mean at line 12 is printed in another form",
    ),
    "a choice between two values is printed": (
        "MLS511",
        f"len(X) > 9 and print({FOLDED}.mean())\n",
        "the mean at line 12 is printed in another form",
    ),
    "several models reach the call": (
        "MLS509",
        "for model in (SVC(), LogisticRegression()):\n    print(cross_val_score(model, X, y))\n",
        "another model may reach cross_val_score at line 13",
    ),
    "a model that callers choose": (
        "MLS509",
        "def run(model):\n    print(cross_val_score(model, X, y))\nrun(SVC())\n",
        "another model may reach cross_val_score at line 13",
    ),
    "a model that is bound twice": (
        "MLS509",
        "model = SVC()\nif len(X) > 9:\n    model = LogisticRegression()\nprint(cross_val_score(model, X, y))\n",
        "another model may reach cross_val_score",
    ),
    "a score of its own": (
        "MLS509",
        "from sklearn.linear_model import PoissonRegressor\nprint(cross_val_score(PoissonRegressor(), X, y))\n",
        "not certain that the default score at line 13 is r2",
    ),
    "a search within the folds": (
        "MLS509",
        "search = GridSearchCV(SVC(), {'C': [1, 2]}, scoring='f1')\nprint(cross_val_score(search, X, y))\n",
        "not certain that the default score",
    ),
    "a search that puts in other steps": (
        "MLS509",
        PIPE + "GridSearchCV(pipe, {'svc': [SVC(), LogisticRegression()]}).fit(X, y)\n",
        "GridSearchCV at line 14 may put another step into the model",
    ),
    "a model that is changed": (
        "MLS509",
        PIPE + "pipe.set_params(svc=LogisticRegression())\nprint(cross_val_score(pipe, X, y))\n",
        "set_params may change the model",
    ),
    "the optimizer is used in between": (
        "MLS719",
        NET + "sched = optim.lr_scheduler.StepLR(opt, 3)\n" + HEADED + STEPS,
        "line 18 uses opt before the layer is replaced",
    ),
    "the optimizer goes over several lines": (
        "MLS719",
        NET.replace("(net.parameters(), lr=0.1)  # fast", "(\n    net.parameters(), lr=0.1\n)") + HEADED + STEPS,
        "is written over several lines",
    ),
    "a network of another name": ("MLS719", NET + "net = models.resnet34()\n" + HEADED + STEPS, ""),
    "folds that a search uses": (
        "MLS117",
        IDS + KFOLD + "GridSearchCV(SVC(), {'C': [1, 2]}, cv=folds, scoring='f1').fit(X, y)\n",
        "uses the folds in another way",
    ),
    "folds in a function": (
        "MLS117",
        IDS + KFOLD + "def run():\n    " + FOLDS.rstrip().replace("\n", "\n    ") + "\nrun()\n",
        "",
    ),
    "rows that were dropped": (
        "MLS117",
        IDS + "X = X.dropna()\n" + KFOLD + FOLDS,
        "it is not certain that X holds the rows of df",
    ),
    "a path that is put together": ("MLS301", "who = 'anna'\nt = pd.read_csv(f'/home/{who}/b.csv')\n", ""),
    "a path whose other places are on no machine": (
        "MLS301",
        "t = pd.read_csv('/home/anna/b.csv' if len(X) else 'b.csv')\n",
        "",
    ),
    "a mean that is told elsewhere": ("MLS511", SPREAD + "mean = scores.mean()\nprint(mean)\n", ""),
}


@pytest.mark.parametrize(("rule", "code", "reason"), LEFT.values(), ids=LEFT)
def test_left(rule: str, code: str, reason: str) -> None:
    result = mended(code, rule)
    assert result.text is None, result.text[len(HEAD) :]
    assert all(reason in why for _, why in result.skipped), result.skipped
    assert bool(result.skipped) or not reason
