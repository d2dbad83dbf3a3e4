"""Splits, fits, predictions and scores in the words of the libraries beyond scikit-learn.

Every idiom stands here twice: with a leak that a rule must see, and clean.
"""

from __future__ import annotations

import pytest

from mlsmells.core import Confidence
from mlsmells.engine.registry import all_rules
from mlsmells.facts import build
from mlsmells.facts.record.dump import lines
from mlsmells.sources import source_from_text

CODES = frozenset("MLS101 MLS102 MLS103 MLS104 MLS105 MLS106 MLS107 MLS111 MLS118 MLS504 MLS510".split())
RULES = [rule for rule in all_rules() if rule.code in CODES]

TORCH = """
import numpy as np
import pandas as pd
import torch
from torch import nn
from torch.utils.data import ConcatDataset, DataLoader, Dataset, Subset, TensorDataset, random_split
from sklearn.metrics import accuracy_score
from sklearn.model_selection import train_test_split
from sklearn.preprocessing import StandardScaler
df = pd.read_csv("a.csv")
X, y = df.drop(columns=["t"]).values, df["t"].values
class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.layer = nn.Linear(3, 2)
    def forward(self, x):
        return self.layer(x)
model = Net()
loss_fn = nn.CrossEntropyLoss()
optimizer = torch.optim.Adam(model.parameters())
def train(model, loader):
    model.train()
    for xb, yb in loader:
        optimizer.zero_grad()
        loss = loss_fn(model(xb), yb)
        loss.backward()
        optimizer.step()
def evaluate(model, loader):
    model.eval()
    correct = 0
    with torch.no_grad():
        for xb, yb in loader:
            pred = model(xb).argmax(dim=1)
            correct += (pred == yb).sum().item()
    return correct / len(loader.dataset)
"""
KERAS = """
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
BOOST = """
import catboost
import lightgbm as lgb
import pandas as pd
import xgboost as xgb
from sklearn.metrics import accuracy_score, mean_squared_error
from sklearn.model_selection import KFold, train_test_split
from sklearn.preprocessing import StandardScaler
df = pd.read_csv("a.csv")
X, y = df.drop(columns=["t"]), df["t"]
X_train, X_test, y_train, y_test = train_test_split(X, y, random_state=0)
"""
HF = """
import numpy as np
from datasets import concatenate_datasets, load_dataset
from transformers import AutoModelForSequenceClassification, AutoTokenizer, Trainer, TrainingArguments
model = AutoModelForSequenceClassification.from_pretrained("m", revision="1")
tokenizer = AutoTokenizer.from_pretrained("m", revision="1")
args = TrainingArguments("out")
def tokenize(batch):
    return tokenizer(batch["text"], truncation=True)
"""
FAST = """
import pandas as pd
from fastai.tabular.all import *
from sklearn.preprocessing import StandardScaler
df = pd.read_csv("a.csv")
"""
TIME = """
import pandas as pd
from darts import TimeSeries
from darts.dataprocessing.transformers import Scaler
from darts.metrics import mape
from darts.models import ExponentialSmoothing, NBEATSModel
from sklearn.metrics import mean_absolute_error
from sklearn.preprocessing import MinMaxScaler
from sktime.forecasting.base import ForecastingHorizon
from sktime.forecasting.naive import NaiveForecaster
from sktime.forecasting.arima import AutoARIMA
from sktime.split import temporal_train_test_split
from prophet import Prophet
import statsmodels.api as sm
from statsmodels.tsa.arima.model import ARIMA
df = pd.read_csv("a.csv", index_col=0)
y = df["t"]
"""
SPARK = """
from pyspark.sql import SparkSession
from pyspark.ml import Pipeline
from pyspark.ml.classification import LogisticRegression, RandomForestClassifier
from pyspark.ml.evaluation import BinaryClassificationEvaluator, MulticlassClassificationEvaluator
from pyspark.ml.feature import StandardScaler, StringIndexer, VectorAssembler
from pyspark.ml.tuning import CrossValidator, ParamGridBuilder
spark = SparkSession.builder.getOrCreate()
df = spark.read.csv("a.csv", header=True)
lr = LogisticRegression(labelCol="t")
evaluator = BinaryClassificationEvaluator(labelCol="t")
"""

# name of the case: (program, the codes it gets)
TORCH_CASES: dict[str, tuple[str, str]] = {
    "one loader for training and test": (
        "ds = TensorDataset(torch.tensor(X), torch.tensor(y))\n"
        "train_ds, test_ds = random_split(ds, [80, 20])\n"
        "test_loader = DataLoader(test_ds)\n"
        "for epoch in range(3):\n    train(model, DataLoader(ds, shuffle=True))\n    evaluate(model, test_loader)",
        "MLS101",
    ),
    "a loader for each part": (
        "ds = TensorDataset(torch.tensor(X), torch.tensor(y))\n"
        "train_ds, test_ds = random_split(ds, [80, 20])\n"
        "train_loader, test_loader = DataLoader(train_ds, shuffle=True), DataLoader(test_ds)\n"
        "for epoch in range(3):\n    train(model, train_loader)\n    evaluate(model, test_loader)",
        "",
    ),
    "scored on the training loader": (
        "a, b, c, d = train_test_split(X, y, random_state=0)\n"
        "loader = DataLoader(TensorDataset(torch.tensor(a), torch.tensor(c)))\n"
        "train(model, loader)\nacc = evaluate(model, loader)\nprint('accuracy', acc)",
        "MLS504",
    ),
    "training accuracy beside the test accuracy": (
        "a, b, c, d = train_test_split(X, y, random_state=0)\n"
        "loader = DataLoader(TensorDataset(torch.tensor(a), torch.tensor(c)))\n"
        "test = DataLoader(TensorDataset(torch.tensor(b), torch.tensor(d)))\n"
        "train(model, loader)\nprint(evaluate(model, loader), evaluate(model, test))",
        "",
    ),
    "labels of another part": (
        "a, b, c, d = train_test_split(X, y, random_state=0)\n"
        "train(model, DataLoader(TensorDataset(torch.tensor(a), torch.tensor(d))))",
        "MLS510",
    ),
    "scaler before random_split": (
        "X = StandardScaler().fit_transform(X)\n"
        "ds = TensorDataset(torch.tensor(X), torch.tensor(y))\n"
        "train_ds, test_ds = random_split(ds, [80, 20])\n"
        "train(model, DataLoader(train_ds))\nevaluate(model, DataLoader(test_ds))",
        "MLS103",
    ),
    "scaler of the training part": (
        "a, b, c, d = train_test_split(X, y, random_state=0)\n"
        "scaler = StandardScaler().fit(a)\n"
        "train(model, DataLoader(TensorDataset(torch.tensor(scaler.transform(a)), torch.tensor(c))))\n"
        "evaluate(model, DataLoader(TensorDataset(torch.tensor(scaler.transform(b)), torch.tensor(d))))",
        "",
    ),
    "mean of the tensor before random_split": (
        "t = torch.tensor(X)\nt = (t - t.mean(dim=0)) / t.std(dim=0)\n"
        "train_ds, test_ds = random_split(TensorDataset(t, torch.tensor(y)), [80, 20])\n"
        "train(model, DataLoader(train_ds))\nevaluate(model, DataLoader(test_ds))",
        "MLS103",
    ),
    "mean of each row": (
        "t = torch.tensor(X)\nt = t - t.mean(dim=1, keepdim=True)\n"
        "train_ds, test_ds = random_split(TensorDataset(t, torch.tensor(y)), [80, 20])\n"
        "train(model, DataLoader(train_ds))\nevaluate(model, DataLoader(test_ds))",
        "",
    ),
    "Subset of both index arrays": (
        "ds = TensorDataset(torch.tensor(X), torch.tensor(y))\n"
        "train_idx, test_idx = train_test_split(np.arange(len(ds)), random_state=0)\n"
        "train(model, DataLoader(ds))\nevaluate(model, DataLoader(Subset(ds, test_idx)))",
        "MLS101",
    ),
    "Subset for each part": (
        "ds = TensorDataset(torch.tensor(X), torch.tensor(y))\n"
        "train_idx, test_idx = train_test_split(np.arange(len(ds)), random_state=0)\n"
        "train(model, DataLoader(Subset(ds, train_idx)))\nevaluate(model, DataLoader(Subset(ds, test_idx)))",
        "",
    ),
    "parts joined again": (
        "ds = TensorDataset(torch.tensor(X), torch.tensor(y))\n"
        "train_ds, test_ds = random_split(ds, [80, 20])\n"
        "train(model, DataLoader(ConcatDataset([train_ds, test_ds])))\nevaluate(model, DataLoader(test_ds))",
        "MLS101",
    ),
    "a Dataset of the file": (
        "class Rows(Dataset):\n"
        "    def __init__(self, X, y):\n        self.X = torch.tensor(X)\n        self.y = torch.tensor(y)\n"
        "    def __len__(self):\n        return len(self.X)\n"
        "    def __getitem__(self, i):\n        return self.X[i], self.y[i]\n"
        "a, b, c, d = train_test_split(X, y, random_state=0)\n"
        "train(model, DataLoader(Rows(X, y)))\nevaluate(model, DataLoader(Rows(b, d)))",
        "MLS101",
    ),
    "a Dataset of the file for each part": (
        "class Rows(Dataset):\n"
        "    def __init__(self, X, y):\n        self.X = torch.tensor(X)\n        self.y = torch.tensor(y)\n"
        "    def __len__(self):\n        return len(self.X)\n"
        "    def __getitem__(self, i):\n        return self.X[i], self.y[i]\n"
        "a, b, c, d = train_test_split(X, y, random_state=0)\n"
        "train(model, DataLoader(Rows(a, c)))\nevaluate(model, DataLoader(Rows(b, d)))",
        "",
    ),
    "scaler before random_split of a Dataset of the file": (
        "class Rows(Dataset):\n"
        "    def __init__(self, X, y):\n        self.X = torch.tensor(X)\n        self.y = torch.tensor(y)\n"
        "    def __len__(self):\n        return len(self.X)\n"
        "    def __getitem__(self, i):\n        return self.X[i], self.y[i]\n"
        "train_ds, test_ds = random_split(Rows(StandardScaler().fit_transform(X), y), [80, 20])\n"
        "train(model, DataLoader(train_ds))\nevaluate(model, DataLoader(test_ds))",
        "MLS103",
    ),
    "predictions collected in a list": (
        "a, b, c, d = train_test_split(X, y, random_state=0)\n"
        "train(model, DataLoader(TensorDataset(torch.tensor(X), torch.tensor(y))))\n"
        "preds, truth = [], []\nmodel.eval()\n"
        "for xb, yb in DataLoader(TensorDataset(torch.tensor(b), torch.tensor(d))):\n"
        "    preds.extend(model(xb).argmax(1).tolist())\n    truth.extend(yb.tolist())\n"
        "print(accuracy_score(truth, preds))",
        "MLS101",
    ),
    "predictions of the test part collected": (
        "a, b, c, d = train_test_split(X, y, random_state=0)\n"
        "train(model, DataLoader(TensorDataset(torch.tensor(a), torch.tensor(c))))\n"
        "preds, truth = [], []\nmodel.eval()\n"
        "for xb, yb in DataLoader(TensorDataset(torch.tensor(b), torch.tensor(d))):\n"
        "    preds.extend(model(xb).argmax(1).tolist())\n    truth.extend(yb.tolist())\n"
        "print(accuracy_score(truth, preds))",
        "",
    ),
    "batches with their number, put on a device": (
        "a, b, c, d = train_test_split(X, y, random_state=0)\n"
        "loader = DataLoader(TensorDataset(torch.tensor(X), torch.tensor(y)))\n"
        "for i, (xb, yb) in enumerate(loader):\n"
        "    xb, yb = xb.to('cuda'), yb.to('cuda')\n    out = model(xb)\n"
        "    loss = nn.functional.cross_entropy(out, yb)\n    loss.backward()\n"
        "out = model(torch.tensor(b))\n_, pred = torch.max(out, 1)\n"
        "print((pred == torch.tensor(d)).float().mean())",
        "MLS101",
    ),
    "predictions joined to an empty tensor": (
        "a, b, c, d = train_test_split(X, y, random_state=0)\n"
        "train(model, DataLoader(TensorDataset(torch.tensor(X), torch.tensor(y))))\n"
        "preds, truth = torch.LongTensor(), torch.LongTensor()\n"
        "for xb, yb in DataLoader(TensorDataset(torch.tensor(b), torch.tensor(d))):\n"
        "    preds = torch.cat((preds, model(xb).argmax(1)))\n    truth = torch.cat((truth, yb))\n"
        "print(accuracy_score(truth, preds))",
        "MLS101",
    ),
    "two outputs, and eq": (
        "a, b, c, d = train_test_split(X, y, random_state=0)\n"
        "class Two(Net):\n    def forward(self, x):\n        return self.layer(x), x\n"
        "net = Two()\nout, _ = net(torch.tensor(X))\nloss_fn(out, torch.tensor(y)).backward()\n"
        "out, _ = net(torch.tensor(b))\ntop = out.argmax(1, keepdim=True)\n"
        "print(top.eq(torch.tensor(d).view_as(top)).sum().float() / len(d))",
        "MLS101",
    ),
    "masks over the nodes of one graph": (
        "t, labels = torch.tensor(X), torch.tensor(y)\nmask = torch.tensor(df['train'].values)\n"
        "out = model(t)\nloss_fn(out[mask], labels[mask]).backward()\n"
        "pred = model(t).argmax(1)\nprint('accuracy', (pred[~mask] == labels[~mask]).float().mean())",
        "",
    ),
    "all nodes of one graph": (
        "t, labels = torch.tensor(X), torch.tensor(y)\nmask = torch.tensor(df['train'].values)\n"
        "out = model(t)\nloss_fn(out[mask], labels[mask]).backward()\n"
        "pred = model(t).argmax(1)\nprint('accuracy', (pred[mask] == labels[mask]).float().mean())",
        "MLS504",
    ),
    "training accuracy within the training step": (
        "loader = DataLoader(TensorDataset(torch.tensor(X), torch.tensor(y)))\n"
        "for xb, yb in loader:\n    out = model(xb)\n    loss = loss_fn(out, yb)\n    loss.backward()\n"
        "    accuracy = (out.argmax(1) == yb).float().mean()\n    print('accuracy', accuracy)",
        "",
    ),
    "three parts": (
        "ds = TensorDataset(torch.tensor(X), torch.tensor(y))\n"
        "train_ds, val_ds, test_ds = random_split(ds, [70, 10, 20])\n"
        "for epoch in range(3):\n    train(model, DataLoader(train_ds))\n    evaluate(model, DataLoader(val_ds))\n"
        "evaluate(model, DataLoader(test_ds))",
        "",
    ),
}
KERAS_CASES: dict[str, tuple[str, str]] = {
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
BOOST_CASES: dict[str, tuple[str, str]] = {
    "xgb.cv after a scaler": (
        "Z = StandardScaler().fit_transform(X)\nxgb.cv({}, xgb.DMatrix(Z, label=y), nfold=5)",
        "MLS106",
    ),
    "xgb.cv on raw rows": ("xgb.cv({}, xgb.DMatrix(X, label=y), nfold=5)", ""),
    "lgb.cv after a scaler": (
        "Z = StandardScaler().fit_transform(X)\nlgb.cv({}, lgb.Dataset(Z, y), nfold=5)",
        "MLS106",
    ),
    "lgb.cv on raw rows": ("lgb.cv({}, lgb.Dataset(X, y), nfold=5)", ""),
    "catboost.cv after a scaler": (
        "Z = StandardScaler().fit_transform(X)\ncatboost.cv(catboost.Pool(Z, y), {}, fold_count=5)",
        "MLS106",
    ),
    "xgb.train on all rows": (
        "bst = xgb.train({}, xgb.DMatrix(X, label=y))\n"
        "print(mean_squared_error(y_test, bst.predict(xgb.DMatrix(X_test))))",
        "MLS101",
    ),
    "xgb.train on training rows": (
        "bst = xgb.train({}, xgb.DMatrix(X_train, label=y_train))\n"
        "print(mean_squared_error(y_test, bst.predict(xgb.DMatrix(X_test))))",
        "",
    ),
    "labels of another part in a DMatrix": ("xgb.train({}, xgb.DMatrix(X_train, label=y_test))", "MLS510"),
    "lgb.train scored on its own rows": (
        "bst = lgb.train({}, lgb.Dataset(X_train, y_train))\nprint(mean_squared_error(y_train, bst.predict(X_train)))",
        "MLS504",
    ),
    "lgb.train with a validation part": (
        "a, v, c, w = train_test_split(X_train, y_train, random_state=1)\n"
        "bst = lgb.train({}, lgb.Dataset(a, c), valid_sets=[lgb.Dataset(v, w)])\n"
        "print(mean_squared_error(y_test, bst.predict(X_test)))",
        "",
    ),
    "sklearn wrapper": (
        "m = xgb.XGBClassifier().fit(X_train, y_train, eval_set=[(X_train, y_train)])\nprint(m.score(X_test, y_test))",
        "",
    ),
    "catboost Pool of all rows": (
        "m = catboost.CatBoostClassifier()\nm.fit(catboost.Pool(X, y))\nprint(m.score(catboost.Pool(X_test, y_test)))",
        "MLS101",
    ),
    "catboost Pool of training rows": (
        "m = catboost.CatBoostClassifier()\nm.fit(catboost.Pool(X_train, y_train))\n"
        "print(m.score(catboost.Pool(X_test, y_test)))",
        "",
    ),
}
HF_CASES: dict[str, tuple[str, str]] = {
    "trained on the test split": (
        "ds = load_dataset('imdb').map(tokenize)\n"
        "t = Trainer(model, args, train_dataset=concatenate_datasets([ds['train'], ds['test']]),"
        " eval_dataset=ds['test'])\nt.train()\nt.evaluate()",
        "MLS101",
    ),
    "the splits of the hub": (
        "ds = load_dataset('imdb').map(tokenize)\n"
        "t = Trainer(model=model, args=args, train_dataset=ds['train'], eval_dataset=ds['test'])\n"
        "t.train()\nt.evaluate()",
        "MLS107",  # a note: the test split is watched
    ),
    "one split evaluated where it was trained": (
        "ds = load_dataset('imdb', split='train')\n"
        "t = Trainer(model=model, args=args, train_dataset=ds, eval_dataset=ds)\nt.train()\nprint(t.evaluate())",
        "MLS504",
    ),
    "splits by argument": (
        "a, b = load_dataset('imdb', split='train'), load_dataset('imdb', split='test')\n"
        "t = Trainer(model=model, args=args, train_dataset=a, eval_dataset=b)\nt.train()\nprint(t.evaluate())",
        "MLS107",  # a note: the test split is watched
    ),
    "same rows by argument": (
        "a, b = load_dataset('imdb', split='train+test'), load_dataset('imdb', split='test')\n"
        "t = Trainer(model=model, args=args, train_dataset=a, eval_dataset=b)\nt.train()\nprint(t.evaluate())",
        "MLS101",
    ),
    "train_test_split of one split": (
        "ds = load_dataset('imdb', split='train').train_test_split(0.1, seed=1)\n"
        "t = Trainer(model=model, args=args, train_dataset=ds['train'], eval_dataset=ds['test'])\n"
        "t.train()\nt.evaluate()",
        "",
    ),
    "trained before train_test_split": (
        "ds = load_dataset('imdb', split='train')\nparts = ds.train_test_split(0.1, seed=1)\n"
        "t = Trainer(model=model, args=args, train_dataset=ds, eval_dataset=parts['test'])\n"
        "t.train()\nt.evaluate()",
        "MLS101",
    ),
    "a training loop of batches": (
        "import torch\nfrom torch.utils.data import DataLoader\nds = load_dataset('imdb').map(tokenize)\n"
        "for batch in DataLoader(concatenate_datasets([ds['train'], ds['test']])):\n"
        "    loss = model(**batch).loss\n    loss.backward()\n"
        "preds, truth = [], []\nfor batch in DataLoader(ds['test']):\n"
        "    preds.extend(model(**batch).logits.argmax(dim=-1).tolist())\n    truth.extend(batch['labels'].tolist())\n"
        "from sklearn.metrics import accuracy_score\nprint(accuracy_score(truth, preds))",
        "MLS101",
    ),
    "a clean training loop of batches": (
        "import torch\nfrom torch.utils.data import DataLoader\nds = load_dataset('imdb').map(tokenize)\n"
        "for batch in DataLoader(ds['train']):\n    loss = model(**batch).loss\n    loss.backward()\n"
        "preds, truth = [], []\nfor batch in DataLoader(ds['test']):\n"
        "    preds.extend(model(**batch).logits.argmax(dim=-1).tolist())\n    truth.extend(batch['labels'].tolist())\n"
        "from sklearn.metrics import accuracy_score\nprint(accuracy_score(truth, preds))",
        "",
    ),
    "select and shuffle of a split": (
        "ds = load_dataset('imdb')\na = ds['train'].shuffle(seed=1).select(range(100)).map(tokenize)\n"
        "b = ds['test'].shuffle(seed=1).select(range(100)).map(tokenize)\n"
        "t = Trainer(model=model, args=args, train_dataset=a, eval_dataset=b)\nt.train()\nt.evaluate()\nt.predict(b)",
        "",
    ),
}
FAST_CASES: dict[str, tuple[str, str]] = {
    "scaler before valid_pct": (
        "df[['a']] = StandardScaler().fit_transform(df[['a']])\n"
        "dls = TabularDataLoaders.from_df(df, y_names='t', procs=[Normalize])\n"
        "learn = tabular_learner(dls)\nlearn.fit_one_cycle(3)\nlearn.validate()",
        "MLS103",
    ),
    "procs inside": (
        "dls = TabularDataLoaders.from_df(df, y_names='t', procs=[Normalize])\n"
        "learn = tabular_learner(dls)\nlearn.fit_one_cycle(3)\nlearn.validate()",
        "",
    ),
    "folder with valid_pct": (
        "from fastai.vision.all import *\n"
        "dls = ImageDataLoaders.from_folder('p', valid_pct=0.2, seed=42)\n"
        "learn = vision_learner(dls, resnet18, metrics=accuracy)\nlearn.fine_tune(3)\nlearn.validate()",
        "",
    ),
}
TIME_CASES: dict[str, tuple[str, str]] = {
    "sktime": (
        "a, b = temporal_train_test_split(y, test_size=12)\n"
        "f = AutoARIMA()\nf.fit(a)\npred = f.predict(ForecastingHorizon(b.index, is_relative=False))\n"
        "print(mean_absolute_error(b, pred))",
        "",
    ),
    "sktime fitted on all": (
        "a, b = temporal_train_test_split(y, test_size=12)\n"
        "f = AutoARIMA()\nf.fit(y)\npred = f.predict(ForecastingHorizon(b.index, is_relative=False))\n"
        "print(mean_absolute_error(b, pred))",
        "MLS101",
    ),
    "darts": (
        "s = TimeSeries.from_series(y)\ntrain, val = s.split_before(0.8)\n"
        "sc = Scaler()\ntrain = sc.fit_transform(train)\nval = sc.transform(val)\n"
        "m = NBEATSModel(24, 12)\nm.fit(train)\nprint(mape(val, m.predict(len(val))))",
        "",
    ),
    "darts scaled before the split": (
        "s = Scaler().fit_transform(TimeSeries.from_series(y))\ntrain, val = s.split_after(0.8)\n"
        "m = NBEATSModel(24, 12)\nm.fit(train)\nprint(mape(val, m.predict(len(val))))",
        "MLS103",
    ),
    "darts fitted on all": (
        "s = TimeSeries.from_series(y)\ntrain, val = s.split_before(0.8)\n"
        "m = ExponentialSmoothing()\nm.fit(s)\nprint(mape(val, m.predict(len(val))))",
        "MLS101",
    ),
    "statsmodels": (
        "train, test = y[:-12], y[-12:]\nres = ARIMA(train, order=(1, 1, 1)).fit()\n"
        "print(mean_absolute_error(test, res.forecast(12)))",
        "",
    ),
    "regression scored on its own rows": (
        "from sklearn.model_selection import train_test_split\n"
        "a, b, c, d = train_test_split(df[['u']], y, random_state=0)\n"
        "res = sm.OLS(y, sm.add_constant(df[['u']])).fit()\n"
        "print(mean_absolute_error(d, res.predict(sm.add_constant(b))))",
        "MLS101",
    ),
    "regression on the training rows": (
        "from sklearn.model_selection import train_test_split\n"
        "a, b, c, d = train_test_split(df[['u']], y, random_state=0)\n"
        "res = sm.OLS(c, sm.add_constant(a)).fit()\n"
        "print(mean_absolute_error(d, res.predict(sm.add_constant(b))))",
        "",
    ),
    "prophet": (
        "train, test = df[:-30], df[-30:]\nm = Prophet()\nm.fit(train)\nf = m.predict(test)\n"
        "print(mean_absolute_error(test['y'], f['yhat']))",
        "",
    ),
    "prophet fitted on all": (
        "m = Prophet()\nm.fit(df)\nf = m.predict(df)\nprint(mean_absolute_error(df['y'], f['yhat']))",
        "MLS504",
    ),
}
SPARK_CASES: dict[str, tuple[str, str]] = {
    "scaler before randomSplit": (
        "vec = VectorAssembler(inputCols=['a'], outputCol='v').transform(df)\n"
        "scaled = StandardScaler(inputCol='v', outputCol='f').fit(vec).transform(vec)\n"
        "train, test = scaled.randomSplit([0.8, 0.2], seed=1)\n"
        "pred = lr.fit(train).transform(test)\nprint(evaluator.evaluate(pred))",
        "MLS103",
    ),
    "scaler in the pipeline": (
        "train, test = df.randomSplit([0.8, 0.2], seed=1)\n"
        "p = Pipeline(stages=[VectorAssembler(inputCols=['a'], outputCol='v'),"
        " StandardScaler(inputCol='v', outputCol='f'), lr])\n"
        "m = p.fit(train)\npred = m.transform(test)\nprint(evaluator.evaluate(pred))",
        "",
    ),
    "indexer before the split": (
        "indexed = StringIndexer(inputCol='a', outputCol='b').fit(df).transform(df)\n"
        "train, test = indexed.randomSplit([0.8, 0.2], seed=1)\n"
        "pred = lr.fit(train).transform(test)\nprint(evaluator.evaluate(pred))",
        "",
    ),
    "fitted on all rows": (
        "train, test = df.randomSplit([0.8, 0.2], seed=1)\nm = lr.fit(df)\n"
        "print(evaluator.evaluate(m.transform(test)))",
        "MLS101",
    ),
    "scored where it was trained": (
        "m = lr.fit(df)\nprint(evaluator.evaluate(m.transform(df)))",
        "MLS504",
    ),
    "three parts": (
        "train, val, test = df.randomSplit([0.7, 0.1, 0.2], seed=1)\nm = lr.fit(train)\n"
        "print(evaluator.evaluate(m.transform(val)))\nprint(evaluator.evaluate(m.transform(test)))",
        "",
    ),
    "cross-validated after a scaler": (
        "vec = VectorAssembler(inputCols=['a'], outputCol='v').transform(df)\n"
        "scaled = StandardScaler(inputCol='v', outputCol='f').fit(vec).transform(vec)\n"
        "cv = CrossValidator(estimator=lr, evaluator=evaluator, numFolds=3)\nm = cv.fit(scaled)",
        "MLS106",
    ),
    "cross-validated pipeline": (
        "p = Pipeline(stages=[StandardScaler(inputCol='v', outputCol='f'), lr])\n"
        "cv = CrossValidator(estimator=p, evaluator=evaluator, numFolds=3)\n"
        "train, test = df.randomSplit([0.8, 0.2], seed=1)\nm = cv.fit(train)\n"
        "print(evaluator.evaluate(m.transform(test)))",
        "",
    ),
}
TABLES = {
    "torch": (TORCH, TORCH_CASES),
    "keras": (KERAS, KERAS_CASES),
    "boosting": (BOOST, BOOST_CASES),
    "hugging face": (HF, HF_CASES),
    "fastai": (FAST, FAST_CASES),
    "forecasting": (TIME, TIME_CASES),
    "spark": (SPARK, SPARK_CASES),
}
ALL = [
    pytest.param(head + code, codes, id=f"{library}: {name}")
    for library, (head, cases) in TABLES.items()
    for name, (code, codes) in cases.items()
]


@pytest.mark.parametrize(("code", "expected"), ALL)
def test_idiom(code: str, expected: str) -> None:
    facts = build(source_from_text(code, "train.py"))
    found = {f.code for rule in RULES for f in rule.run(facts) if f.confidence >= Confidence.MEDIUM}
    assert found == set(expected.split()), "\n".join(lines(facts))
