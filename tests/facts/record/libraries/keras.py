"""Keras."""

from __future__ import annotations

HEAD = """
import numpy as np
import pandas as pd
import tensorflow as tf
from tensorflow import keras
from sklearn.metrics import accuracy_score
from sklearn.model_selection import train_test_split
from sklearn.preprocessing import StandardScaler
df = pd.read_csv("a.csv")
X, y = df.drop(columns=["t"]).values, df["t"].values
model = keras.Sequential([keras.layers.Dense(8), keras.layers.Dense(1)])
model.compile(loss="mse")
"""
# name of the case: (program, the codes it gets)
CASES: dict[str, tuple[str, str]] = {
    "fit on all rows": (
        "a, b, c, d = train_test_split(X, y, random_state=0)\nmodel.fit(X, y)\nmodel.evaluate(b, d)",
        "MLS101",
    ),
    "fit on the training rows": (
        "a, b, c, d = train_test_split(X, y, random_state=0)\nmodel.fit(a, c)\nmodel.evaluate(b, d)",
        "",
    ),
    "scaler before validation_split": (
        "X = StandardScaler().fit_transform(X)\nhistory = model.fit(X, y, validation_split=0.2)",
        "MLS103",
    ),
    "scaler without a validation part": (
        "X = StandardScaler().fit_transform(X)\nhistory = model.fit(X, y)",
        "",
    ),
    "test rows watched beside clean features": (
        "a, b, c, d = train_test_split(X, y, random_state=0)\n"
        "model.fit(a, c, validation_split=0.1)\nmodel.evaluate(b, d)",
        "",
    ),
    "Normalization adapted to all rows": (
        "norm = keras.layers.Normalization()\nnorm.adapt(X)\n"
        "a, b, c, d = train_test_split(X, y, random_state=0)\n"
        "net = keras.Sequential([norm, keras.layers.Dense(1)])\nnet.compile(loss='mse')\n"
        "net.fit(a, c)\nnet.evaluate(b, d)",
        "MLS103",
    ),
    "Normalization adapted to the training rows": (
        "norm = keras.layers.Normalization()\n"
        "a, b, c, d = train_test_split(X, y, random_state=0)\nnorm.adapt(a)\n"
        "net = keras.Sequential([norm, keras.layers.Dense(1)])\nnet.compile(loss='mse')\n"
        "net.fit(a, c)\nnet.evaluate(b, d)",
        "",
    ),
    "Tokenizer of all texts": (
        "from tensorflow.keras.preprocessing.text import Tokenizer\n"
        "from tensorflow.keras.preprocessing.sequence import pad_sequences\n"
        "tok = Tokenizer(num_words=100)\ntok.fit_on_texts(df['text'])\n"
        "X = pad_sequences(tok.texts_to_sequences(df['text']))\n"
        "a, b, c, d = train_test_split(X, y, random_state=0)\nmodel.fit(a, c)\nmodel.evaluate(b, d)",
        "MLS103",
    ),
    "Tokenizer of the training texts": (
        "from tensorflow.keras.preprocessing.text import Tokenizer\n"
        "from tensorflow.keras.preprocessing.sequence import pad_sequences\n"
        "tok = Tokenizer(num_words=100)\na, b, c, d = train_test_split(df['text'], y, random_state=0)\n"
        "tok.fit_on_texts(a)\n"
        "model.fit(pad_sequences(tok.texts_to_sequences(a)), c)\n"
        "model.evaluate(pad_sequences(tok.texts_to_sequences(b)), d)",
        "",
    ),
    "take and skip": (
        "ds = tf.data.Dataset.from_tensor_slices((X, y))\n"
        "train, test = ds.skip(100).batch(8), ds.take(100).batch(8)\n"
        "model.fit(train)\nmodel.evaluate(test)",
        "",
    ),
    "take, and fit on all": (
        "ds = tf.data.Dataset.from_tensor_slices((X, y))\n"
        "test = ds.take(100).batch(8)\nmodel.fit(ds.batch(8))\nmodel.evaluate(test)",
        "MLS504",
    ),
    "shuffled anew before take and skip": (
        "ds = tf.data.Dataset.from_tensor_slices((X, y)).shuffle(1000)\n"
        "train, test = ds.skip(100).batch(8), ds.take(100).batch(8)\n"
        "model.fit(train)\nmodel.evaluate(test)",
        "MLS118",
    ),
    "shuffled once before take and skip": (
        "ds = tf.data.Dataset.from_tensor_slices((X, y)).shuffle(1000, reshuffle_each_iteration=False)\n"
        "train, test = ds.skip(100).batch(8), ds.take(100).batch(8)\n"
        "model.fit(train)\nmodel.evaluate(test)",
        "",
    ),
    "lists that become arrays after the split": (
        "rows, labels = X.tolist(), y.tolist()\n"
        "a, b, c, d = train_test_split(rows, labels, random_state=0)\n"
        "model.fit(np.array(rows), np.array(labels))\nmodel.evaluate(np.array(b), np.array(d))",
        "MLS101",
    ),
    "lists that become arrays, clean": (
        "rows, labels = X.tolist(), y.tolist()\n"
        "a, b, c, d = train_test_split(rows, labels, random_state=0)\n"
        "model.fit(np.array(a), np.array(c))\nmodel.evaluate(np.array(b), np.array(d))",
        "",
    ),
    "scaler before validation_split of the training part": (
        "a, b, c, d = train_test_split(X, y, random_state=0)\nscaler = StandardScaler().fit(a)\n"
        "model.fit(scaler.transform(a), c, validation_split=0.1)\nmodel.evaluate(scaler.transform(b), d)",
        "MLS103",  # info: the last test stays clean
    ),
    "parts of mnist": (
        "(a, c), (b, d) = keras.datasets.mnist.load_data()\na, b = a / 255.0, b / 255.0\n"
        "model.fit(a, c, validation_split=0.1)\nmodel.evaluate(b, d)",
        "",
    ),
    "trained on the test part of mnist": (
        "(a, c), (b, d) = keras.datasets.mnist.load_data()\n"
        "model.fit(np.concatenate([a, b]), np.concatenate([c, d]))\nmodel.evaluate(b, d)",
        "MLS101",
    ),
    "scored where it was trained": (
        "model.fit(X, y)\npred = model.predict(X)\nprint(accuracy_score(y, pred > 0.5))",
        "MLS504",
    ),
    "both subsets of one folder": (
        "a = keras.utils.image_dataset_from_directory('p', validation_split=0.2, subset='training', seed=1)\n"
        "b = keras.utils.image_dataset_from_directory('p', validation_split=0.2, subset='validation', seed=1)\n"
        "model.fit(a, validation_data=b)\nmodel.evaluate(b)",
        "",
    ),
    "folder and a subset of it": (
        "a = keras.utils.image_dataset_from_directory('p', seed=1)\n"
        "b = keras.utils.image_dataset_from_directory('p', validation_split=0.2, subset='validation', seed=1)\n"
        "model.fit(a)\nmodel.evaluate(b)",
        "MLS101",
    ),
    "subsets with different seeds": (
        "a = keras.utils.image_dataset_from_directory('p', validation_split=0.2, subset='training', seed=1)\n"
        "b = keras.utils.image_dataset_from_directory('p', validation_split=0.2, subset='validation', seed=2)\n"
        "model.fit(a, validation_data=b)\nmodel.evaluate(b)",
        "MLS118",
    ),
    "generator with two subsets": (
        "gen = keras.preprocessing.image.ImageDataGenerator(rescale=1 / 255, validation_split=0.2)\n"
        "a = gen.flow_from_directory('p', subset='training')\nb = gen.flow_from_directory('p', subset='validation')\n"
        "model.fit(a, validation_data=b)\nmodel.evaluate(b)",
        "",
    ),
    "generator flows on a part": (
        "gen = keras.preprocessing.image.ImageDataGenerator(rescale=1 / 255)\n"
        "a, b, c, d = train_test_split(X, y, random_state=0)\n"
        "model.fit(gen.flow(a, c))\nmodel.evaluate(b, d)",
        "",
    ),
    "generator flows on all rows": (
        "gen = keras.preprocessing.image.ImageDataGenerator(rescale=1 / 255)\n"
        "a, b, c, d = train_test_split(X, y, random_state=0)\n"
        "model.fit(gen.flow(X, y))\nmodel.evaluate(b, d)",
        "MLS101",
    ),
}
