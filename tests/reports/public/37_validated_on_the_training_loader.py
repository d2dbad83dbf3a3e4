# source: bkong999/COVNet#12
import argparse

import numpy as np
import torch
from sklearn.metrics import roc_auc_score
from torch import nn
from torch.utils.data import DataLoader, TensorDataset


def rows(path, part):
    data = np.load(path)
    return TensorDataset(torch.from_numpy(data[f"x_{part}"]).float(), torch.from_numpy(data[f"y_{part}"]).long())


def train_one_epoch(model, loader, optimizer):
    model.train()
    for ct, label in loader:
        optimizer.zero_grad()
        nn.functional.cross_entropy(model(ct), label).backward()
        optimizer.step()


def evaluate(model, loader):
    model.eval()
    truth, score = [], []
    with torch.no_grad():
        for ct, label in loader:
            score.append(torch.softmax(model(ct), dim=1)[:, 1])
            truth.append(label)
    return roc_auc_score(torch.cat(truth).numpy(), torch.cat(score).numpy())  # expect: MLS504


def main(path, epochs):
    torch.manual_seed(4)
    train_loader = DataLoader(rows(path, "train"), batch_size=4, shuffle=True)
    val_loader = DataLoader(rows(path, "val"), batch_size=4)
    print(len(train_loader.dataset), "for training,", len(val_loader.dataset), "for validation")
    model = nn.Sequential(nn.Linear(2048, 64), nn.ReLU(), nn.Linear(64, 3))
    optimizer = torch.optim.Adam(model.parameters(), lr=1e-5)
    for epoch in range(epochs):
        train_one_epoch(model, train_loader, optimizer)
        val_auc = evaluate(model, train_loader)
        print("epoch", epoch, "val auc", val_auc)


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("path")
    parser.add_argument("--epochs", type=int, default=30)
    args = parser.parse_args()
    main(args.path, args.epochs)
