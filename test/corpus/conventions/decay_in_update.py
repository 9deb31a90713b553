import numpy as np

# The loss has no penalty; the update shrinks the weights and has momentum.
rng = np.random.default_rng(2)
X = rng.normal(size=(120, 5))
labels = np.argmax(X[:, :3], axis=1)
onehot = np.eye(3)[labels]
W = rng.normal(scale=0.1, size=(5, 3))
b = np.zeros(3)
mW, mb = np.zeros_like(W), np.zeros_like(b)
lr, decay, mu = 0.2, 1e-3, 0.9

for epoch in range(200):
    z = X @ W + b
    p = np.exp(z - z.max(axis=1, keepdims=True))
    p /= p.sum(axis=1, keepdims=True)
    loss = -np.sum(onehot * np.log(p)) / len(X)
    dz = (p - onehot) / len(X)
    dW = X.T @ dz
    db = dz.sum(axis=0)
    mW = mu * mW + dW
    mb = mu * mb + db
    W -= lr * (mW + decay * W)
    b -= lr * mb
    if epoch % 50 == 0:
        print(epoch, round(loss, 4))
