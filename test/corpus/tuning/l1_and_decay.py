import numpy as np

# Elastic net penalty in the loss, a step schedule for the rate, early stopping on held-out data.
rng = np.random.default_rng(44)
n, d = 160, 8
X = rng.normal(size=(n, d))
w_true = np.array([1.5, -2, 0, 0, 0, 1, 0, 0])
t = (1 / (1 + np.exp(-(X @ w_true))) > rng.uniform(size=n)).astype(float)
X_tr, t_tr, X_va, t_va = X[:120], t[:120], X[120:], t[120:]

l1, l2 = 0.002, 0.01
W1 = rng.normal(scale=0.3, size=(d, 5))
c1 = np.zeros(5)
w2 = rng.normal(scale=0.3, size=5)
c2 = 0.0


def predict(X):
    return 1 / (1 + np.exp(-(np.tanh(X @ W1 + c1) @ w2 + c2)))


best, waited = np.inf, 0
for epoch in range(2000):
    rate = 0.5 * 0.5 ** (epoch // 500)
    H = np.tanh(X_tr @ W1 + c1)
    p = 1 / (1 + np.exp(-(H @ w2 + c2)))
    nll = -np.mean(t_tr * np.log(p) + (1 - t_tr) * np.log(1 - p))
    penalty = l1 * np.abs(W1).sum() + 0.5 * l2 * (np.sum(W1 ** 2) + np.sum(w2 ** 2))
    objective = nll + penalty

    e = (p - t_tr) / len(t_tr)
    dw2 = H.T @ e + l2 * w2
    dc2 = e.sum()
    dH = np.outer(e, w2) * (1 - H ** 2)
    dW1 = X_tr.T @ dH + l1 * np.sign(W1) + l2 * W1
    dc1 = dH.sum(axis=0)

    W1 -= rate * dW1
    c1 -= rate * dc1
    w2 -= rate * dw2
    c2 -= rate * dc2

    p_va = predict(X_va)
    held_out = -np.mean(t_va * np.log(p_va) + (1 - t_va) * np.log(1 - p_va))
    if held_out < best - 1e-5:
        best, waited = held_out, 0
    else:
        waited += 1
        if waited == 50:
            print("stopped early at epoch", epoch)
            break
    if epoch % 100 == 0:
        print("epoch %4d objective %.4f held out %.4f" % (epoch, objective, held_out))
