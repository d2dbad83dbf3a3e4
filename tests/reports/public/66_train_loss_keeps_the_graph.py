# source: pai4451/ML2021#2 (also jostmey/NakedAttention#1)
import numpy as np
import torch
from torch import nn
from torch.utils.data import DataLoader, TensorDataset

torch.manual_seed(0)
data = np.load("qa_hidden.npz")
rows = TensorDataset(
    torch.from_numpy(data["hidden"]).float(),
    torch.from_numpy(data["start"]).long(),
    torch.from_numpy(data["end"]).long(),
)
train_loader = DataLoader(rows, batch_size=16, shuffle=True)
model = nn.Linear(768, 2)
optimizer = torch.optim.AdamW(model.parameters(), lr=1e-4)
logging_step = 100

model.train()
for epoch in range(1):
    step = 1
    train_loss = 0
    for hidden, start, end in train_loader:
        start_logits, end_logits = model(hidden).unbind(-1)
        loss = nn.functional.cross_entropy(start_logits, start) + nn.functional.cross_entropy(end_logits, end)
        train_loss += loss  # expect: MLS707
        loss.backward()
        optimizer.step()
        optimizer.zero_grad()
        step += 1
        if step % logging_step == 0:
            print(f"Epoch {epoch + 1} | Step {step} | loss = {train_loss / logging_step:.3f}")
            train_loss = 0
torch.save(model.state_dict(), "qa_head.pt")
