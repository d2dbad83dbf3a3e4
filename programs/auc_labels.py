import numpy as np
from sklearn.datasets import make_classification
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import average_precision_score, f1_score, roc_auc_score
from sklearn.model_selection import train_test_split


def evaluate(model, X_test, y_test):
    pred = model.predict(X_test)
    print("F1  ", round(f1_score(y_test, pred), 3))
    print("AUC ", round(roc_auc_score(y_test, pred), 3))  # smell: MLS506
    print("AP  ", round(average_precision_score(y_test, pred), 3))  # smell: MLS506


def main():
    X, y = make_classification(n_samples=800, weights=[0.85], flip_y=0.1, random_state=2)
    X_train, X_test, y_train, y_test = train_test_split(X, y, test_size=0.25, stratify=y, random_state=2)
    model = LogisticRegression(class_weight="balanced")
    model.fit(X_train, y_train)
    evaluate(model, X_test, y_test)


main()
