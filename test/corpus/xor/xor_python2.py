#!/usr/bin/env python
# XOR with one hidden layer, plain gradient descent.
import numpy as np

np.random.seed(42)

def sigmoid(x):
    return 1.0/(1.0 + np.exp(-x))

def dsigmoid(y):
    return y*(1.0-y)

X = np.array([[0,0],[0,1],[1,0],[1,1]], dtype=float)
T = np.array([[0],[1],[1],[0]], dtype=float)

nIn, nHid, nOut = 2, 3, 1
Wih = np.random.uniform(-1, 1, (nIn, nHid))
bh = np.zeros((1, nHid))
Who = np.random.uniform(-1, 1, (nHid, nOut))
bo = np.zeros((1, nOut))
eta = 0.5

for epoch in xrange(5000):
    H = sigmoid(np.dot(X, Wih) + bh)
    O = sigmoid(np.dot(H, Who) + bo)

    E = 0.5*np.sum((T-O)**2)

    deltaO = (O-T)*dsigmoid(O)
    deltaH = np.dot(deltaO, Who.T)*dsigmoid(H)

    Who -= eta*np.dot(H.T, deltaO)
    bo -= eta*np.sum(deltaO, axis=0)
    Wih -= eta*np.dot(X.T, deltaH)
    bh -= eta*np.sum(deltaH, axis=0)

    if epoch % 1000 == 0:
        print "epoch", epoch, "error %.6f" % E

print "final outputs:"
for i in xrange(len(X)):
    print X[i], "->", round(O[i][0], 3)
