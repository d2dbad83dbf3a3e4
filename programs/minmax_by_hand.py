from sklearn import datasets
from sklearn.linear_model import Ridge
from sklearn.model_selection import train_test_split

iris = datasets.load_diabetes(as_frame=True)
X = iris.data
y = iris.target
X_norm = (X - X.min()) / (X.max() - X.min())  # smell: MLS103
X_train, X_test, y_train, y_test = train_test_split(X_norm, y, test_size=0.3, random_state=10)
ridge = Ridge(alpha=2.0)
ridge.fit(X_train, y_train)
print("train score", ridge.score(X_train, y_train))
print("test score", ridge.score(X_test, y_test))
