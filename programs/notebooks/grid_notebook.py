# %%
from sklearn.datasets import load_wine
from sklearn.model_selection import GridSearchCV
from sklearn.neighbors import KNeighborsClassifier
from sklearn.preprocessing import StandardScaler
# %%
X, y = load_wine(return_X_y=True)
scaler = StandardScaler()
# %%
X_scaled = scaler.fit_transform(X)  # smell: MLS106
# %%
params = {'n_neighbors': [1, 3, 5, 7], 'weights': ['uniform', 'distance']}
gs = GridSearchCV(KNeighborsClassifier(), params, cv=5, scoring='accuracy')
gs.fit(X_scaled, y)
# %%
print('best:', round(gs.best_score_, 4), gs.best_params_)
# %%
gs.cv_results_['mean_test_score']
