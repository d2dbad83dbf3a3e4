# source: gopaljilab/Clinical-Insight-Engine#509
import logging
import pickle

import numpy as np
from flask import Flask, jsonify, request

app = Flask(__name__)
log = logging.getLogger("clinical")
FIELDS = ["age", "bmi", "glucose", "blood_pressure", "cholesterol"]


@app.route("/health")
def health():
    return jsonify({"status": "ok"})


@app.route("/predict", methods=["POST"])
def predict():
    body = request.get_json()
    missing = [f for f in FIELDS if not isinstance(body.get(f), (int, float))]
    if missing:
        return jsonify({"error": "missing or not a number", "fields": missing}), 400
    with open("model/risk_model.pkl", "rb") as handle:
        model = pickle.load(handle)  # expect: MLS602
    row = np.array([[body[f] for f in FIELDS]])
    risk = float(model.predict_proba(row)[0, 1])
    log.info("prediction %s -> %.3f", body, risk)
    return jsonify({"risk": risk})


if __name__ == "__main__":
    app.run(port=5000)
