# source: yuanqm55/GraphPPIS#2
import numpy as np
import torch
from sklearn.metrics import accuracy_score, average_precision_score, f1_score, matthews_corrcoef, roc_auc_score

WEIGHTS = "weights/graphppis.pt"


def analysis(y_true, y_pred, best_threshold=None):
    if best_threshold is None:
        best_f1 = 0
        best_threshold = 0
        for threshold in range(0, 100):
            threshold = threshold / 100
            binary = [1 if p >= threshold else 0 for p in y_pred]
            f1 = f1_score(y_true, binary)
            if f1 > best_f1:  # expect: MLS108
                best_f1 = f1
                best_threshold = threshold
    binary = [1 if p >= best_threshold else 0 for p in y_pred]
    return {
        "acc": accuracy_score(y_true, binary),
        "f1": f1_score(y_true, binary),
        "mcc": matthews_corrcoef(y_true, binary),
        "auc": roc_auc_score(y_true, y_pred),
        "auprc": average_precision_score(y_true, y_pred),
        "threshold": best_threshold,
    }


def predict(model, x):
    model.eval()
    with torch.no_grad():
        return torch.sigmoid(model(x)).squeeze(1).numpy()


test_data = np.load("data/Test_60.npz")
x_test, y_test = torch.from_numpy(test_data["x"]).float(), test_data["y"]
model = torch.nn.Sequential(torch.nn.Linear(54, 64), torch.nn.ReLU(), torch.nn.Linear(64, 1))
model.load_state_dict(torch.load(WEIGHTS, weights_only=True))
for name, value in analysis(y_test, predict(model, x_test)).items():
    print(name, value)
