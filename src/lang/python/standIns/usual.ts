// Functions that mean the same in whatever module of the user's own they are defined: where that module is not here, they still are.

/** `_unknown` where a call says more than an argument: that may mean anything. */
export const usual = `
import numpy as np

def sigmoid(x, *more, **named):
    if more or named:
        return _unknown
    return 1 / (1 + np.exp(-x))

def relu(x, *more, **named):
    if more or named:
        return _unknown
    return np.maximum(0, x)

def sigmoid_prime(x, *more, **named):
    if more or named:
        return _unknown
    return 1 / (1 + np.exp(-x)) * (1 - 1 / (1 + np.exp(-x)))
`;

/** Not where what it gives back is unpacked: then it brings its cache. */
export const isUsual = (text: string, name: string): boolean =>
  (name === 'sigmoid' || name === 'relu' || name === 'sigmoid_prime') && !new RegExp(`,\\s*\\w+\\s*=\\s*(?:\\w+\\.)?${name}\\(`).test(text);
