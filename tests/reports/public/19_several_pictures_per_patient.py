# source: Lightning-Universe/lightning-Covid19#11
import pandas as pd
from sklearn.dummy import DummyClassifier
from sklearn.ensemble import RandomForestClassifier
from sklearn.metrics import recall_score
from sklearn.model_selection import train_test_split

metadata = pd.read_csv("metadata.csv")
metadata = metadata[metadata["view"].isin(["PA", "AP"])]
print("pictures per patient", metadata.groupby("patient_id")["filename"].count().mean())
texture = pd.read_csv("texture_features.csv")
table = metadata.merge(texture, on="filename", how="inner", validate="one_to_one")
table["is_covid"] = (table["finding"] == "COVID-19").astype(int)

columns = [c for c in texture.columns if c != "filename"]
train, valid = train_test_split(table, test_size=0.2, random_state=7, stratify=table["is_covid"])  # expect: MLS117

prior = DummyClassifier().fit(train[columns], train["is_covid"])
forest = RandomForestClassifier(n_estimators=400, random_state=7).fit(train[columns], train["is_covid"])
print("prior", recall_score(valid["is_covid"], prior.predict(valid[columns])))
print("forest", recall_score(valid["is_covid"], forest.predict(valid[columns])))
