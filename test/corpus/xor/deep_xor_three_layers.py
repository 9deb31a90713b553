import numpy as np

def nonlin(x,deriv=False):
	if(deriv==True):
	    return x*(1-x)
	return 1/(1+np.exp(-x))

X = np.array([[0,0,1],[0,1,1],[1,0,1],[1,1,1]])
y = np.array([[0],[1],[1],[0]])
alphas = [0.1,1,10]

for alpha in alphas:
	print("\nTraining With Alpha:" + str(alpha))
	np.random.seed(1)

	synapse_0 = 2*np.random.random((3,6)) - 1
	synapse_1 = 2*np.random.random((6,4)) - 1
	synapse_2 = 2*np.random.random((4,1)) - 1

	for j in range(4000):
		layer_0 = X
		layer_1 = nonlin(np.dot(layer_0,synapse_0))
		layer_2 = nonlin(np.dot(layer_1,synapse_1))
		layer_3 = nonlin(np.dot(layer_2,synapse_2))

		layer_3_error = layer_3 - y
		if (j % 1000) == 0:
			print("Error after "+str(j)+" iterations:" + str(np.mean(np.abs(layer_3_error))))
		layer_3_delta = layer_3_error*nonlin(layer_3,deriv=True)

		layer_2_error = layer_3_delta.dot(synapse_2.T)
		layer_2_delta = layer_2_error * nonlin(layer_2,deriv=True)

		layer_1_error = layer_2_delta.dot(synapse_1.T)
		layer_1_delta = layer_1_error * nonlin(layer_1,deriv=True)

		synapse_2 -= alpha * (layer_2.T.dot(layer_3_delta))
		synapse_1 -= alpha * (layer_1.T.dot(layer_2_delta))
		synapse_0 -= alpha * (layer_0.T.dot(layer_1_delta))
