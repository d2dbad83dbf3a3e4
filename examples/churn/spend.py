"""Predicts what a customer will pay a month, and says how much better than the median that is."""

from __future__ import annotations

import json
from pathlib import Path

import pandas as pd
from sklearn.compose import make_column_transformer
from sklearn.dummy import DummyRegressor
from sklearn.ensemble import RandomForestRegressor
from sklearn.metrics import mean_absolute_error
from sklearn.model_selection import cross_val_score, train_test_split
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import OneHotEncoder, StandardScaler

from features import checked

SEED = 11
NUMBERS = ["tenure_months", "data_gb", "support_calls", "late_payments"]
WORDS = ["plan", "contract", "region"]


def main() -> None:
    customers = checked(pd.read_csv("data/customers.csv"))
    X = customers[NUMBERS + WORDS]
    y = customers["monthly_charge"]
    X_train, X_test, y_train, y_test = train_test_split(X, y, test_size=0.25, random_state=SEED)

    columns = make_column_transformer(
        (StandardScaler(), NUMBERS),
        (OneHotEncoder(handle_unknown="ignore"), WORDS),
    )
    model = make_pipeline(columns, RandomForestRegressor(n_estimators=100, random_state=SEED))
    folds = -cross_val_score(model, X_train, y_train, cv=5, scoring="neg_mean_absolute_error")
    print(f"cross-validation: {folds.mean():.2f} +- {folds.std():.2f}")

    model.fit(X_train, y_train)
    baseline = DummyRegressor(strategy="median").fit(X_train, y_train)
    report = {
        "model": mean_absolute_error(y_test, model.predict(X_test)),
        "baseline": mean_absolute_error(y_test, baseline.predict(X_test)),
    }
    Path("reports").mkdir(exist_ok=True)
    Path("reports/spend.json").write_text(json.dumps(report, indent=2), encoding="utf-8")
    print(report)


if __name__ == "__main__":
    main()
