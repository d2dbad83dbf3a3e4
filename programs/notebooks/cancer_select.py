# %% [markdown]
# Which features matter?
# %%
!pip install scikit-learn pandas  # smell: MLS408
# %%
import numpy as np
from sklearn.datasets import load_breast_cancer
from sklearn.feature_selection import SelectKBest, mutual_info_classif
from sklearn.metrics import roc_auc_score
from sklearn.model_selection import train_test_split
from sklearn.svm import SVC
# %%
np.random.seed(5)
X, y = load_breast_cancer(return_X_y=True)
X = np.hstack([X[:, :3], np.random.normal(size=(len(X), 200))])
# %%
kbest = SelectKBest(mutual_info_classif, k=10)
X_sel = kbest.fit_transform(X, y)  # smell: MLS104
X_train, X_test, y_train, y_test = train_test_split(X_sel, y, test_size=0.3, random_state=5)
# %%
svc = SVC(random_state=5).fit(X_train, y_train)
roc_auc_score(y_test, svc.predict(X_test))  # smell: MLS506
print("AUC:", roc_auc_score(y_test, svc.predict(X_test)))  # smell: MLS506
