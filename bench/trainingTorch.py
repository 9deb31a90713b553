# The nets of bench/training.mjs in PyTorch with its own autograd, float64, one thread. Arguments: net, seconds. Prints steps a second and the last loss.
import sys
import time

import torch

net, seconds = sys.argv[1], float(sys.argv[2])
torch.set_num_threads(1)
torch.set_default_dtype(torch.float64)
torch.manual_seed(1)


def parameter(rows, columns, scale):
    return (torch.randn(rows, columns) * scale).requires_grad_()


if net == "small":
    m = 400
    X, Y = torch.randn(2, m), (torch.rand(1, m) > 0.5) * 1.0
    parameters = [parameter(4, 2, 0.5), parameter(4, 1, 0.0), parameter(1, 4, 0.5), parameter(1, 1, 0.0)]
    rate = 1.2

    def loss():
        W1, b1, W2, b2 = parameters
        A2 = torch.sigmoid(W2 @ torch.tanh(W1 @ X + b1) + b2)
        return -(Y * torch.log(A2) + (1 - Y) * torch.log(1 - A2)).sum() / m

else:
    examples, batch = 1000, 64
    data = torch.rand(784, examples)
    labels = torch.eye(10)[torch.randint(0, 10, (examples,))].T.contiguous()
    parameters = [parameter(128, 784, 0.05), parameter(128, 1, 0.0), parameter(10, 128, 0.1), parameter(10, 1, 0.0)]
    rate = 0.1
    order, at = torch.randperm(examples), 0

    def loss():
        global order, at
        if at + batch > examples:
            order, at = torch.randperm(examples), 0
        chosen = order[at : at + batch]
        at += batch
        W1, b1, W2, b2 = parameters
        Z2 = W2 @ torch.relu(W1 @ data[:, chosen] + b1) + b2
        return -(labels[:, chosen] * torch.log_softmax(Z2, 0)).sum() / batch


def step():
    J = loss()
    J.backward()
    with torch.no_grad():
        for p in parameters:
            p -= rate * p.grad
            p.grad = None
    return J


for _ in range(50):
    cost = step()
count, started = 0, time.perf_counter()
while time.perf_counter() - started < seconds:
    for _ in range(10):
        cost = step()
    count += 10
print(torch.__version__, count / (time.perf_counter() - started), cost.item())
