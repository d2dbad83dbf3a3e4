"""Writes customers.csv: invented customers, the same ones on every run.

    python data/make_customers.py
"""

from __future__ import annotations

import csv
import math
import random
from pathlib import Path

ROWS = 300
SEED = 20240131
PLANS = {"basic": 19.0, "plus": 34.0, "family": 52.0, "business": 79.0}
REGIONS = ["north", "east", "south", "west"]
COLUMNS = [
    "customer_id",
    "region",
    "plan",
    "contract",
    "tenure_months",
    "monthly_charge",
    "total_charge",
    "data_gb",
    "support_calls",
    "late_payments",
    "churned",
]


def customer(number: int, rng: random.Random) -> list[object]:
    """One row. A short tenure, support calls and late payments make leaving more likely."""
    plan = rng.choices(list(PLANS), weights=[4, 3, 2, 1])[0]
    contract = rng.choices(["monthly", "yearly"], weights=[3, 2])[0]
    tenure = min(int(rng.expovariate(1 / 22)), 72)
    monthly = round(PLANS[plan] * rng.uniform(0.85, 1.25), 2)
    # Customers in their first month have not been billed yet.
    total = round(monthly * tenure * rng.uniform(0.95, 1.02), 2) if tenure else ""
    calls = min(int(rng.expovariate(1 / 1.6)), 9)
    late = min(int(rng.expovariate(1 / 0.8)), 6)
    score = -1.5 + 0.45 * calls + 0.5 * late - 0.045 * tenure + 0.9 * (contract == "monthly")
    churned = int(rng.random() < 1 / (1 + math.exp(-score)))
    data_gb = round(rng.lognormvariate(2.2, 0.6), 1)
    region = rng.choice(REGIONS)
    return [number, region, plan, contract, tenure, monthly, total, data_gb, calls, late, churned]


def main() -> None:
    rng = random.Random(SEED)
    rows = [customer(10_000 + number, rng) for number in range(ROWS)]
    with (Path(__file__).parent / "customers.csv").open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(COLUMNS)
        writer.writerows(rows)


if __name__ == "__main__":
    main()
