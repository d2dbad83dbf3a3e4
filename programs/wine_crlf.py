# written on Windows
from sklearn.datasets import load_wine
from sklearn.ensemble import RandomForestClassifier
from sklearn.model_selection import train_test_split
from sklearn.preprocessing import RobustScaler

X, y = load_wine(return_X_y=True)

# outliers: robust scaling
rs = RobustScaler()
X = rs.fit_transform(X)  # smell: MLS103
X_train, X_test, y_train, y_test = train_test_split(
    X,
    y,
    test_size=0.3,
    random_state=3,
)
forest = RandomForestClassifier(n_estimators=25, random_state=3)
forest.fit(X_train, y_train)
print("Genauigkeit:", round(forest.score(X_test, y_test), 3))
