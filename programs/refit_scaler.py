from sklearn.datasets import load_digits
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import train_test_split
from sklearn.preprocessing import StandardScaler

X, y = load_digits(return_X_y=True)
X_train, X_test, y_train, y_test = train_test_split(X, y, test_size=0.2, random_state=0)
sc = StandardScaler()
X_train = sc.fit_transform(X_train)
X_test = sc.fit_transform(X_test)  # smell: MLS102

lr = LogisticRegression(max_iter=300)
lr.fit(X_train, y_train)
print("train", lr.score(X_train, y_train))
print("test", lr.score(X_test, y_test))
