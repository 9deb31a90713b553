import matplotlib.pyplot as plt
import numpy as np

rng = np.random.default_rng(0)
X = rng.normal(size=(20, 3))
Y = rng.normal(size=(20, 1))
w = np.zeros((3, 1))
losses = []
for step in range(100):
    E = X @ w - Y
    J = np.mean(E ** 2)
    losses.append(J)
    dw = 2 * X.T @ E / 20
    w -= 0.1 * dw

plt.plot(losses)
plt.plot(np.arange(5), losses[:5] + [None][0])
weights = {'w': w}
print(weights['b'])
open('/nowhere/report.txt').read()
print(undefined_at_the_end)
