"""Trains the churn model on the customer table.

    python train.py --output models/churn.joblib
"""

from __future__ import annotations

import argparse
from pathlib import Path

import joblib
import pandas as pd
from sklearn.ensemble import RandomForestClassifier
from sklearn.metrics import precision_score, recall_score, roc_auc_score
from sklearn.model_selection import train_test_split
from sklearn.preprocessing import StandardScaler

from features import FEATURES, TARGET, checked, with_ratios


def load_customers() -> pd.DataFrame:
    customers = with_ratios(checked(pd.read_csv("data/customers.csv")))
    plan_codes = {plan: code for code, plan in enumerate(set(customers["plan"]))}
    customers["plan_code"] = customers["plan"].map(plan_codes)
    return customers


def train(output: Path) -> None:
    customers = load_customers()
    X = customers[FEATURES]
    y = customers[TARGET]

    scaler = StandardScaler()
    X_scaled = scaler.fit_transform(X)
    X_train, X_test, y_train, y_test = train_test_split(X_scaled, y, test_size=0.25, stratify=y)

    model = RandomForestClassifier(n_estimators=200, min_samples_leaf=3, class_weight="balanced")
    model.fit(X_train, y_train)

    predictions = model.predict(X_test)
    print(f"precision {precision_score(predictions, y_test):.3f}")
    print(f"recall    {recall_score(y_test, predictions):.3f}")
    print(f"ROC AUC   {roc_auc_score(y_test, predictions):.3f}")

    output.parent.mkdir(parents=True, exist_ok=True)
    joblib.dump(model, output)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--output", type=Path, default=Path("models/churn.joblib"))
    train(parser.parse_args().output)


if __name__ == "__main__":
    main()
