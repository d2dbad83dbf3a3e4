# source: fartashf/vsepp#4
import argparse

import numpy as np
import torch
from torch import nn
from torch.utils.data import DataLoader, TensorDataset


def rows(path, part):
    data = np.load(path)
    return TensorDataset(torch.from_numpy(data[f"img_{part}"]).float(), torch.from_numpy(data[f"cap_{part}"]).float())


def validate(model, val_loader):
    model.eval()
    total = 0.0
    with torch.no_grad():
        for image, caption in val_loader:
            total += (1 - nn.functional.cosine_similarity(model(image), caption)).mean().item()
    return total / len(val_loader)


def train(opt, model, train_loader, val_loader):
    optimizer = torch.optim.Adam(model.parameters(), lr=opt.lr)
    steps = 0
    for epoch in range(opt.epochs):
        model.train()
        for image, caption in train_loader:
            optimizer.zero_grad()
            loss = (1 - nn.functional.cosine_similarity(model(image), caption)).mean()
            loss.backward()
            optimizer.step()
            steps += 1
            if steps % opt.val_step == 0:
                print(steps, validate(model, val_loader))  # expect: MLS703
    torch.save(model.state_dict(), "vse.pt")


if __name__ == "__main__":
    p = argparse.ArgumentParser()
    p.add_argument("path")
    p.add_argument("--epochs", type=int, default=15)
    p.add_argument("--lr", type=float, default=2e-4)
    p.add_argument("--val-step", type=int, default=500)
    opt = p.parse_args()
    torch.manual_seed(0)
    encoder = nn.Sequential(nn.Linear(4096, 1024), nn.BatchNorm1d(1024), nn.Dropout(0.3), nn.Linear(1024, 300))
    train(opt, encoder, DataLoader(rows(opt.path, "train"), 128, shuffle=True), DataLoader(rows(opt.path, "val"), 128))
