from imblearn.over_sampling import ADASYN
from sklearn.datasets import make_classification
from sklearn.ensemble import RandomForestClassifier
from sklearn.metrics import f1_score
from sklearn.model_selection import train_test_split


class FraudModel:
    def __init__(self, seed=0):
        self.seed = seed
        self.model = RandomForestClassifier(n_estimators=30, random_state=seed)

    def load(self):
        self.X, self.y = make_classification(n_samples=800, weights=[0.92], flip_y=0.03, random_state=self.seed)

    def balance(self):
        self.X, self.y = ADASYN(random_state=self.seed).fit_resample(self.X, self.y)  # smell: MLS105

    def train(self):
        X_train, X_test, y_train, y_test = train_test_split(self.X, self.y, test_size=0.25, random_state=self.seed)
        self.model.fit(X_train, y_train)
        print("F1:", round(f1_score(y_test, self.model.predict(X_test)), 3))


fraud = FraudModel(seed=5)
fraud.load()
fraud.balance()
fraud.train()
