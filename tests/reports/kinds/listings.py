# codes: MLS207
#%% a data set of tensors
import glob
import tensorflow as tf

files = glob.glob("images/*/*.jpg")  # MLS207
dataset = tf.data.Dataset.from_tensor_slices(files)
train_ds = dataset.take(8000)
val_ds = dataset.skip(8000)
#%% records
import os
import tensorflow as tf

def load(root):
    names = [os.path.join(root, n) for n in os.listdir(root) if n.endswith(".tfrecord")]  # MLS207
    return tf.data.TFRecordDataset(names).shuffle(1000, seed=3).batch(32)

model = tf.keras.Sequential([tf.keras.layers.Dense(1)])
model.compile("adam", "mse")
model.fit(load("records/train"), epochs=3)
#%% an own data set with a split
import glob
import torch
from torch.utils.data import Dataset, random_split
from PIL import Image

class Scans(Dataset):
    def __init__(self, folder):
        self.paths = glob.glob(f"{folder}/*.png")  # MLS207

    def __len__(self):
        return len(self.paths)

    def __getitem__(self, i):
        return Image.open(self.paths[i])

scans = Scans("scans")
train, val = random_split(scans, [800, 200], generator=torch.Generator().manual_seed(0))
#%% two listings as attributes
import os
from torch.utils.data import Dataset
from PIL import Image

class Segmentation(Dataset):
    def __init__(self, images, masks):
        self.image_dir, self.mask_dir = images, masks
        self.images = os.listdir(images)  # MLS207
        self.masks = os.listdir(masks)  # MLS207

    def __len__(self):
        return len(self.images)

    def __getitem__(self, i):
        image = Image.open(os.path.join(self.image_dir, self.images[i]))
        mask = Image.open(os.path.join(self.mask_dir, self.masks[i]))
        return image, mask
#%% a subset by positions
import os
from torch.utils.data import Dataset, Subset, DataLoader
import numpy as np

class Clips(Dataset):
    def __init__(self, root):
        self.root = root
        self.names = os.listdir(root)  # MLS207

    def __len__(self):
        return len(self.names)

    def __getitem__(self, i):
        return np.load(os.path.join(self.root, self.names[i]))

clips = Clips("clips")
train, test = Subset(clips, range(900)), Subset(clips, range(900, 1000))
loader = DataLoader(train, batch_size=4)
#%% handed to the class and split before
import glob
import random
import numpy as np
from torch.utils.data import Dataset, DataLoader

class Volumes(Dataset):
    def __init__(self, paths):
        self.paths = paths

    def __getitem__(self, i):
        return np.load(self.paths[i])

paths = glob.glob("volumes/*.npy")  # MLS207
random.seed(0)
random.shuffle(paths)
cut = int(0.8 * len(paths))
train, val = Volumes(paths[:cut]), Volumes(paths[cut:])
#%% silent: masks are found by the image's name
import os
from torch.utils.data import Dataset
from PIL import Image

class Segmentation(Dataset):
    def __init__(self, images, masks):
        self.image_dir, self.mask_dir = images, masks
        self.images = os.listdir(images)

    def __len__(self):
        return len(self.images)

    def __getitem__(self, i):
        name = self.images[i]
        image = Image.open(os.path.join(self.image_dir, name))
        mask = Image.open(os.path.join(self.mask_dir, name.replace(".jpg", "_mask.png")))
        return image, mask
#%% silent: sorted as an attribute
import os
from torch.utils.data import Dataset, random_split

class Scans(Dataset):
    def __init__(self, folder):
        self.paths = sorted(os.listdir(folder))
        self.more = os.listdir(folder)
        self.more.sort()

    def __len__(self):
        return len(self.paths)

    def __getitem__(self, i):
        return self.paths[i], self.more[i]

train, val = random_split(Scans("scans"), [800, 200])
#%% silent: only applied
import glob
import tensorflow as tf

model = tf.keras.models.load_model("m.keras")
for path in glob.glob("new/*.jpg"):
    image = tf.io.decode_jpeg(tf.io.read_file(path))
    print(path, model.predict(image[None]))
#%% silent: found in the file's own order
import glob
import os
import tensorflow as tf

files = tf.data.Dataset.list_files("images/*.jpg", shuffle=False)
found = {os.path.basename(p): p for p in glob.glob("images/*.jpg")}
rows = [found[line.strip()] for line in open("train.txt")]
dataset = tf.data.Dataset.from_tensor_slices(rows)
train_ds = dataset.take(8000)
#%% rows of listed files that are saved
import os
import numpy as np
import pandas as pd

class Builder:
    def __init__(self, folder):
        self.folder = folder
        self.serials = []
        for name in os.listdir(folder):  # MLS207
            self.serials.append(int(name.replace(".csv", "")))

    def build(self):
        rows = []
        for serial in self.serials:
            rows += pd.read_csv(os.path.join(self.folder, f"{serial}.csv")).to_numpy().tolist()
        np.save("rows.npy", np.asarray(rows))

Builder("store").build()
#%% silent: rows of sorted files that are saved
import os
import numpy as np
import pandas as pd

rows = []
for name in sorted(os.listdir("store")):
    rows += pd.read_csv(os.path.join("store", name)).to_numpy().tolist()
np.save("rows.npy", np.asarray(rows))
#%% silent: names that are saved
import json
import os
import pandas as pd

names = [name for name in os.listdir("store") if name.endswith(".csv")]
with open("names.json", "w") as file:
    json.dump(names, file)
print(pd.read_csv("store/index.csv").shape)
#%% silent: results with their names
import os
import pandas as pd

rows = []
for name in os.listdir("store"):
    rows.append({"name": name, "mean": pd.read_csv(name)["y"].mean()})
pd.DataFrame(rows).to_csv("means.csv", index=False)
