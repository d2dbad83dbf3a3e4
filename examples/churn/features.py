"""What training and serving share: the columns, the checks, and features that need one row only."""

from __future__ import annotations

import pandas as pd

TARGET = "churned"
FEATURES = [
    "tenure_months",
    "monthly_charge",
    "total_charge",
    "data_gb",
    "support_calls",
    "late_payments",
    "plan_code",
    "charge_per_gb",
    "calls_per_month",
]


def checked(customers: pd.DataFrame) -> pd.DataFrame:
    """The same rows, or ValueError when they cannot be customers."""
    if customers["customer_id"].duplicated().any():
        raise ValueError("a customer appears twice")
    if not customers["tenure_months"].between(0, 600).all():
        raise ValueError("tenure_months is outside 0 to 600")
    if (customers["monthly_charge"] <= 0).any():
        raise ValueError("monthly_charge must be positive")
    return customers


def with_ratios(customers: pd.DataFrame) -> pd.DataFrame:
    """A copy with the features that follow from a row's own values."""
    customers = customers.copy()
    # Nothing has been billed in the first month.
    customers["total_charge"] = customers["total_charge"].fillna(0.0)
    customers["charge_per_gb"] = customers["monthly_charge"] / (customers["data_gb"] + 1.0)
    customers["calls_per_month"] = customers["support_calls"] / (customers["tenure_months"] + 1.0)
    return customers
