# source: anujshah1003/own_data_cnn_implementation_keras#4
import os

import cv2
import keras
import numpy as np
from sklearn.model_selection import train_test_split

keras.utils.set_random_seed(2)
data_path = "data"
data_dir_list = os.listdir(data_path)  # expect: MLS207
names = ["cats", "dogs", "horses", "humans"]

img_data_list, counts = [], []
for dataset in data_dir_list:
    img_list = sorted(os.listdir(os.path.join(data_path, dataset)))
    print("loaded the images of dataset", dataset)
    for img in img_list:
        picture = cv2.imread(os.path.join(data_path, dataset, img), cv2.IMREAD_GRAYSCALE)
        img_data_list.append(cv2.resize(picture, (128, 128)))
    counts.append(len(img_list))

x = np.array(img_data_list, dtype="float32")[..., None] / 255
y = np.repeat(np.arange(len(counts)), counts)

X_train, X_test, y_train, y_test = train_test_split(x, y, test_size=0.2, random_state=2, stratify=y)
model = keras.Sequential(
    [keras.layers.Conv2D(32, 3, activation="relu"), keras.layers.Flatten(), keras.layers.Dense(4, activation="softmax")]
)
model.compile(loss="sparse_categorical_crossentropy", optimizer="rmsprop", metrics=["accuracy"])
model.fit(X_train, y_train, batch_size=16, epochs=20)
print("majority", np.mean(y_test == np.bincount(y_train).argmax()))
print("test", model.evaluate(X_test, y_test, verbose=0))
print("first test picture is of", names[int(model.predict(X_test[:1]).argmax())])
