# source: JakeKandell/NBA-Predict#5
import pickle

import pandas as pd
from sklearn import metrics
from sklearn.dummy import DummyClassifier
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import train_test_split

FEATURES = ["home", "off_rating", "def_rating", "reb_pct", "tov_pct", "true_shooting", "net_rating"]


def perform_log_reg(games, seed):
    x, y = games[FEATURES], games["result"]
    x_train, x_test, y_train, y_test = train_test_split(x, y, test_size=0.25, shuffle=True, random_state=seed)
    model = LogisticRegression(max_iter=1000)
    model.fit(x_train, y_train)
    guess = model.predict(x_test)
    home_wins = DummyClassifier(strategy="most_frequent").fit(x_train, y_train)
    print("always home", metrics.accuracy_score(y_test, home_wins.predict(x_test)))
    print(metrics.confusion_matrix(y_test, guess))
    return model, metrics.accuracy_score(y_test, guess)


def create_model(path="games_2015_2019.csv", tries=75):
    games = pd.read_csv(path)
    best_model, best_accuracy = None, 0.0
    for seed in range(tries):
        model, accuracy = perform_log_reg(games, seed)
        if accuracy > best_accuracy:  # expect: MLS108
            best_model, best_accuracy = model, accuracy
    with open("finalized_model.pkl", "wb") as handle:
        pickle.dump(best_model, handle)
    print("model accuracy:", best_accuracy)


if __name__ == "__main__":
    create_model()
