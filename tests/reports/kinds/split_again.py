# codes: MLS101 MLS118
#%% another seed
import joblib
import pandas as pd
from sklearn.ensemble import RandomForestClassifier
from sklearn.model_selection import train_test_split
df = pd.read_csv("data/a.csv")
X_train, X_test, y_train, y_test = train_test_split(df.drop(columns="y"), df["y"], test_size=0.2, random_state=42)
m = RandomForestClassifier(random_state=0).fit(X_train, y_train)
joblib.dump(m, "model.pkl")
#%% + evaluate.py
import joblib
import pandas as pd
from sklearn.metrics import accuracy_score
from sklearn.model_selection import train_test_split
df = pd.read_csv("data/a.csv")
X_train, X_test, y_train, y_test = train_test_split(df.drop(columns="y"), df["y"], test_size=0.3, random_state=7)  # MLS118
m = joblib.load("model.pkl")
print(accuracy_score(y_test, m.predict(X_test)))
#%% no seed
import joblib
import pandas as pd
from sklearn.ensemble import RandomForestClassifier
from sklearn.model_selection import train_test_split
def train():
    df = pd.read_csv("data/a.csv")
    X_train, X_test, y_train, y_test = train_test_split(df.drop(columns="y"), df["y"], test_size=0.2)
    m = RandomForestClassifier(random_state=0).fit(X_train, y_train)
    joblib.dump(m, "models/model.pkl")
if __name__ == "__main__":
    train()
#%% + evaluate.py
import joblib
import pandas as pd
from sklearn.metrics import accuracy_score
from sklearn.model_selection import train_test_split
def evaluate():
    df = pd.read_csv("data/a.csv")
    _, X_test, _, y_test = train_test_split(df.drop(columns="y"), df["y"], test_size=0.2)  # MLS118
    m = joblib.load("models/model.pkl")
    pred = m.predict(X_test)
    print(accuracy_score(y_test, pred))
if __name__ == "__main__":
    evaluate()
#%% all rows
import pickle
import pandas as pd
from sklearn.ensemble import RandomForestClassifier
from sklearn.model_selection import train_test_split
df = pd.read_csv("data/a.csv")
X_train, X_test, y_train, y_test = train_test_split(df.drop(columns="y"), df["y"], test_size=0.2, random_state=1)
m = RandomForestClassifier(random_state=0).fit(X_train, y_train)
with open("model.pkl", "wb") as f:
    pickle.dump(m, f)
#%% + evaluate.py
import pickle
import pandas as pd
from sklearn.metrics import accuracy_score
df = pd.read_csv("data/a.csv")
X, y = df.drop(columns="y"), df["y"]
with open("model.pkl", "rb") as f:
    m = pickle.load(f)
print(accuracy_score(y, m.predict(X)))  # MLS101
#%% trained on all, evaluated on part
import joblib
import pandas as pd
from sklearn.ensemble import RandomForestClassifier
df = pd.read_csv("data/a.csv")
m = RandomForestClassifier(random_state=0).fit(df.drop(columns="y"), df["y"])  # MLS101
joblib.dump(m, "model.pkl")
#%% + evaluate.py
import joblib
import pandas as pd
from sklearn.metrics import accuracy_score
from sklearn.model_selection import train_test_split
df = pd.read_csv("data/a.csv")
X_train, X_test, y_train, y_test = train_test_split(df.drop(columns="y"), df["y"], test_size=0.3, random_state=7)
m = joblib.load("model.pkl")
print(accuracy_score(y_test, m.predict(X_test)))
#%% stratified one side
import joblib
import pandas as pd
from sklearn.ensemble import RandomForestClassifier
from sklearn.model_selection import train_test_split
DATA, MODEL = "data/a.csv", "model.pkl"
def main():
    df = pd.read_csv(DATA)
    X, y = df.drop(columns="y"), df["y"]
    X_train, X_test, y_train, y_test = train_test_split(X, y, test_size=0.2, random_state=42, stratify=y)
    m = RandomForestClassifier(random_state=0).fit(X_train, y_train)
    joblib.dump(m, MODEL)
main()
#%% + evaluate.py
import joblib
import pandas as pd
from sklearn.metrics import accuracy_score
from sklearn.model_selection import train_test_split
def main():
    df = pd.read_csv("data/a.csv")
    X, y = df.drop(columns="y"), df["y"]
    X_train, X_test, y_train, y_test = train_test_split(X, y, test_size=0.2, random_state=42)  # MLS118
    m = joblib.load("model.pkl")
    print(accuracy_score(y_test, m.predict(X_test)))
main()
#%% silent same split
import joblib
import pandas as pd
from sklearn.ensemble import RandomForestClassifier
from sklearn.model_selection import train_test_split
df = pd.read_csv("data/a.csv")
X_train, X_test, y_train, y_test = train_test_split(df.drop(columns="y"), df["y"], test_size=0.2, random_state=42)
m = RandomForestClassifier(random_state=0).fit(X_train, y_train)
joblib.dump(m, "model.pkl")
#%% + evaluate.py
import joblib
import pandas as pd
from sklearn.metrics import accuracy_score
from sklearn.model_selection import train_test_split
df = pd.read_csv("data/a.csv")
X_train, X_test, y_train, y_test = train_test_split(df.drop(columns="y"), df["y"], test_size=0.2, random_state=42)
m = joblib.load("model.pkl")
print(accuracy_score(y_test, m.predict(X_test)))
#%% larger part
import joblib
import pandas as pd
from sklearn.ensemble import RandomForestClassifier
from sklearn.model_selection import train_test_split
df = pd.read_csv("data/a.csv")
X_train, X_test, y_train, y_test = train_test_split(df.drop(columns="y"), df["y"], test_size=0.2, random_state=42)
m = RandomForestClassifier(random_state=0).fit(X_train, y_train)
joblib.dump(m, "model.pkl")
#%% + evaluate.py
import joblib
import pandas as pd
from sklearn.model_selection import train_test_split
df = pd.read_csv("data/a.csv")
X_train, X_test, y_train, y_test = train_test_split(df.drop(columns="y"), df["y"], test_size=0.4, random_state=42)  # MLS118
print(joblib.load("model.pkl").score(X_test, y_test))
#%% silent smaller part
import joblib
import pandas as pd
from sklearn.ensemble import RandomForestClassifier
from sklearn.model_selection import train_test_split
df = pd.read_csv("data/a.csv")
X_train, X_test, y_train, y_test = train_test_split(df.drop(columns="y"), df["y"], test_size=0.2, random_state=42)
m = RandomForestClassifier(random_state=0).fit(X_train, y_train)
joblib.dump(m, "model.pkl")
#%% + evaluate.py
import joblib
import pandas as pd
from sklearn.model_selection import train_test_split
df = pd.read_csv("data/a.csv")
X_train, X_test, y_train, y_test = train_test_split(df.drop(columns="y"), df["y"], test_size=0.1, random_state=42)
print(joblib.load("model.pkl").score(X_test, y_test))
#%% silent all rows of another file
import joblib
import pandas as pd
from sklearn.ensemble import RandomForestClassifier
from sklearn.model_selection import train_test_split
df = pd.read_csv("data/a.csv")
X_train, X_test, y_train, y_test = train_test_split(df.drop(columns="y"), df["y"], test_size=0.2, random_state=42)
m = RandomForestClassifier(random_state=0).fit(X_train, y_train)
joblib.dump(m, "model.pkl")
#%% + evaluate.py
import joblib
import pandas as pd
df = pd.read_csv("data/b.csv")
print(joblib.load("model.pkl").score(df.drop(columns="y"), df["y"]))
#%% silent both stratified
import joblib
import pandas as pd
from sklearn.ensemble import RandomForestClassifier
from sklearn.model_selection import train_test_split
df = pd.read_csv("data/a.csv")
X, y = df.drop(columns="y"), df["y"]
X_train, X_test, y_train, y_test = train_test_split(X, y, stratify=y, random_state=42)
m = RandomForestClassifier(random_state=0).fit(X_train, y_train)
joblib.dump(m, "model.pkl")
#%% + evaluate.py
import joblib
import pandas as pd
from sklearn.model_selection import train_test_split
df = pd.read_csv("data/a.csv")
X, y = df.drop(columns="y"), df["y"]
X_train, X_test, y_train, y_test = train_test_split(X, y, test_size=0.25, stratify=y, random_state=42)
print(joblib.load("model.pkl").score(X_test, y_test))
