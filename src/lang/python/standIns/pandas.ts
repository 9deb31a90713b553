// The few members of pandas' tables that scripts with nets use: columns of arrays under names.

export const pandas = String.raw`
import os
import numpy as np

def _number(text):
    text = text.strip()
    if text == '' or text.lower() in ('na', 'nan', 'null', '?'):
        return float('nan')
    try:
        return int(text)
    except ValueError:
        return float(text)

def _column(values):
    try:
        values = [_number(v) for v in values]
    except ValueError:
        return np.array([v.strip() for v in values], dtype=object)
    return np.array(values)

def _rows(text, sep):
    rows = []
    for line in text.split('\n'):
        line = line.rstrip('\r')
        if line.strip() == '':
            continue
        if sep is None:
            rows.append(line.split())
        elif '"' in line:
            fields, field, quoted = [], '', False
            for c in line:
                if c == '"':
                    quoted = not quoted
                elif c == sep and not quoted:
                    fields.append(field)
                    field = ''
                else:
                    field += c
            rows.append(fields + [field])
        else:
            rows.append(line.split(sep))
    return rows

def read_csv(path, sep=',', delimiter=None, header='infer', names=None, index_col=None, usecols=None, nrows=None, skiprows=None, delim_whitespace=False, **other):
    from _files import table_text
    sep = delimiter or sep
    if delim_whitespace or sep in ('\\s+', '\\s*', ' +'):
        sep = None
    if hasattr(path, 'read'):
        text = path.read()
    else:
        text = None if os.path.exists(path) else table_text(str(path), header is None or names is not None)
        if text is None:
            with open(path, encoding='latin-1' if other.get('encoding') else 'utf-8') as f:
                text = f.read()
    rows = _rows(text.lstrip('\ufeff'), sep)
    if isinstance(skiprows, int):
        rows = rows[skiprows:]
    if names is not None:
        heads = list(names)
        if header == 0:
            rows = rows[1:]
    elif header is None:
        heads = list(range(len(rows[0])))
    else:
        heads, rows = [h.strip() for h in rows[0]], rows[1:]
    if nrows is not None:
        rows = rows[:nrows]
    columns = {h: _column([row[j] if j < len(row) else '' for row in rows]) for j, h in enumerate(heads)}
    frame = DataFrame(columns)
    if index_col is not None and index_col is not False:
        first = heads[index_col] if isinstance(index_col, int) else index_col
        frame = frame.set_index(first)
    return frame[list(usecols)] if usecols is not None and isinstance(usecols[0], str) else frame

read_table = read_csv

class Series:
    def __init__(self, data=None, index=None, name=None, dtype=None):
        if isinstance(data, dict):
            index, data = list(data.keys()), list(data.values())
        self.values = data.values if isinstance(data, Series) else np.array(data) if dtype is None else np.array(data, dtype=dtype)
        self.index = np.arange(len(self.values)) if index is None else np.asarray(index)
        self.name = name

    shape = property(lambda self: self.values.shape)
    size = property(lambda self: self.values.size)
    dtype = property(lambda self: self.values.dtype)
    ndim = property(lambda self: 1)
    T = property(lambda self: self)
    iloc = property(lambda self: _Places(self))
    loc = property(lambda self: _Labels(self))
    str = property(lambda self: _Texts(self))

    def _with(self, values):
        return Series(values, self.index, self.name)

    def __array__(self, dtype=None):
        return self.values

    def __len__(self):
        return len(self.values)

    def __iter__(self):
        return iter(self.values)

    def __getitem__(self, key):
        if isinstance(key, Series):
            key = key.values
        if isinstance(key, (slice, np.ndarray, list)):
            return Series(self.values[key], self.index[key], self.name)
        return self.values[int(np.where(self.index == key)[0][0])]

    def __setitem__(self, key, value):
        self.values[key.values if isinstance(key, Series) else key] = value

    def _other(self, other):
        return other.values if isinstance(other, Series) else other

    def __add__(self, o): return self._with(self.values + self._other(o))
    def __radd__(self, o): return self._with(self._other(o) + self.values)
    def __sub__(self, o): return self._with(self.values - self._other(o))
    def __rsub__(self, o): return self._with(self._other(o) - self.values)
    def __mul__(self, o): return self._with(self.values * self._other(o))
    def __rmul__(self, o): return self._with(self._other(o) * self.values)
    def __truediv__(self, o): return self._with(self.values / self._other(o))
    def __rtruediv__(self, o): return self._with(self._other(o) / self.values)
    def __pow__(self, o): return self._with(self.values ** self._other(o))
    def __neg__(self): return self._with(-self.values)
    def __eq__(self, o): return self._with(self.values == self._other(o))
    def __ne__(self, o): return self._with(self.values != self._other(o))
    def __lt__(self, o): return self._with(self.values < self._other(o))
    def __le__(self, o): return self._with(self.values <= self._other(o))
    def __gt__(self, o): return self._with(self.values > self._other(o))
    def __ge__(self, o): return self._with(self.values >= self._other(o))
    def __and__(self, o): return self._with(self.values & self._other(o))
    def __or__(self, o): return self._with(self.values | self._other(o))
    def __invert__(self): return self._with(~self.values)

    def mean(self, axis=None): return float(np.nanmean(self.values))
    def std(self, axis=None, ddof=1): return float(np.nanstd(self.values, ddof=ddof))
    def var(self, axis=None, ddof=1): return float(np.nanvar(self.values, ddof=ddof))
    def min(self, axis=None): return self.values.min()
    def max(self, axis=None): return self.values.max()
    def sum(self, axis=None): return self.values.sum()
    def median(self): return float(np.median(self.values))
    def abs(self): return self._with(np.abs(self.values))
    def astype(self, kind): return self._with(self.values.astype(kind))
    def copy(self): return self._with(self.values.copy())
    def to_numpy(self, dtype=None): return self.values.copy() if dtype is None else self.values.astype(dtype)
    def tolist(self): return self.values.tolist()
    to_list = tolist
    def to_frame(self, name=None): return DataFrame({name or self.name or 0: self.values})
    def unique(self): return np.unique(self.values)
    def nunique(self): return len(np.unique(self.values))
    def head(self, n=5): return self[:n]
    def tail(self, n=5): return self[-n:]
    def reset_index(self, drop=False): return Series(self.values, None, self.name)
    def isnull(self): return self._with(np.array([v != v for v in self.values]))
    isna = isnull
    def fillna(self, value, inplace=False): return self._with(np.where(self.isnull().values, value, self.values))
    def dropna(self): return self[~self.isnull().values]

    def map(self, how):
        get = (lambda v: how[v]) if isinstance(how, dict) else how
        return self._with(np.array([get(v) for v in self.values.tolist()]))

    apply = map

    def replace(self, old, new=None, inplace=False):
        pairs = old if isinstance(old, dict) else dict(zip(old, new if isinstance(new, list) else [new] * len(old))) if isinstance(old, list) else {old: new}
        out = np.array([pairs.get(v, v) for v in self.values.tolist()])
        if inplace:
            self.values = out
        return self._with(out)

    def value_counts(self, **other):
        labels, counts = np.unique(self.values, return_counts=True)
        order = np.argsort(-counts, kind='stable')
        return Series(counts[order], labels[order])

class _Texts:
    def __init__(self, series):
        self.series = series

    def __getattr__(self, name):
        return lambda *args: self.series._with(np.array([getattr(v, name)(*args) for v in self.series.values.tolist()]))

class _Places:
    def __init__(self, of):
        self.of = of

    def __getitem__(self, key):
        of = self.of
        if isinstance(of, Series):
            return of.values[key] if isinstance(key, int) else Series(of.values[key], of.index[key], of.name)
        rows, columns = key if isinstance(key, tuple) else (key, slice(None))
        heads = list(of._data)
        if isinstance(columns, int):
            chosen = of._data[heads[columns]]
            return chosen[rows] if isinstance(rows, int) else Series(chosen[rows], of.index[rows], heads[columns])
        picked = heads[columns] if isinstance(columns, slice) else [heads[int(j)] for j in columns]
        if isinstance(rows, (int, np.integer)):
            return Series([of._data[h][rows] for h in picked], picked)
        return DataFrame({h: of._data[h][rows] for h in picked}, index=of.index[rows])

class _Labels:
    def __init__(self, of):
        self.of = of

    def _rows(self, key):
        of = self.of
        if isinstance(key, Series):
            return key.values
        if isinstance(key, slice):
            index = list(of.index)
            start = 0 if key.start is None else index.index(key.start)
            stop = len(index) if key.stop is None else index.index(key.stop) + 1
            return slice(start, stop, key.step)
        if isinstance(key, (list, np.ndarray)):
            key = np.asarray(key)
            return key if key.dtype == bool else np.array([int(np.where(of.index == k)[0][0]) for k in key])
        return int(np.where(of.index == key)[0][0])

    def __getitem__(self, key):
        of = self.of
        if isinstance(of, Series):
            rows = self._rows(key)
            return of.values[rows] if isinstance(rows, int) else Series(of.values[rows], of.index[rows], of.name)
        rows, columns = key if isinstance(key, tuple) else (key, slice(None))
        heads = list(of._data)
        if isinstance(columns, slice):
            a = 0 if columns.start is None else heads.index(columns.start)
            b = len(heads) if columns.stop is None else heads.index(columns.stop) + 1
            columns = heads[a:b]
        at = self._rows(rows)
        if isinstance(columns, (list, np.ndarray)):
            return _Places(of)[at, [heads.index(h) for h in columns]]
        return _Places(of)[at, heads.index(columns)]

    def __setitem__(self, key, value):
        rows, column = key
        of = self.of
        at = self._rows(rows)
        if column not in of._data:
            of._data[column] = np.full(len(of), np.nan)
        of._data[column][at] = value

class DataFrame:
    def __init__(self, data=None, index=None, columns=None, dtype=None):
        if isinstance(data, DataFrame):
            data = dict(data._data)
        if data is None:
            data = {}
        if isinstance(data, dict):
            self._data = {k: np.array(v.values if isinstance(v, Series) else v) for k, v in data.items()}
            if columns is not None:
                self._data = {k: self._data[k] for k in columns}
        elif isinstance(data, list) and data and isinstance(data[0], dict):
            self._data = {k: np.array([row[k] for row in data]) for k in data[0]}
        else:
            values = np.asarray(data)
            values = values.reshape(-1, 1) if values.ndim == 1 else values
            heads = list(range(values.shape[1])) if columns is None else list(columns)
            self._data = {h: values[:, j].copy() for j, h in enumerate(heads)}
        n = len(next(iter(self._data.values()))) if self._data else 0
        self.index = np.arange(n) if index is None else np.asarray(index)

    @property
    def values(self):
        columns = list(self._data.values())
        if not columns:
            return np.zeros((0, 0))
        if any(c.dtype == object for c in columns):
            return np.array([[c[i] for c in columns] for i in range(len(self))], dtype=object)
        return np.stack(columns, axis=1)

    @property
    def columns(self):
        return Columns(self._data)

    @columns.setter
    def columns(self, names):
        self._data = dict(zip(names, self._data.values()))

    shape = property(lambda self: (len(self.index), len(self._data)))
    size = property(lambda self: len(self.index) * len(self._data))
    ndim = property(lambda self: 2)
    iloc = property(lambda self: _Places(self))
    loc = property(lambda self: _Labels(self))
    T = property(lambda self: DataFrame(self.values.T, columns=list(self.index)))
    dtypes = property(lambda self: Series([c.dtype for c in self._data.values()], list(self._data)))

    def __getattr__(self, name):
        data = self.__dict__.get('_data', {})
        if name in data:
            return self[name]
        raise AttributeError("'DataFrame' object has no attribute '" + name + "'")

    def __array__(self, dtype=None):
        return self.values

    def __len__(self):
        return len(self.index)

    def __iter__(self):
        return iter(list(self._data))

    def __contains__(self, name):
        return name in self._data

    def __getitem__(self, key):
        if isinstance(key, (list, Columns)):
            return DataFrame({k: self._data[k] for k in key}, index=self.index)
        if isinstance(key, Series) or isinstance(key, np.ndarray):
            rows = np.asarray(key)
            return DataFrame({k: v[rows] for k, v in self._data.items()}, index=self.index[rows])
        if isinstance(key, slice):
            return DataFrame({k: v[key] for k, v in self._data.items()}, index=self.index[key])
        return Series(self._data[key], self.index, key)

    def __setitem__(self, key, value):
        value = value.values if isinstance(value, Series) else value
        n = len(self.index) if self._data else len(value)
        if not self._data:
            self.index = np.arange(n)
        self._data[key] = np.array(value) if np.ndim(value) else np.array([value] * n)

    def __delitem__(self, key):
        del self._data[key]

    def _each(self, f):
        return DataFrame({k: f(v, k) for k, v in self._data.items()}, index=self.index)

    def _binary(self, other, f):
        if isinstance(other, Series):
            by = dict(zip(other.index.tolist(), other.values))
            return self._each(lambda v, k: f(v, by[k]))
        if isinstance(other, DataFrame):
            return self._each(lambda v, k: f(v, other._data[k]))
        return self._each(lambda v, k: f(v, other))

    def __add__(self, o): return self._binary(o, lambda a, b: a + b)
    def __sub__(self, o): return self._binary(o, lambda a, b: a - b)
    def __mul__(self, o): return self._binary(o, lambda a, b: a * b)
    def __truediv__(self, o): return self._binary(o, lambda a, b: a / b)
    def __eq__(self, o): return self._binary(o, lambda a, b: a == b)
    def __gt__(self, o): return self._binary(o, lambda a, b: a > b)
    def __lt__(self, o): return self._binary(o, lambda a, b: a < b)

    def _summary(self, f):
        numeric = {k: v for k, v in self._data.items() if v.dtype != object}
        return Series([f(v) for v in numeric.values()], list(numeric))

    def mean(self, axis=0, **other): return self._summary(np.nanmean)
    def std(self, axis=0, ddof=1, **other): return self._summary(lambda v: np.std(v, ddof=ddof))
    def min(self, axis=0, **other): return self._summary(np.min)
    def max(self, axis=0, **other): return self._summary(np.max)
    def sum(self, axis=0, **other): return self._summary(np.sum)
    def median(self, axis=0, **other): return self._summary(np.median)
    def isnull(self): return self._each(lambda v, k: np.array([x != x for x in v]))
    isna = isnull
    def copy(self, deep=True): return self._each(lambda v, k: v.copy())
    def head(self, n=5): return self[:n]
    def tail(self, n=5): return self[-n:]
    def keys(self): return self.columns
    def items(self): return [(k, self[k]) for k in self._data]
    def to_numpy(self, dtype=None): return self.values if dtype is None else self.values.astype(dtype)
    as_matrix = to_numpy
    def to_csv(self, *args, **kwargs): return None
    def info(self, **other): return None
    def describe(self, **other): return self
    def select_dtypes(self, include=None, exclude=None): return DataFrame({k: v for k, v in self._data.items() if v.dtype != object}, index=self.index)

    def astype(self, kind):
        return self._each(lambda v, k: v.astype(kind[k] if isinstance(kind, dict) and k in kind else v.dtype if isinstance(kind, dict) else kind))

    def drop(self, labels=None, axis=0, columns=None, index=None, inplace=False, errors='raise'):
        if columns is None and axis in (1, 'columns'):
            columns = labels
        if columns is not None:
            gone = [columns] if isinstance(columns, (str, int)) else list(columns)
            for name in gone:
                if name not in self._data and errors == 'raise':
                    raise KeyError(str(gone) + ' not found in axis')
            data, kept = {k: v for k, v in self._data.items() if k not in gone}, self.index
        else:
            gone = index if index is not None else labels
            gone = set(np.atleast_1d(np.asarray(gone)).tolist())
            mask = np.array([i not in gone for i in self.index.tolist()])
            data, kept = {k: v[mask] for k, v in self._data.items()}, self.index[mask]
        if inplace:
            self._data, self.index = data, kept
            return None
        return DataFrame(data, index=kept)

    def pop(self, name):
        found = self[name]
        del self._data[name]
        return found

    def insert(self, loc, column, value):
        items = list(self._data.items())
        items.insert(loc, (column, np.array([value] * len(self)) if np.ndim(value) == 0 else np.array(value)))
        self._data = dict(items)

    def set_index(self, name, inplace=False):
        return DataFrame({k: v for k, v in self._data.items() if k != name}, index=self._data[name])

    def reset_index(self, drop=False, inplace=False):
        if inplace:
            self.index = np.arange(len(self.index))
        return DataFrame(self._data)

    def rename(self, columns=None, inplace=False, **other):
        data = {columns.get(k, k): v for k, v in self._data.items()}
        if inplace:
            self._data = data
        return DataFrame(data, index=self.index)

    def sample(self, n=None, frac=None, random_state=None, replace=False, **other):
        rng = np.random if random_state is None else np.random.RandomState(random_state)
        count = n if n is not None else int(round(frac * len(self))) if frac is not None else 1
        order = rng.choice(len(self), size=count, replace=replace)
        return DataFrame({k: v[order] for k, v in self._data.items()}, index=self.index[order])

    def sort_values(self, by, ascending=True, inplace=False, **other):
        order = np.argsort(self._data[by if isinstance(by, str) else by[0]], kind='stable')
        order = order if ascending else order[::-1]
        return DataFrame({k: v[order] for k, v in self._data.items()}, index=self.index[order])

    def dropna(self, axis=0, how='any', inplace=False, **other):
        mask = np.array([all(v[i] == v[i] for v in self._data.values()) for i in range(len(self))], dtype=bool)
        data = {k: v[mask] for k, v in self._data.items()}
        if inplace:
            self._data, self.index = data, self.index[mask]
            return None
        return DataFrame(data, index=self.index[mask])

    def fillna(self, value=0, inplace=False, **other):
        by = dict(zip(value.index.tolist(), value.values)) if isinstance(value, Series) else None
        data = {k: v if v.dtype == object else np.where(v != v, by.get(k, 0) if by else value, v) for k, v in self._data.items()}
        if inplace:
            self._data = data
        return DataFrame(data, index=self.index)

    def replace(self, old, new=None, inplace=False):
        data = {k: Series(v).replace(old, new).values for k, v in self._data.items()}
        if inplace:
            self._data = data
        return DataFrame(data, index=self.index)

    def apply(self, f, axis=0, **other):
        if axis in (1, 'columns'):
            heads = list(self._data)
            return Series([f(Series([self._data[h][i] for h in heads], heads)) for i in range(len(self))], self.index)
        results = {k: f(self[k]) for k in self._data}
        first = next(iter(results.values()))
        return DataFrame(results, index=self.index) if isinstance(first, Series) else Series(results)

    def iterrows(self):
        heads = list(self._data)
        return [(i, Series([self._data[h][n] for h in heads], heads)) for n, i in enumerate(self.index.tolist())]

    def itertuples(self, index=True, name=None):
        return [tuple(([i] if index else []) + [v[n] for v in self._data.values()]) for n, i in enumerate(self.index.tolist())]

    def corr(self, **other):
        return DataFrame(np.corrcoef(self.values.T), columns=list(self._data))

class Columns:
    def __init__(self, data):
        self.values = np.array(list(data), dtype=object)

    def __iter__(self):
        return iter(self.values.tolist())

    def __len__(self):
        return len(self.values)

    def __getitem__(self, key):
        return self.values.tolist()[key] if isinstance(key, (int, slice)) else self.values[key]

    def __contains__(self, name):
        return name in self.values.tolist()

    def tolist(self):
        return self.values.tolist()

    to_list = tolist

    def drop(self, names):
        gone = [names] if isinstance(names, str) else list(names)
        return [n for n in self if n not in gone]

    def get_loc(self, name):
        return self.values.tolist().index(name)

Index = Columns

def get_dummies(data, columns=None, drop_first=False, dtype=bool, prefix=None, **other):
    def parts(values, head):
        labels = list(np.unique(values))[1 if drop_first else 0:]
        return {(str(head) + '_' + str(label) if head is not None else label): np.asarray(values == label).astype(dtype) for label in labels}
    if not isinstance(data, DataFrame):
        return DataFrame(parts(np.asarray(data), prefix))
    out, extra = {}, {}
    for k, v in data._data.items():
        chosen = k in columns if columns is not None else v.dtype == object
        (extra if chosen else out).update(parts(v, k) if chosen else {k: v})
    out.update(extra)
    return DataFrame(out, index=data.index)

def concat(objs, axis=0, ignore_index=False, **other):
    objs = list(objs)
    if axis in (1, 'columns'):
        data = {}
        for o in objs:
            data.update(o._data if isinstance(o, DataFrame) else {o.name: o.values})
        return DataFrame(data, index=objs[0].index)
    if isinstance(objs[0], Series):
        return Series(np.concatenate([o.values for o in objs]))
    index = None if ignore_index else np.concatenate([o.index for o in objs])
    return DataFrame({k: np.concatenate([o._data[k] for o in objs]) for k in objs[0]._data}, index=index)

def factorize(values, **other):
    labels = []
    for v in np.asarray(values).tolist():
        if v not in labels:
            labels.append(v)
    return np.array([labels.index(v) for v in np.asarray(values).tolist()]), np.array(labels)

def isnull(value):
    return value != value if not hasattr(value, 'isnull') else value.isnull()

isna = isnull

def to_numeric(arg, errors='raise', **other):
    return arg.astype(float)

def unique(values):
    return np.unique(np.asarray(values))

def set_option(*args, **kwargs):
    pass
`;
