from sklearn.datasets import load_wine
from sklearn.decomposition import PCA
from sklearn.feature_selection import SelectKBest, f_classif
from sklearn.metrics import f1_score
from sklearn.model_selection import train_test_split
from sklearn.preprocessing import MinMaxScaler
from sklearn.svm import SVC

X, y = load_wine(return_X_y=True)
X_train, X_test, y_train, y_test = train_test_split(X, y, test_size=0.3)  # smell: MLS201

best = SelectKBest(f_classif, k=8)
X_train = best.fit_transform(X_train, y_train)
X_test = best.fit_transform(X_test, y_test)  # smell: MLS102

mm = MinMaxScaler()
X_train = mm.fit_transform(X_train)
X_test = mm.fit_transform(X_test)  # smell: MLS102

pca = PCA(n_components=3)
X_train = pca.fit_transform(X_train)
X_test = pca.fit_transform(X_test)  # smell: MLS102

svc = SVC().fit(X_train, y_train)
y_pred = svc.predict(X_test)
print("macro F1", round(f1_score(y_pred, y_test, average="macro"), 3))
