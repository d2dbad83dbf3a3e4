import numpy as np
from sklearn.linear_model import Perceptron
from sklearn.model_selection import train_test_split

texts = ["good film", "bad film", "great plot", "poor plot", "good cast", "bad cast", "great fun", "poor fun"] * 12
labels = np.array([1, 0] * 48)

vocab = set()
for text in texts:
    vocab.update(text.split())
word_to_id = {word: i for i, word in enumerate(vocab)}  # smell: MLS206


def encode(text):
    row = np.zeros(len(word_to_id))
    for word in text.split():
        row[word_to_id[word]] += 1
    return row


X = np.array([encode(text) for text in texts])
X_train, X_test, y_train, y_test = train_test_split(X, labels, test_size=0.25, random_state=1)
model = Perceptron(random_state=1)
model.fit(X_train, y_train)
print("accuracy", model.score(X_test, y_test))
