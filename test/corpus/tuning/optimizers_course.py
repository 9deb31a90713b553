import math

import numpy as np


def initialize_parameters(layer_dims):
    np.random.seed(3)
    parameters = {}
    for l in range(1, len(layer_dims)):
        parameters['W' + str(l)] = np.random.randn(layer_dims[l], layer_dims[l - 1]) * np.sqrt(2 / layer_dims[l - 1])
        parameters['b' + str(l)] = np.zeros((layer_dims[l], 1))
    return parameters


def forward(X, p):
    z1 = np.dot(p['W1'], X) + p['b1']
    a1 = np.maximum(z1, 0)
    z2 = np.dot(p['W2'], a1) + p['b2']
    a2 = 1 / (1 + np.exp(-z2))
    return a2, (z1, a1, z2, a2)


def cost_total(a2, Y):
    logprobs = np.multiply(-np.log(a2), Y) + np.multiply(-np.log(1 - a2), 1 - Y)
    return np.sum(logprobs)


def backward(X, Y, cache, p):
    m = X.shape[1]
    z1, a1, z2, a2 = cache
    dz2 = 1. / m * (a2 - Y)
    dW2 = np.dot(dz2, a1.T)
    db2 = np.sum(dz2, axis=1, keepdims=True)
    da1 = np.dot(p['W2'].T, dz2)
    dz1 = np.multiply(da1, np.int64(a1 > 0))
    dW1 = np.dot(dz1, X.T)
    db1 = np.sum(dz1, axis=1, keepdims=True)
    return {"dW2": dW2, "db2": db2, "dW1": dW1, "db1": db1}


def random_mini_batches(X, Y, mini_batch_size=64, seed=0):
    np.random.seed(seed)
    m = X.shape[1]
    mini_batches = []
    permutation = list(np.random.permutation(m))
    shuffled_X = X[:, permutation]
    shuffled_Y = Y[:, permutation].reshape((1, m))
    num_complete_minibatches = math.floor(m / mini_batch_size)
    for k in range(0, num_complete_minibatches):
        mini_batch_X = shuffled_X[:, k * mini_batch_size:(k + 1) * mini_batch_size]
        mini_batch_Y = shuffled_Y[:, k * mini_batch_size:(k + 1) * mini_batch_size]
        mini_batches.append((mini_batch_X, mini_batch_Y))
    if m % mini_batch_size != 0:
        mini_batch_X = shuffled_X[:, num_complete_minibatches * mini_batch_size:m]
        mini_batch_Y = shuffled_Y[:, num_complete_minibatches * mini_batch_size:m]
        mini_batches.append((mini_batch_X, mini_batch_Y))
    return mini_batches


def initialize_velocity(parameters):
    L = len(parameters) // 2
    v = {}
    for l in range(L):
        v["dW" + str(l + 1)] = np.zeros(parameters['W' + str(l + 1)].shape)
        v["db" + str(l + 1)] = np.zeros(parameters['b' + str(l + 1)].shape)
    return v


def update_parameters_with_momentum(parameters, grads, v, beta, learning_rate):
    L = len(parameters) // 2
    for l in range(L):
        v["dW" + str(l + 1)] = beta * v["dW" + str(l + 1)] + (1 - beta) * grads["dW" + str(l + 1)]
        v["db" + str(l + 1)] = beta * v["db" + str(l + 1)] + (1 - beta) * grads["db" + str(l + 1)]
        parameters["W" + str(l + 1)] = parameters["W" + str(l + 1)] - learning_rate * v["dW" + str(l + 1)]
        parameters["b" + str(l + 1)] = parameters["b" + str(l + 1)] - learning_rate * v["db" + str(l + 1)]
    return parameters, v


def initialize_adam(parameters):
    return initialize_velocity(parameters), initialize_velocity(parameters)


def update_parameters_with_adam(parameters, grads, v, s, t, learning_rate=0.01,
                                beta1=0.9, beta2=0.999, epsilon=1e-8):
    L = len(parameters) // 2
    v_corrected = {}
    s_corrected = {}
    for l in range(L):
        for n in ("W", "b"):
            key = "d" + n + str(l + 1)
            v[key] = beta1 * v[key] + (1 - beta1) * grads[key]
            v_corrected[key] = v[key] / (1 - np.power(beta1, t))
            s[key] = beta2 * s[key] + (1 - beta2) * np.power(grads[key], 2)
            s_corrected[key] = s[key] / (1 - np.power(beta2, t))
            parameters[n + str(l + 1)] = parameters[n + str(l + 1)] - learning_rate * v_corrected[key] / (np.sqrt(s_corrected[key]) + epsilon)
    return parameters, v, s


def model(X, Y, layers_dims, optimizer, learning_rate=0.01, mini_batch_size=64, num_epochs=30):
    parameters = initialize_parameters(layers_dims)
    seed = 10
    t = 0
    m = X.shape[1]

    if optimizer == "momentum":
        v = initialize_velocity(parameters)
    elif optimizer == "adam":
        v, s = initialize_adam(parameters)

    for i in range(num_epochs):
        seed = seed + 1
        minibatches = random_mini_batches(X, Y, mini_batch_size, seed)
        cost = 0

        for minibatch in minibatches:
            (minibatch_X, minibatch_Y) = minibatch
            a2, caches = forward(minibatch_X, parameters)
            cost += cost_total(a2, minibatch_Y)
            grads = backward(minibatch_X, minibatch_Y, caches, parameters)

            if optimizer == "momentum":
                parameters, v = update_parameters_with_momentum(parameters, grads, v, 0.9, learning_rate)
            elif optimizer == "adam":
                t = t + 1
                parameters, v, s = update_parameters_with_adam(parameters, grads, v, s, t, learning_rate)
        cost_avg = cost / m

        if i % 10 == 0:
            print("%s: cost after epoch %i: %f" % (optimizer, i, cost_avg))
    return parameters


np.random.seed(3)
X = np.random.uniform(-1, 2, (2, 300))
Y = (X[1:2] > np.sin(3 * X[0:1])).astype(int)
for optimizer in ("momentum", "adam"):
    parameters = model(X, Y, [2, 10, 1], optimizer, learning_rate=0.1 if optimizer == "momentum" else 0.02)
