# source: lansinuote/Huggingface_Toturials#6, as it should be
import numpy as np
import torch
from torch.utils.data import DataLoader, TensorDataset

torch.manual_seed(0)


class Model(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.fc = torch.nn.Linear(768, 2)

    def forward(self, last_hidden_state):
        return self.fc(last_hidden_state[:, 0])

    def probabilities(self, last_hidden_state):
        return self(last_hidden_state).softmax(dim=1)


hidden = np.load("chnsenticorp_hidden.npz")
rows = TensorDataset(torch.from_numpy(hidden["train"]).float(), torch.from_numpy(hidden["train_label"]).long())
loader = DataLoader(rows, batch_size=16, shuffle=True, drop_last=True)

model = Model()
optimizer = torch.optim.AdamW(model.parameters(), lr=5e-4)
criterion = torch.nn.CrossEntropyLoss()
model.train()
for i, (states, labels) in enumerate(loader):
    out = model(states)
    loss = criterion(out, labels)
    loss.backward()
    optimizer.step()
    optimizer.zero_grad()
    if i % 5 == 0:
        accuracy = (out.argmax(dim=1) == labels).sum().item() / len(labels)
        print(i, loss.item(), "training accuracy", accuracy)
torch.save(model.state_dict(), "sentiment.pt")
