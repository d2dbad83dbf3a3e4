from sklearn.datasets import load_breast_cancer
from sklearn.ensemble import RandomForestClassifier
from sklearn.metrics import auc, roc_auc_score, roc_curve
from sklearn.model_selection import train_test_split

X, y = load_breast_cancer(return_X_y=True)
X_train, X_test, y_train, y_test = train_test_split(X[:, :4], y, test_size=0.3, random_state=4)
rf = RandomForestClassifier(n_estimators=50, random_state=4)
rf.fit(X_train, y_train)
preds = rf.predict(X_test)
fpr, tpr, thresholds = roc_curve(y_test, preds)  # smell: MLS506
print("AUC = %.3f" % auc(fpr, tpr))
print("again: %.3f" % roc_auc_score(y_test, preds))  # smell: MLS506
