# source: slychief/ismir2018_tutorial#3
import keras
import numpy as np
from sklearn.metrics import accuracy_score, roc_auc_score
from sklearn.model_selection import StratifiedShuffleSplit
from sklearn.preprocessing import StandardScaler

keras.utils.set_random_seed(0)
spectra = np.load("spectrograms.npy")
classes = np.load("is_music.npy")

splitter = StratifiedShuffleSplit(n_splits=1, test_size=0.25, random_state=0)
train, test = next(splitter.split(spectra, classes))
train_flat, test_flat = spectra[train].reshape(len(train), -1), spectra[test].reshape(len(test), -1)
scaler = StandardScaler().fit(train_flat)
train_flat, test_flat = scaler.transform(train_flat), scaler.transform(test_flat)

model = keras.Sequential([keras.layers.Dense(256, activation="relu"), keras.layers.Dense(1, activation="sigmoid")])
model.compile(loss="binary_crossentropy", optimizer="sgd", metrics=["accuracy"])
model.fit(train_flat, classes[train], batch_size=32, epochs=15)

test_pred_prob = model.predict(test_flat)[:, 0]
test_pred = np.round(test_pred_prob)
print("always music", accuracy_score(classes[test], np.ones(len(test))))
print("accuracy", accuracy_score(classes[test], test_pred))
print("AUC", roc_auc_score(classes[test], test_pred))  # expect: MLS506
