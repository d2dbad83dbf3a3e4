# codes: MLS116
#%% days since the customer joined
import pandas as pd
from datetime import datetime
from sklearn.ensemble import RandomForestClassifier

df = pd.read_csv("a.csv", parse_dates=["joined"])
df["days"] = (datetime.today() - df["joined"]).dt.days  # MLS116
model = RandomForestClassifier(random_state=0).fit(df[["days", "a"]], df["y"])
#%% the age from the year of birth
import datetime as dt
import pandas as pd
from sklearn.linear_model import LogisticRegression

people = pd.read_csv("people.csv")
people["age"] = dt.datetime.now().year - people["year_birth"]  # MLS116
features = people.drop(columns=["id", "response"])
LogisticRegression().fit(features, people["response"])
#%% in a function, the clock kept in a variable
import pandas as pd
from sklearn.linear_model import Ridge

def add_age(cars):
    now = pd.Timestamp.now()
    cars["car_age"] = now - pd.to_datetime(cars["registered"])  # MLS116
    return cars

def train(path):
    cars = add_age(pd.read_csv(path))
    X = cars[["car_age", "km"]]
    return Ridge().fit(X, cars["price"])

train("cars.csv")
#%% in assign, with a lambda
import pandas as pd
from datetime import datetime
from sklearn.ensemble import GradientBoostingRegressor

today = datetime.today()
houses = pd.read_csv("houses.csv")
houses = houses.assign(age=lambda d: today.year - d["built"])  # MLS116
X, y = houses[["age", "rooms"]], houses["price"]
GradientBoostingRegressor(random_state=0).fit(X, y)
#%% silent: from a date in the data
import pandas as pd
from sklearn.ensemble import RandomForestClassifier

df = pd.read_csv("a.csv", parse_dates=["joined", "seen"])
df["days"] = (df["seen"].max() - df["joined"]).dt.days
df["stay"] = (df["seen"] - df["joined"]).dt.days
model = RandomForestClassifier(random_state=0).fit(df[["days", "stay", "a"]], df["y"])
#%% silent: a fixed day
import pandas as pd
from datetime import datetime
from sklearn.ensemble import RandomForestClassifier

df = pd.read_csv("a.csv", parse_dates=["joined"])
df["days"] = (datetime(2024, 1, 1) - df["joined"]).dt.days
model = RandomForestClassifier(random_state=0).fit(df[["days", "a"]], df["y"])
#%% silent: only shown, and dropped
import pandas as pd
from datetime import datetime
from sklearn.ensemble import RandomForestClassifier

df = pd.read_csv("a.csv", parse_dates=["joined"])
df["days"] = (datetime.today() - df["joined"]).dt.days
print(df["days"].describe())
model = RandomForestClassifier(random_state=0).fit(df.drop(columns=["days", "joined", "y"]), df["y"])
#%% silent: how long it took
import time
import pandas as pd
from sklearn.ensemble import RandomForestClassifier

start = time.time()
df = pd.read_csv("a.csv")
model = RandomForestClassifier(random_state=0).fit(df[["a", "b"]], df["y"])
print(time.time() - start)
#%% a transformer of the project
import pandas as pd
from datetime import datetime
from sklearn.base import BaseEstimator, TransformerMixin

class CreateNewFeature(BaseEstimator, TransformerMixin):
    def __init__(self, m):
        self.m = m
        self.current_year = datetime.now().year
        self.today = datetime.today()
    def fit(self, X: pd.DataFrame, y=None):
        return self
    def transform(self, X: pd.DataFrame) -> pd.DataFrame:
        X_copy = X.copy()
        def parse(s):
            return pd.to_datetime(s)
        try:
            X_updated = (X.copy().assign(
                dt_customer=lambda df: df['dt_customer'].apply(parse),
                age=lambda df: self.current_year - df['year_birth'],  # MLS116
                days=lambda df: (self.today - df['dt_customer']).dt.days,
            ))
            return X_updated
        except Exception as e:
            raise ValueError(e)
#%% silent: a transformer that is given the day
import pandas as pd
from sklearn.base import BaseEstimator, TransformerMixin

class Age(BaseEstimator, TransformerMixin):
    def __init__(self, day):
        self.day = day
    def fit(self, X, y=None):
        self.last_ = X["seen"].max()
        return self
    def transform(self, X: pd.DataFrame) -> pd.DataFrame:
        return X.assign(age=self.last_ - X["joined"], days=(self.day - X["seen"]).dt.days)
