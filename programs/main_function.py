import argparse

from sklearn.datasets import load_breast_cancer
from sklearn.decomposition import PCA
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import f1_score
from sklearn.model_selection import train_test_split
from sklearn.preprocessing import StandardScaler


def timed(function):
    def wrapper(*args, **kwargs):
        print("start", function.__name__)
        result = function(*args, **kwargs)
        print("done", function.__name__)
        return result

    return wrapper


@timed
def train(components, seed):
    X, y = load_breast_cancer(return_X_y=True)
    scaler = StandardScaler()
    X = scaler.fit_transform(X)  # smell: MLS103
    pca = PCA(n_components=components)
    X = pca.fit_transform(X)  # smell: MLS103
    X_train, X_val, y_train, y_val = train_test_split(X, y, test_size=0.2, random_state=seed)
    model = LogisticRegression()
    model.fit(X_train, y_train)
    print("val f1: {:.4f}".format(f1_score(y_val, model.predict(X_val))))


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--components", type=int, default=5)
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args()
    train(args.components, args.seed)
