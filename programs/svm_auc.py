from sklearn.datasets import make_classification
from sklearn.metrics import roc_auc_score
from sklearn.model_selection import train_test_split
from sklearn.svm import SVC, LinearSVC

X, y = make_classification(n_samples=400, flip_y=0.2, random_state=6)
X_train, X_test, y_train, y_test = train_test_split(X, y)  # smell: MLS201
linear = LinearSVC()
linear.fit(X_train, y_train)
print("linear", roc_auc_score(y_test, linear.predict(X_test)))  # smell: MLS506
rbf = SVC()
rbf.fit(X_train, y_train)
rbf_pred = rbf.predict(X_test)
print("rbf", roc_auc_score(y_test, rbf_pred))  # smell: MLS506
