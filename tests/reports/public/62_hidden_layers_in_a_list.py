# source: pytorch/pytorch#715 (also #1053)
import numpy as np
import torch
from torch import nn
from torch.utils.data import DataLoader, TensorDataset

torch.manual_seed(0)
options = {"n_hid": 300, "n_layers": 3, "act": nn.ReLU}


class SNLINet(nn.Module):
    def __init__(self, options, n_words):
        super().__init__()
        self.emb = nn.EmbeddingBag(n_words, options["n_hid"], mode="mean")
        self.hids = []
        for _ in range(options["n_layers"]):
            self.hids.append([nn.Linear(options["n_hid"], options["n_hid"]), options["act"]()])  # expect: MLS709
        self.classifier = nn.Linear(options["n_hid"], 3)

    def forward(self, words):
        h = self.emb(words)
        for linear, act in self.hids:
            h = act(linear(h))
        return self.classifier(h)


data = np.load("snli.npz")
loader = DataLoader(
    TensorDataset(torch.from_numpy(data["words"]).long(), torch.from_numpy(data["label"]).long()), 128, shuffle=True
)
model = SNLINet(options, n_words=36990)
optimizer = torch.optim.Adam(model.parameters())
for epoch in range(5):
    for words, label in loader:
        optimizer.zero_grad()
        loss = nn.functional.cross_entropy(model(words), label)
        loss.backward()
        optimizer.step()
    print(epoch, loss.item())
torch.save(model.state_dict(), "snli.pt")
