# source: deepfindr/gnn-project#14
import numpy as np
import torch
from sklearn.metrics import confusion_matrix, f1_score
from torch.utils.data import DataLoader, TensorDataset

torch.manual_seed(12)


def calculate_metrics(y_pred, y_true, epoch, kind):
    print(f"\n Confusion matrix: \n {confusion_matrix(y_pred, y_true)}")  # expect: MLS505
    print(f"{kind} F1 in epoch {epoch}: {f1_score(y_true, y_pred):.3f}")


def loaders(path):
    data = np.load(path)
    parts = []
    for part in ("train", "test"):
        x, y = torch.from_numpy(data[f"x_{part}"]).float(), torch.from_numpy(data[f"y_{part}"]).float()
        parts.append(DataLoader(TensorDataset(x, y), batch_size=256, shuffle=part == "train"))
    return parts


def test(epoch, model, test_loader):
    model.eval()
    all_preds, all_labels = [], []
    with torch.no_grad():
        for x, y in test_loader:
            all_preds.append(np.rint(torch.sigmoid(model(x)).numpy().ravel()))
            all_labels.append(y.numpy())
    calculate_metrics(np.concatenate(all_preds), np.concatenate(all_labels), epoch, "test")


train_loader, test_loader = loaders("hiv_graphs.npz")
model = torch.nn.Sequential(torch.nn.Linear(64, 32), torch.nn.ReLU(), torch.nn.Linear(32, 1))
optimizer = torch.optim.SGD(model.parameters(), lr=0.05, momentum=0.9)
for epoch in range(100):
    model.train()
    for x, y in train_loader:
        optimizer.zero_grad()
        torch.nn.functional.binary_cross_entropy_with_logits(model(x).squeeze(1), y).backward()
        optimizer.step()
    if epoch % 5 == 0:
        test(epoch, model, test_loader)
