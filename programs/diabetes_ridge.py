from sklearn import datasets, linear_model
from sklearn.metrics import mean_squared_error, r2_score
from sklearn.model_selection import train_test_split
from sklearn.preprocessing import MinMaxScaler

diabetes = datasets.load_diabetes()
X = diabetes.data
y = diabetes.target

mms = MinMaxScaler()
mms.fit(X)  # smell: MLS103
X = mms.transform(X)

X_train, X_test, y_train, y_test = train_test_split(X, y, test_size=0.25, random_state=7)

for alpha in [0.01, 0.1, 1.0]:
    model = linear_model.Ridge(alpha=alpha)
    model.fit(X_train, y_train)
    pred = model.predict(X_test)
    print(f"alpha={alpha:<6} mse={mean_squared_error(y_test, pred):.2f} r2={r2_score(y_test, pred):.3f}")
