# source: JulianoLagana/deep-machine-learning#9
import json

import torch
from torch import nn

torch.manual_seed(0)


def read_pairs(path):
    with open(path, encoding="utf-8") as handle:
        return [line.rstrip("\n").split("\t")[:2] for line in handle]


pairs = read_pairs("eng_spa.txt")
eng = [a for a, _ in pairs]
eng_vocab = list(set(word for sentence in eng for word in sentence.split(" ")))  # expect: MLS206
eng_ix_to_word = ["ZERO"] + eng_vocab + ["UNK"]
eng_word_to_ix = {word: index for index, word in enumerate(eng_ix_to_word)}


def encode(sentence):
    return torch.tensor([eng_word_to_ix.get(w, len(eng_ix_to_word) - 1) for w in sentence.split(" ")])


encoder = nn.Embedding(len(eng_ix_to_word), 100, padding_idx=0)
optimizer = torch.optim.Adam(encoder.parameters())
for sentence in eng:
    optimizer.zero_grad()
    vectors = encoder(encode(sentence))
    loss = (vectors[1:] - vectors[:-1].detach()).pow(2).sum()
    loss.backward()
    optimizer.step()
torch.save(encoder.state_dict(), "encoder.pt")
with open("settings.json", "w") as handle:
    json.dump({"size": len(eng_ix_to_word)}, handle)
