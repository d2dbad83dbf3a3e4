import pandas as pd
from sklearn.datasets import load_breast_cancer
from sklearn.ensemble import GradientBoostingClassifier, RandomForestClassifier
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score
from sklearn.model_selection import train_test_split
from sklearn.preprocessing import StandardScaler
from sklearn.tree import DecisionTreeClassifier

SEED = 11
data = load_breast_cancer(as_frame=True)
X = data.data
y = data.target
X = pd.DataFrame(StandardScaler().fit_transform(X), columns=X.columns)  # smell: MLS103
X_train, X_test, y_train, y_test = train_test_split(X, y, test_size=0.3, random_state=SEED, stratify=y)

models = {
    "logistic": LogisticRegression(max_iter=500),
    "tree": DecisionTreeClassifier(random_state=SEED),
    "forest": RandomForestClassifier(n_estimators=40, random_state=SEED),
    "boosting": GradientBoostingClassifier(n_estimators=20, random_state=SEED),
}
results = {}
for name, model in models.items():
    model.fit(X_train, y_train)
    y_pred = model.predict(X_test)
    results[name] = roc_auc_score(y_test, y_pred)  # smell: MLS506
for name, auc in sorted(results.items(), key=lambda item: -item[1]):
    print(f"{name:>10}: {auc:.4f}")
