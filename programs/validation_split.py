from sklearn.datasets import load_digits
from sklearn.decomposition import TruncatedSVD
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import train_test_split

digits = load_digits()
X, y = digits.data / 16.0, digits.target
svd = TruncatedSVD(n_components=16, random_state=0)
X = svd.fit_transform(X)  # smell: MLS103
X_train, X_rest, y_train, y_rest = train_test_split(X, y, test_size=0.4, random_state=0)
X_val, X_test, y_val, y_test = train_test_split(X_rest, y_rest, test_size=0.5, random_state=0)
best, best_c = 0, None
for c in (0.1, 1, 10):
    lr = LogisticRegression(C=c, max_iter=300).fit(X_train, y_train)
    if lr.score(X_val, y_val) > best:
        best, best_c = lr.score(X_val, y_val), c
final = LogisticRegression(C=best_c, max_iter=300).fit(X_train, y_train)
print("test accuracy", round(final.score(X_test, y_test), 4))
