import numpy as np
from sklearn.datasets import load_iris
from sklearn.model_selection import train_test_split
from sklearn.neural_network import MLPClassifier

X, y = load_iris(return_X_y=True)
noise = np.random.normal(scale=0.3, size=X.shape)  # smell: MLS202
X = X + noise
for rep in range(3):
    X_train, X_test, y_train, y_test = train_test_split(X, y, test_size=0.3)  # smell: MLS201
    net = MLPClassifier(hidden_layer_sizes=(8,), max_iter=60)
    net.fit(X_train, y_train)
    print("run", rep, "accuracy", round(net.score(X_test, y_test), 2))
