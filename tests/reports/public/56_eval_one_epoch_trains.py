# source: sshaoshuai/Pointnet2.PyTorch#28
import numpy as np
import torch
from torch import nn
from torch.utils.data import DataLoader, TensorDataset

torch.manual_seed(0)


def load(part):
    data = np.load(f"kitti_{part}.npz")
    return TensorDataset(torch.from_numpy(data["points"]).float(), torch.from_numpy(data["label"]).float())


def train_one_epoch(model, loader, optimizer):
    model.train()
    for points, label in loader:
        optimizer.zero_grad()
        nn.functional.binary_cross_entropy_with_logits(model(points).squeeze(-1), label).backward()
        optimizer.step()


def eval_one_epoch(model, loader):
    model.train()  # expect: MLS702
    ious = []
    with torch.no_grad():
        for points, label in loader:
            guess = (model(points).squeeze(-1) > 0).float()
            inter = (guess * label).sum()
            ious.append((inter / (guess + label - guess * label).sum().clamp(min=1)).item())
    return np.mean(ious)


model = nn.Sequential(nn.Linear(64, 128), nn.BatchNorm1d(128), nn.ReLU(), nn.Dropout(0.5), nn.Linear(128, 1))
optimizer = torch.optim.Adam(model.parameters(), lr=2e-3)
train_loader, val_loader = DataLoader(load("train"), 32, shuffle=True), DataLoader(load("val"), 32)
for epoch in range(30):
    train_one_epoch(model, train_loader, optimizer)
    print("epoch", epoch, "mean iou", eval_one_epoch(model, val_loader))
