# %%
from sklearn.datasets import load_digits
from sklearn.decomposition import PCA
from sklearn.model_selection import train_test_split
from sklearn.neighbors import KNeighborsClassifier

digits = load_digits()
X, y = digits.data[:900], digits.target[:900]
# %%
# reduce to 20 dimensions
pca = PCA(n_components=20, random_state=0)
X_pca = pca.fit_transform(X)  # smell: MLS103
# %%
X_train, X_test, y_train, y_test = train_test_split(X_pca, y, test_size=0.2, random_state=0)
# %%
for k in range(1, 6, 2):
    knn = KNeighborsClassifier(n_neighbors=k)
    knn.fit(X_train, y_train)
    print(k, round(knn.score(X_test, y_test), 3))
