# source: gwinndr/MusicTransformer-Pytorch#10, as it should be
import argparse
import os

import numpy as np
import torch
from torch import nn
from torch.utils.data import DataLoader, TensorDataset

VOCAB = 390


def read_split(root, name):
    tokens = torch.from_numpy(np.load(os.path.join(root, name + ".npy"))).long()
    return TensorDataset(tokens[:, :-1], tokens[:, 1:])


def eval_model(model, loader, loss_fn):
    model.eval()
    losses = []
    with torch.no_grad():
        for x, tgt in loader:
            out = model(x)
            losses.append(loss_fn(out.reshape(-1, VOCAB), tgt.reshape(-1)).item())
    return sum(losses) / len(losses)


def main(args):
    torch.manual_seed(args.seed)
    train_loader = DataLoader(read_split(args.root, "train"), batch_size=16, shuffle=True)
    val_loader = DataLoader(read_split(args.root, "val"), batch_size=16)
    test_loader = DataLoader(read_split(args.root, "test"), batch_size=16)
    model = nn.Sequential(nn.Embedding(VOCAB, 128), nn.Linear(128, VOCAB))
    opt = torch.optim.Adam(model.parameters(), lr=args.lr)
    loss_fn = nn.CrossEntropyLoss()
    path = os.path.join(args.out, "best_loss_weights.pickle")
    best_eval_loss = float("inf")
    for epoch in range(args.epochs):
        model.train()
        for x, tgt in train_loader:
            opt.zero_grad()
            loss_fn(model(x).reshape(-1, VOCAB), tgt.reshape(-1)).backward()
            opt.step()
        eval_loss = eval_model(model, val_loader, loss_fn)
        if eval_loss < best_eval_loss:
            best_eval_loss = eval_loss
            torch.save(model.state_dict(), path)
    model.load_state_dict(torch.load(path, weights_only=True))
    print("test loss", eval_model(model, test_loader, loss_fn))


if __name__ == "__main__":
    p = argparse.ArgumentParser()
    p.add_argument("root")
    p.add_argument("--out", default="saved")
    p.add_argument("--epochs", type=int, default=20)
    p.add_argument("--lr", type=float, default=1e-4)
    p.add_argument("--seed", type=int, default=0)
    main(p.parse_args())
