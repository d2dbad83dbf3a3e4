from sklearn.datasets import load_digits
from sklearn.feature_selection import SelectPercentile, f_classif
from sklearn.metrics import accuracy_score
from sklearn.model_selection import train_test_split
from sklearn.naive_bayes import GaussianNB


def main(percentile=30, seed=2):
    digits = load_digits()
    X, y = digits.data, digits.target
    X = SelectPercentile(f_classif, percentile=percentile).fit_transform(X, y)  # smell: MLS104
    X_train, X_test, y_train, y_test = train_test_split(X, y, random_state=seed)
    nb = GaussianNB().fit(X_train, y_train)
    print(f"{percentile} %: accuracy {accuracy_score(y_test, nb.predict(X_test)):.3f}")


if __name__ == "__main__":
    main()
