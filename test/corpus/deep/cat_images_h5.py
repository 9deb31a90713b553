import time
import numpy as np
import h5py
import matplotlib.pyplot as plt

plt.rcParams['figure.figsize'] = (5.0, 4.0)

np.random.seed(1)


def load_data():
    train_dataset = h5py.File('datasets/train_catvnoncat.h5', "r")
    train_set_x_orig = np.array(train_dataset["train_set_x"][:])
    train_set_y_orig = np.array(train_dataset["train_set_y"][:])
    train_set_y_orig = train_set_y_orig.reshape((1, train_set_y_orig.shape[0]))
    return train_set_x_orig, train_set_y_orig


train_x_orig, train_y = load_data()
m_train = train_x_orig.shape[0]
train_x_flatten = train_x_orig.reshape(m_train, -1).T  # the "-1" flattens the remaining dimensions
train_x = train_x_flatten / 255.

layers_dims = [train_x.shape[0], 10, 5, 1]


def L_layer_model(X, Y, layers_dims, learning_rate=0.0075, num_iterations=100, print_cost=False):
    np.random.seed(1)
    costs = []
    L = len(layers_dims) - 1
    params = {}
    for l in range(1, L + 1):
        params['W%d' % l] = np.random.randn(layers_dims[l], layers_dims[l - 1]) / np.sqrt(layers_dims[l - 1])
        params['b%d' % l] = np.zeros((layers_dims[l], 1))
    m = X.shape[1]

    for i in range(0, num_iterations):
        A = {0: X}
        Z = {}
        for l in range(1, L):
            Z[l] = np.dot(params['W%d' % l], A[l - 1]) + params['b%d' % l]
            A[l] = np.maximum(0, Z[l])
        Z[L] = np.dot(params['W%d' % L], A[L - 1]) + params['b%d' % L]
        A[L] = 1 / (1 + np.exp(-Z[L]))

        cost = -np.sum(Y * np.log(A[L]) + (1 - Y) * np.log(1 - A[L])) / m

        dZ = {L: A[L] - Y}
        grads = {}
        for l in range(L, 0, -1):
            grads['dW%d' % l] = np.dot(dZ[l], A[l - 1].T) / m
            grads['db%d' % l] = np.sum(dZ[l], axis=1, keepdims=True) / m
            if l > 1:
                dZ[l - 1] = np.dot(params['W%d' % l].T, dZ[l]) * (Z[l - 1] > 0)

        for l in range(1, L + 1):
            params['W%d' % l] -= learning_rate * grads['dW%d' % l]
            params['b%d' % l] -= learning_rate * grads['db%d' % l]

        if print_cost and i % 20 == 0:
            print("Cost after iteration %i: %f" % (i, cost))
        if i % 100 == 0:
            costs.append(cost)

    plt.plot(np.squeeze(costs))
    plt.show()
    return params


tic = time.time()
parameters = L_layer_model(train_x, train_y, layers_dims, print_cost=True)
