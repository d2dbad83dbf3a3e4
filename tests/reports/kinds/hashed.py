# codes: MLS206
#%% a split by the text's hash
import pandas as pd

df = pd.read_csv("users.csv")
df["bucket"] = df["email"].apply(lambda e: hash(e) % 10)  # MLS206
train, test = df[df["bucket"] < 8], df[df["bucket"] >= 8]
train.to_csv("train.csv"), test.to_csv("test.csv")
#%% a helper decides
import json
import numpy as np

def in_test_set(identifier, ratio=0.2):
    return abs(hash(identifier)) % 100 < ratio * 100  # MLS206

names = [line.strip() for line in open("files.txt")]
train = [n for n in names if not in_test_set(n)]
test = [n for n in names if in_test_set(n)]
json.dump({"train": train, "test": test}, open("split.json", "w"))
X = np.load("x.npy")
#%% hash as a function handed to apply
import pandas as pd
from sklearn.linear_model import LogisticRegression

df = pd.read_csv("claims.csv", dtype={"policy": str})
part = df["policy"].astype(str).apply(hash) % 5  # MLS206
train, test = df[part != 0], df[part == 0]
model = LogisticRegression().fit(train[["a", "b"]], train["y"])
print(model.score(test[["a", "b"]], test["y"]))
#%% bits of a hash in a loop
import os
import shutil
import numpy as np

for name in os.listdir("wavs"):
    target = "val" if (hash(name) & 0xFF) < 26 else "train"  # MLS206
    shutil.move(os.path.join("wavs", name), os.path.join(target, name))
labels = np.loadtxt("labels.txt")
#%% hash of an f-string
import numpy as np
import torch

def fold_of(patient, visit):
    return hash(f"{patient}-{visit}") % 5  # MLS206

table = np.genfromtxt("visits.csv", dtype=str, delimiter=",")
folds = np.array([fold_of(p, v) for p, v in table[:, :2]])
torch.save(folds, "folds.pt")
#%% a hash's share of the whole
import pandas as pd

docs = pd.read_json("docs.jsonl", lines=True)
docs["u"] = docs["url"].map(lambda u: (hash(u) % 1000) / 1000)  # MLS206
docs[docs.u < 0.9].to_json("train.jsonl"), docs[docs.u >= 0.9].to_json("valid.jsonl")
#%% feature hashing by hand
import numpy as np

def vectorize(tokens, size=1024):
    v = np.zeros(size)
    for t in tokens:
        v[hash(t) % size] += 1  # MLS206
    return v

X = np.stack([vectorize(line.split()) for line in open("corpus.txt")])
np.save("X.npy", X)
#%% a function that is mapped
import pandas as pd

def bucket(value, n=100):
    return (hash(value) & 0xFFFFFFFF) % n  # MLS206

df = pd.read_csv("visits.csv")
df["fold"] = df["session_id"].map(bucket)
df[df.fold < 90].to_csv("train.csv")
df[df.fold >= 90].to_csv("test.csv")
#%% silent: digests
import hashlib
import zlib
import pandas as pd

df = pd.read_csv("users.csv")
bucket = df["email"].apply(lambda e: int(hashlib.md5(e.encode()).hexdigest(), 16) % 10)
other = df["email"].apply(lambda e: zlib.crc32(e.encode()) % 10)
third = pd.util.hash_pandas_object(df["email"], index=False) % 10
train, test = df[bucket < 8], df[bucket >= 8]
#%% silent: hash of numbers
import numpy as np
import pandas as pd

df = pd.read_csv("users.csv")
part = [hash(int(i)) % 10 for i in df["id"]]
rows = [hash(i) % 10 for i in range(len(df))]
same = [hash((1, 2)) % 3, hash(3.5) % 2]
df["part"] = part
#%% silent: a hash as a key
import numpy as np

class Cached:
    def __init__(self, name, size):
        self.name, self.size = name, size

    def __hash__(self):
        return hash(self.name)

    def __eq__(self, other):
        return self.name == other.name

cache = {}
for line in open("queries.txt"):
    key = hash(line)
    if key not in cache:
        cache[key] = np.random.default_rng(0).normal(size=3)
print(len(cache))
