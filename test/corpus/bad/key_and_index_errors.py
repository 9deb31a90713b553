import numpy as np

np.random.seed(0)
params = {"W1": np.random.randn(4, 3), "b1": np.zeros((4, 1))}
X = np.random.randn(3, 6)
A = [X]
Z = np.dot(params["W1"], A[0]) + params["bias1"]
A.append(np.tanh(Z))
G = A[2]
