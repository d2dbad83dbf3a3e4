# source: douglas125/AzureMLDeploy#2 (the asker is wrong: init() runs once, run() for every request)
# expect none
import json
import logging
import os

import joblib
import numpy as np

log = logging.getLogger("score")
model = None
FIELDS = ("width", "height", "mean_red", "mean_green", "mean_blue")


def init():
    global model
    model = joblib.load(os.path.join(os.environ["AZUREML_MODEL_DIR"], "picture_model.joblib"))


def run(raw_data):
    try:
        body = json.loads(raw_data)
        row = np.array([[float(body[field]) for field in FIELDS]])
    except (KeyError, TypeError, ValueError) as problem:
        log.warning("refused: %s", problem)
        return {"error": str(problem)}
    answer = int(model.predict(row)[0])
    log.info("prediction %s -> %s", body, answer)
    return {"class": answer}
