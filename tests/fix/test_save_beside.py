"""What prepared a saved model's rows is saved beside it, or it is told why not."""

from __future__ import annotations

import pytest
from tests.fix.test_codemods import HEAD, mended

FIT = "scaler = StandardScaler()\nS = scaler.fit_transform(X)\nmodel = LogisticRegression().fit(S, y)\n"
SAVE = "import joblib\njoblib.dump(model, 'm.joblib')\n"
# name: (code, the lines that are new)
SAVED = {
    "joblib": (FIT + SAVE, ["joblib.dump(scaler, 'm_scaler.joblib')"]),
    "without an ending": (FIT + SAVE.replace("m.joblib", "out/mod"), ["joblib.dump(scaler, 'out/mod_scaler.joblib')"]),
    "pickle and a file": (
        FIT + "import pickle\nwith open('m.pkl', 'wb') as f:\n    pickle.dump(model, f)\nprint('done')\n",
        ["with open('m_scaler.pkl', 'wb') as file:", "    pickle.dump(scaler, file)"],
    ),
    "pickle in one line": (
        FIT + "import pickle\npickle.dump(model, open('m.pkl', 'wb'))\n",
        ["with open('m_scaler.pkl', 'wb') as file:", "    pickle.dump(scaler, file)"],
    ),
    "without a name": (
        "S = StandardScaler().fit_transform(X)\nmodel = LogisticRegression().fit(S, y)\n" + SAVE,
        ["scaler = StandardScaler()", "S = scaler.fit_transform(X)", "joblib.dump(scaler, 'm_scaler.joblib')"],
    ),
    "named when it is fitted": (
        "s = StandardScaler().fit(X)\nmodel = LogisticRegression().fit(s.transform(X), y)\n" + SAVE,
        ["joblib.dump(s, 'm_s.joblib')"],
    ),
    "in a function": (
        "import joblib\ndef train():\n    " + FIT.replace("\n", "\n    ") + "joblib.dump(model, 'm.joblib')\ntrain()\n",
        ["    joblib.dump(scaler, 'm_scaler.joblib')"],
    ),
}  # fmt: skip


@pytest.mark.parametrize(("code", "new"), SAVED.values(), ids=SAVED)
def test_saved(code: str, new: list[str]) -> None:
    result = mended(code, "MLS601")
    assert result.text is not None, result.skipped
    old = (HEAD + code).splitlines()
    found = [line for line in result.text.splitlines() if line not in old]
    assert [line.replace('"', "'") for line in found] == new  # quotes are as the file has them
    compile(result.text, "a.py", "exec")


# name: (code, what the reason says)
REFUSED = {
    "fitted again": (FIT + "T = scaler.fit_transform(X.head())\n" + SAVE, "scaler is fitted at line 15 as well"),
    "another one has the name": (FIT + "scaler = None\n" + SAVE, "line 15 binds scaler anew"),
    "a path that is made": (FIT + SAVE.replace("'m.joblib'", "path"), "is not written out"),
    "an f-string": (FIT + SAVE.replace("'m", "f'{path}m"), "is not written out"),
    "fitted in a loop": (
        "scaler = StandardScaler()\nfor i in range(2):\n    S = scaler.fit_transform(X)\n"
        "model = LogisticRegression().fit(S, y)\n" + SAVE,
        "is fitted in another part of the program",
    ),
}


@pytest.mark.parametrize(("code", "reason"), REFUSED.values(), ids=REFUSED)
def test_refused(code: str, reason: str) -> None:
    result = mended(code, "MLS601")
    assert result.text is None, result.text[len(HEAD) :]
    assert [reason in why for _, why in result.skipped] == [True], result.skipped
