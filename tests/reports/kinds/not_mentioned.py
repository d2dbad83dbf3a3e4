# codes: MLS202 MLS207 MLS304 MLS305
#%% silent: files are counted by folder
import os
import torch

class Images:
    def __init__(self, root):
        self.counts = {}
        for folder in os.listdir(root):
            found = 0
            for name in os.listdir(os.path.join(root, folder)):
                if name.endswith(".png"):
                    found += 1
            if found:
                self.counts[folder] = found
#%% silent: how many there are of each kind
from pathlib import Path
import torch

def summary(root):
    sizes = {}
    for kind in ("cats", "dogs"):
        n = 0
        for _ in (Path(root) / kind).iterdir():
            n = n + 1
        sizes[kind] = n
    return sizes
#%% silent: the total beside a name
import glob
import torch

total = 0
for path in glob.glob("scans/*.dcm"):
    total += 1
report = {}
report[input("name: ")] = total
#%% a counter numbers the folders
import os
import torch

labels = {}
number = 0
for folder in os.listdir("images"):  # MLS207
    labels[folder] = number
    number += 1
#%% a counter that goes on from folder to folder
import os
import torch

first = {}
count = 0
for folder in os.listdir("images"):  # MLS207
    first[folder] = count
    for name in os.listdir(os.path.join("images", folder)):
        count += 1
#%% a counter numbers the files of a folder
import os
import torch

numbers = {}
for folder in ("a", "b"):
    n = 0
    for name in os.listdir(folder):  # MLS207
        numbers[name] = n
        n += 1
#%% silent: features of all files, some at a time
import os
import numpy as np

def moments(folder, encode, size=32):
    names = [os.path.join(folder, name) for name in os.listdir(folder)]
    found = []
    for at in range(0, len(names), size):
        some = names[at : at + size]
        found.append(encode(some))
    features = np.concatenate(found)
    return features.mean(axis=0), np.cov(features, rowvar=False)
#%% silent: the batches of a long list
import glob
import torch

paths = glob.glob("texts/*.txt")
for start in range(0, len(paths), 500):
    chunk = paths[start : start + 500]
    print(sum(len(open(path).read()) for path in chunk))
#%% silent: batches that end with the list
from pathlib import Path
import torch

def describe(model, root, step):
    files = list(Path(root).glob("*.wav"))
    for i in range(0, len(files), step):
        part = files[i : min(i + step, len(files))]
        print(model(part))
#%% the first files are the training rows
import glob
import torch

paths = glob.glob("texts/*.txt")  # MLS207
cut = int(len(paths) * 0.8)
train_paths = paths[:cut]
test_paths = paths[cut:]
#%% a middle part is held out
import glob
import torch

def fold(k, size):
    paths = glob.glob("texts/*.txt")  # MLS207
    held_out = paths[k * size : (k + 1) * size]
    return held_out
#%% the steps leave out the first files
import glob
import torch

paths = glob.glob("texts/*.txt")  # MLS207
for start in range(1000, len(paths), 500):
    chunk = paths[start : start + 500]
    print(len(chunk))
#%% silent: the newest checkpoint, if the run is to be resumed
import glob
import os
import torch

def main(args, model):
    path = args.weights
    if args.resume and not path:
        path = max(glob.glob("runs/*/last.pt"), key=os.path.getctime)
        model.load_state_dict(torch.load(path))
#%% silent: resumed through a helper
import glob
import os
import torch

def latest(folder="runs"):
    return max(glob.glob(f"{folder}/**/last*.pt", recursive=True), key=os.path.getctime)

def main(opt):
    last = latest() if opt.resume == "get_last" else opt.resume
    return torch.load(last)
#%% silent: what a restart goes on with
import sys
import torch
from pathlib import Path

state = None
if "--restore" in sys.argv:
    newest = sorted(Path("checkpoints").glob("*.pt"))[-1]
    state = torch.load(newest)
#%% the newest data, whatever that is
import glob
import os
import pandas as pd
from sklearn.linear_model import LogisticRegression

path = max(glob.glob("exports/*.csv"), key=os.path.getctime)  # MLS304
rows = pd.read_csv(path)
LogisticRegression().fit(rows[["a"]], rows["b"])
#%% the newest model is evaluated
import glob
import os
import torch

def latest(folder):
    return max(glob.glob(f"{folder}/*.pt"), key=os.path.getmtime)  # MLS304

net = torch.load(latest("models"))
#%% only a verbose run is told of it
import glob
import os
import sys
import pandas as pd
from sklearn.linear_model import LogisticRegression

if "--verbose" in sys.argv:
    path = max(glob.glob("exports/*.csv"), key=os.path.getmtime)  # MLS304
    rows = pd.read_csv(path)
    LogisticRegression().fit(rows[["a"]], rows["b"])
#%% silent: rows saved where the caller wants them
import pandas as pd

def clean(path, out=""):
    rows = pd.read_csv(path).dropna()
    rows.to_csv(out or path, index=False)
#%% silent: the function says what it does
import numpy as np

def scale(path):  # WARNING: overwrites the file!
    rows = np.loadtxt(path)
    np.savetxt(path, rows / rows.max())
#%% silent: its description says so
import pandas as pd

def clean(path):
    """Drop what is incomplete (overwrites the file)."""
    rows = pd.read_csv(path).dropna()
    rows.to_csv(path, index=False)
#%% silent: columns are put beside those of the file
import numpy as np

class Results:
    def save(self, scores, path):
        known = np.loadtxt(path)
        np.savetxt(path, np.column_stack([known, scores]))
#%% two parts of one file
import numpy as np

def fold(path):
    rows = np.loadtxt(path)
    np.savetxt(path, np.concatenate([rows[:5], rows[9:]]))  # MLS305
#%% silent: rows that are given are joined to those of the file
import numpy as np

def keep(rows, path):
    before = np.loadtxt(path)
    after = np.concatenate([before, rows])
    np.savetxt(path, after)
#%% rows are changed in their own file
import pandas as pd

def clean(path):
    rows = pd.read_csv(path).dropna()
    rows.to_csv(path, index=False)  # MLS305
#%% an array is scaled in its own file
import numpy as np

def scale(path):
    rows = np.loadtxt(path)
    rows = rows / rows.max()
    np.savetxt(path, rows)  # MLS305
#%% the generator of the test rows draws nothing
from tensorflow import keras
from tensorflow.keras.preprocessing.image import ImageDataGenerator

train = ImageDataGenerator(rotation_range=9).flow_from_directory("train", seed=3)
test = ImageDataGenerator(rescale=1 / 255).flow_from_directory("test", shuffle=False)
model = keras.Sequential([keras.layers.Dense(4)])  # MLS202
model.compile("adam", "mse")
model.fit(train, validation_data=test)
#%% silent: nothing is drawn at all
from tensorflow import keras
from tensorflow.keras.preprocessing.image import ImageDataGenerator

keras.utils.set_random_seed(1)
test = ImageDataGenerator(rescale=1 / 255).flow_from_directory("test", shuffle=False)
model = keras.Sequential([keras.layers.Dense(4)])
model.compile("adam", "mse")
model.fit(test)
#%% images that are varied are drawn, in whatever order
from tensorflow import keras
from tensorflow.keras.preprocessing.image import ImageDataGenerator

rows = ImageDataGenerator(rotation_range=9).flow_from_directory("train", shuffle=False)  # MLS202
model = keras.Sequential([keras.layers.Dense(4)])
model.compile("adam", "mse")
model.fit(rows)
#%% an objective that is an object
import optuna
import pandas as pd
from sklearn.ensemble import RandomForestClassifier
from sklearn.model_selection import cross_val_score

class Objective:
    def __init__(self, X, y):
        self.X, self.y = X, y

    def __call__(self, trial):
        model = RandomForestClassifier(max_depth=trial.suggest_int("depth", 2, 9))  # MLS202
        return cross_val_score(model, self.X, self.y, cv=5).mean()

rows = pd.read_csv("rows.csv")
study = optuna.create_study(direction="maximize", sampler=optuna.samplers.TPESampler(seed=1))
study.optimize(Objective(rows[["a"]], rows["b"]), n_trials=50)
#%% silent: an objective that seeds its models
import optuna
import pandas as pd
from sklearn.ensemble import RandomForestClassifier
from sklearn.model_selection import cross_val_score

class Objective:
    def __init__(self, X, y):
        self.X, self.y = X, y

    def __call__(self, trial):
        model = RandomForestClassifier(max_depth=trial.suggest_int("depth", 2, 9), random_state=0)
        return cross_val_score(model, self.X, self.y, cv=5).mean()

rows = pd.read_csv("rows.csv")
study = optuna.create_study(direction="maximize", sampler=optuna.samplers.TPESampler(seed=1))
study.optimize(Objective(rows[["a"]], rows["b"]), n_trials=50)
#%% a task that a scheduler runs
import joblib
import pandas as pd
from airflow import DAG
from airflow.operators.python import PythonOperator
from sklearn.ensemble import RandomForestClassifier

def train():
    rows = pd.read_csv("rows.csv")
    model = RandomForestClassifier(n_estimators=200).fit(rows[["a"]], rows["b"])  # MLS202
    joblib.dump(model, "model.joblib")

with DAG("weekly") as dag:
    PythonOperator(task_id="train", python_callable=train)
#%% only the split brings a generator
import torch
from torch import nn
from torch.utils.data import DataLoader, TensorDataset, random_split

rows = TensorDataset(torch.load("x.pt"), torch.load("y.pt"))
train, held_out = random_split(rows, [0.8, 0.2], generator=torch.Generator().manual_seed(7))
net = nn.Linear(4, 1)  # MLS202
optimizer = torch.optim.SGD(net.parameters(), lr=0.1)
for x, y in DataLoader(train, shuffle=True):
    optimizer.zero_grad()
    nn.functional.mse_loss(net(x), y).backward()
    optimizer.step()
