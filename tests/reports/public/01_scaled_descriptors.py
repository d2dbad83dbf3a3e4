# source: nijamudheen/CheMLFlow#9
import argparse

import pandas as pd
from sklearn.dummy import DummyRegressor
from sklearn.ensemble import RandomForestRegressor
from sklearn.metrics import mean_absolute_error, r2_score
from sklearn.model_selection import train_test_split
from sklearn.preprocessing import MinMaxScaler


def load_descriptors(path, target):
    table = pd.read_csv(path).dropna(subset=[target])
    features = table.drop(columns=[target, "smiles"])
    return features, table[target]


def explainable_model(path, target="pIC50"):
    X, y = load_descriptors(path, target)
    scaler = MinMaxScaler()
    X_scaled = pd.DataFrame(scaler.fit_transform(X), columns=X.columns)  # expect: MLS103
    X_train, X_test, y_train, y_test = train_test_split(X_scaled, y, test_size=0.2, random_state=42)

    mean_only = DummyRegressor().fit(X_train, y_train)
    forest = RandomForestRegressor(n_estimators=300, random_state=42)
    forest.fit(X_train, y_train)
    guess = forest.predict(X_test)
    print("MAE", mean_absolute_error(y_test, guess), "mean only", mean_absolute_error(y_test, mean_only.predict(X_test)))
    print("R2", r2_score(y_test, guess), "mean only", r2_score(y_test, mean_only.predict(X_test)))
    return forest


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("path")
    explainable_model(parser.parse_args().path)
