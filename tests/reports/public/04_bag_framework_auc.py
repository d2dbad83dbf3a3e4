# source: thunlp/OpenNRE#125
import numpy as np
import torch
from sklearn.metrics import average_precision_score
from torch import nn, optim
from torch.utils.data import DataLoader, TensorDataset

torch.manual_seed(3)


def loader(path, shuffle):
    data = np.load(path)
    rows = TensorDataset(torch.from_numpy(data["bags"]).float(), torch.from_numpy(data["relation"]).float())
    return DataLoader(rows, batch_size=160, shuffle=shuffle)


class BagFramework:
    def __init__(self, model, train_path, test_path, ckpt, max_epoch=60):
        self.model = model
        self.train_loader = loader(train_path, True)
        self.test_loader = loader(test_path, False)
        self.ckpt = ckpt
        self.max_epoch = max_epoch
        self.criterion = nn.BCEWithLogitsLoss()
        self.optimizer = optim.SGD(model.parameters(), lr=0.5)

    def train_model(self):
        best_auc = 0
        for epoch in range(self.max_epoch):
            self.model.train()
            for bag, label in self.train_loader:
                loss = self.criterion(self.model(bag), label)
                self.optimizer.zero_grad()
                loss.backward()
                self.optimizer.step()
            auc = self.eval_model(self.test_loader)  # expect: MLS107
            print("epoch %d auc %.4f" % (epoch, auc))
            if auc > best_auc:
                torch.save({"state_dict": self.model.state_dict()}, self.ckpt)
                best_auc = auc
        print("Best auc on val set: %f" % best_auc)

    def eval_model(self, rows):
        self.model.eval()
        score, truth = [], []
        with torch.no_grad():
            for bag, label in rows:
                score.append(torch.sigmoid(self.model(bag)))
                truth.append(label)
        return average_precision_score(torch.cat(truth).numpy(), torch.cat(score).numpy(), average="micro")


BagFramework(nn.Linear(690, 52), "nyt10_train.npz", "nyt10_test.npz", "pcnn_att.pth.tar").train_model()
