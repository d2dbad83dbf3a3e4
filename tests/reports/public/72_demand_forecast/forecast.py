"""The model behind the demand route."""

import os
from typing import List, Optional

import joblib
import numpy as np

MODEL_PATH = os.path.join(os.path.dirname(__file__), "demand_forecast.joblib")


def load_model():
    if not os.path.exists(MODEL_PATH):
        return None
    return joblib.load(MODEL_PATH)  # expect: MLS602


def predict_demand(features: List[float]) -> Optional[float]:
    loaded = load_model()
    if loaded is None:
        return None
    model, scaler = loaded
    scaled = scaler.transform(np.array(features, dtype=float).reshape(1, -1))
    return float(model.predict(scaled)[0])
