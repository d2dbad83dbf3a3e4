# source: sugi-chan/custom_bert_pipeline#1
import numpy as np
import torch
import torch.nn.functional as F
from torch import nn, optim
from torch.utils.data import DataLoader, TensorDataset

torch.manual_seed(0)
data = np.load("imdb_pooled.npz")
parts = {}
for phase in ("train", "val"):
    pooled = torch.from_numpy(data[f"pooled_{phase}"]).float()
    parts[phase] = TensorDataset(pooled, torch.from_numpy(data[f"sentiment_{phase}"]).long())
loaders = {phase: DataLoader(rows, batch_size=16, shuffle=phase == "train") for phase, rows in parts.items()}

model = nn.Sequential(nn.Dropout(0.1), nn.Linear(768, 2))
criterion = nn.CrossEntropyLoss()
optimizer = optim.Adam(model.parameters(), lr=1e-4)

for epoch in range(10):
    for phase in ("train", "val"):
        model.train(phase == "train")
        corrects = ones = 0
        for inputs, sentiment in loaders[phase]:
            optimizer.zero_grad()
            with torch.set_grad_enabled(phase == "train"):
                outputs = F.softmax(model(inputs), dim=1)
                loss = criterion(outputs, sentiment)  # expect: MLS705
                if phase == "train":
                    loss.backward()
                    optimizer.step()
            corrects += (outputs.argmax(1) == sentiment).sum().item()
            ones += (sentiment == 1).sum().item()
        n = len(parts[phase])
        print(epoch, phase, "acc", corrects / n, "baseline", max(ones, n - ones) / n)
torch.save(model.state_dict(), "bert_model_test.pth")
