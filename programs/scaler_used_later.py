import numpy as np
from sklearn.datasets import load_iris
from sklearn.model_selection import train_test_split
from sklearn.neighbors import KNeighborsClassifier
from sklearn.preprocessing import StandardScaler

iris = load_iris()
scaler = StandardScaler()
X = scaler.fit_transform(iris.data)  # smell: MLS103
X_train, X_test, y_train, y_test = train_test_split(X, iris.target, test_size=0.4, random_state=2)
knn = KNeighborsClassifier(n_neighbors=7).fit(X_train, y_train)
print("accuracy", knn.score(X_test, y_test))

flower = np.array([[5.1, 3.5, 1.4, 0.2]])
print("a new flower is", iris.target_names[knn.predict(scaler.transform(flower))][0])
