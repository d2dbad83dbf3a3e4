# source: wolny/pytorch-3dunet#53
import numpy as np
import torch
from torch import nn
from torch.utils.data import DataLoader, TensorDataset

torch.manual_seed(0)


class UNetTrainer:
    def __init__(self, model, optimizer, loss_criterion, loaders, max_num_epochs=20):
        self.model = model
        self.optimizer = optimizer
        self.loss_criterion = loss_criterion
        self.loaders = loaders
        self.max_num_epochs = max_num_epochs

    def fit(self):
        for epoch in range(self.max_num_epochs):
            self.model.train()
            for volume, target in self.loaders["train"]:
                self.optimizer.zero_grad()
                self.loss_criterion(self.model(volume), target).backward()
                self.optimizer.step()
            print("epoch", epoch, "validation loss", self.validate(self.loaders["val"]))

    def validate(self, val_loader):
        losses = []
        with torch.no_grad():
            for volume, target in val_loader:
                output = self.model(volume)  # expect: MLS702
                losses.append(self.loss_criterion(output, target).item())
        return np.mean(losses)


def load(part):
    data = np.load(f"cells_{part}.npz")
    return TensorDataset(torch.from_numpy(data["raw"]).float(), torch.from_numpy(data["label"]).float())


loaders = {"train": DataLoader(load("train"), 1, shuffle=True), "val": DataLoader(load("val"), 1)}
model = nn.Sequential(nn.Conv3d(1, 16, 3, padding=1), nn.BatchNorm3d(16), nn.ReLU(), nn.Conv3d(16, 1, 1))
UNetTrainer(model, torch.optim.Adam(model.parameters(), lr=2e-4), nn.BCEWithLogitsLoss(), loaders).fit()
torch.save(model.state_dict(), "last_checkpoint.pytorch")
