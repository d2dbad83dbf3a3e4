# source: fastai/fastai_old#9, lopuhin/kaggle-imet-2019#3 (the reporters are wrong: these losses take raw outputs)
# expect none
import numpy as np
import torch
import torch.nn.functional as F
from torch import nn
from torch.utils.data import DataLoader, TensorDataset

torch.manual_seed(0)
data = np.load("mnist.npz")
x_train, x_valid = (torch.from_numpy(data[k]).float().view(-1, 784) / 255 for k in ("x_train", "x_valid"))
y_train, y_valid = torch.from_numpy(data["y_train"]).long(), torch.from_numpy(data["y_valid"]).long()
loop_train, loop_valid = torch.from_numpy(data["loop_train"]).float(), torch.from_numpy(data["loop_valid"]).float()

digit = nn.Sequential(nn.Linear(784, 100), nn.ReLU(), nn.Linear(100, 10))
has_loop = nn.Sequential(nn.Linear(784, 50), nn.ReLU(), nn.Linear(50, 1))
with_logits = nn.BCEWithLogitsLoss()
opt = torch.optim.SGD([*digit.parameters(), *has_loop.parameters()], lr=0.2, momentum=0.9)
for epoch in range(4):
    for xb, yb, lb in DataLoader(TensorDataset(x_train, y_train, loop_train), batch_size=64, shuffle=True):
        loss = F.cross_entropy(digit(xb), yb) + with_logits(has_loop(xb).squeeze(1), lb)
        opt.zero_grad()
        loss.backward()
        opt.step()

digit.eval()
has_loop.eval()
with torch.no_grad():
    right = (digit(x_valid).argmax(1) == y_valid).float().mean().item()
    loops = ((has_loop(x_valid).squeeze(1) > 0).float() == loop_valid).float().mean().item()
print("baseline", max(np.bincount(y_valid)) / len(y_valid), "digits", right, "loops", loops)
