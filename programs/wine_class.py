from sklearn.datasets import load_wine
from sklearn.decomposition import PCA
from sklearn.model_selection import train_test_split
from sklearn.neighbors import KNeighborsClassifier
from sklearn.preprocessing import StandardScaler


class WineExperiment:
    """Everything about one run."""

    def __init__(self, n_neighbors=5, n_components=4):
        self.model = KNeighborsClassifier(n_neighbors=n_neighbors)
        self.scaler = StandardScaler()
        self.pca = PCA(n_components=n_components)

    def run(self):
        X, y = load_wine(return_X_y=True)
        X = self.scaler.fit_transform(X)  # smell: MLS103
        X_tr, X_te, y_tr, y_te = train_test_split(X, y, test_size=0.3, random_state=1)
        X_tr = self.pca.fit_transform(X_tr)
        X_te = self.pca.fit_transform(X_te)  # smell: MLS102
        self.model.fit(X_tr, y_tr)
        return self.model.score(X_te, y_te)


if __name__ == "__main__":
    for k in (1, 3, 5):
        print("k =", k, "accuracy =", round(WineExperiment(n_neighbors=k).run(), 3))
