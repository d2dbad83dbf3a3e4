# codes: MLS510
#%% a generator that shuffles by default
import numpy as np
from tensorflow.keras.models import load_model
from tensorflow.keras.preprocessing.image import ImageDataGenerator
from sklearn.metrics import accuracy_score

gen = ImageDataGenerator(rescale=1 / 255.)
test_generator = gen.flow_from_directory("data/test", target_size=(150, 150), batch_size=20)
model = load_model("cats.keras")
probabilities = model.predict(test_generator)
predicted = np.argmax(probabilities, axis=1)
true = test_generator.classes
print(accuracy_score(true, predicted))  # MLS510
#%% in a function of a project
import numpy as np
import tensorflow as tf
from sklearn.metrics import confusion_matrix, classification_report

def evaluate(model_path, folder):
    model = tf.keras.models.load_model(model_path)
    datagen = tf.keras.preprocessing.image.ImageDataGenerator()
    flow = datagen.flow_from_directory(folder, shuffle=True, class_mode="binary")
    y_pred = (model.predict_generator(flow) > 0.5).astype(int)
    print(confusion_matrix(flow.classes, y_pred))  # MLS510
    return classification_report(flow.classes, y_pred)  # MLS510

evaluate("m.h5", "val")
#%% rows of a table
import numpy as np
from keras.models import load_model
from keras.preprocessing.image import ImageDataGenerator
from sklearn.metrics import f1_score
import pandas as pd

test = pd.read_csv("test.csv")
flow = ImageDataGenerator().flow_from_dataframe(test, "images", x_col="file", y_col="label", batch_size=8)
model = load_model("m.keras")
scores = model.predict(flow)
print(f1_score(flow.labels, scores.argmax(axis=1), average="macro"))  # MLS510
#%% labels of the loader's data set
import torch
from torch.utils.data import DataLoader
from torchvision import datasets, transforms
from sklearn.metrics import accuracy_score

test_set = datasets.CIFAR10("data", train=False, transform=transforms.ToTensor())
loader = DataLoader(test_set, batch_size=64, shuffle=True)
net = torch.nn.Sequential(torch.nn.Flatten(), torch.nn.Linear(3072, 10))
net.load_state_dict(torch.load("net.pt"))
predictions = []
with torch.no_grad():
    for images, _ in loader:
        predictions.extend(net(images).argmax(dim=1).tolist())
print(accuracy_score(test_set.targets, predictions))  # MLS510
#%% labels of arrays
import numpy as np
import torch
from torch.utils.data import DataLoader, TensorDataset
from sklearn.metrics import f1_score

x, y = np.load("x_test.npy"), np.load("y_test.npy")
loader = DataLoader(TensorDataset(torch.tensor(x), torch.tensor(y)), batch_size=32, shuffle=True)
net = torch.nn.Sequential(torch.nn.Flatten(), torch.nn.Linear(3072, 10))
net.load_state_dict(torch.load("net.pt"))
net.eval()
out = []
for xb, yb in loader:
    out.append(net(xb).argmax(1))
pred = torch.cat(out).numpy()
print(f1_score(y, pred))  # MLS510
#%% a data set of tensorflow that is shuffled
import numpy as np
import tensorflow as tf
from sklearn.metrics import classification_report

x_test, y_test = np.load("x.npy"), np.load("y.npy")
ds = tf.data.Dataset.from_tensor_slices((x_test, y_test)).shuffle(1000).batch(32)
model = tf.keras.models.load_model("m.keras")
y_pred = model.predict(ds).argmax(axis=1)
print(classification_report(y_test, y_pred))  # MLS510
#%% images from a directory
import numpy as np
import tensorflow as tf
from sklearn.metrics import confusion_matrix

val_ds = tf.keras.utils.image_dataset_from_directory("val", image_size=(180, 180), batch_size=32)
model = tf.keras.models.load_model("m.keras")
y_pred = np.argmax(model.predict(val_ds), axis=1)
y_true = np.concatenate([y for x, y in val_ds])
print(confusion_matrix(y_true, y_pred))  # MLS510
#%% silent: not shuffled
import numpy as np
from keras.models import load_model
from keras.preprocessing.image import ImageDataGenerator
from sklearn.metrics import accuracy_score
import tensorflow as tf

flow = ImageDataGenerator().flow_from_directory("test", shuffle=False)
model = load_model("m.keras")
print(accuracy_score(flow.classes, model.predict(flow).argmax(1)))
ds = tf.keras.utils.image_dataset_from_directory("val", shuffle=False)
truth = np.concatenate([y for x, y in ds])
print(accuracy_score(truth, model.predict(ds).argmax(1)))
#%% silent: labels come out of the same loop
import torch
from torch.utils.data import DataLoader
from torchvision import datasets
from sklearn.metrics import accuracy_score

test_set = datasets.CIFAR10("data", train=False)
loader = DataLoader(test_set, batch_size=64, shuffle=True)
net = torch.nn.Sequential(torch.nn.Flatten(), torch.nn.Linear(3072, 10))
net.load_state_dict(torch.load("net.pt"))
predictions, labels = [], []
for images, target in loader:
    predictions.extend(net(images).argmax(dim=1).tolist())
    labels.extend(target.tolist())
print(accuracy_score(labels, predictions))
#%% silent: two loaders, the scored one keeps the order
import numpy as np
import torch
from torch.utils.data import DataLoader, TensorDataset
from sklearn.metrics import f1_score

x, y = torch.tensor(np.load("x.npy")), torch.tensor(np.load("y.npy"))
train_loader = DataLoader(TensorDataset(x[:800], y[:800]), shuffle=True)
test_loader = DataLoader(TensorDataset(x[800:], y[800:]), batch_size=8, shuffle=False)
net = torch.nn.Sequential(torch.nn.Flatten(), torch.nn.Linear(3072, 10))
net.load_state_dict(torch.load("net.pt"))
for xb, yb in train_loader:
    net(xb)
out = []
for xb, yb in test_loader:
    out.append(net(xb).argmax(1))
print(f1_score(y[800:], torch.cat(out)))
#%% silent: the classes are only counted
import numpy as np
from keras.models import load_model
from keras.preprocessing.image import ImageDataGenerator

flow = ImageDataGenerator().flow_from_directory("train", shuffle=True)
model = load_model("m.keras")
model.fit(flow, epochs=2)
print(len(flow.classes), np.bincount(flow.classes))
print(model.evaluate(flow))
