# codes: MLS505
#%% keywords the wrong way round
import numpy as np
from sklearn.ensemble import RandomForestClassifier
from sklearn.metrics import classification_report, recall_score
with np.load("faces.npz") as data:
    x_train, y_train = data["x_train"], data["y_train"]
    x_val, y_val = data["x_val"], data["y_val"]
model = RandomForestClassifier(random_state=0).fit(x_train, y_train)
def performance(x, Y, title):
    Yhat = model.predict(x)
    print(classification_report(y_true=Yhat, y_pred=Y, zero_division=0))  # MLS505
performance(x_val, y_val, "validation")
#%% keywords in a script
import pandas as pd
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import precision_score
from sklearn.model_selection import train_test_split
df = pd.read_csv("a.csv")
X_train, X_test, y_train, y_test = train_test_split(df.drop(columns="y"), df["y"], random_state=0)
clf = LogisticRegression().fit(X_train, y_train)
print(precision_score(y_true=clf.predict(X_test), y_pred=y_test))  # MLS505
#%% keywords after a positional
import pandas as pd
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import confusion_matrix
from sklearn.model_selection import train_test_split
df = pd.read_csv("a.csv")
X_train, X_test, y_train, y_test = train_test_split(df.drop(columns="y"), df["y"], random_state=0)
p = LogisticRegression().fit(X_train, y_train).predict(X_test)
print(confusion_matrix(y_pred=y_test, y_true=p))  # MLS505
#%% silent: keywords in another order
import pandas as pd
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import precision_score, confusion_matrix
from sklearn.model_selection import train_test_split
df = pd.read_csv("a.csv")
X_train, X_test, y_train, y_test = train_test_split(df.drop(columns="y"), df["y"], random_state=0)
clf = LogisticRegression().fit(X_train, y_train)
print(precision_score(y_pred=clf.predict(X_test), y_true=y_test))
print(confusion_matrix(y_pred=clf.predict(X_test), y_true=y_test))
#%% helper with parameters the wrong way round, torch
import numpy as np
import torch
from sklearn.metrics import confusion_matrix, f1_score

def calculate_metrics(y_pred, y_true, epoch):
    print(f"matrix {confusion_matrix(y_pred, y_true)}")  # MLS505
    print(f"F1 {f1_score(y_true, y_pred):.3f}")

def test(epoch, model, loader):
    preds, labels = [], []
    for x, y in loader:
        preds.append(np.rint(torch.sigmoid(model(x)).numpy().ravel()))
        labels.append(y.numpy())
    calculate_metrics(np.concatenate(preds), np.concatenate(labels), epoch)
#%% helper nobody calls
from sklearn.metrics import precision_score, recall_score, accuracy_score

def scores(predictions, labels):
    return {
        "accuracy": accuracy_score(predictions, labels),
        "precision": precision_score(predictions, labels, average="macro"),  # MLS505
        "recall": recall_score(predictions, labels, average="macro"),  # MLS505
    }
#%% method with keyword slip
from sklearn.metrics import r2_score

class Report:
    def r2(self, y_true, y_hat):
        return r2_score(y_true=y_hat, y_pred=y_true)  # MLS505
#%% lambda and hugging face
import numpy as np
from sklearn.metrics import recall_score

def compute_metrics(p):
    predictions, labels = p
    predictions = np.argmax(predictions, axis=1)
    return {"recall": recall_score(predictions, labels, average="macro")}  # MLS505
#%% silent: right order
from sklearn.metrics import precision_score, r2_score

def scores(predictions, labels):
    return precision_score(labels, predictions), r2_score(y_pred=predictions, y_true=labels)
#%% silent: symmetric
from sklearn.metrics import accuracy_score, f1_score, mean_squared_error

def scores(y_pred, y_true):
    return accuracy_score(y_pred, y_true), f1_score(y_pred, y_true), mean_squared_error(y_pred, y_true)
#%% silent: names say nothing
from sklearn.metrics import precision_score

def scores(a, b):
    return precision_score(a, b)
#%% silent: two models compared
from sklearn.metrics import precision_score

def agreement(pred_a, pred_b):
    return precision_score(pred_a, pred_b)
#%% silent: parameters called otherwise, the call sets it right
import pandas as pd
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import precision_score
from sklearn.model_selection import train_test_split
def score(y_pred, y_true):
    return precision_score(y_pred, y_true)
df = pd.read_csv("a.csv")
X_train, X_test, y_train, y_test = train_test_split(df.drop(columns="y"), df["y"], random_state=0)
clf = LogisticRegression().fit(X_train, y_train)
print(score(y_test, clf.predict(X_test)))
#%% silent: own function of that name
def precision_score(y_pred, y_true):
    return ((y_pred == 1) & (y_true == 1)).sum() / (y_pred == 1).sum()

def report(y_pred, y_true):
    return precision_score(y_pred, y_true)
#%% silent: a threshold for the truth
from sklearn.metrics import confusion_matrix

def report(y_pred, y_true):
    matrix = confusion_matrix(y_pred, y_true).T
    return matrix
#%% silent: a loss that takes the prediction first
import torch
from torchmetrics.functional import precision

def report(preds, target):
    return precision(preds, target, task="binary")
