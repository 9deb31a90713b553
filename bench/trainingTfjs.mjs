// The nets of bench/training.mjs in TensorFlow.js with its own autograd, float32. Arguments: the folder that it is installed in, the
// backend (cpu or wasm), net, seconds. Prints the version, steps a second and the last loss.
import { createRequire } from 'node:module';
import { join } from 'node:path';

const [folder, backend, net, seconds] = process.argv.slice(2);
const require = createRequire(join(folder, 'package.json'));
// It greets on the console.
const { warn, log } = console;
console.warn = () => {};
console.log = () => {};
const tf = require('@tensorflow/tfjs');
if (backend === 'wasm') require('@tensorflow/tfjs-backend-wasm');
await tf.setBackend(backend);
await tf.ready();
Object.assign(console, { warn, log });

function small() {
  const m = 400;
  const X = tf.randomNormal([2, m], 0, 1, 'float32', 1);
  const Y = tf.randomUniform([1, m], 0, 1, 'float32', 2).greater(0.5).toFloat();
  const parameters = [tf.randomNormal([4, 2], 0, 0.5), tf.zeros([4, 1]), tf.randomNormal([1, 4], 0, 0.5), tf.zeros([1, 1])].map(t =>
    tf.variable(t),
  );
  const [W1, b1, W2, b2] = parameters;
  const loss = () => {
    const A2 = tf.sigmoid(W2.matMul(tf.tanh(W1.matMul(X).add(b1))).add(b2));
    return Y.mul(A2.log())
      .add(tf.sub(1, Y).mul(tf.sub(1, A2).log()))
      .sum()
      .div(-m);
  };
  return { loss, parameters, rate: 1.2 };
}

function large() {
  const [examples, batch] = [1000, 64];
  const data = tf.randomUniform([784, examples]);
  const labels = tf
    .oneHot(tf.randomUniform([examples], 0, 10, 'int32'), 10)
    .toFloat()
    .transpose();
  const parameters = [tf.randomNormal([128, 784], 0, 0.05), tf.zeros([128, 1]), tf.randomNormal([10, 128], 0, 0.1), tf.zeros([10, 1])].map(
    t => tf.variable(t),
  );
  const [W1, b1, W2, b2] = parameters;
  let [order, at] = [tf.util.createShuffledIndices(examples), 0];
  const loss = () => {
    if (at + batch > examples) [order, at] = [tf.util.createShuffledIndices(examples), 0];
    const chosen = tf.tensor1d(Array.from(order.slice(at, at + batch)), 'int32');
    at += batch;
    const Z2 = W2.matMul(tf.relu(W1.matMul(data.gather(chosen, 1)).add(b1))).add(b2);
    return labels.gather(chosen, 1).transpose().mul(tf.logSoftmax(Z2.transpose())).sum().div(-batch);
  };
  return { loss, parameters, rate: 0.1 };
}

const { loss, parameters, rate } = net === 'small' ? small() : large();
const optimizer = tf.train.sgd(rate);
let last = 0;
const step = () => {
  const cost = optimizer.minimize(loss, true, parameters);
  [last] = cost.dataSync();
  cost.dispose();
};
for (let i = 0; i < 20; i++) step();
let count = 0;
const started = performance.now();
while (performance.now() - started < 1000 * Number(seconds)) {
  for (let i = 0; i < 5; i++) step();
  count += 5;
}
console.log(`${tf.version.tfjs ?? tf.version} ${(1000 * count) / (performance.now() - started)} ${last}`);
