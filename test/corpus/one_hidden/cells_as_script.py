# %% [markdown]
# # Planar data with one hidden layer
# Exported from a notebook.

# %%
import numpy as np
import matplotlib.pyplot as plt

# get_ipython().run_line_magic('matplotlib', 'inline')

# %%
rng = np.random.RandomState(10)
m = 300
theta = rng.uniform(0, 2 * np.pi, m)
label = (rng.uniform(size=m) > 0.5).astype(int)
rad = np.abs(np.cos(2 * theta)) * (1 + label) + 0.1 * rng.randn(m)
X = np.vstack((rad * np.cos(theta), rad * np.sin(theta)))
Y = label.reshape(1, -1)

# %%
def sigmoid(z):
    return 1 / (1 + np.exp(-z))

def forward(X, W1, b1, W2, b2):
    Z1 = W1 @ X + b1
    A1 = np.maximum(0, Z1)
    Z2 = W2 @ A1 + b2
    A2 = sigmoid(Z2)
    return Z1, A1, Z2, A2

def compute_loss(A2, Y):
    eps = 1e-8
    return -np.mean(Y * np.log(A2 + eps) + (1 - Y) * np.log(1 - A2 + eps))

def backward(X, Y, Z1, A1, A2, W2):
    m = Y.shape[1]
    dZ2 = A2 - Y
    dW2 = (dZ2 @ A1.T) / m
    db2 = dZ2.mean(axis=1, keepdims=True)
    dA1 = W2.T @ dZ2
    dZ1 = dA1 * np.where(Z1 > 0, 1, 0)
    dW1 = (dZ1 @ X.T) / m
    db1 = dZ1.mean(axis=1, keepdims=True)
    return dW1, db1, dW2, db2

# %%
hidden = 6
W1 = rng.randn(hidden, 2) * np.sqrt(2 / 2)
b1 = np.zeros((hidden, 1))
W2 = rng.randn(1, hidden) * np.sqrt(2 / hidden)
b2 = np.zeros((1, 1))
losses = []

# %%
for epoch in range(1000):
    Z1, A1, Z2, A2 = forward(X, W1, b1, W2, b2)
    losses.append(compute_loss(A2, Y))
    dW1, db1, dW2, db2 = backward(X, Y, Z1, A1, A2, W2)
    W1 -= 0.5 * dW1
    b1 -= 0.5 * db1
    W2 -= 0.5 * dW2
    b2 -= 0.5 * db2
    if epoch % 250 == 0:
        print(f"Epoch {epoch}, loss: {losses[-1]:.4f}")

# %%
fig, ax = plt.subplots(figsize=(6, 4))
ax.plot(losses)
ax.set_title("loss")
plt.show()
print("final accuracy", ((A2 > 0.5) == Y).mean())
