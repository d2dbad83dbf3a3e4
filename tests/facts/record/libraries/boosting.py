"""XGBoost, LightGBM and CatBoost."""

from __future__ import annotations

HEAD = """
import catboost
import lightgbm as lgb
import pandas as pd
import xgboost as xgb
from sklearn.metrics import accuracy_score, mean_squared_error
from sklearn.model_selection import KFold, train_test_split
from sklearn.preprocessing import StandardScaler
df = pd.read_csv("a.csv")
X, y = df.drop(columns=["t"]), df["t"]
X_train, X_test, y_train, y_test = train_test_split(X, y, random_state=0)
"""
# name of the case: (program, the codes it gets)
CASES: dict[str, tuple[str, str]] = {
    "xgb.cv after a scaler": (
        "Z = StandardScaler().fit_transform(X)\nxgb.cv({}, xgb.DMatrix(Z, label=y), nfold=5)",
        "MLS106",
    ),
    "xgb.cv on raw rows": ("xgb.cv({}, xgb.DMatrix(X, label=y), nfold=5)", ""),
    "lgb.cv after a scaler": (
        "Z = StandardScaler().fit_transform(X)\nlgb.cv({}, lgb.Dataset(Z, y), nfold=5)",
        "MLS106",
    ),
    "lgb.cv on raw rows": ("lgb.cv({}, lgb.Dataset(X, y), nfold=5)", ""),
    "catboost.cv after a scaler": (
        "Z = StandardScaler().fit_transform(X)\ncatboost.cv(catboost.Pool(Z, y), {}, fold_count=5)",
        "MLS106",
    ),
    "xgb.train on all rows": (
        "bst = xgb.train({}, xgb.DMatrix(X, label=y))\n"
        "print(mean_squared_error(y_test, bst.predict(xgb.DMatrix(X_test))))",
        "MLS101",
    ),
    "xgb.train on training rows": (
        "bst = xgb.train({}, xgb.DMatrix(X_train, label=y_train))\n"
        "print(mean_squared_error(y_test, bst.predict(xgb.DMatrix(X_test))))",
        "",
    ),
    "labels of another part in a DMatrix": ("xgb.train({}, xgb.DMatrix(X_train, label=y_test))", "MLS510"),
    "lgb.train scored on its own rows": (
        "bst = lgb.train({}, lgb.Dataset(X_train, y_train))\nprint(mean_squared_error(y_train, bst.predict(X_train)))",
        "MLS504",
    ),
    "lgb.train with a validation part": (
        "a, v, c, w = train_test_split(X_train, y_train, random_state=1)\n"
        "bst = lgb.train({}, lgb.Dataset(a, c), valid_sets=[lgb.Dataset(v, w)])\n"
        "print(mean_squared_error(y_test, bst.predict(X_test)))",
        "",
    ),
    "sklearn wrapper": (
        "m = xgb.XGBClassifier().fit(X_train, y_train, eval_set=[(X_train, y_train)])\nprint(m.score(X_test, y_test))",
        "",
    ),
    "catboost Pool of all rows": (
        "m = catboost.CatBoostClassifier()\nm.fit(catboost.Pool(X, y))\nprint(m.score(catboost.Pool(X_test, y_test)))",
        "MLS101",
    ),
    "catboost Pool of training rows": (
        "m = catboost.CatBoostClassifier()\nm.fit(catboost.Pool(X_train, y_train))\n"
        "print(m.score(catboost.Pool(X_test, y_test)))",
        "",
    ),
}
