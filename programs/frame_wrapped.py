import pandas as pd
from sklearn.datasets import load_wine
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import train_test_split
from sklearn.preprocessing import StandardScaler

wine = load_wine(as_frame=True)
X = wine.data
y = wine.target
scaler = StandardScaler()
X_scaled = scaler.fit_transform(X)  # smell: MLS103
X_scaled = pd.DataFrame(X_scaled, columns=X.columns)
X_train, X_test, y_train, y_test = train_test_split(X_scaled, y, test_size=0.25, random_state=13)
print(X_train[["alcohol", "ash"]].shape)
model = LogisticRegression(max_iter=500)
model.fit(X_train, y_train)
print("test accuracy: {:.4f}".format(model.score(X_test, y_test)))
