# codes: MLS202
#%% a network that an iterator hands out
from combos import Combinations
import pandas as pd

if __name__ == "__main__":
    rows = pd.read_csv("train.csv").to_numpy()
    for X, y, generator in Combinations(rows):
        history = generator.fitModel(X, y)  # MLS202
        print(history)
#%% + combos.py
from networks import Rectangle

class Combinations:
    def __init__(self, rows):
        self.rows = rows
        self.at = 0

    def __iter__(self):
        return self

    def __next__(self):
        self.at += 1
        return self.rows[:, 1:], self.rows[:, 0], [Rectangle()][self.at]
#%% + networks.py
import tensorflow as tf

class Rectangle:
    def fitModel(self, X, y):
        model = tf.keras.Sequential([tf.keras.layers.Dense(8, activation="relu"), tf.keras.layers.Dense(1)])
        model.compile("adam", "mse")
        return model.fit(X, y, epochs=3)
#%% a trainer from a registry
import argparse
from trainers import REGISTRY

def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("kind")
    trainer = REGISTRY[parser.parse_args().kind]
    trainer().train_epochs(5)  # MLS202

if __name__ == "__main__":
    main()
#%% + trainers.py
import torch
from torch.utils.data import DataLoader
from corpus import Images

class Plain:
    def __init__(self):
        self.net = torch.nn.Linear(3, 2)
        self.loader = DataLoader(Images("train"), shuffle=True)

    def train_epochs(self, count):
        step = torch.optim.SGD(self.net.parameters(), lr=0.1)
        for _ in range(count):
            for x, y in self.loader:
                step.zero_grad()
                torch.nn.functional.cross_entropy(self.net(x), y).backward()
                step.step()
        torch.save(self.net.state_dict(), "net.pt")

REGISTRY = {"plain": Plain}
#%% a forest by its name
import pandas as pd
import forests

table = pd.read_csv("loans.csv")
for name in ("Deep", "Wide"):
    trainer = getattr(forests, name)()
    trainer.train_model(table.drop(columns="y"), table["y"])  # MLS202
#%% + forests.py
import joblib
from sklearn.ensemble import RandomForestClassifier

class Deep:
    depth = 20

    def train_model(self, X, y):
        model = RandomForestClassifier(max_depth=self.depth)
        model.fit(X, y)
        joblib.dump(model, "forest.joblib")

class Wide(Deep):
    depth = 3
#%% silent: another class of the module trains what the program has seeded
import pandas as pd
from sklearn.ensemble import RandomForestClassifier
from trainers import Line

table = pd.read_csv("loans.csv")
trainer = Line(RandomForestClassifier(random_state=3))
trainer.train(table.drop(columns="y"), table["y"])
#%% + trainers.py
import torch
from torch.utils.data import DataLoader

class Line:
    def __init__(self, model):
        self.model = model

    def train(self, X, y):
        return self.model.fit(X, y)

class Deep:
    def __init__(self, net, rows):
        self.net = net
        self.loader = DataLoader(rows, shuffle=True)

    def train(self):
        step = torch.optim.SGD(self.net.parameters(), lr=0.1)
        for x, y in self.loader:
            step.zero_grad()
            torch.nn.functional.cross_entropy(self.net(x), y).backward()
            step.step()

REGISTRY = {"deep": Deep}
#%% one that is seeded, and one of a registry
import argparse
import pandas as pd
from sklearn.ensemble import RandomForestClassifier
from trainers import REGISTRY, Line

table = pd.read_csv("loans.csv")
trainer = Line(RandomForestClassifier(random_state=3))
trainer.train(table.drop(columns="y"), table["y"])
REGISTRY[argparse.ArgumentParser().parse_args().kind](None, table).train()  # MLS202
#%% + trainers.py
import torch
from torch.utils.data import DataLoader

class Line:
    def __init__(self, model):
        self.model = model

    def train(self, X, y):
        return self.model.fit(X, y)

class Deep:
    def __init__(self, net, rows):
        self.net = net
        self.loader = DataLoader(rows, shuffle=True)

    def train(self):
        step = torch.optim.SGD(self.net.parameters(), lr=0.1)
        for x, y in self.loader:
            step.zero_grad()
            torch.nn.functional.cross_entropy(self.net(x), y).backward()
            step.step()

REGISTRY = {"deep": Deep}
#%% silent: the program seeds
import argparse
import torch
from trainers import REGISTRY

torch.manual_seed(3)
REGISTRY[argparse.ArgumentParser().parse_args().kind]().train_epochs(5)
#%% + trainers.py
import torch
from torch.utils.data import DataLoader
from corpus import Images

class Plain:
    def train_epochs(self, count):
        net = torch.nn.Linear(3, 2)
        step = torch.optim.SGD(net.parameters(), lr=0.1)
        for x, y in DataLoader(Images("train"), shuffle=True):
            torch.nn.functional.cross_entropy(net(x), y).backward()
            step.step()

REGISTRY = {"plain": Plain}
#%% silent: a part of the program seeds
import pandas as pd
import forests
import start

start.begin()
table = pd.read_csv("loans.csv")
getattr(forests, "Deep")().train_model(table.drop(columns="y"), table["y"])
#%% + start.py
import numpy as np

def begin():
    np.random.seed(0)
#%% + forests.py
from sklearn.ensemble import RandomForestClassifier

class Deep:
    def train_model(self, X, y):
        return RandomForestClassifier().fit(X, y)
#%% silent: the forest has a seed
import pandas as pd
import forests

table = pd.read_csv("loans.csv")
getattr(forests, "Deep")().train_model(table.drop(columns="y"), table["y"])
#%% + forests.py
from sklearn.ensemble import RandomForestClassifier

class Deep:
    def train_model(self, X, y):
        return RandomForestClassifier(random_state=4).fit(X, y)
#%% silent: the model is only applied
import pandas as pd
import forests

table = pd.read_csv("loans.csv")
getattr(forests, "Deep")().load().predict(table).to_csv("out.csv")
#%% + forests.py
import joblib
from sklearn.ensemble import RandomForestClassifier

class Deep:
    def train_model(self, X, y):
        return RandomForestClassifier().fit(X, y)

    def load(self):
        return joblib.load("forest.joblib")
#%% rows drawn without a seed
import pandas as pd
from sklearn.model_selection import train_test_split
from sklearn.neighbors import KNeighborsClassifier

reviews = pd.read_csv("reviews.csv")
few = reviews.sample(50000)  # MLS202
X_train, X_test, y_train, y_test = train_test_split(few[["length"]], few["useful"], random_state=0)
print(KNeighborsClassifier().fit(X_train, y_train).score(X_test, y_test))
#%% rows drawn again until the classes are as large
import pandas as pd
from sklearn.naive_bayes import GaussianNB

def balanced(table):
    rare = table.loc[table["type"] == 0]
    for _ in range(300):
        table = pd.concat([table, rare.sample()])  # MLS202
    return table

wines = balanced(pd.read_csv("wines.csv"))
print(GaussianNB().fit(wines[["acid"]], wines["type"]))
#%% rows drawn with replacement in a class
import pandas as pd
from sklearn.linear_model import LinearRegression

class Trainer:
    def __init__(self, path):
        self.table = pd.read_parquet(path)

    def run(self):
        part = self.table.sample(n=1000, replace=True)  # MLS202
        return LinearRegression().fit(part[["x"]], part["y"])

Trainer("rows.parquet").run()
#%% silent: rows drawn to look at
import pandas as pd
from sklearn.neighbors import KNeighborsClassifier

reviews = pd.read_csv("reviews.csv")
print(reviews.sample(5))
reviews.sample(2000).plot.scatter("length", "useful")
print(KNeighborsClassifier().fit(reviews[["length"]], reviews["useful"]))
#%% silent: rows drawn with a seed
import pandas as pd
from sklearn.neighbors import KNeighborsClassifier

few = pd.read_csv("reviews.csv").sample(50000, random_state=1)
print(KNeighborsClassifier().fit(few[["length"]], few["useful"]))
#%% silent: a seed for all of numpy
import numpy as np
import pandas as pd
from sklearn.neighbors import KNeighborsClassifier

np.random.seed(11)
few = pd.read_csv("reviews.csv").sample(50000)
print(KNeighborsClassifier().fit(few[["length"]], few["useful"]))
#%% clients that train in turn
import copy
import numpy as np
import torch
from torch.utils.data import DataLoader, TensorDataset
from banks import loaders, network

class Client:
    def __init__(self, rows):
        self.net = network()
        self.loader = DataLoader(TensorDataset(torch.tensor(rows)), shuffle=True)

    def train(self, weights):
        self.net.load_state_dict(weights)
        step = torch.optim.Adam(self.net.parameters())
        for (rows,) in self.loader:
            step.zero_grad()
            torch.nn.functional.mse_loss(self.net(rows), rows).backward()
            step.step()
        return self.net.state_dict()

def simulate():
    rows = loaders()[0].dataset.data
    order = np.arange(len(rows))
    np.random.shuffle(order)  # MLS202
    shared = network()
    clients = []
    for part in np.array_split(order, 3):
        clients.append(Client(rows[part]))
    for turn in range(4):
        for client in clients:
            shared.load_state_dict(client.train(copy.deepcopy(shared.state_dict())))
    return shared

if __name__ == "__main__":
    simulate()
#%% arguments from an object without a seed
import pandas as pd
from sklearn.cluster import KMeans

class Settings:
    def __init__(self):
        self.n_clusters = 3
        # self.random_state = 42

class Clusters:
    def __init__(self):
        self.settings = Settings()

    def label(self, rows):
        rows["group"] = KMeans(**self.settings.__dict__).fit_predict(rows)  # MLS202
        return rows

Clusters().label(pd.read_csv("customers.csv")).to_csv("labelled.csv")
#%% silent: arguments from an object with a seed
import pandas as pd
from sklearn.cluster import KMeans

class Settings:
    def __init__(self):
        self.n_clusters = 3
        self.random_state = 42

rows = pd.read_csv("customers.csv")
KMeans(**Settings().__dict__).fit(rows)
#%% silent: arguments from an object that is not known
import pandas as pd
from sklearn.cluster import KMeans
from settings import Settings

rows = pd.read_csv("customers.csv")
KMeans(**Settings().__dict__).fit(rows)
#%% a tree that breaks ties at random
import pandas as pd
from sklearn.tree import DecisionTreeClassifier

def classify(rows, kinds):
    return DecisionTreeClassifier().fit(rows, kinds)  # MLS202

train, test = pd.read_csv("train.csv"), pd.read_csv("test.csv")
print(classify(train[["a", "b"]], train["y"]).score(test[["a", "b"]], test["y"]))
#%% silent: trees of an ensemble that has a seed
import pandas as pd
from sklearn.ensemble import AdaBoostClassifier, BaggingClassifier
from sklearn.tree import DecisionTreeClassifier

df = pd.read_csv("x.csv")
for model in (
    AdaBoostClassifier(DecisionTreeClassifier(max_depth=1), random_state=0),
    BaggingClassifier(estimator=DecisionTreeClassifier(), random_state=0),
):
    print(model.fit(df[["a"]], df["y"]))
#%% trees of an ensemble without a seed
import pandas as pd
from sklearn.ensemble import BaggingClassifier
from sklearn.tree import DecisionTreeClassifier

df = pd.read_csv("x.csv")
model = BaggingClassifier(DecisionTreeClassifier())  # MLS202
print(model.fit(df[["a"]], df["y"]))
#%% a generator of its own beside seeds
import random
import keras
import numpy as np

keras.utils.set_random_seed(0)
images, kinds = np.load("images.npy"), np.load("kinds.npy")
rows = list(range(len(images)))
generator = random.Random()  # MLS202
generator.shuffle(rows)
train = rows[:500]
network = keras.Sequential([keras.layers.Flatten(), keras.layers.Dense(1)])
network.compile("adam", "mse")
network.fit(images[train], kinds[train])
#%% a generator of numpy beside seeds
import numpy as np
from sklearn.ensemble import RandomForestClassifier

np.random.seed(1)
X, y = np.load("X.npy"), np.load("y.npy")
rng = np.random.default_rng()  # MLS202
chosen = rng.permutation(len(X))[:1000]
print(RandomForestClassifier().fit(X[chosen], y[chosen]))
#%% a generator of a class beside seeds
import numpy as np
from sklearn.linear_model import LogisticRegression

class Rows:
    def __init__(self):
        self.rng = np.random.RandomState()  # MLS202
        self.X, self.y = np.load("X.npy"), np.load("y.npy")

    def some(self):
        at = self.rng.choice(len(self.X), 100)
        return self.X[at], self.y[at]

np.random.seed(1)
X, y = Rows().some()
print(LogisticRegression().fit(X, y))
#%% silent: a generator with a seed beside seeds
import numpy as np
from sklearn.ensemble import RandomForestClassifier

np.random.seed(1)
X, y = np.load("X.npy"), np.load("y.npy")
chosen = np.random.default_rng(2).permutation(len(X))[:1000]
print(RandomForestClassifier().fit(X[chosen], y[chosen]))
#%% silent: a generator that chooses a picture
import numpy as np
from sklearn.ensemble import RandomForestClassifier

np.random.seed(1)
X, y = np.load("X.npy"), np.load("y.npy")
rng = np.random.default_rng()
print(X[rng.integers(len(X))])
print(RandomForestClassifier().fit(X, y))
#%% silent: a generator that names the run
import random
import numpy as np
from sklearn.ensemble import RandomForestClassifier

np.random.seed(1)
names = random.Random()
run = f"run-{names.randint(0, 10**6)}"
model = RandomForestClassifier().fit(np.load("X.npy"), np.load("y.npy"))
np.save(f"{run}.npy", model.predict(np.load("test.npy")))
