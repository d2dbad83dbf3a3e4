import os
import tempfile

import numpy as np
from sklearn.model_selection import train_test_split
from sklearn.neighbors import KNeighborsClassifier

root = tempfile.mkdtemp()
rng = np.random.default_rng(5)
for label in ("cat", "dog"):
    os.makedirs(os.path.join(root, label))
    for i in range(20):
        np.save(os.path.join(root, label, f"{i}.npy"), rng.normal(label == "dog", 1.0, size=16))

images, labels = [], []
for label in os.listdir(root):  # smell: MLS207
    for name in os.listdir(os.path.join(root, label)):
        images.append(np.load(os.path.join(root, label, name)))
        labels.append(label)
X_train, X_test, y_train, y_test = train_test_split(np.array(images), labels, test_size=0.25, random_state=0)
knn = KNeighborsClassifier().fit(X_train, y_train)  # smell: MLS501
print("better than chance:", knn.score(X_test, y_test) > 0.5)
