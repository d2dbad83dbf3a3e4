"""The scaled data is also clustered, so its fit has to stay."""
from sklearn.cluster import KMeans
from sklearn.datasets import load_iris
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import train_test_split
from sklearn.preprocessing import MinMaxScaler

X, y = load_iris(return_X_y=True)
X_scaled = MinMaxScaler().fit_transform(X)  # smell: MLS103
clusters = KMeans(3, n_init=3, random_state=0).fit_predict(X_scaled)
print(len(set(clusters)), "clusters")
X_train, X_test, y_train, y_test = train_test_split(X_scaled, y, test_size=0.3, random_state=1)
print("score", LogisticRegression().fit(X_train, y_train).score(X_test, y_test))
