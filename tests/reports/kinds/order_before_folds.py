# codes: MLS207 MLS208

#%% features in the order of a listing, labels from a file
import glob
import numpy as np
from sklearn.model_selection import cross_val_score
from sklearn.svm import SVC
X = np.stack([np.load(f) for f in glob.glob("feats/*.npy")])  # MLS207
y = np.loadtxt("y.txt")
print(cross_val_score(SVC(), X, y))

#%% silent, sorted
import glob
import numpy as np
from sklearn.model_selection import cross_val_score
from sklearn.svm import SVC
X = np.stack([np.load(f) for f in sorted(glob.glob("feats/*.npy"))])
y = np.loadtxt("y.txt")
print(cross_val_score(SVC(), X, y))

#%% the labels come out of the same listing, and the folds follow it
import glob
import numpy as np
from sklearn.model_selection import cross_val_score
from sklearn.svm import SVC
files = glob.glob("feats/*/*.npy")  # MLS207
X = np.stack([np.load(f) for f in files])
y = np.array([f.split("/")[1] for f in files])
print(cross_val_score(SVC(), X, y))

#%% results as they finish, labels as they are kept
from concurrent.futures import ThreadPoolExecutor, as_completed
import numpy as np
from sklearn.model_selection import cross_val_score
from sklearn.svm import SVC
def features(path):
    return np.load(path).mean(0)
rows = []
with ThreadPoolExecutor(8) as pool:
    jobs = [pool.submit(features, path) for path in open("files.txt").read().split()]
    for job in as_completed(jobs):  # MLS208
        rows.append(job.result())
print(cross_val_score(SVC(), np.stack(rows), np.load("labels.npy")))

#%% silent, results in the order of the jobs
from concurrent.futures import ThreadPoolExecutor
import numpy as np
from sklearn.model_selection import cross_val_score
from sklearn.svm import SVC
def features(path):
    return np.load(path).mean(0)
with ThreadPoolExecutor(8) as pool:
    rows = list(pool.map(features, open("files.txt").read().split()))
print(cross_val_score(SVC(), np.stack(rows), np.load("labels.npy")))
