import numpy as np
from sklearn.datasets import load_wine
from sklearn.decomposition import PCA
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import train_test_split

wine = load_wine()
X, y = wine.data, wine.target
pca = PCA(n_components=3)
X_reduced = pca.fit_transform(X)  # smell: MLS103

accuracies = []
for seed in range(5):
    X_train, X_test, y_train, y_test = train_test_split(X_reduced, y, test_size=0.3, random_state=seed)
    model = LogisticRegression(max_iter=2000)
    model.fit(X_train, y_train)
    accuracies.append(model.score(X_test, y_test))
print(f"accuracy {np.mean(accuracies):.3f} +- {np.std(accuracies):.3f}")
