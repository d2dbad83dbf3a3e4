# source: MILVLG/mcan-vqa#26 (the reporter is wrong: the evaluation builds a net of its own from the saved weights)
# expect none
import numpy as np
import torch
from torch import nn
from torch.utils.data import DataLoader, TensorDataset


def new_net():
    return nn.Sequential(nn.Linear(2048, 512), nn.ReLU(), nn.Dropout(0.1), nn.Linear(512, 3129))


class Execution:
    def __init__(self, path):
        data = np.load(path)
        self.parts = {}
        for part in ("train", "val"):
            x, y = torch.from_numpy(data[f"x_{part}"]).float(), torch.from_numpy(data[f"y_{part}"]).long()
            self.parts[part] = TensorDataset(x, y)

    def train(self, epochs=13):
        net = new_net()
        net.train()
        optim = torch.optim.Adam(net.parameters(), lr=1e-4, betas=(0.9, 0.98))
        for epoch in range(epochs):
            for x, y in DataLoader(self.parts["train"], batch_size=64, shuffle=True):
                optim.zero_grad()
                nn.functional.cross_entropy(net(x), y).backward()
                optim.step()
            torch.save(net.state_dict(), f"epoch{epoch}.pkl")
            self.eval(f"epoch{epoch}.pkl")

    def eval(self, state):
        net = new_net()
        net.load_state_dict(torch.load(state, weights_only=True))
        net.eval()
        right = majority = 0
        with torch.no_grad():
            for x, y in DataLoader(self.parts["val"], batch_size=256):
                right += (net(x).argmax(1) == y).sum().item()
                majority += (y == 0).sum().item()
        n = len(self.parts["val"])
        print(state, "accuracy", right / n, "baseline", majority / n)


torch.manual_seed(0)
Execution("vqa.npz").train()
