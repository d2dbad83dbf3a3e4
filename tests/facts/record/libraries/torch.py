"""PyTorch."""

from __future__ import annotations

HEAD = """
import numpy as np
import pandas as pd
import torch
from torch import nn
from torch.utils.data import ConcatDataset, DataLoader, Dataset, Subset, TensorDataset, random_split
from sklearn.metrics import accuracy_score
from sklearn.model_selection import train_test_split
from sklearn.preprocessing import StandardScaler
df = pd.read_csv("a.csv")
X, y = df.drop(columns=["t"]).values, df["t"].values
class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.layer = nn.Linear(3, 2)
    def forward(self, x):
        return self.layer(x)
model = Net()
loss_fn = nn.CrossEntropyLoss()
optimizer = torch.optim.Adam(model.parameters())
def train(model, loader):
    model.train()
    for xb, yb in loader:
        optimizer.zero_grad()
        loss = loss_fn(model(xb), yb)
        loss.backward()
        optimizer.step()
def evaluate(model, loader):
    model.eval()
    correct = 0
    with torch.no_grad():
        for xb, yb in loader:
            pred = model(xb).argmax(dim=1)
            correct += (pred == yb).sum().item()
    return correct / len(loader.dataset)
"""
# name of the case: (program, the codes it gets)
CASES: dict[str, tuple[str, str]] = {
    "one loader for training and test": (
        "ds = TensorDataset(torch.tensor(X), torch.tensor(y))\n"
        "train_ds, test_ds = random_split(ds, [80, 20])\n"
        "test_loader = DataLoader(test_ds)\n"
        "for epoch in range(3):\n    train(model, DataLoader(ds, shuffle=True))\n    evaluate(model, test_loader)",
        "MLS101",
    ),
    "a loader for each part": (
        "ds = TensorDataset(torch.tensor(X), torch.tensor(y))\n"
        "train_ds, test_ds = random_split(ds, [80, 20])\n"
        "train_loader, test_loader = DataLoader(train_ds, shuffle=True), DataLoader(test_ds)\n"
        "for epoch in range(3):\n    train(model, train_loader)\n    evaluate(model, test_loader)",
        "",
    ),
    "scored on the training loader": (
        "a, b, c, d = train_test_split(X, y, random_state=0)\n"
        "loader = DataLoader(TensorDataset(torch.tensor(a), torch.tensor(c)))\n"
        "train(model, loader)\nacc = evaluate(model, loader)\nprint('accuracy', acc)",
        "MLS504",
    ),
    "training accuracy beside the test accuracy": (
        "a, b, c, d = train_test_split(X, y, random_state=0)\n"
        "loader = DataLoader(TensorDataset(torch.tensor(a), torch.tensor(c)))\n"
        "test = DataLoader(TensorDataset(torch.tensor(b), torch.tensor(d)))\n"
        "train(model, loader)\nprint(evaluate(model, loader), evaluate(model, test))",
        "",
    ),
    "labels of another part": (
        "a, b, c, d = train_test_split(X, y, random_state=0)\n"
        "train(model, DataLoader(TensorDataset(torch.tensor(a), torch.tensor(d))))",
        "MLS510",
    ),
    "scaler before random_split": (
        "X = StandardScaler().fit_transform(X)\n"
        "ds = TensorDataset(torch.tensor(X), torch.tensor(y))\n"
        "train_ds, test_ds = random_split(ds, [80, 20])\n"
        "train(model, DataLoader(train_ds))\nevaluate(model, DataLoader(test_ds))",
        "MLS103",
    ),
    "scaler of the training part": (
        "a, b, c, d = train_test_split(X, y, random_state=0)\n"
        "scaler = StandardScaler().fit(a)\n"
        "train(model, DataLoader(TensorDataset(torch.tensor(scaler.transform(a)), torch.tensor(c))))\n"
        "evaluate(model, DataLoader(TensorDataset(torch.tensor(scaler.transform(b)), torch.tensor(d))))",
        "",
    ),
    "mean of the tensor before random_split": (
        "t = torch.tensor(X)\nt = (t - t.mean(dim=0)) / t.std(dim=0)\n"
        "train_ds, test_ds = random_split(TensorDataset(t, torch.tensor(y)), [80, 20])\n"
        "train(model, DataLoader(train_ds))\nevaluate(model, DataLoader(test_ds))",
        "MLS103",
    ),
    "mean of each row": (
        "t = torch.tensor(X)\nt = t - t.mean(dim=1, keepdim=True)\n"
        "train_ds, test_ds = random_split(TensorDataset(t, torch.tensor(y)), [80, 20])\n"
        "train(model, DataLoader(train_ds))\nevaluate(model, DataLoader(test_ds))",
        "",
    ),
    "Subset of both index arrays": (
        "ds = TensorDataset(torch.tensor(X), torch.tensor(y))\n"
        "train_idx, test_idx = train_test_split(np.arange(len(ds)), random_state=0)\n"
        "train(model, DataLoader(ds))\nevaluate(model, DataLoader(Subset(ds, test_idx)))",
        "MLS101",
    ),
    "Subset for each part": (
        "ds = TensorDataset(torch.tensor(X), torch.tensor(y))\n"
        "train_idx, test_idx = train_test_split(np.arange(len(ds)), random_state=0)\n"
        "train(model, DataLoader(Subset(ds, train_idx)))\nevaluate(model, DataLoader(Subset(ds, test_idx)))",
        "",
    ),
    "parts joined again": (
        "ds = TensorDataset(torch.tensor(X), torch.tensor(y))\n"
        "train_ds, test_ds = random_split(ds, [80, 20])\n"
        "train(model, DataLoader(ConcatDataset([train_ds, test_ds])))\nevaluate(model, DataLoader(test_ds))",
        "MLS101",
    ),
    "a Dataset of the file": (
        "class Rows(Dataset):\n"
        "    def __init__(self, X, y):\n        self.X = torch.tensor(X)\n        self.y = torch.tensor(y)\n"
        "    def __len__(self):\n        return len(self.X)\n"
        "    def __getitem__(self, i):\n        return self.X[i], self.y[i]\n"
        "a, b, c, d = train_test_split(X, y, random_state=0)\n"
        "train(model, DataLoader(Rows(X, y)))\nevaluate(model, DataLoader(Rows(b, d)))",
        "MLS101",
    ),
    "a Dataset of the file for each part": (
        "class Rows(Dataset):\n"
        "    def __init__(self, X, y):\n        self.X = torch.tensor(X)\n        self.y = torch.tensor(y)\n"
        "    def __len__(self):\n        return len(self.X)\n"
        "    def __getitem__(self, i):\n        return self.X[i], self.y[i]\n"
        "a, b, c, d = train_test_split(X, y, random_state=0)\n"
        "train(model, DataLoader(Rows(a, c)))\nevaluate(model, DataLoader(Rows(b, d)))",
        "",
    ),
    "scaler before random_split of a Dataset of the file": (
        "class Rows(Dataset):\n"
        "    def __init__(self, X, y):\n        self.X = torch.tensor(X)\n        self.y = torch.tensor(y)\n"
        "    def __len__(self):\n        return len(self.X)\n"
        "    def __getitem__(self, i):\n        return self.X[i], self.y[i]\n"
        "train_ds, test_ds = random_split(Rows(StandardScaler().fit_transform(X), y), [80, 20])\n"
        "train(model, DataLoader(train_ds))\nevaluate(model, DataLoader(test_ds))",
        "MLS103",
    ),
    "predictions collected in a list": (
        "a, b, c, d = train_test_split(X, y, random_state=0)\n"
        "train(model, DataLoader(TensorDataset(torch.tensor(X), torch.tensor(y))))\n"
        "preds, truth = [], []\nmodel.eval()\n"
        "for xb, yb in DataLoader(TensorDataset(torch.tensor(b), torch.tensor(d))):\n"
        "    preds.extend(model(xb).argmax(1).tolist())\n    truth.extend(yb.tolist())\n"
        "print(accuracy_score(truth, preds))",
        "MLS101",
    ),
    "predictions of the test part collected": (
        "a, b, c, d = train_test_split(X, y, random_state=0)\n"
        "train(model, DataLoader(TensorDataset(torch.tensor(a), torch.tensor(c))))\n"
        "preds, truth = [], []\nmodel.eval()\n"
        "for xb, yb in DataLoader(TensorDataset(torch.tensor(b), torch.tensor(d))):\n"
        "    preds.extend(model(xb).argmax(1).tolist())\n    truth.extend(yb.tolist())\n"
        "print(accuracy_score(truth, preds))",
        "",
    ),
    "batches with their number, put on a device": (
        "a, b, c, d = train_test_split(X, y, random_state=0)\n"
        "loader = DataLoader(TensorDataset(torch.tensor(X), torch.tensor(y)))\n"
        "for i, (xb, yb) in enumerate(loader):\n"
        "    xb, yb = xb.to('cuda'), yb.to('cuda')\n    out = model(xb)\n"
        "    loss = nn.functional.cross_entropy(out, yb)\n    loss.backward()\n"
        "out = model(torch.tensor(b))\n_, pred = torch.max(out, 1)\n"
        "print((pred == torch.tensor(d)).float().mean())",
        "MLS101",
    ),
    "predictions joined to an empty tensor": (
        "a, b, c, d = train_test_split(X, y, random_state=0)\n"
        "train(model, DataLoader(TensorDataset(torch.tensor(X), torch.tensor(y))))\n"
        "preds, truth = torch.LongTensor(), torch.LongTensor()\n"
        "for xb, yb in DataLoader(TensorDataset(torch.tensor(b), torch.tensor(d))):\n"
        "    preds = torch.cat((preds, model(xb).argmax(1)))\n    truth = torch.cat((truth, yb))\n"
        "print(accuracy_score(truth, preds))",
        "MLS101",
    ),
    "two outputs, and eq": (
        "a, b, c, d = train_test_split(X, y, random_state=0)\n"
        "class Two(Net):\n    def forward(self, x):\n        return self.layer(x), x\n"
        "net = Two()\nout, _ = net(torch.tensor(X))\nloss_fn(out, torch.tensor(y)).backward()\n"
        "out, _ = net(torch.tensor(b))\ntop = out.argmax(1, keepdim=True)\n"
        "print(top.eq(torch.tensor(d).view_as(top)).sum().float() / len(d))",
        "MLS101",
    ),
    "masks over the nodes of one graph": (
        "t, labels = torch.tensor(X), torch.tensor(y)\nmask = torch.tensor(df['train'].values)\n"
        "out = model(t)\nloss_fn(out[mask], labels[mask]).backward()\n"
        "pred = model(t).argmax(1)\nprint('accuracy', (pred[~mask] == labels[~mask]).float().mean())",
        "",
    ),
    "all nodes of one graph": (
        "t, labels = torch.tensor(X), torch.tensor(y)\nmask = torch.tensor(df['train'].values)\n"
        "out = model(t)\nloss_fn(out[mask], labels[mask]).backward()\n"
        "pred = model(t).argmax(1)\nprint('accuracy', (pred[mask] == labels[mask]).float().mean())",
        "MLS504",
    ),
    "training accuracy within the training step": (
        "loader = DataLoader(TensorDataset(torch.tensor(X), torch.tensor(y)))\n"
        "for xb, yb in loader:\n    out = model(xb)\n    loss = loss_fn(out, yb)\n    loss.backward()\n"
        "    accuracy = (out.argmax(1) == yb).float().mean()\n    print('accuracy', accuracy)",
        "",
    ),
    "three parts": (
        "ds = TensorDataset(torch.tensor(X), torch.tensor(y))\n"
        "train_ds, val_ds, test_ds = random_split(ds, [70, 10, 20])\n"
        "for epoch in range(3):\n    train(model, DataLoader(train_ds))\n    evaluate(model, DataLoader(val_ds))\n"
        "evaluate(model, DataLoader(test_ds))",
        "",
    ),
}
