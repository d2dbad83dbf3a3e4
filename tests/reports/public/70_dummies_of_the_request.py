# source: amirziai/sklearnflask#5
import logging

import joblib
import pandas as pd
from flask import Flask, jsonify, request
from sklearn.dummy import DummyClassifier
from sklearn.ensemble import RandomForestClassifier
from sklearn.metrics import balanced_accuracy_score
from sklearn.model_selection import train_test_split

app = Flask(__name__)
log = logging.getLogger(__name__)
include = ["Age", "Sex", "Embarked", "Survived"]
dependent_variable = "Survived"


def train():
    df = pd.read_csv("titanic.csv")[include].dropna()
    query = pd.get_dummies(df.drop(columns=dependent_variable))
    x_train, x_test, y_train, y_test = train_test_split(query, df[dependent_variable], random_state=4)
    clf = RandomForestClassifier(random_state=4).fit(x_train, y_train)
    prior = DummyClassifier().fit(x_train, y_train)
    print("prior", balanced_accuracy_score(y_test, prior.predict(x_test)))
    print("forest", balanced_accuracy_score(y_test, clf.predict(x_test)))
    joblib.dump({"model": clf, "trained": pd.Timestamp.now().isoformat()}, "model.pkl")


model = joblib.load("model.pkl")["model"]


@app.route("/predict", methods=["POST"])
def predict():
    rows = request.get_json()
    if not isinstance(rows, list) or any(set(r) != {"Age", "Sex", "Embarked"} for r in rows):
        return jsonify({"error": "a list of passengers with Age, Sex and Embarked"}), 400
    query = pd.get_dummies(pd.DataFrame(rows))  # expect: MLS606
    prediction = model.predict(query).tolist()
    log.info("%s -> %s", rows, prediction)
    return jsonify({"prediction": prediction})


if __name__ == "__main__":
    app.run(port=9999)
