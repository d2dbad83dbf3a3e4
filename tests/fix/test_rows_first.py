"""Rows are divided before anything is learned from them, and validations get a pipeline, where a fit cannot move."""

from __future__ import annotations

import pytest
from tests.fix.test_codemods import CONFIG, HEAD, SCALED, SCORE, SPLIT, mended

from mlsmells.core import Finding
from mlsmells.engine.check import check_source
from mlsmells.fix import fix_source
from mlsmells.sources import Source, source_from_text

FILL = "X['a'] = X['a'].fillna(X['a'].mean())\n"
LOOK = "print(X['a'].sum() / X['b'].sum())\nz = X['a'] > 0\n"
ROWS = "train_rows, test_rows = train_test_split(range(len(X)), random_state=0)\n"
BY_ROWS = "y_train, y_test = y.iloc[train_rows], y.iloc[test_rows]\n"
TABLE = "X_train, X_test = X.iloc[train_rows], X.iloc[test_rows]\n" + BY_ROWS
ARRAY = "X_train, X_test = X[train_rows], X[test_rows]\n" + BY_ROWS
FILLED = "X['a'] = X['a'].fillna(X['a'].iloc[train_rows].mean())\n"

# name: (rule, code, what it becomes)
DIVIDED = {
    "a fill that others look at": ("MLS103", FILL + LOOK + SPLIT + SCORE, ROWS + FILLED + LOOK + TABLE + SCORE),
    "several fills": (
        "MLS103",
        FILL + FILL.replace("'a'", "'b'").replace("mean", "median") + LOOK + SPLIT + SCORE,
        ROWS + FILLED + FILLED.replace("'a'", "'b'").replace("mean", "median") + LOOK + TABLE + SCORE,
    ),
    "a scaler whose rows are used in between": (
        "MLS103",
        SCALED + "z = X.sum()\n" + SPLIT + SCORE,
        "scaler = StandardScaler()\n" + ROWS + "X = scaler.fit(X.iloc[train_rows]).transform(X)\nz = X.sum()\n"
        + ARRAY + SCORE,
    ),
    "all rows are used afterwards": (
        "MLS103",
        SCALED + SPLIT + SCORE + "model.fit(X, y)\n",
        "scaler = StandardScaler()\n" + ROWS + "X = scaler.fit(X.iloc[train_rows]).transform(X)\n" + ARRAY + SCORE
        + "model.fit(X, y)\n",
    ),
    "the table loses rows, what was made of it does not": (
        "MLS103",
        "S = StandardScaler().fit_transform(X)\nX = X.dropna()\n" + SPLIT.replace("(X,", "(S,") + SCORE,
        ROWS + "S = StandardScaler().fit(X.iloc[train_rows]).transform(X)\nX = X.dropna()\n"
        + ARRAY.replace("X[", "S[") + SCORE,
    ),
    "tables side by side": (
        "MLS103",
        FILL + "z = X['a'].sum()\nX = pd.concat([X[['a']], pd.get_dummies(X.select_dtypes('object'))], axis=1)\n"
        + SPLIT + SCORE,
        ROWS + FILLED + "z = X['a'].sum()\n"
        "X = pd.concat([X[['a']], pd.get_dummies(X.select_dtypes('object'))], axis=1)\n" + TABLE + SCORE,
    ),
    "labels of the table that the features are of": (
        "MLS103",
        "F = df.drop(columns='y')\n" + FILL.replace("X[", "F[") + LOOK.replace("X[", "F[") + "t = df['y']\n"
        + SPLIT.replace("(X, y", "(F, t") + SCORE,
        "F = df.drop(columns='y')\n" + ROWS.replace("(X)", "(F)") + FILLED.replace("X[", "F[")
        + LOOK.replace("X[", "F[") + "t = df['y']\n" + TABLE.replace("= X.iloc", "= F.iloc").replace(", X.", ", F.")
        .replace("y.iloc", "t.iloc") + SCORE,
    ),
    "inside a longer expression": (
        "MLS103",
        "X = np.hstack([StandardScaler().fit_transform(X), np.ones((len(X), 1))])\n" + SPLIT + SCORE,
        ROWS + "X = np.hstack([StandardScaler().fit(X.iloc[train_rows]).transform(X), np.ones((len(X), 1))])\n"
        + ARRAY + SCORE,
    ),
    "a statistic that is printed later": (
        "MLS103",
        "mean = X.mean()\nX = X - mean\n" + SPLIT + SCORE + "print(mean)\n",
        ROWS + "mean = X.iloc[train_rows].mean()\nX = X - mean\n" + TABLE + SCORE + "print(mean)\n",
    ),
    "columns in a loop": (
        "MLS103",
        "for name in ['a', 'b']:\n    X[name] = X[name].fillna(X[name].median())\n" + SPLIT + SCORE,
        ROWS + "for name in ['a', 'b']:\n    X[name] = X[name].fillna(X[name].iloc[train_rows].median())\n"
        + TABLE + SCORE,
    ),
    "the labels are bound in between and stratify": (
        "MLS103",
        "df['a'] = df['a'].fillna(df['a'].mean())\nz = df['a'].sum()\nt = df['y']\nF = df.drop(columns='y')\n"
        + SPLIT.replace("(X, y, random_state=0", "(F, t, stratify=t") + SCORE,
        "train_rows, test_rows = train_test_split(range(len(df)), stratify=df['y'])\n"
        "df['a'] = df['a'].fillna(df['a'].iloc[train_rows].mean())\nz = df['a'].sum()\nt = df['y']\n"
        "F = df.drop(columns='y')\nX_train, X_test = F.iloc[train_rows], F.iloc[test_rows]\n"
        "y_train, y_test = t.iloc[train_rows], t.iloc[test_rows]\n" + SCORE,
    ),
    "a split by position": (
        "MLS103",
        "V = df.values\nV = MinMaxScaler().fit_transform(V)\nk = 0.8\nn = int(len(V) * k)  # the first\n"
        "A, B = V[:n], V[n:]\nmodel = LogisticRegression().fit(A[:, 1:], A[:, 0])\n"
        "print(f1_score(B[:, 0], model.predict(B[:, 1:])))\n",
        "V = df.values\nk = 0.8\nn = int(len(V) * k)  # the first\nV = MinMaxScaler().fit(V[:n]).transform(V)\n"
        "A, B = V[:n], V[n:]\nmodel = LogisticRegression().fit(A[:, 1:], A[:, 0])\n"
        "print(f1_score(B[:, 0], model.predict(B[:, 1:])))\n",
    ),
    "the scaler is asked for more": (
        "MLS106",
        SCALED + "print(cross_val_score(SVC(), X, y, scoring='f1'))\nprint(scaler.mean_)\n",
        "scaler = StandardScaler()\nX_raw = X\nX = scaler.fit_transform(X)\n"
        "print(cross_val_score(make_pipeline(scaler, SVC()), X_raw, y, scoring='f1'))\nprint(scaler.mean_)\n",
    ),
    "the model is fitted on them as well": (
        "MLS106",
        SCALED.replace("X = s", "S = s") + "print(cross_val_score(SVC(), S, y, scoring='f1'))\nm = SVC().fit(S, y)\n",
        SCALED.replace("X = s", "S = s")
        + "print(cross_val_score(make_pipeline(scaler, SVC()), X, y, scoring='f1'))\nm = SVC().fit(S, y)\n",
    ),
    "a search predicts what the same scaler made": (
        "MLS106",
        SPLIT + "scaler = StandardScaler()\nA = scaler.fit_transform(X_train)\nB = scaler.transform(X_test)\n"
        "s = GridSearchCV(SVC(), {'C': [1, 2]}).fit(A, y_train)\nm = SVC().fit(A, y_train)\n"
        "print(f1_score(y_test, m.predict(B)), s.best_score_)\nprint(f1_score(y_test, s.predict(B)))\n",
        SPLIT + "scaler = StandardScaler()\nA = scaler.fit_transform(X_train)\nB = scaler.transform(X_test)\n"
        "s = GridSearchCV(make_pipeline(scaler, SVC()), {'svc__C': [1, 2]}).fit(X_train, y_train)\n"
        "m = SVC().fit(A, y_train)\n"
        "print(f1_score(y_test, m.predict(B)), s.best_score_)\nprint(f1_score(y_test, s.predict(X_test)))\n",
    ),
    "resampled rows that a network validates on": (
        "MLS105",
        "from imblearn.over_sampling import SMOTE\nimport keras\nX, y = SMOTE(random_state=0).fit_resample(X, y)\n"
        + SPLIT + "scaler = StandardScaler()\nA = scaler.fit_transform(X_train)\nB = scaler.transform(X_test)\n"
        "model = keras.Sequential([keras.layers.Dense(1)])\n"
        "model.fit(A, y_train, epochs=3, validation_split=0.2, verbose=0)\n"
        "print(f1_score(y_test, model.predict(B) > 0.5))\n",
        "from imblearn.over_sampling import SMOTE\nimport keras\n" + SPLIT.replace("_state=0", "_state=0, stratify=y")
        + "X_train, X_val, y_train, y_val = train_test_split(X_train, y_train, test_size=0.2, random_state=0)\n"
        "X_train, y_train = SMOTE(random_state=0).fit_resample(X_train, y_train)\n"
        "scaler = StandardScaler()\nA = scaler.fit_transform(X_train)\nA_val = scaler.transform(X_val)\n"
        "B = scaler.transform(X_test)\nmodel = keras.Sequential([keras.layers.Dense(1)])\n"
        "model.fit(A, y_train, epochs=3, validation_data=(A_val, y_val), verbose=0)\n"
        "print(f1_score(y_test, model.predict(B) > 0.5))\n",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("rule", "code", "wanted"), DIVIDED.values(), ids=DIVIDED)
def test_divided(rule: str, code: str, wanted: str) -> None:
    result = mended(code, rule)
    assert result.text is not None, result.skipped
    body = result.text.partition('y = df["y"]\n')[2]
    assert body == wanted
    compile(result.text, "a.py", "exec")


# name: (rule, code, what the reason says)
REFUSED = {
    "tables side by side with another index": (
        "MLS103",
        FILL + LOOK + "X = pd.concat([X, pd.DataFrame(X.values)], axis=1)\n" + SPLIT + SCORE,
        "line 15 may drop",
    ),
    "columns of another index": (
        "MLS103",
        FILL + LOOK + "X = X - X.reset_index(drop=True)\n" + SPLIT + SCORE,
        "line 15 may drop",
    ),
    "rows are dropped in between": ("MLS103", FILL + LOOK + "X = X.dropna()\n" + SPLIT + SCORE, "line 15 may drop"),
    "rows are dropped in place": (
        "MLS103",
        FILL + LOOK + "X.dropna(inplace=True)\n" + SPLIT + SCORE,
        "line 15 may drop",
    ),
    "rows are sorted": ("MLS103", FILL + LOOK + "X = X.sort_values('b')\n" + SPLIT + SCORE, "line 15 may drop"),
    "rows are shuffled in place": (
        "MLS103",
        SCALED + "z = X.sum()\nnp.random.seed(0)\nnp.random.shuffle(X)\n" + SPLIT + SCORE,
        "line 16 may drop",
    ),
    "only the features are shuffled": (
        "MLS103",
        FILL + "V = X.values\nnp.random.seed(0)\nnp.random.shuffle(V)\n" + SPLIT.replace("(X,", "(V,") + SCORE,
        "line 15 may drop",
    ),
    "a row is added": ("MLS103", FILL + LOOK + "X.loc[len(X)] = 0\n" + SPLIT + SCORE, "line 15 may drop"),
    "only some rows go on": ("MLS103", FILL + LOOK + "X = X[z]\n" + SPLIT + SCORE, "line 15 may drop"),
    "a mask by another name": ("MLS103", FILL + LOOK + "T = X[z]\n" + SPLIT.replace("(X,", "(T,") + SCORE, "line 15"),
    "rows are dropped in a branch": (
        "MLS103",
        FILL + LOOK + "if len(X) > 10:\n    X = X.head(10)\n" + SPLIT + SCORE,
        "line 15 may drop",
    ),
    "a helper drops rows": (
        "MLS103",
        "def clean(t):\n    t.dropna(inplace=True)\n" + FILL + LOOK + "clean(X)\n" + SPLIT + SCORE,
        "line 17 may drop",
    ),
    "the seed is known too late": (
        "MLS103",
        FILL + LOOK + "seed = int(X['b'].iloc[0])\n" + SPLIT.replace("=0", "=seed") + SCORE,
        "is told is known too late",
    ),
    "transformers make tables": (
        "MLS103",
        SCALED.replace("Scaler()", "Scaler().set_output(transform='pandas')") + "z = X.sum()\n" + SPLIT + SCORE,
        "",
    ),
    "a function that scales by what it gets": (
        "MLS103",
        "from sklearn.preprocessing import minmax_scale\nX = minmax_scale(X)\n" + SPLIT + SCORE,
        "has no statistic that could be that of the training part",
    ),
    "means of groups": (
        "MLS103",
        "X['a'] = X['a'].fillna(X.groupby('b')['a'].transform('mean'))\n" + LOOK + SPLIT + SCORE,
        "",
    ),
    "a search that others use": (
        "MLS106",
        SCALED + "s = GridSearchCV(SVC(), {'C': [1, 2]})\ns.fit(X, y)\nprint(s.best_score_, scaler.mean_)\n"
        "import joblib\njoblib.dump(s, 'm.joblib')\n",
        "uses s in another way",
    ),
    "a search of rows that others made": (
        "MLS106",
        SCALED + "s = GridSearchCV(SVC(), {'C': [1, 2]})\ns.fit(X, y)\nprint(s.best_score_, scaler.mean_)\n"
        "print(s.predict(pd.read_csv('b.csv').values))\n",
        "gives the search other rows than scaler made",
    ),
    "what was scaled is changed before it is validated": (
        "MLS106",
        SCALED + "X = np.hstack([X, X ** 2])\nprint(cross_val_score(SVC(), X, y, scoring='f1'))\nprint(scaler.mean_)\n",
        "is not handed to a cross-validation",
    ),
}


@pytest.mark.parametrize(("rule", "code", "reason"), REFUSED.values(), ids=REFUSED)
def test_refused(rule: str, code: str, reason: str) -> None:
    result = mended(code, rule)
    assert result.text is None, result.text[len(HEAD) :]
    assert all(reason in why for _, why in result.skipped), result.skipped


def test_two_splits_have_names_of_their_own() -> None:
    other = FILL.replace("X[", "Z[") + LOOK.replace("X[", "Z[").replace("z =", "w =")
    again = SPLIT.replace("(X,", "(Z,").replace("X_", "Z_") + SCORE.replace("X_", "Z_")
    text = mended("Z = pd.read_csv('b.csv')\n" + FILL + LOOK + SPLIT + SCORE + other + again, "MLS103").text
    assert text is not None
    assert "train_rows, test_rows = train_test_split(range(len(X))" in text
    assert "train_rows_2, test_rows_2 = train_test_split(range(len(Z))" in text
    assert "Z['a'].iloc[train_rows_2].mean()" in text


def _left(code: str, *rules: str) -> tuple[set[str], set[str]]:
    """The rules whose findings are mended, and those that are left."""

    def findings(source: Source) -> list[Finding]:
        return [found for found in check_source(source, CONFIG).findings if found.code in rules]

    result = fix_source(source_from_text(HEAD + code, "a.py"), findings, unsafe=True, seed=42)
    assert result.text is not None, result.skipped
    left = findings(source_from_text(result.text, "a.py"))
    return {found.code for found in result.fixed}, {found.code for found in left}


def test_folds_that_a_hold_out_hid_are_no_harm() -> None:
    code = SPLIT + (
        "import keras\nscaler = StandardScaler()\nA = scaler.fit_transform(X_train)\nB = scaler.transform(X_test)\n"
        "net = keras.Sequential([keras.layers.Dense(1)])\nnet.fit(A, y_train, validation_split=0.2)\n"
        "print(f1_score(y_test, net.predict(B) > 0.5))\n"
        "s = GridSearchCV(SVC(), {'C': [1, 2]}).fit(A, y_train)\nprint(s.best_score_, [s])\n"
    )
    assert _left(code, "MLS103", "MLS106") == ({"MLS103"}, {"MLS106"})


def test_a_test_file_with_statistics_of_its_own_is_no_harm() -> None:
    own = "new = pd.read_csv('test.csv')\nnew['a'] = new['a'].fillna(new['a'].mean())\n"
    code = FILL + LOOK + own + SPLIT + SCORE + "print(model.predict(new))\n"
    mended_rules, _ = _left(code, "MLS102", "MLS103")
    assert mended_rules == {"MLS103"}


def test_an_unseeded_split_that_moves_is_the_same_one() -> None:
    code = FILL + LOOK + SPLIT.replace(", random_state=0", "") + SCORE
    mended_rules, left = _left(code, "MLS103", "MLS201")
    assert "MLS103" in mended_rules and not left
