# codes: MLS201 MLS202 MLS204
#%% a graph with placeholders
import numpy as np
import tensorflow as tf

data = np.load("train.npz")
X = tf.placeholder(tf.float32, [None, 10])
Y = tf.placeholder(tf.float32, [None, 1])
W = tf.Variable(tf.truncated_normal([10, 1], stddev=0.1))  # MLS202
b = tf.Variable(tf.zeros([1]))
cost = tf.reduce_mean(tf.square(tf.matmul(X, W) + b - Y))
optimizer = tf.train.GradientDescentOptimizer(0.01).minimize(cost)
with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    for step in range(100):
        sess.run(optimizer, feed_dict={X: data["x"], Y: data["y"]})
#%% a graph built by functions
import numpy as np
import tensorflow as tf

def weight(shape):
    return tf.Variable(tf.random_normal(shape))  # MLS202

def build(x, y):
    hidden = tf.nn.relu(tf.matmul(x, weight([784, 256])))
    logits = tf.matmul(hidden, weight([256, 10]))
    loss = tf.reduce_mean(tf.nn.softmax_cross_entropy_with_logits(logits=logits, labels=y))
    opt = tf.train.RMSPropOptimizer(1e-3)
    return opt.minimize(loss)

def main():
    x = tf.placeholder("float", [None, 784])
    y = tf.placeholder("float", [None, 10])
    train_op = build(x, y)
    with tf.Session() as sess:
        sess.run(tf.global_variables_initializer())
        batches = np.load("mnist.npz")
        sess.run(train_op, feed_dict={x: batches["x"], y: batches["y"]})
        tf.train.Saver().save(sess, "model.ckpt")

if __name__ == "__main__":
    main()
#%% the old interface under its new name
import numpy as np
import tensorflow.compat.v1 as tf
tf.disable_v2_behavior()

x = tf.placeholder(tf.float32, [None, 4])
w = tf.get_variable("w", [4, 1], initializer=tf.truncated_normal_initializer())  # MLS202
loss = tf.reduce_sum(tf.matmul(x, w))
train = tf.train.AdamOptimizer(1e-3).minimize(loss)
with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    for batch in np.load("batches.npy"):
        sess.run([train, loss], feed_dict={x: batch})
#%% silent: a graph with a seed
import tensorflow as tf

tf.set_random_seed(1)
x = tf.placeholder(tf.float32, [None, 4])
w = tf.Variable(tf.random_normal([4, 1]))
step = tf.train.AdamOptimizer(0.01).minimize(tf.reduce_mean(tf.matmul(x, w)))
with tf.Session() as s:
    s.run(tf.global_variables_initializer())
    s.run(step, {x: [[1, 2, 3, 4]]})
#%% silent: a graph that is only used
import tensorflow as tf

x = tf.placeholder(tf.float32, [None, 4])
w = tf.Variable(tf.random_normal([4, 1]))
y = tf.matmul(x, w)
with tf.Session() as sess:
    tf.train.Saver().restore(sess, "model.ckpt")
    print(sess.run(y, {x: [[1, 2, 3, 4]]}))
#%% silent: draws with seeds of their own
import tensorflow as tf

x = tf.placeholder(tf.float32, [None, 4])
w = tf.Variable(tf.random_normal([4, 1], seed=3))
step = tf.train.AdamOptimizer(0.01).minimize(tf.reduce_mean(tf.matmul(x, w)))
with tf.Session() as s:
    s.run(tf.global_variables_initializer())
    s.run(step, {x: [[1, 2, 3, 4]]})
#%% a study
import optuna
import numpy as np
import xgboost as xgb
from sklearn.model_selection import cross_val_score

X, y = np.load("x.npy"), np.load("y.npy")

def objective(trial):
    depth = trial.suggest_int("max_depth", 2, 9)
    model = xgb.XGBClassifier(max_depth=depth, random_state=0)
    return cross_val_score(model, X, y, cv=5).mean()

study = optuna.create_study(direction="maximize")  # MLS202
study.optimize(objective, n_trials=50)
print(study.best_params)
#%% a study with an unseeded sampler
import optuna
import numpy as np
from sklearn.ensemble import RandomForestRegressor
from sklearn.model_selection import cross_val_score

def tune(X, y):
    def objective(trial):
        model = RandomForestRegressor(n_estimators=trial.suggest_int("n", 10, 200), random_state=1)
        return -cross_val_score(model, X, y, scoring="neg_mean_squared_error").mean()
    sampler = optuna.samplers.TPESampler()  # MLS202
    study = optuna.create_study(direction="minimize", sampler=sampler)
    study.optimize(objective, n_trials=20)
    return study.best_params

if __name__ == "__main__":
    X, y = np.load("x.npy"), np.load("y.npy")
    best = tune(X, y)
    model = RandomForestRegressor(**best, random_state=1).fit(X, y)
#%% numpy's seed does not reach a study
import numpy as np
import optuna
from lightgbm import LGBMClassifier
from sklearn.model_selection import cross_val_score

np.random.seed(0)  # MLS204
X, y = np.load("x.npy"), np.load("y.npy")
def objective(trial):
    return cross_val_score(LGBMClassifier(num_leaves=trial.suggest_int("l", 8, 64)), X, y).mean()
study = optuna.create_study(direction="maximize")
study.optimize(objective, n_trials=30)
#%% silent: a study with a seeded sampler
import optuna
import numpy as np
import xgboost as xgb
from sklearn.model_selection import cross_val_score

X, y = np.load("x.npy"), np.load("y.npy")

def objective(trial):
    model = xgb.XGBClassifier(max_depth=trial.suggest_int("max_depth", 2, 9), random_state=0)
    return cross_val_score(model, X, y, cv=5).mean()

study = optuna.create_study(direction="maximize", sampler=optuna.samplers.TPESampler(seed=10))
study.optimize(objective, n_trials=50)
#%% silent: a grid draws nothing
import optuna
import numpy as np
import xgboost as xgb
from sklearn.model_selection import cross_val_score

X, y = np.load("x.npy"), np.load("y.npy")
grid = optuna.samplers.GridSampler({"d": [2, 4]})
study = optuna.create_study(direction="maximize", sampler=grid)
study.optimize(lambda t: cross_val_score(xgb.XGBClassifier(max_depth=t.suggest_int("d", 2, 4)), X, y).mean())
#%% silent: a study that is only looked at
import optuna

study = optuna.load_study(study_name="old", storage="sqlite:///old.db")
print(study.best_params)
#%% batches of tensorflow
import numpy as np
import tensorflow as tf

x, y = np.load("x.npy"), np.load("y.npy")
ds = tf.data.Dataset.from_tensor_slices((x, y)).shuffle(1000).batch(32)  # MLS202
model = tf.keras.Sequential([tf.keras.layers.Dense(1)])
model.compile("adam", "mse")
model.fit(ds, epochs=5)
#%% silent: batches with a seed
import numpy as np
import tensorflow as tf

x, y = np.load("x.npy"), np.load("y.npy")
ds = tf.data.Dataset.from_tensor_slices((x, y)).shuffle(1000, seed=1).batch(32)
model = tf.keras.models.load_model("start.keras")
model.compile("adam", "mse")
model.fit(ds, epochs=5)
#%% silent: a global seed reaches the batches
import numpy as np
import tensorflow as tf

tf.random.set_seed(1)
x, y = np.load("x.npy"), np.load("y.npy")
ds = tf.data.Dataset.from_tensor_slices((x, y)).shuffle(1000).batch(32)
model = tf.keras.Sequential([tf.keras.layers.Dense(1)])
model.compile("adam", "mse")
model.fit(ds, epochs=5)
#%% silent: nothing is trained
import tensorflow as tf

ds = tf.data.Dataset.range(100).shuffle(10)
for v in ds.take(3):
    print(v)
#%% silent: a scaler and a draw train nothing
import numpy as np
import pandas as pd
from sklearn.preprocessing import StandardScaler, OneHotEncoder

df = pd.read_csv("a.csv")
scaled = StandardScaler().fit_transform(df[["a", "b"]])
coded = OneHotEncoder().fit_transform(df[["c"]])
noise = np.random.normal(size=scaled.shape)
np.save("noisy.npy", scaled + noise)
#%% a seed on the command line that nobody must give
import argparse
import random
import numpy as np
import torch

parser = argparse.ArgumentParser()
parser.add_argument("--seed", type=int, default=None)
args = parser.parse_args()
if args.seed is not None:
    random.seed(args.seed)
    np.random.seed(args.seed)
    torch.manual_seed(args.seed)
model = torch.nn.Linear(4, 1)  # MLS202
opt = torch.optim.SGD(model.parameters(), lr=0.1)
for x, y in torch.load("batches.pt"):
    opt.zero_grad()
    loss = ((model(x) - y) ** 2).mean()
    loss.backward()
    opt.step()
torch.save(model.state_dict(), "m.pt")
#%% asked for as a truth
import argparse
import numpy as np
from sklearn.ensemble import RandomForestClassifier

def main():
    p = argparse.ArgumentParser()
    p.add_argument("--seed", type=int)
    opts = p.parse_args()
    if opts.seed:
        np.random.seed(opts.seed)
    X, y = np.load("x.npy"), np.load("y.npy")
    RandomForestClassifier().fit(X, y)  # MLS202

if __name__ == "__main__":
    main()
#%% an option of click
import click
import numpy as np
from sklearn.neural_network import MLPRegressor

@click.command()
@click.option("--seed", type=int, default=None)
def train(seed):
    if seed is not None:
        np.random.seed(seed)
    model = MLPRegressor()  # MLS202
    model.fit(np.load("x.npy"), np.load("y.npy"))

if __name__ == "__main__":
    train()
#%% silent: the default is a number
import argparse
import numpy as np
from sklearn.ensemble import RandomForestClassifier

p = argparse.ArgumentParser()
p.add_argument("--seed", type=int, default=0)
opts = p.parse_args()
if opts.seed is not None:
    np.random.seed(opts.seed)
RandomForestClassifier().fit(np.load("x.npy"), np.load("y.npy"))
#%% silent: one is drawn and told
import argparse
import random
import numpy as np
from sklearn.ensemble import RandomForestClassifier

p = argparse.ArgumentParser()
p.add_argument("--seed", type=int, default=None)
opts = p.parse_args()
if opts.seed is None:
    opts.seed = random.randint(0, 2**31)
    print("seed", opts.seed)
np.random.seed(opts.seed)
RandomForestClassifier().fit(np.load("x.npy"), np.load("y.npy"))
#%% silent: it must be given
import argparse
import numpy as np
from sklearn.ensemble import RandomForestClassifier

p = argparse.ArgumentParser()
p.add_argument("--seed", type=int, required=True)
opts = p.parse_args()
np.random.seed(opts.seed)
RandomForestClassifier().fit(np.load("x.npy"), np.load("y.npy"))
