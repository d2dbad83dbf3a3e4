# source: marco-c/autowebcompat#160
import json
import random

import keras
import numpy as np

with open("labels.json") as handle:
    labels = json.load(handle)

keras.utils.set_random_seed(0)
names = sorted(labels)
images = np.stack([keras.utils.img_to_array(keras.utils.load_img(f"screens/{n}.png", target_size=(96, 96))) for n in names])
kinds = np.array([1.0 if labels[n] == "y" else 0.0 for n in names])

rows = list(range(len(names)))
generator = random.Random()
generator.shuffle(rows)  # expect: MLS202
n_train, n_validation = int(len(rows) * 0.7), int(len(rows) * 0.15)
train = rows[:n_train]
validation = rows[n_train : n_train + n_validation]
test = rows[n_train + n_validation :]

network = keras.Sequential(
    [
        keras.layers.Rescaling(1 / 255),
        keras.layers.Conv2D(16, 3, activation="relu"),
        keras.layers.GlobalAveragePooling2D(),
        keras.layers.Dense(1, activation="sigmoid"),
    ]
)
network.compile("adam", "binary_crossentropy", metrics=["accuracy"])
stop = keras.callbacks.EarlyStopping(patience=3)
network.fit(images[train], kinds[train], epochs=50, validation_data=(images[validation], kinds[validation]), callbacks=[stop])
print("majority", max(kinds[test].mean(), 1 - kinds[test].mean()))
print("network", network.evaluate(images[test], kinds[test]))
