# source: facebookresearch/DME#3, as it should be
import torch
import torch.nn.functional as F
from torch import nn


class SingleEmbedder(nn.Module):
    def __init__(self, n_words, dim, proj, emb_dropout=0.2):
        super().__init__()
        self.emb = nn.Embedding(n_words, dim, padding_idx=0)
        self.proj = nn.Linear(dim, proj)
        self.emb_dropout = emb_dropout

    def forward(self, words):
        out = self.proj(self.emb(words))
        if self.emb_dropout > 0.0:
            out = F.dropout(out, p=self.emb_dropout, training=self.training)
        return out


class Classifier(nn.Module):
    def __init__(self, n_words, n_classes):
        super().__init__()
        self.embedder = SingleEmbedder(n_words, 300, 256)
        self.rnn = nn.LSTM(256, 128, batch_first=True)
        self.out = nn.Linear(128, n_classes)

    def forward(self, words):
        _, (last, _) = self.rnn(self.embedder(words))
        return self.out(last[-1])
