# codes: MLS208
#%% features as they finish
from concurrent.futures import ProcessPoolExecutor, as_completed
import numpy as np
import pandas as pd
from sklearn.linear_model import LogisticRegression

def extract(path):
    return np.load(path).mean(axis=0)

table = pd.read_csv("files.csv")
features = []
with ProcessPoolExecutor() as pool:
    futures = [pool.submit(extract, p) for p in table["path"]]
    for future in as_completed(futures):  # MLS208
        features.append(future.result())
X, y = np.array(features), table["label"]
LogisticRegression().fit(X, y)
#%% a column of results
import multiprocessing
import pandas as pd

def score(text):
    return len(text.split())

if __name__ == "__main__":
    df = pd.read_csv("reviews.csv")
    with multiprocessing.Pool(8) as pool:
        df["length"] = list(pool.imap_unordered(score, df["text"], chunksize=64))  # MLS208
    df.to_csv("with_length.csv", index=False)
#%% names beside scores
import asyncio
import numpy as np
import pandas as pd

async def grade(prompts, client):
    tasks = [client.ask(p) for p in prompts]
    answers = []
    for task in asyncio.as_completed(tasks):  # MLS208
        answers.append(await task)
    return pd.DataFrame({"prompt": prompts, "answer": answers})
#%% zipped with the inputs
import concurrent.futures
import torch

def embed_all(paths, model):
    with concurrent.futures.ThreadPoolExecutor(4) as executor:
        jobs = [executor.submit(model.embed, p) for p in paths]
        vectors = [job.result() for job in concurrent.futures.as_completed(jobs)]  # MLS208
    return dict(zip(sorted(paths), vectors))

torch.save(embed_all(["a.png", "b.png"], torch.hub.load("x", "y")), "vectors.pt")
#%% saved as an array
from multiprocessing import Pool
import numpy as np
from tqdm import tqdm

def spectrum(path):
    return np.abs(np.fft.rfft(np.load(path)))

def main(paths):
    rows = []
    with Pool() as p:
        for row in tqdm(p.imap_unordered(spectrum, paths), total=len(paths)):  # MLS208
            rows.append(row)
    np.save("spectra.npy", np.stack(rows))

if __name__ == "__main__":
    main([line.strip() for line in open("paths.txt")])
#%% a split of both
from concurrent.futures import ThreadPoolExecutor, as_completed
import numpy as np
import pandas as pd
from sklearn.model_selection import train_test_split

meta = pd.read_csv("meta.csv")
with ThreadPoolExecutor(16) as ex:
    fs = {ex.submit(np.load, p): p for p in meta["path"]}
    X = np.stack([f.result() for f in as_completed(fs)])  # MLS208
X_train, X_test, y_train, y_test = train_test_split(X, meta["label"].values, random_state=1)
#%% silent: in the order of the inputs
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import Pool
import numpy as np
import pandas as pd

def extract(path):
    return np.load(path).mean()

df = pd.read_csv("files.csv")
with ProcessPoolExecutor() as pool:
    df["a"] = list(pool.map(extract, df["path"]))
    futures = [pool.submit(extract, p) for p in df["path"]]
    df["b"] = [f.result() for f in futures]
with Pool() as p:
    df["c"] = list(p.imap(extract, df["path"]))
np.save("c.npy", np.array(df["c"]))
#%% silent: by key
from concurrent.futures import ProcessPoolExecutor, as_completed
import numpy as np
import pandas as pd

df = pd.read_csv("files.csv")
results = {}
with ProcessPoolExecutor() as pool:
    futures = {pool.submit(np.load, p): p for p in df["path"]}
    for future in as_completed(futures):
        results[futures[future]] = future.result().mean()
df["mean"] = df["path"].map(results)
df["again"] = [results[p] for p in df["path"]]
#%% silent: put back in order
from concurrent.futures import ThreadPoolExecutor, as_completed
from multiprocessing import Pool
import numpy as np
import pandas as pd

def work(job):
    position, path = job
    return position, np.load(path).mean()

df = pd.read_csv("files.csv")
with Pool() as pool:
    pairs = sorted(pool.imap_unordered(work, enumerate(df["path"])))
df["mean"] = [value for _, value in pairs]
slots = [None] * len(df)
with ThreadPoolExecutor() as ex:
    jobs = {ex.submit(np.load, p): i for i, p in enumerate(df["path"])}
    for job in as_completed(jobs):
        slots[jobs[job]] = job.result().mean()
df["slot"] = slots
#%% silent: rows that say what they are, labels from the same loop
from concurrent.futures import ThreadPoolExecutor, as_completed
import numpy as np
import pandas as pd
from sklearn.linear_model import LogisticRegression

rows, X, y = [], [], []
with ThreadPoolExecutor() as ex:
    jobs = {ex.submit(np.load, p): p for p in open("paths.txt")}
    for job in as_completed(jobs):
        rows.append({"path": jobs[job], "mean": job.result().mean()})
        X.append(job.result())
        y.append(jobs[job].startswith("cat"))
pd.DataFrame(rows).to_csv("means.csv")
LogisticRegression().fit(np.array(X), np.array(y))
#%% silent: only counted
from multiprocessing import Pool
import numpy as np

def convert(path):
    np.save(path + ".npy", np.loadtxt(path))
    return 1

with Pool() as pool:
    done = sum(pool.imap_unordered(convert, ["a.txt", "b.txt"]))
    for i, one in enumerate(pool.imap_unordered(convert, ["c.txt", "d.txt"])):
        print(i, one)
print(done)
