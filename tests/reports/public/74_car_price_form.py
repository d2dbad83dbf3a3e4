# source: krishnaik06/Car-Price-Prediction#2
import logging
import pickle

from flask import Flask, render_template, request

app = Flask(__name__)
log = logging.getLogger("price")
with open("random_forest_regression_model.pkl", "rb") as handle:
    model = pickle.load(handle)


@app.route("/", methods=["GET"])
def home():
    return render_template("index.html")


@app.route("/predict", methods=["POST"])
def predict():
    try:
        values = [float(v) for v in request.form.values()]
    except ValueError:
        return render_template("index.html", prediction_text="Please enter numbers only")
    prediction = model.predict([values])  # expect: MLS620
    output = round(float(prediction[0]), 2)
    log.info("prediction %s -> %s", dict(request.form), output)
    return render_template("index.html", prediction_text=f"You can sell the car at {output}")


if __name__ == "__main__":
    app.run(port=5001)
