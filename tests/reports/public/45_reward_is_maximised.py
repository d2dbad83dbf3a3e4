# source: DLR-RM/rl-baselines3-zoo#112 (the reporter is wrong: the study maximises)
# expect none
import gymnasium as gym
import numpy as np
import optuna
from stable_baselines3 import PPO
from stable_baselines3.common.evaluation import evaluate_policy

SEED = 5


def random_reward(episodes=20):
    env = gym.make("CartPole-v1")
    env.action_space.seed(SEED)
    totals = []
    for episode in range(episodes):
        env.reset(seed=SEED + episode)
        done, total = False, 0.0
        while not done:
            _, reward, terminated, truncated, _ = env.step(env.action_space.sample())
            done, total = terminated or truncated, total + reward
        totals.append(total)
    return float(np.mean(totals))


def objective(trial):
    model = PPO(
        "MlpPolicy",
        gym.make("CartPole-v1"),
        learning_rate=trial.suggest_float("lr", 1e-5, 1e-2, log=True),
        gamma=trial.suggest_float("gamma", 0.9, 0.9999),
        seed=SEED,
    )
    model.learn(20_000)
    reward, _ = evaluate_policy(model, gym.make("CartPole-v1"), n_eval_episodes=20)
    return reward


study = optuna.create_study(direction="maximize", sampler=optuna.samplers.TPESampler(seed=SEED))
study.optimize(objective, n_trials=30, timeout=3600)
print("baseline", random_reward(), "best", study.best_value, study.best_params)
