import numpy as np

raw = np.loadtxt("houses.csv", delimiter=",", skiprows=1)
features = raw[:, :-1].T
price = raw[:, -1:].T

# scale the features and the target
mean = features.mean(axis=1, keepdims=True)
std = features.std(axis=1, keepdims=True)
X = (features - mean) / std
Y = price / 100.0

m = X.shape[1]
print("%d houses, %d features" % (m, X.shape[0]))


def init_params(n_x, n_h, n_y, seed=5):
    rng = np.random.RandomState(seed)
    return dict(
        W1=rng.randn(n_h, n_x) * np.sqrt(2.0 / n_x),
        b1=np.zeros((n_h, 1)),
        W2=rng.randn(n_y, n_h) * np.sqrt(2.0 / n_h),
        b2=np.zeros((n_y, 1)),
    )


def forward(X, p):
    Z1 = p["W1"] @ X + p["b1"]
    A1 = np.maximum(Z1, 0)
    Y_hat = p["W2"] @ A1 + p["b2"]
    return Y_hat, (Z1, A1)


def mse(Y_hat, Y):
    return np.mean((Y_hat - Y) ** 2)


def backward(X, Y, Y_hat, saved, p):
    Z1, A1 = saved
    g = {}
    dY_hat = 2 * (Y_hat - Y) / m
    g["W2"] = dY_hat @ A1.T
    g["b2"] = np.sum(dY_hat, axis=1, keepdims=True)
    dA1 = p["W2"].T @ dY_hat
    dZ1 = np.where(Z1 > 0, dA1, 0)
    g["W1"] = dZ1 @ X.T
    g["b1"] = np.sum(dZ1, axis=1, keepdims=True)
    return g


params = init_params(X.shape[0], 6, 1)
for epoch in range(1, 1001):
    Y_hat, saved = forward(X, params)
    loss = mse(Y_hat, Y)
    grads = backward(X, Y, Y_hat, saved, params)
    for key in params:
        params[key] -= 0.02 * grads[key]
    if epoch % 200 == 0:
        print(f"epoch {epoch:4d} | mse {loss:.4f}")

new = (np.array([[80], [3], [15]]) - mean) / std
print("80 m2, 3 rooms, 15 years:", round(float(forward(new, params)[0][0, 0]) * 100, 1))
