import numpy as np

np.random.seed(1)


def sigmoid(z):
    return 1 / (1 + np.exp(-z))


n0, n1, n2 = 3, 4, 1

x = np.random.randn(n0, 1)
y = np.array([[1.0]])

W1 = np.random.randn(n1, n0)
b1 = np.zeros((n1, 1))
W2 = np.random.randn(n2, n1)
b2 = np.zeros((n2, 1))

# forward
z1 = np.dot(W1, x) + b1
a1 = np.tanh(z1)
z2 = np.dot(W2, a1) + b2
a2 = sigmoid(z2)
L = -y * np.log(a2) - (1 - y) * np.log(1 - a2)

# backward: six equations
dz2 = a2 - y
dW2 = np.dot(dz2, a1.T)
db2 = dz2
dz1 = np.dot(W2.T, dz2) * (1 - a1 ** 2)
dW1 = np.dot(dz1, x.T)
db1 = dz1

# one step downhill
lr = 0.1
W1 -= lr * dW1
b1 -= lr * db1
W2 -= lr * dW2
b2 -= lr * db2

print("loss:", L[0, 0])
print("dW1 =", dW1)
print("dW2 =", dW2)
