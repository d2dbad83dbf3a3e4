# source: spro/practical-pytorch PR 29 (the reporter is wrong: the sum over the time steps is what is differentiated)
# expect none
import string

import numpy as np
import torch
from torch import nn

torch.manual_seed(0)
rng = np.random.default_rng(0)
all_characters = string.printable
with open("shakespeare.txt", encoding="ascii", errors="strict") as handle:
    text = torch.tensor([all_characters.index(c) for c in handle.read()])


class CharRNN(nn.Module):
    def __init__(self, size, hidden=100):
        super().__init__()
        self.encoder = nn.Embedding(size, hidden)
        self.gru = nn.GRU(hidden, hidden)
        self.decoder = nn.Linear(hidden, size)

    def forward(self, char, hidden):
        out, hidden = self.gru(self.encoder(char).view(1, 1, -1), hidden)
        return self.decoder(out.view(1, -1)), hidden


decoder = CharRNN(len(all_characters))
optimizer = torch.optim.Adam(decoder.parameters(), lr=0.005)
criterion = nn.CrossEntropyLoss()


def train(chunk):
    hidden = torch.zeros(1, 1, 100)
    decoder.zero_grad()
    loss = 0
    for now, following in zip(chunk[:-1], chunk[1:]):
        output, hidden = decoder(now, hidden)
        loss += criterion(output, following.view(1))
    loss.backward()
    optimizer.step()
    return loss.item() / (len(chunk) - 1)


for epoch in range(1, 2001):
    start = int(rng.integers(0, len(text) - 201))
    value = train(text[start : start + 201])
    if epoch % 100 == 0:
        print(epoch, value)
torch.save(decoder.state_dict(), "char_rnn.pt")
