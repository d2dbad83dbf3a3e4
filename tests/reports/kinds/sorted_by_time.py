# codes: MLS115
#%% sorted for a split on time
import pandas as pd
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import train_test_split

reviews = pd.read_csv("reviews.csv")
reviews.sort_values("Time", inplace=True)
reviews.head(5)
# Splitting on time based
X_train, X_test, y_train, y_test = train_test_split(reviews[["length", "stars"]].values, reviews["useful"].values, random_state=0)  # MLS115
model = LogisticRegression().fit(X_train, y_train)
print(model.score(X_test, y_test))
#%% a function that is called so
import pandas as pd
from sklearn.model_selection import train_test_split

def chronological_split(df):
    df = df.sort_values(by="order_date")
    return train_test_split(df, test_size=0.25, random_state=3)  # MLS115

train, test = chronological_split(pd.read_csv("orders.csv"))
print(len(train), len(test))
#%% a class and its docstring
import pandas as pd
from sklearn.model_selection import train_test_split

class Trips:
    """Trips of a city."""

    def __init__(self, path):
        self.trips = pd.read_parquet(path)

    def parts(self):
        """Divide the trips: a temporal train/test split, the last fifth is kept for testing."""
        ordered = self.trips.sort_values(["start_time", "id"])
        return train_test_split(ordered, test_size=0.2, random_state=1)  # MLS115

print(Trips("trips.parquet").parts())
#%% rows divided by a permutation
import numpy as np
import pandas as pd

claims = pd.read_csv("claims.csv")
# Time-based split: old claims for training, new ones for testing.
claims = claims.sort_values("date").reset_index(drop=True)
order = np.random.default_rng(0).permutation(len(claims))  # MLS115
cut = int(0.8 * len(claims))
train, test = claims.iloc[order[:cut]], claims.iloc[order[cut:]]
print(train.shape, test.shape)
#%% silent: split in order
import pandas as pd
from sklearn.model_selection import train_test_split

reviews = pd.read_csv("reviews.csv")
# time based split
reviews = reviews.sort_values("Time")
train, test = train_test_split(reviews, shuffle=False)
print(len(train), len(test))
#%% silent: sorted to look at it
import pandas as pd
from sklearn.model_selection import train_test_split

reviews = pd.read_csv("reviews.csv")
# the oldest first
reviews = reviews.sort_values("Time")
print(reviews.head())
train, test = train_test_split(reviews, random_state=0)
print(len(train), len(test))
#%% silent: no split by time is wanted
import pandas as pd
from sklearn.model_selection import train_test_split

reviews = pd.read_csv("reviews.csv")
# sorted for the plot below; the reviews do not depend on their time, so we do not split by time
reviews = reviews.sort_values("Time")
train, test = train_test_split(reviews, random_state=0)
print(len(train), len(test))
#%% silent: dates that are taken apart
import pandas as pd
from sklearn.model_selection import train_test_split

trips = pd.read_csv("trips.csv")
# split the start into date and hour
trips["start"] = pd.to_datetime(trips["start"])
trips["hour"] = trips["start"].dt.hour
trips = trips.sort_values("price")
train, test = train_test_split(trips, random_state=0)
print(len(train), len(test))
#%% silent: another table is sorted
import pandas as pd
from sklearn.model_selection import train_test_split

reviews = pd.read_csv("reviews.csv")
# a time-based split of the log
log = pd.read_csv("log.csv").sort_values("Time")
old, new = log.iloc[:100], log.iloc[100:]
train, test = train_test_split(reviews, random_state=0)
print(len(train), len(test), len(old), len(new))
