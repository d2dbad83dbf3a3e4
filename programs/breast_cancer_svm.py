"""SVM on the breast cancer data."""
import numpy as np
from sklearn.datasets import load_breast_cancer
from sklearn.model_selection import train_test_split
from sklearn.preprocessing import StandardScaler
from sklearn.svm import SVC
from sklearn.metrics import accuracy_score, classification_report

data = load_breast_cancer()
X, y = data.data, data.target
print(X.shape, y.shape)

# scale the features
scaler = StandardScaler()
X_scaled = scaler.fit_transform(X)  # smell: MLS103

X_train, X_test, y_train, y_test = train_test_split(X_scaled, y, test_size=0.2)  # smell: MLS201
print(X_train.shape, X_test.shape)

clf = SVC(kernel="rbf", C=1.0)
clf.fit(X_train, y_train)
y_pred = clf.predict(X_test)
print("Accuracy: %.3f" % accuracy_score(y_test, y_pred))
print(classification_report(y_test, y_pred, target_names=data.target_names))
