# source: dunetz/CS230Final#2
import keras
import numpy as np
from sklearn.metrics import classification_report

keras.utils.set_random_seed(230)
with np.load("faces.npz") as data:
    x_train, y_train = data["x_train"], data["y_train"]
    x_val, y_val = data["x_val"], data["y_val"]

model = keras.Sequential(
    [keras.layers.Flatten(), keras.layers.Dense(128, activation="relu"), keras.layers.Dense(7, activation="softmax")]
)
model.compile("adam", "sparse_categorical_crossentropy", metrics=["accuracy"])
model.fit(x_train, y_train, epochs=12, batch_size=64)


def performance(x, Y, title):
    print(title)
    Yhat = np.argmax(model.predict(x), axis=1)
    print(classification_report(y_true=Yhat, y_pred=Y, zero_division=0))  # expect: MLS505


majority = np.full(len(y_val), np.bincount(y_train).argmax())
print("baseline")
print(classification_report(y_true=y_val, y_pred=majority, zero_division=0))
performance(x_train, y_train, "training")
performance(x_val, y_val, "validation")
