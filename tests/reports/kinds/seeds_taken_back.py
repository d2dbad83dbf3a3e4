# codes: MLS202 MLS210
#%% seed without number before each batch
import numpy as np
import pandas as pd
from sklearn.linear_model import SGDClassifier

data = pd.read_csv("a.csv").values
X, y = data[:, :-1], data[:, -1]
clf = SGDClassifier(random_state=1)
for epoch in range(20):
    np.random.seed()
    order = np.random.permutation(len(X))  # MLS202
    for i in range(0, len(X), 32):
        b = order[i:i + 32]
        clf.partial_fit(X[b], y[b], classes=[0, 1])
print(clf.score(X, y))
#%% seed by time
import time
import numpy as np
import pandas as pd
from sklearn.ensemble import RandomForestClassifier
from sklearn.model_selection import train_test_split

np.random.seed(int(time.time()))
df = pd.read_csv("a.csv")
a, b, ya, yb = train_test_split(df.drop(columns="y"), df["y"], random_state=0)
rf = RandomForestClassifier().fit(a, ya)  # MLS202
print(rf.score(b, yb))
#%% random seed empty shuffles rows
import random
import csv
from sklearn.neighbors import KNeighborsClassifier

rows = list(csv.reader(open("iris.csv")))
random.seed()
random.shuffle(rows)  # MLS202
cut = int(len(rows) * .7)
train, test = rows[:cut], rows[cut:]
knn = KNeighborsClassifier(3)
knn.fit([list(map(float, r[:-1])) for r in train], [r[-1] for r in train])
print(knn.score([list(map(float, r[:-1])) for r in test], [r[-1] for r in test]))
#%% seed none
import numpy as np
import pandas as pd
from sklearn.model_selection import train_test_split
from sklearn.ensemble import ExtraTreesClassifier
SEED = None
np.random.seed(SEED)
df = pd.read_csv("a.csv")
a, b, ya, yb = train_test_split(df.drop(columns="y"), df["y"], random_state=3)
m = ExtraTreesClassifier().fit(a, ya)  # MLS202
print(m.score(b, yb))
#%% silent: seed time that is kept
import time
import numpy as np
import pandas as pd
from sklearn.ensemble import RandomForestClassifier
from sklearn.model_selection import train_test_split

seed = int(time.time())
print("seed", seed)
np.random.seed(seed)
df = pd.read_csv("a.csv")
a, b, ya, yb = train_test_split(df.drop(columns="y"), df["y"], random_state=0)
print(RandomForestClassifier().fit(a, ya).score(b, yb))
#%% silent: seed argument
import argparse
import numpy as np
import pandas as pd
from sklearn.ensemble import RandomForestClassifier
from sklearn.model_selection import train_test_split
p = argparse.ArgumentParser()
p.add_argument("--seed", type=int, default=7)
args = p.parse_args()
np.random.seed(args.seed)
df = pd.read_csv("a.csv")
a, b, ya, yb = train_test_split(df.drop(columns="y"), df["y"], random_state=0)
print(RandomForestClassifier().fit(a, ya).score(b, yb))
#%% silent: worker reseeds with nothing in a game
import random
random.seed()
print(random.choice(["heads", "tails"]))
#%% taken back in the loop
import numpy as np
import pandas as pd
from sklearn.linear_model import SGDClassifier

np.random.seed(7)
data = pd.read_csv("a.csv").values
X, y = data[:, :-1], data[:, -1]
clf = SGDClassifier(random_state=1)
for epoch in range(20):
    np.random.seed()  # MLS210
    order = np.random.permutation(len(X))
    for i in range(0, len(X), 32):
        b = order[i:i + 32]
        clf.partial_fit(X[b], y[b], classes=[0, 1])
print(clf.score(X, y))
#%% taken back by the time in a function
import random
import time
import numpy as np
import pandas as pd
from sklearn.ensemble import RandomForestClassifier
from sklearn.model_selection import train_test_split

random.seed(1)
np.random.seed(1)

def shuffled(df):
    np.random.seed(int(time.time()))  # MLS210
    return df.iloc[np.random.permutation(len(df))]

df = shuffled(pd.read_csv("a.csv"))
a, b, ya, yb = train_test_split(df.drop(columns="y"), df["y"], random_state=0)
rf = RandomForestClassifier(random_state=0).fit(a, ya)
print(rf.score(b, yb))
#%% taken back before the forest
import numpy as np
import pandas as pd
from sklearn.ensemble import RandomForestClassifier
from sklearn.model_selection import train_test_split
np.random.seed(3)
df = pd.read_csv("a.csv")
df["noise"] = np.random.rand(len(df))
np.random.seed(None)  # MLS210
a, b, ya, yb = train_test_split(df.drop(columns="y"), df["y"], random_state=0)
print(RandomForestClassifier().fit(a, ya).score(b, yb))
#%% silent: seeded again with a number
import numpy as np
import pandas as pd
from sklearn.ensemble import RandomForestClassifier
from sklearn.model_selection import train_test_split
np.random.seed()
np.random.seed(3)
df = pd.read_csv("a.csv")
a, b, ya, yb = train_test_split(df.drop(columns="y"), df["y"], random_state=0)
print(RandomForestClassifier().fit(a, ya).score(b, yb))
#%% silent: workers
import multiprocessing as mp
import numpy as np
import pandas as pd
from sklearn.ensemble import RandomForestClassifier
from sklearn.model_selection import train_test_split
np.random.seed(3)

def init_worker():
    np.random.seed()

def simulate(n):
    return np.random.rand(n).mean()

df = pd.read_csv("a.csv")
a, b, ya, yb = train_test_split(df.drop(columns="y"), df["y"], random_state=0)
print(RandomForestClassifier().fit(a, ya).score(b, yb))
with mp.Pool(4, initializer=init_worker) as pool:
    print(pool.map(simulate, [10] * 4))
