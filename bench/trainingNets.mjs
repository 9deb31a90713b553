// The two nets that are trained in the benches: two layers on 400 points, and 784-128-10 in batches of 64.

export const SMALL = `sizes n0 = 2, n1 = 4, n2 = 1, m = 400
input X (n0, m)
label Y (n2, m)
param W1 (n1, n0) = 0.5 * randn
param b1 (n1, 1) = 0
param W2 (n2, n1) = 0.5 * randn
param b2 (n2, 1) = 0
forward
Z1 = W1 · X + b1
A1 = tanh(Z1)
Z2 = W2 · A1 + b2
A2 = σ(Z2)
J = -1/m * sum(Y * log(A2) + (1 - Y) * log(1 - A2))
backward
dZ2 = A2 - Y
dW2 = 1/m * dZ2 · A1ᵀ
db2 = 1/m * sum(dZ2, axis=1)
dZ1 = W2ᵀ · dZ2 * (1 - A1²)
dW1 = 1/m * dZ1 · Xᵀ
db1 = 1/m * sum(dZ1, axis=1)
train
optimizer gd(rate=1.2)`;

export const LARGE = `sizes n0 = 784, n1 = 128, K = 10, m = 1000
input X (n0, m)
label Y (K, m)
param W1 (n1, n0) = 0.05 * randn
param b1 (n1, 1) = 0
param W2 (K, n1) = 0.1 * randn
param b2 (K, 1) = 0
forward
Z1 = W1 · X + b1
A1 = relu(Z1)
Z2 = W2 · A1 + b2
A2 = softmax(Z2)
J = -1/m * sum(Y * log(A2))
backward
dZ2 = A2 - Y
dW2 = 1/m * dZ2 · A1ᵀ
db2 = 1/m * sum(dZ2, axis=1)
dZ1 = W2ᵀ · dZ2 * (Z1 > 0)
dW1 = 1/m * dZ1 · Xᵀ
db1 = 1/m * sum(dZ1, axis=1)
train
optimizer gd(rate=0.1)
batch 64`;
