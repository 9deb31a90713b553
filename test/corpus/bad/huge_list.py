import numpy as np

cells = [0] * 10 ** 9
table = [x for x in range(10 ** 9)]
W = np.zeros((10 ** 6, 10 ** 6))
