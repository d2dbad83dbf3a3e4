"""Answers which customers are about to leave.

    uvicorn serve:app
"""

from __future__ import annotations

import logging

import joblib
import pandas as pd
from fastapi import FastAPI
from pydantic import BaseModel, Field

from features import FEATURES, with_ratios

app = FastAPI()
log = logging.getLogger("churn")


class Customer(BaseModel):
    tenure_months: int = Field(ge=0, le=600)
    monthly_charge: float = Field(gt=0)
    total_charge: float = Field(ge=0)
    data_gb: float = Field(ge=0)
    support_calls: int = Field(ge=0)
    late_payments: int = Field(ge=0)
    plan_code: int = Field(ge=0, le=3)


@app.post("/churn")
def churn(customer: Customer) -> dict[str, float]:
    model = joblib.load("models/churn.joblib")
    row = with_ratios(pd.DataFrame([customer.model_dump()]))
    risk = float(model.predict_proba(row[FEATURES])[0, 1])
    log.info("risk %.3f for %s", risk, customer)
    return {"risk": risk}
