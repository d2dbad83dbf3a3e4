# %%
from collections import Counter

from imblearn.over_sampling import SMOTE
from sklearn.datasets import make_classification
from sklearn.metrics import f1_score, roc_auc_score
from sklearn.model_selection import train_test_split
from sklearn.tree import DecisionTreeClassifier
# %%
X, y = make_classification(n_samples=900, weights=[0.92], flip_y=0.06, random_state=3)
Counter(y)
# %%
# balance the classes
X_res, y_res = SMOTE(random_state=3).fit_resample(X, y)  # smell: MLS105
# %%
print(Counter(y_res))
# %%
X_train, X_test, y_train, y_test = train_test_split(X_res, y_res, test_size=0.2, random_state=3)
# %%
tree = DecisionTreeClassifier(random_state=3)
tree.fit(X_train, y_train)  # smell: MLS501
pred = tree.predict(X_test)
# %%
print("F1", round(f1_score(y_test, pred), 3))
print("AUC", round(roc_auc_score(y_test, pred), 3))  # smell: MLS506
