import argparse
import sys

import numpy as np

parser = argparse.ArgumentParser()
parser.add_argument('corpus', type=str)
parser.add_argument('--rate', type=float, default=0.01)
args = parser.parse_args()
if len(sys.argv) < 2:
    print('usage: asks_and_leaves.py CORPUS')
    sys.exit(1)

hidden = int(input('hidden units: '))
np.random.seed(0)
X = np.random.randn(8, 3)
Y = np.random.randn(8, hidden)
W = np.random.randn(3, hidden)
for epoch in range(200):
    out = X @ W
    loss = np.sum((out - Y) ** 2)
    dout = 2 * (out - Y)
    dW = X.T @ dout
    W -= args.rate * dW
exit()
