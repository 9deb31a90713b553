// scikit-learn's data sets, splits, scalers and scores: its own algorithms for its own seeds where they are short.

const IRIS =
  '513514024930140247321302463115025036140254391704463414035034150244291402493115015437150248341602483014014330110158401202574415045439130451351403573817035138150354341702513715044636100251331705483419025030160250341604523515025234140247321602483116025434150452411501554214024931150250321202553513024936140144301302513415025035130345231303443213025035160651381904483014035138160246321402533715025033140270324714643245156931491555234013652846155728451363334716492433106629461352273914502035105930421560224010612947145629361367314414563045155827411062224515562539115932481861284013632549156128471264294313663044146828481467305017602945155726351055243811552437105827391260275116543045156034451667314715632344135630411355254013552644126130461458264012502333105627421357304212572942136229431351253011572841136333602558275119713059216329561865305822763066214925451773296318672558187236612565325120642753196830552157255020582851246432532365305518773867227726692360225015693257235628492077286720632749186733572172326018622848186130491864285621723058167428611979386420642856226328511561265614773061236334562464315518603048186931542167315624693151235827511968325923673357256730522363255019653052206234542359305118';

export const sklearnData = `
import numpy as np

class Bunch(dict):
    def __getattr__(self, name):
        return self[name]

def check_random_state(seed=None):
    if seed is None or seed is np.random:
        return np.random
    if isinstance(seed, int):
        return np.random.RandomState(seed)
    return seed

def shuffled(rng, *arrays):
    order = np.arange(len(arrays[0]))
    rng.shuffle(order)
    return [a[order] for a in arrays]

def _two(n_samples):
    if isinstance(n_samples, tuple):
        return n_samples
    return n_samples // 2, n_samples - n_samples // 2

def make_moons(n_samples=100, *, shuffle=True, noise=None, random_state=None):
    outer, inner = _two(n_samples)
    rng = check_random_state(random_state)
    a, b = np.linspace(0, np.pi, outer), np.linspace(0, np.pi, inner)
    X = np.vstack([np.append(np.cos(a), 1 - np.cos(b)), np.append(np.sin(a), 1 - np.sin(b) - 0.5)]).T.copy()
    y = np.hstack([np.zeros(outer, dtype=np.int64), np.ones(inner, dtype=np.int64)])
    if shuffle:
        X, y = shuffled(rng, X, y)
    if noise is not None:
        X += rng.normal(scale=noise, size=X.shape)
    return X, y

def make_circles(n_samples=100, *, shuffle=True, noise=None, random_state=None, factor=0.8):
    outer, inner = _two(n_samples)
    rng = check_random_state(random_state)
    a = np.linspace(0, 2 * np.pi, outer, endpoint=False)
    b = np.linspace(0, 2 * np.pi, inner, endpoint=False)
    X = np.vstack([np.append(np.cos(a), np.cos(b) * factor), np.append(np.sin(a), np.sin(b) * factor)]).T.copy()
    y = np.hstack([np.zeros(outer, dtype=np.int64), np.ones(inner, dtype=np.int64)])
    if shuffle:
        X, y = shuffled(rng, X, y)
    if noise is not None:
        X += rng.normal(scale=noise, size=X.shape)
    return X, y

def make_blobs(n_samples=100, n_features=2, *, centers=None, cluster_std=1.0, center_box=(-10.0, 10.0), shuffle=True, random_state=None, return_centers=False):
    rng = check_random_state(random_state)
    if isinstance(n_samples, int):
        if centers is None:
            centers = 3
        if isinstance(centers, int):
            centers = rng.uniform(center_box[0], center_box[1], size=(centers, n_features))
        else:
            centers = np.asarray(centers, dtype=float)
        k = len(centers)
        counts = [n_samples // k + (1 if i < n_samples % k else 0) for i in range(k)]
    else:
        counts = list(n_samples)
        k = len(counts)
        centers = rng.uniform(center_box[0], center_box[1], size=(k, n_features)) if centers is None else np.asarray(centers, dtype=float)
    n_features = centers.shape[1]
    stds = list(cluster_std) if hasattr(cluster_std, '__len__') else [cluster_std] * k
    X = np.concatenate([rng.normal(loc=centers[i], scale=stds[i], size=(counts[i], n_features)) for i in range(k)])
    y = np.repeat(np.arange(k), counts)
    if shuffle:
        X, y = shuffled(rng, X, y)
    return (X, y, centers) if return_centers else (X, y)

def make_gaussian_quantiles(mean=None, cov=1.0, n_samples=100, n_features=2, n_classes=3, shuffle=True, random_state=None):
    rng = check_random_state(random_state)
    mean = np.zeros(n_features) if mean is None else np.array(mean)
    X = rng.multivariate_normal(mean, cov * np.identity(n_features), (n_samples,))
    X = X[np.argsort(np.sum((X - mean) ** 2, axis=1))]
    step = n_samples // n_classes
    y = np.hstack([np.repeat(np.arange(n_classes), step), np.repeat(n_classes - 1, n_samples - step * n_classes)])
    if shuffle:
        X, y = shuffled(rng, X, y)
    return X, y

def _corners(samples, dimensions, rng):
    population = 2 ** dimensions
    if 0.01 < samples / population < 0.99:
        chosen = rng.permutation(population)[:samples]
    elif samples / population < 0.2:
        chosen = []
        while len(chosen) < samples:
            j = int(rng.randint(population))
            if j not in chosen:
                chosen.append(j)
    else:
        chosen = list(range(samples))
        for i in range(samples, population):
            j = int(rng.randint(0, i + 1))
            if j < samples:
                chosen[j] = i
    return np.array([[(int(c) >> (dimensions - 1 - b)) & 1 for b in range(dimensions)] for c in chosen], dtype=float)

def make_classification(n_samples=100, n_features=20, *, n_informative=2, n_redundant=2, n_repeated=0, n_classes=2, n_clusters_per_class=2, weights=None, flip_y=0.01, class_sep=1.0, hypercube=True, shift=0.0, scale=1.0, shuffle=True, random_state=None):
    rng = check_random_state(random_state)
    n_clusters = n_classes * n_clusters_per_class
    useless = n_features - n_informative - n_redundant - n_repeated
    if weights is None:
        weights = [1.0 / n_classes] * n_classes
    weights = list(weights)
    if len(weights) == n_classes - 1:
        weights.append(1.0 - sum(weights))
    counts = [int(n_samples * weights[k % n_classes] / n_clusters_per_class) for k in range(n_clusters)]
    for i in range(n_samples - sum(counts)):
        counts[i % n_clusters] += 1
    X = np.zeros((n_samples, n_features))
    y = np.zeros(n_samples, dtype=int)
    centroids = _corners(n_clusters, n_informative, rng) * (2 * class_sep) - class_sep
    if not hypercube:
        centroids *= rng.uniform(size=(n_clusters, 1))
        centroids *= rng.uniform(size=(1, n_informative))
    X[:, :n_informative] = rng.standard_normal(size=(n_samples, n_informative))
    stop = 0
    for k in range(n_clusters):
        start, stop = stop, stop + counts[k]
        y[start:stop] = k % n_classes
        A = 2 * rng.uniform(size=(n_informative, n_informative)) - 1
        X[start:stop, :n_informative] = np.dot(X[start:stop, :n_informative], A) + centroids[k]
    if n_redundant > 0:
        B = 2 * rng.uniform(size=(n_informative, n_redundant)) - 1
        X[:, n_informative:n_informative + n_redundant] = np.dot(X[:, :n_informative], B)
    if n_repeated > 0:
        n = n_informative + n_redundant
        X[:, n:n + n_repeated] = X[:, ((n - 1) * rng.uniform(size=n_repeated) + 0.5).astype(int)]
    if useless > 0:
        X[:, -useless:] = rng.standard_normal(size=(n_samples, useless))
    if flip_y >= 0.0:
        mask = rng.uniform(size=n_samples) < flip_y
        y[mask] = rng.randint(n_classes, size=int(mask.sum()))
    if shift is None:
        shift = (2 * rng.uniform(size=n_features) - 1) * class_sep
    X += shift
    if scale is None:
        scale = 1 + 100 * rng.uniform(size=n_features)
    X *= scale
    if shuffle:
        X, y = shuffled(rng, X, y)
        order = np.arange(n_features)
        rng.shuffle(order)
        X = X[:, order]
    return X, y

def make_regression(n_samples=100, n_features=100, *, n_informative=10, n_targets=1, bias=0.0, effective_rank=None, tail_strength=0.5, noise=0.0, shuffle=True, coef=False, random_state=None):
    n_informative = min(n_features, n_informative)
    rng = check_random_state(random_state)
    X = rng.standard_normal(size=(n_samples, n_features))
    truth = np.zeros((n_features, n_targets))
    truth[:n_informative, :] = 100 * rng.uniform(size=(n_informative, n_targets))
    y = np.dot(X, truth) + bias
    if noise > 0.0:
        y += rng.normal(scale=noise, size=y.shape)
    if shuffle:
        X, y = shuffled(rng, X, y)
        order = np.arange(n_features)
        rng.shuffle(order)
        X = X[:, order]
        truth = truth[order]
    y = np.squeeze(y)
    return (X, y, np.squeeze(truth)) if coef else (X, y)

def make_swiss_roll(n_samples=100, *, noise=0.0, random_state=None, hole=False):
    rng = check_random_state(random_state)
    t = 1.5 * np.pi * (1 + 2 * rng.uniform(size=n_samples))
    y = 21 * rng.uniform(size=n_samples)
    X = np.vstack((t * np.cos(t), y, t * np.sin(t))).T.copy()
    X += noise * rng.standard_normal(size=(n_samples, 3))
    return X, t

def _measured(n, features, classes, seed):
    rng = np.random.RandomState(seed)
    target = np.sort(rng.randint(classes, size=n)) if classes else None
    centers = rng.uniform(1, 6, size=(classes or 1, features))
    X = np.abs(np.round((centers[target] if classes else centers) + rng.normal(size=(n, features)), 2))
    if not classes:
        target = np.round(np.dot(X - X.mean(axis=0), rng.normal(size=features)) + 20 + rng.normal(size=n), 1)
    return X, target

def _given(data, target, names, features, return_X_y, as_frame=False):
    if return_X_y:
        return data, target
    names = np.array(names)
    return Bunch(data=data, target=target, target_names=names, feature_names=features, DESCR='', frame=None)

def load_iris(*, return_X_y=False, as_frame=False):
    digits = '${IRIS}'
    data = np.array([int(digits[i:i + 2]) for i in range(0, len(digits), 2)]).reshape(150, 4) / 10
    features = ['sepal length (cm)', 'sepal width (cm)', 'petal length (cm)', 'petal width (cm)']
    return _given(data, np.repeat(np.arange(3), 50), ['setosa', 'versicolor', 'virginica'], features, return_X_y)

def _named(count):
    return ['feature ' + str(i) for i in range(count)]

def load_breast_cancer(*, return_X_y=False, as_frame=False):
    X, y = _measured(569, 30, 2, 1)
    return _given(X, y, ['malignant', 'benign'], _named(30), return_X_y)

def load_wine(*, return_X_y=False, as_frame=False):
    X, y = _measured(178, 13, 3, 2)
    return _given(X, y, ['class_0', 'class_1', 'class_2'], _named(13), return_X_y)

def load_diabetes(*, return_X_y=False, as_frame=False, scaled=True):
    X, y = _measured(442, 10, 0, 3)
    X = X - X.mean(axis=0)
    return _given(X / np.sqrt(np.sum(X ** 2, axis=0)), y, [], _named(10), return_X_y)

def load_boston(*, return_X_y=False):
    X, y = _measured(506, 13, 0, 4)
    return _given(X, y, [], np.array(_named(13)), return_X_y)

def load_linnerud(*, return_X_y=False, as_frame=False):
    rng = np.random.RandomState(5)
    return _given(np.round(rng.uniform(1, 200, size=(20, 3))), np.round(rng.uniform(30, 240, size=(20, 3))), [], _named(3), return_X_y)

def fetch_california_housing(*, data_home=None, return_X_y=False, as_frame=False, download_if_missing=True):
    X, y = _measured(_examples(20640), 8, 0, 6)
    return _given(X, y, ['MedHouseVal'], _named(8), return_X_y)

def load_digits(*, n_class=10, return_X_y=False, as_frame=False):
    from _images import class_images
    X, y = class_images(1797, (8, 8), n_class, 7, 16)
    X = X.astype(float)
    if return_X_y:
        return X.reshape(-1, 64), y
    return Bunch(data=X.reshape(-1, 64).copy(), target=y, images=X, target_names=np.arange(n_class), feature_names=_named(64), DESCR='')

def fetch_openml(name=None, version='active', *, data_id=None, data_home=None, target_column='default', cache=True, return_X_y=False, as_frame='auto', parser='auto'):
    from _images import class_images
    if name is not None and 'mnist' in name.lower():
        X, y = class_images(_examples(70000), (28, 28), 10, 8, 255)
        X, y = X.reshape(-1, 784).astype(float), y.astype(str)
    else:
        X, y = load_iris(return_X_y=True)
    if as_frame == True:
        import pandas as pd
        X, y = pd.DataFrame(X), pd.Series(y)
    return (X, y) if return_X_y else Bunch(data=X, target=y, feature_names=_named(X.shape[1]), DESCR='')

fetch_mldata = fetch_openml
`;

export const sklearnSplits = `
import numpy as np
from sklearn.datasets import check_random_state

def _count(size, n, up):
    if size is None:
        return None
    if isinstance(size, float):
        return int(np.ceil(size * n)) if up else int(np.floor(size * n))
    return size

def _part(values, index):
    if hasattr(values, 'iloc'):
        return values.iloc[index]
    if isinstance(values, list):
        return [values[int(i)] for i in index]
    return np.array(np.asarray(values)[index])

def train_test_split(*arrays, test_size=None, train_size=None, random_state=None, shuffle=True, stratify=None):
    n = len(arrays[0])
    test, train = _count(test_size, n, True), _count(train_size, n, False)
    if test is None:
        test = n - train if train is not None else int(np.ceil(0.25 * n))
    if train is None:
        train = n - test
    rng = check_random_state(random_state)
    if not shuffle:
        order = np.concatenate([np.arange(train, train + test), np.arange(train)])
    elif stratify is None:
        order = rng.permutation(n)
    else:
        labels = np.asarray(stratify).ravel()
        first, last = [], []
        for label in np.unique(labels):
            own = rng.permutation(np.where(labels == label)[0])
            cut = int(round(len(own) * test / n))
            first += list(own[:cut])
            last += list(own[cut:])
        order = np.array(first + last)
        test = len(first)
        order = np.concatenate([rng.permutation(order[:test]), rng.permutation(order[test:])])
        train = min(train, n - test)
    parts = []
    for values in arrays:
        parts += [_part(values, order[test:test + train]), _part(values, order[:test])]
    return parts

class KFold:
    def __init__(self, n_splits=5, *, shuffle=False, random_state=None):
        self.n_splits, self.shuffle, self.random_state = n_splits, shuffle, random_state

    def get_n_splits(self, X=None, y=None, groups=None):
        return self.n_splits

    def split(self, X, y=None, groups=None):
        n = len(X)
        order = np.arange(n)
        if self.shuffle:
            check_random_state(self.random_state).shuffle(order)
        sizes = [n // self.n_splits + (1 if i < n % self.n_splits else 0) for i in range(self.n_splits)]
        pairs, start = [], 0
        for size in sizes:
            held = np.sort(order[start:start + size])
            mask = np.zeros(n, dtype=bool)
            mask[held] = True
            pairs.append((np.arange(n)[~mask], held))
            start += size
        return pairs

StratifiedKFold = KFold
`;

export const sklearnPreprocessing = `
import numpy as np

def _array(X):
    return np.array(np.asarray(X), dtype=float)

class _Fitted:
    def fit_transform(self, X, y=None):
        return self.fit(X).transform(X)

class StandardScaler(_Fitted):
    def __init__(self, *, copy=True, with_mean=True, with_std=True):
        self.with_mean, self.with_std = with_mean, with_std

    def fit(self, X, y=None):
        X = _array(X)
        self.mean_ = X.mean(axis=0) if self.with_mean else np.zeros(X.shape[1:])
        self.var_ = X.var(axis=0)
        scale = np.sqrt(self.var_) if self.with_std else np.ones(X.shape[1:])
        self.scale_ = np.where(scale < 1e-12, 1.0, scale)
        return self

    def transform(self, X):
        return (_array(X) - self.mean_) / self.scale_

    def inverse_transform(self, X):
        return _array(X) * self.scale_ + self.mean_

class MinMaxScaler(_Fitted):
    def __init__(self, feature_range=(0, 1), *, copy=True, clip=False):
        self.feature_range = feature_range

    def fit(self, X, y=None):
        X = _array(X)
        low, high = self.feature_range
        self.data_min_, self.data_max_ = X.min(axis=0), X.max(axis=0)
        span = self.data_max_ - self.data_min_
        self.scale_ = (high - low) / np.where(span == 0, 1.0, span)
        self.min_ = low - self.data_min_ * self.scale_
        return self

    def transform(self, X):
        return _array(X) * self.scale_ + self.min_

    def inverse_transform(self, X):
        return (_array(X) - self.min_) / self.scale_

class OneHotEncoder(_Fitted):
    def __init__(self, *, categories='auto', drop=None, sparse=True, sparse_output=True, dtype=float, handle_unknown='error', **other):
        self.dense = not sparse or not sparse_output

    def fit(self, X, y=None):
        X = np.asarray(X)
        self.categories_ = [np.unique(X[:, j]) for j in range(X.shape[1])]
        return self

    def transform(self, X):
        X = np.asarray(X)
        out = np.concatenate([(X[:, j].reshape(-1, 1) == c.reshape(1, -1)).astype(float) for j, c in enumerate(self.categories_)], axis=1)
        return out if self.dense else _Sparse(out)

class _Sparse:
    def __init__(self, values):
        self.values, self.shape = values, values.shape

    def toarray(self):
        return self.values

    def todense(self):
        return self.values

class LabelBinarizer(_Fitted):
    def fit(self, y):
        self.classes_ = np.unique(np.asarray(y))
        return self

    def transform(self, y):
        out = (np.asarray(y).reshape(-1, 1) == self.classes_.reshape(1, -1)).astype(int)
        return out[:, 1:].copy() if len(self.classes_) == 2 else out

    def inverse_transform(self, Y):
        return self.classes_[np.argmax(Y, axis=1)]

class LabelEncoder(_Fitted):
    def fit(self, y):
        self.classes_ = np.unique(np.asarray(y))
        return self

    def transform(self, y):
        return np.searchsorted(self.classes_, np.asarray(y))

    def inverse_transform(self, y):
        return self.classes_[np.asarray(y)]

class PolynomialFeatures(_Fitted):
    def __init__(self, degree=2, *, include_bias=True):
        self.degree, self.include_bias = degree, include_bias

    def fit(self, X, y=None):
        return self

    def transform(self, X):
        from itertools import combinations_with_replacement as chosen
        X = _array(X)
        powers = [c for d in range(0 if self.include_bias else 1, self.degree + 1) for c in chosen(range(X.shape[1]), d)]
        return np.stack([np.prod(X[:, list(c)], axis=1) if c else np.ones(len(X)) for c in powers], axis=1)

def scale(X, axis=0, with_mean=True, with_std=True):
    return StandardScaler().fit_transform(X)

def minmax_scale(X, feature_range=(0, 1), axis=0):
    return MinMaxScaler(feature_range).fit_transform(X)

def normalize(X, norm='l2', axis=1, copy=True):
    X = _array(X)
    size = np.sqrt(np.sum(X ** 2, axis=axis, keepdims=True)) if norm == 'l2' else np.sum(np.abs(X), axis=axis, keepdims=True)
    return X / np.where(size == 0, 1.0, size)

def label_binarize(y, *, classes):
    return (np.asarray(y).reshape(-1, 1) == np.asarray(classes).reshape(1, -1)).astype(int)
`;

export const sklearnMetrics = `
import numpy as np

def _flat(y):
    return np.asarray(y).ravel() if np.ndim(y) < 2 or np.shape(y)[1] == 1 else np.asarray(y)

def accuracy_score(y_true, y_pred, *, normalize=True):
    same = _flat(y_true) == _flat(y_pred)
    if same.ndim == 2:
        same = same.all(axis=1)
    return float(np.mean(same)) if normalize else int(np.sum(same))

def confusion_matrix(y_true, y_pred, *, labels=None):
    a, b = _flat(y_true), _flat(y_pred)
    labels = np.unique(np.concatenate([a, b])) if labels is None else np.asarray(labels)
    return np.array([[int(np.sum((a == i) & (b == j))) for j in labels] for i in labels])

def precision_score(y_true, y_pred, *, pos_label=1, average='binary', zero_division=0):
    return _scores(y_true, y_pred, average, pos_label)[0]

def recall_score(y_true, y_pred, *, pos_label=1, average='binary', zero_division=0):
    return _scores(y_true, y_pred, average, pos_label)[1]

def f1_score(y_true, y_pred, *, pos_label=1, average='binary', zero_division=0):
    return _scores(y_true, y_pred, average, pos_label)[2]

def _scores(y_true, y_pred, average, positive):
    a, b = _flat(y_true), _flat(y_pred)
    labels = [positive] if average == 'binary' else list(np.unique(np.concatenate([a, b])))
    rows = []
    for label in labels:
        hit = float(np.sum((a == label) & (b == label)))
        p, r = hit / max(1.0, float(np.sum(b == label))), hit / max(1.0, float(np.sum(a == label)))
        rows.append((p, r, 2 * p * r / (p + r) if p + r > 0 else 0.0, float(np.sum(a == label))))
    weights = [row[3] for row in rows] if average == 'weighted' else [1.0] * len(rows)
    total = sum(weights) or 1.0
    return [sum(w * row[i] for w, row in zip(weights, rows)) / total for i in range(3)]

def mean_squared_error(y_true, y_pred, *, squared=True):
    value = float(np.mean((np.asarray(y_true) - np.asarray(y_pred)) ** 2))
    return value if squared else value ** 0.5

def mean_absolute_error(y_true, y_pred):
    return float(np.mean(np.abs(np.asarray(y_true) - np.asarray(y_pred))))

def r2_score(y_true, y_pred):
    y = np.asarray(y_true)
    return float(1 - np.sum((y - np.asarray(y_pred)) ** 2) / np.sum((y - y.mean()) ** 2))

def log_loss(y_true, y_pred, *, eps='auto', normalize=True, labels=None):
    p = np.clip(np.asarray(y_pred, dtype=float), 1e-15, 1 - 1e-15)
    y = np.asarray(y_true)
    if p.ndim == 2:
        each = -np.log(p[np.arange(len(y)), y] / p.sum(axis=1)) if y.ndim == 1 else -np.sum(y * np.log(p), axis=1)
    else:
        each = -(y * np.log(p) + (1 - y) * np.log(1 - p))
    return float(np.mean(each)) if normalize else float(np.sum(each))

def roc_auc_score(y_true, y_score):
    y, s = _flat(y_true), _flat(y_score)
    up, down = s[y == 1], s[y == 0]
    wins = sum(float(np.sum(u > down)) + 0.5 * float(np.sum(u == down)) for u in up)
    return wins / (len(up) * len(down))

def classification_report(y_true, y_pred, **other):
    return 'accuracy ' + format(accuracy_score(y_true, y_pred), '.2f')
`;

export const sklearnUtils = `
import numpy as np
from sklearn.datasets import check_random_state, Bunch

def shuffle(*arrays, random_state=None, n_samples=None):
    order = np.arange(len(arrays[0]))
    check_random_state(random_state).shuffle(order)
    parts = [a.iloc[order] if hasattr(a, 'iloc') else np.array(np.asarray(a)[order]) for a in arrays]
    return parts[0] if len(parts) == 1 else parts
`;

/** Linear models are trained by a few steps of their own gradient: what courses compare their nets with. */
export const sklearnLinear = `
import numpy as np

class LogisticRegression:
    def __init__(self, *args, **kwargs):
        pass

    def fit(self, X, y):
        X, y = np.asarray(X, dtype=float), np.asarray(y).ravel()
        self.classes_ = np.unique(y)
        self.mean_, self.scale_ = X.mean(axis=0), X.std(axis=0) + 1e-12
        Z = np.c_[np.ones(len(X)), (X - self.mean_) / self.scale_]
        T = (y.reshape(-1, 1) == self.classes_.reshape(1, -1)).astype(float)
        self.W = np.zeros((Z.shape[1], len(self.classes_)))
        for _ in range(50):
            self.W -= 0.5 * Z.T.dot(self._probabilities(Z) - T) / len(Z)
        return self

    def _probabilities(self, Z):
        e = np.exp(Z.dot(self.W) - Z.dot(self.W).max(axis=1, keepdims=True))
        return e / e.sum(axis=1, keepdims=True)

    def predict_proba(self, X):
        return self._probabilities(np.c_[np.ones(len(X)), (np.asarray(X, dtype=float) - self.mean_) / self.scale_])

    def predict(self, X):
        return self.classes_[np.argmax(self.predict_proba(X), axis=1)]

    def score(self, X, y):
        return float(np.mean(self.predict(X) == np.asarray(y).ravel()))

LogisticRegressionCV = LogisticRegression

class LinearRegression:
    def __init__(self, *args, **kwargs):
        pass

    def fit(self, X, y):
        Z = np.c_[np.ones(len(X)), np.asarray(X, dtype=float)]
        w = np.linalg.lstsq(Z, np.asarray(y, dtype=float), rcond=None)[0]
        self.intercept_, self.coef_ = w[0], w[1:]
        return self

    def predict(self, X):
        return np.asarray(X, dtype=float).dot(self.coef_) + self.intercept_

    def score(self, X, y):
        y = np.asarray(y, dtype=float)
        return float(1 - np.sum((y - self.predict(X)) ** 2) / np.sum((y - y.mean()) ** 2))
`;
