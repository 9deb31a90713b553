import numpy as np

sigmoid = lambda z: 1 / (1 + np.exp(-z))

def add_bias(M):
    return np.hstack((np.ones((M.shape[0], 1)), M))

rng = np.random.default_rng(8)
X = np.array([[0, 0], [0, 1], [1, 0], [1, 1]])
y = np.array([[0], [1], [1], [0]])
n = len(X)

theta1 = rng.standard_normal((3, 4))
theta2 = rng.standard_normal((5, 1))
alpha = 2.0

for it in range(3000):
    a1 = add_bias(X)
    z2 = a1 @ theta1
    a2 = add_bias(sigmoid(z2))
    z3 = a2 @ theta2
    a3 = sigmoid(z3)

    J = (-1 / n) * np.sum(y * np.log(a3) + (1 - y) * np.log(1 - a3))

    delta3 = a3 - y
    delta2 = (delta3 @ theta2[1:].T) * sigmoid(z2) * (1 - sigmoid(z2))
    theta2_grad = a2.T @ delta3 / n
    theta1_grad = a1.T @ delta2 / n

    theta2 -= alpha * theta2_grad
    theta1 -= alpha * theta1_grad

    if it % 1000 == 0:
        print(f'Iteration {it}: J = {J:.4f}')

print((a3 > 0.5).astype(int).ravel().tolist())
