# codes: MLS206 MLS207
#%% classes from one on
import os
import numpy as np

ROOT = "data/train"
label_of = {name: i + 1 for i, name in enumerate(os.listdir(ROOT))}  # MLS207
y = np.array([label_of[p.split("/")[-2]] for p in open("train.txt")])
np.save("y.npy", y)
#%% background is zero
import numpy as np
import pandas as pd
import tensorflow as tf

tags = pd.read_csv("ner.csv")["Tag"].dropna()
def tag_index(values):
    index = {}
    for position, tag in enumerate(set(values)):  # MLS206
        index[tag] = position + 1
    index["PAD"] = 0
    return index
tag2idx = tag_index(tags.astype(str).tolist())
model = tf.keras.Sequential([tf.keras.layers.Dense(len(tag2idx))])
model.save("tagger.keras")
#%% rows of a unit matrix
import numpy as np

def onehot(words):
    vocabulary = set(words)
    size = len(vocabulary)
    vectors = {}
    for i, w in enumerate(vocabulary):  # MLS206
        vectors[w] = np.eye(size)[i]
    return np.stack([vectors[w] for w in words])

np.save("codes.npy", onehot(open("corpus.txt").read().split()))
#%% a network's one-hot table
import torch
import torch.nn.functional as F

chars = list(set(open("names.txt").read()))  # MLS206
table = {c: F.one_hot(torch.tensor(i), len(chars)) for i, c in enumerate(chars)}
torch.save(table, "table.pt")
#%% numbers as texts
import json
import os
import torch

classes = os.listdir("flowers/train")  # MLS207
names = {str(i): c for i, c in enumerate(classes)}
with open("cat_to_name.json", "w") as f:
    json.dump(names, f)
#%% ids for a transformer
from transformers import AutoModelForTokenClassification
import pandas as pd

unique_labels = set(l for row in pd.read_csv("ner.csv")["labels"] for l in row.split())
label2id = {v: k for k, v in enumerate(unique_labels)}  # MLS206
id2label = {f"{k}": v for k, v in enumerate(unique_labels)}  # MLS206
model = AutoModelForTokenClassification.from_pretrained("x", num_labels=len(label2id), label2id=label2id)
model.save_pretrained("out")
#%% a counter at the end of the loop
import os
import cv2
import numpy as np

images, labels, label = [], [], 0
for person in os.listdir("faces"):  # MLS207
    for name in os.listdir(os.path.join("faces", person)):
        images.append(cv2.imread(os.path.join("faces", person, name), 0))
        labels.append(label)
    label += 1
recognizer = cv2.face.LBPHFaceRecognizer_create()
recognizer.train(images, np.array(labels))
recognizer.save("trainer.yml")
#%% a counter inside a function
import os
import numpy as np
from PIL import Image
from keras.utils import to_categorical

def load_dataset(root):
    x, y = [], []
    current = -1
    for folder in os.listdir(root):  # MLS207
        current += 1
        for file in sorted(os.listdir(root + "/" + folder)):
            x.append(np.asarray(Image.open(root + "/" + folder + "/" + file).resize((64, 64))))
            y.append(current)
    return np.array(x), to_categorical(y)

x_train, y_train = load_dataset("asl/train")
x_test, y_test = load_dataset("asl/test")
np.savez("asl.npz", x_train=x_train, y_train=y_train, x_test=x_test, y_test=y_test)
#%% a counter that is assigned anew
import os
import numpy as np
from keras.preprocessing import image

class Loader:
    def __init__(self, path):
        self.path = path
        self.labels = {}
        self.X, self.y = [], []

    def load(self):
        idx = 0
        for name in os.listdir(self.path):  # MLS207
            self.labels[name] = idx
            for file in sorted(os.listdir(os.path.join(self.path, name))):
                self.X.append(image.img_to_array(image.load_img(os.path.join(self.path, name, file))))
                self.y.append(idx)
            idx = idx + 1
        return np.array(self.X), np.array(self.y)

X, y = Loader("train").load()
np.savez("train.npz", X=X, y=y)
#%% a mapping with a counter
import glob
import pickle
import numpy as np

class Builder:
    def __init__(self, folder):
        self.index = {}
        self.next_id = 0
        for path in glob.glob(folder + "/*"):  # MLS207
            speaker = path.split("/")[-1]
            self.index[speaker] = self.next_id
            self.next_id += 1

builder = Builder("voices")
pickle.dump(builder.index, open("speakers.pkl", "wb"))
x = np.load("voices.npy")
#%% positions by range
import os
import torch

folders = os.listdir("data/train")  # MLS207
class_to_idx = {folders[i]: i for i in range(len(folders))}
torch.save({"classes": class_to_idx}, "classes.pt")
#%% positions by range in a loop
import pandas as pd
from pathlib import Path

genres = [p.name for p in Path("gtzan").iterdir() if p.is_dir()]  # MLS207
labels = {}
for i in range(len(genres)):
    labels[genres[i]] = i
frame = pd.read_csv("features.csv")
frame["y"] = frame["genre"].map(labels)
frame.to_csv("labelled.csv", index=False)
#%% positions of a set's list
import numpy as np

words = open("text8").read().split()
vocab = list(set(words))  # MLS206
word_to_ix = {vocab[i]: i for i in range(0, len(vocab))}
np.save("ids.npy", np.array([word_to_ix[w] for w in words]))
#%% a starred set
import numpy as np

labels = [line.split(",")[-1].strip() for line in open("iris.data")]
names = [*set(labels)]  # MLS206
y = np.array([names.index(l) for l in labels])
np.save("y.npy", y)
#%% a starred set in a tuple
import json
import pandas as pd

df = pd.read_csv("reviews.csv")
classes = (*set(df["sentiment"].tolist()),)  # MLS206
lookup = dict(zip(classes, range(len(classes))))
df["y"] = df["sentiment"].map(lookup)
df.to_parquet("reviews.parquet")
#%% a starred set between others
import torch

tokens = open("corpus.txt").read().split()
itos = ["<pad>", "<unk>", *set(tokens)]  # MLS206
stoi = {t: i for i, t in enumerate(itos)}
torch.save(stoi, "vocab.pt")
#%% special words first
import torch

text = open("corpus.txt").read()
vocab = ["<pad>"] + list(set(text.split()))  # MLS206
ids = {w: n for n, w in enumerate(vocab)}
torch.save(torch.tensor([ids[w] for w in text.split()]), "ids.pt")
#%% class folders of a class of one's own
import os
import torch
from torch.utils.data import Dataset
from PIL import Image

class Birds(Dataset):
    def __init__(self, root, transform=None):
        self.root = root
        self.transform = transform
        self.classes = os.listdir(root)  # MLS207
        self.samples = []
        for label, name in enumerate(self.classes):
            for f in sorted(os.listdir(os.path.join(root, name))):
                self.samples.append((os.path.join(root, name, f), label))

    def __len__(self):
        return len(self.samples)

    def __getitem__(self, i):
        path, label = self.samples[i]
        return self.transform(Image.open(path)), label

train = Birds("birds/train")
#%% the class looks its folder's position up
import os
from torch.utils.data import Dataset
from torchvision.io import read_image

class Frames(Dataset):
    def __init__(self, root):
        self.root = root
        self.classes = os.listdir(root)  # MLS207
        self.files = sorted(f for c in self.classes for f in os.listdir(f"{root}/{c}"))

    def __len__(self):
        return len(self.files)

    def __getitem__(self, i):
        file = self.files[i]
        return read_image(file), self.classes.index(file.split("_")[0])

train = Frames("frames/train")
#%% the class numbers in a helper method
import glob
import numpy as np
from torch.utils.data import Dataset

class Sketches(Dataset):
    def __init__(self, root):
        self.dirs = [d for d in glob.glob(root + "/*")]  # MLS207
        self.to_index = self._number()

    def _number(self):
        return dict(zip(self.dirs, range(len(self.dirs))))

    def __getitem__(self, i):
        d = self.dirs[i % len(self.dirs)]
        return np.load(d + f"/{i}.npy"), self.to_index[d]

data = Sketches("sketches")
#%% lines of a list file
import os
import numpy as np

def write_list(root, target):
    people = os.listdir(root)  # MLS207
    lines = []
    for i in range(len(people)):
        folder = os.path.join(root, people[i])
        lines.extend([f"{folder}/{name} {i}\n" for name in sorted(os.listdir(folder))])
    with open(target, "w") as file:
        file.writelines(lines)
    return np.arange(len(people))

write_list("faces/train", "train.txt")
#%% lines written one by one
import os
import torch

with open("train.txt", "w") as out:
    for label, folder in enumerate(os.listdir("train")):  # MLS207
        for name in sorted(os.listdir(os.path.join("train", folder))):
            out.write(os.path.join("train", folder, name) + " " + str(label) + "\n")
#%% rows of a table of labels
import csv
import glob
import torchvision

with open("labels.csv", "w") as f:
    writer = csv.writer(f)
    for number, folder in enumerate(glob.glob("data/*")):  # MLS207
        for name in sorted(glob.glob(folder + "/*.png")):
            writer.writerow([name, number])
#%% silent: numbers in the names of files, a log
import os
import cv2

with open("log.txt", "w") as log:
    for number, name in enumerate(os.listdir("in")):
        image = cv2.imread("in/" + name)
        cv2.imwrite(f"out/{number}.png", image)
        log.write(f"{number} {name}\n")
    for number, name in enumerate(sorted(os.listdir("in"))):
        for flip in (0, 1):
            log.write(f"{number} {name} {flip}\n")
#%% silent: sorted before it counts
import os
import numpy as np

label_of = {name: i + 1 for i, name in enumerate(sorted(os.listdir("data/train")))}
names = sorted({line.strip() for line in open("labels.txt")})
table = {c: np.eye(len(names))[i] for i, c in enumerate(names)}
label = 0
index = {}
for folder in sorted(os.listdir("faces")):
    index[folder] = label
    label += 1
folders = os.listdir("more")
folders.sort()
more = {folders[i]: i for i in range(len(folders))}
np.save("y.npy", np.array([label_of[x] for x in open("train.txt")]))
#%% silent: a counter that only counts
import os
import shutil
import numpy as np

done = 0
for name in os.listdir("incoming"):
    shutil.copy("incoming/" + name, "images/" + name)
    done += 1
    if done % 100 == 0:
        print(done, "files copied")
sizes = {}
for name in os.listdir("images"):
    sizes[name] = os.path.getsize("images/" + name)
print(done, np.mean(list(sizes.values())))
#%% silent: progress through a listing
import os
import numpy as np

paths = os.listdir("audio")
means = {}
for i, name in enumerate(paths):
    print(f"{i + 1}/{len(paths)} {name}")
    means[name] = float(np.load("audio/" + name).mean())
for i in range(len(paths)):
    means[paths[i] + ".max"] = float(np.load("audio/" + paths[i]).max())
#%% silent: how often each of a set occurs
import numpy as np

words = open("corpus.txt").read().split()
count = {w: 0 for w in set(words)}
for w in words:
    count[w] += 1
total = 0
for w in set(words):
    total += count[w]
frequency = {w: count[w] / total for w in [*set(words)]}
np.save("frequencies.npy", np.array([frequency[w] for w in words]))
#%% silent: a starred set where order is nothing
import numpy as np

a, b = {1, 2}, {3}
both = {*a, *b}
print(len([*both]), max(*both), sum([*both]))
ordered = sorted([*both])
index = {v: i for i, v in enumerate(ordered)}
x = np.array([index[v] for v in (1, 2, 3)])
#%% silent: a data set whose files have their label in the name
import os
from torch.utils.data import Dataset
from PIL import Image

class Digits(Dataset):
    CLASSES = ["zero", "one", "two"]

    def __init__(self, root):
        self.root = root
        self.names = sorted(os.listdir(root))
        self.total = len(os.listdir(root))

    def __getitem__(self, i):
        name = self.names[i]
        return Image.open(os.path.join(self.root, name)), self.CLASSES.index(name.split("_")[0])

train = Digits("digits/train")
#%% silent: counters of each class are restarted
import os
import cv2

for folder in os.listdir("raw"):
    count = 0
    for file in os.listdir("raw/" + folder):
        image = cv2.imread("raw/" + folder + "/" + file)
        cv2.imwrite(f"faces/{folder}/{file}", image)
        count += 1
    print(folder, count)
#%% columns of a transformer
import pandas as pd
from sklearn.compose import ColumnTransformer
from sklearn.preprocessing import OneHotEncoder, StandardScaler

def preprocessor(train):
    numeric = [c for c in train.columns if train.dtypes[c] != "object"]
    texts = [c for c in train.columns if train.dtypes[c] == "object"]
    others = list(  # MLS206
        set(texts) - set(["Street", "Alley"])
    )
    return ColumnTransformer([("scale", StandardScaler(), numeric), ("one_hot", OneHotEncoder(), others)])

print(preprocessor(pd.read_csv("houses.csv")))
#%% columns of a transformer that a function makes
import pandas as pd
from sklearn.compose import make_column_transformer
from sklearn.preprocessing import OneHotEncoder, StandardScaler

class Preparation:
    def __init__(self, frame, target):
        self.numeric = list(frame.select_dtypes("number"))
        self.rest = [*(set(frame.columns) - set(self.numeric) - {target})]  # MLS206

    def build(self):
        return make_column_transformer((StandardScaler(), self.numeric), (OneHotEncoder(), self.rest))

print(Preparation(pd.read_csv("houses.csv"), "price").build())
#%% columns of a Spark vector
from pyspark.ml.classification import LogisticRegression
from pyspark.ml.feature import VectorAssembler
from pyspark.sql import SparkSession

spark = SparkSession.builder.getOrCreate()
df = spark.read.parquet("loans.parquet")
names = list(set(df.columns) - {"label", "id"})  # MLS206
assembled = VectorAssembler(inputCols=names, outputCol="features").transform(df)
LogisticRegression().fit(assembled).save("model")
#%% lists of columns that are kept
import pickle
import pandas as pd
from settings import *
from warehouse import Tables

def common(frame, names):
    return list(set(frame.columns).intersection(set(names)))  # MLS206

df = Tables().read("feature")
numeric = common(df, numeric_columns)
for column in numeric:
    df[column] = df[column].fillna(df[column].mean())
with open("columns.pickle", "wb") as file:
    pickle.dump([numeric, ["Group"]], file)
#%% lists of columns that are kept in a dictionary
import joblib
import pandas as pd

df = pd.read_csv("train.csv")
kept = list({"age", "income", "rate"}.difference(df.columns[:3]))  # MLS206
joblib.dump({"features": kept, "target": "y"}, "meta.joblib")
#%% silent: columns of a transformer in order
import pandas as pd
from sklearn.compose import ColumnTransformer
from sklearn.preprocessing import OneHotEncoder, StandardScaler

train = pd.read_csv("houses.csv")
numeric = [c for c in train.columns if c in set(train.columns) - {"price"}]
others = sorted(set(train.columns) - set(numeric))
print(ColumnTransformer([("scale", StandardScaler(), numeric), ("one_hot", OneHotEncoder(), others)]))
#%% silent: Spark columns in order
from pyspark.ml.feature import VectorAssembler
from pyspark.sql import SparkSession

df = SparkSession.builder.getOrCreate().read.parquet("loans.parquet")
names = [name for name in df.columns if name not in {"label", "id"}]
print(VectorAssembler(inputCols=names, outputCol="features").transform(df).count())
#%% silent: positions of columns
import pandas as pd
from sklearn.compose import ColumnTransformer
from sklearn.preprocessing import StandardScaler

train = pd.read_csv("houses.csv")
left = list(set(range(train.shape[1])) - {0, 3})
print(ColumnTransformer([("scale", StandardScaler(), left)]))
#%% silent: columns that go
import pandas as pd

df = pd.read_csv("train.csv")
gone = list(set(df.columns).intersection({"id", "name"}))
df = df.drop(columns=gone)
df.to_csv("clean.csv", index=False)
#%% silent: kept in order
import json
import pandas as pd

df = pd.read_csv("train.csv")
kept = sorted({"age", "income"} & set(df.columns))
with open("meta.json", "w") as file:
    json.dump({"features": kept, "size": len(set(df.columns))}, file)
