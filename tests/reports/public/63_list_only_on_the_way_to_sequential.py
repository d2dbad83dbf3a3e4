# source: open-mmlab/mmdetection#472 (the asker is wrong: the list is a step on the way to nn.Sequential)
# expect none
import numpy as np
import torch
from torch import nn
from torch.utils.data import DataLoader, TensorDataset

torch.manual_seed(0)


def make_res_layer(inplanes, planes, blocks, stride=1):
    layers = []
    layers.append(nn.Conv2d(inplanes, planes, 3, stride=stride, padding=1))
    for _ in range(1, blocks):
        layers.append(nn.ReLU())
        layers.append(nn.Conv2d(planes, planes, 3, padding=1))
    return nn.Sequential(*layers)


class Backbone(nn.Module):
    def __init__(self, stages=(2, 2), num_classes=5):
        super().__init__()
        self.res_layers = []
        inplanes = 3
        for i, blocks in enumerate(stages):
            layer_name = f"layer{i + 1}"
            self.add_module(layer_name, make_res_layer(inplanes, 16 * 2**i, blocks, stride=2))
            self.res_layers.append(layer_name)
            inplanes = 16 * 2**i
        self.head = nn.Linear(inplanes, num_classes)

    def forward(self, x):
        for layer_name in self.res_layers:
            x = torch.relu(getattr(self, layer_name)(x))
        return self.head(x.mean((2, 3)))


data = np.load("parts.npz")
rows = TensorDataset(torch.from_numpy(data["x"]).float(), torch.from_numpy(data["y"]).long())
model = Backbone()
optimizer = torch.optim.SGD(model.parameters(), lr=0.02)
for epoch in range(12):
    for x, y in DataLoader(rows, batch_size=16, shuffle=True):
        optimizer.zero_grad()
        nn.functional.cross_entropy(model(x), y).backward()
        optimizer.step()
torch.save(model.state_dict(), "backbone.pth")
