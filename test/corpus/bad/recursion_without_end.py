import numpy as np


def factorial(n):
    return n * factorial(n - 1)


X = np.random.RandomState(0).randn(4, 3)
print(factorial(10))
