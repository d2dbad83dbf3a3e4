# source: yuanqm55/GraphPPIS#2, as it should be
import numpy as np
import torch
from sklearn.metrics import accuracy_score, average_precision_score, f1_score, matthews_corrcoef, roc_auc_score

WEIGHTS = "weights/graphppis.pt"


def choose_threshold(y_val, p_val):
    grid = np.arange(100) / 100
    return grid[np.argmax([f1_score(y_val, p_val >= t) for t in grid])]


def analysis(y_true, y_pred, threshold):
    binary = (y_pred >= threshold).astype(int)
    return {
        "acc": accuracy_score(y_true, binary),
        "f1": f1_score(y_true, binary),
        "mcc": matthews_corrcoef(y_true, binary),
        "auc": roc_auc_score(y_true, y_pred),
        "auprc": average_precision_score(y_true, y_pred),
    }


def predict(model, x):
    model.eval()
    with torch.no_grad():
        return torch.sigmoid(model(x)).squeeze(1).numpy()


val_data, test_data = np.load("data/Val_33.npz"), np.load("data/Test_60.npz")
model = torch.nn.Sequential(torch.nn.Linear(54, 64), torch.nn.ReLU(), torch.nn.Linear(64, 1))
model.load_state_dict(torch.load(WEIGHTS, weights_only=True))
threshold = choose_threshold(val_data["y"], predict(model, torch.from_numpy(val_data["x"]).float()))
scores = analysis(test_data["y"], predict(model, torch.from_numpy(test_data["x"]).float()), threshold)
for name, value in scores.items():
    print(name, value)
