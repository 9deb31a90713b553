// Modules of Python itself that need no more than Python: command lines, contexts, dates, paths; and those that only fetch or unpack files.

const argparse = `
import sys

class Namespace:
    def __init__(self, **values):
        for key in values:
            setattr(self, key, values[key])

    def __repr__(self):
        return 'Namespace(' + ', '.join(k + '=' + repr(v) for k, v in vars(self).items()) + ')'

class ArgumentParser:
    def __init__(self, *args, **kwargs):
        self.defaults, self.options, self.places = {}, {}, []

    def add_argument(self, *names, **how):
        flag = [n for n in names if n.startswith('-')]
        dest = how.get('dest') or (([n for n in names if n.startswith('--')] or list(names))[0].lstrip('-').replace('-', '_'))
        action = how.get('action', 'store')
        default = how.get('default', False if action == 'store_true' else True if action == 'store_false' else None)
        kind = how.get('type')
        if isinstance(default, str) and kind is not None:
            default = kind(default)
        self.defaults[dest] = default
        for n in flag:
            self.options[n] = (dest, action, kind, how)
        if not flag:
            self.places.append((dest, kind, how))

    def add_argument_group(self, *args, **kwargs):
        return self

    add_mutually_exclusive_group = add_argument_group

    def set_defaults(self, **values):
        self.defaults.update(values)

    def parse_args(self, args=None, namespace=None):
        words = list(sys.argv[1:] if args is None else args)
        found = dict(self.defaults)
        places = list(self.places)
        while words:
            word = words.pop(0)
            name, _, inline = word.partition('=')
            if name in self.options:
                dest, action, kind, how = self.options[name]
                if action == 'store_true' or action == 'store_false':
                    found[dest] = action == 'store_true'
                else:
                    value = inline if inline else words.pop(0)
                    found[dest] = kind(value) if kind is not None else value
            elif places:
                dest, kind, how = places.pop(0)
                found[dest] = kind(word) if kind is not None else word
        for dest, kind, how in places:
            if found.get(dest) is None and how.get('nargs') not in ('?', '*'):
                if not _checking:
                    raise SystemExit(2)
                found[dest] = (how.get('choices') or [5 if kind is int else 0.1 if kind is float else dest + '.txt'])[0]
        return Namespace(**found)

    def parse_known_args(self, args=None, namespace=None):
        return self.parse_args(args), []

    def print_help(self):
        pass

    def print_usage(self):
        pass

class ArgumentDefaultsHelpFormatter:
    pass

class RawTextHelpFormatter:
    pass

RawDescriptionHelpFormatter = RawTextHelpFormatter
`;

const contextlib = `
class _Managed:
    def __init__(self, generator):
        self.generator = generator

    def __enter__(self):
        return next(self.generator)

    def __exit__(self, kind, value, traceback):
        for _ in self.generator:
            break
        return False

def contextmanager(function):
    def make(*args, **kwargs):
        return _Managed(iter(function(*args, **kwargs)))
    return make

class _Silent:
    def __init__(self, *kinds):
        self.kinds = kinds

    def __enter__(self):
        return self

    def __exit__(self, kind, value, traceback):
        return kind is not None and issubclass(kind, self.kinds)

suppress = _Silent

class redirect_stdout:
    def __init__(self, target):
        self.target = target

    def __enter__(self):
        return self.target

    def __exit__(self, *args):
        return False

class nullcontext:
    def __init__(self, value=None):
        self.value = value

    def __enter__(self):
        return self.value

    def __exit__(self, *args):
        return False

class closing(nullcontext):
    def __exit__(self, *args):
        self.value.close()
        return False
`;

const csv = String.raw`
QUOTE_NONE, QUOTE_MINIMAL, QUOTE_ALL, QUOTE_NONNUMERIC = 3, 0, 1, 2

def reader(lines, delimiter=',', quotechar='"', quoting=0, skipinitialspace=False, dialect=None):
    rows = []
    for line in lines:
        line = line.rstrip('\r\n')
        fields, field, quoted = [], '', False
        if quotechar in line:
            for c in line:
                if c == quotechar:
                    quoted = not quoted
                elif c == delimiter and not quoted:
                    fields.append(field)
                    field = ''
                else:
                    field += c
            fields.append(field)
        else:
            fields = line.split(delimiter) if line else []
        rows.append([float(f) for f in fields] if quoting == 2 else [f.lstrip() for f in fields] if skipinitialspace else fields)
    return iter(rows)

class DictReader:
    def __init__(self, lines, fieldnames=None, delimiter=',', **other):
        self.rows = reader(lines, delimiter)
        self.fieldnames = fieldnames or next(self.rows)

    def __iter__(self):
        return iter([dict(zip(self.fieldnames, row)) for row in self.rows])

class writer:
    def __init__(self, file, delimiter=',', **other):
        self.file, self.delimiter = file, delimiter

    def writerow(self, row):
        self.file.write(self.delimiter.join(str(v) for v in row) + '\r\n')

    def writerows(self, rows):
        for row in rows:
            self.writerow(row)

class DictWriter:
    def __init__(self, file, fieldnames, delimiter=',', **other):
        self.writer, self.fieldnames = writer(file, delimiter), fieldnames

    def writeheader(self):
        self.writer.writerow(self.fieldnames)

    def writerow(self, row):
        self.writer.writerow([row.get(k, '') for k in self.fieldnames])
`;

const pathlib = `
import os

class Path:
    def __init__(self, *parts):
        self.path = os.path.join(*[str(p) for p in parts]) if parts else '.'

    def __truediv__(self, other): return Path(self.path, other)
    def __rtruediv__(self, other): return Path(other, self.path)
    def __str__(self): return self.path
    def __repr__(self): return 'PosixPath(' + repr(self.path) + ')'
    def __fspath__(self): return self.path
    def __eq__(self, other): return str(self) == str(other)

    name = property(lambda self: os.path.basename(self.path))
    stem = property(lambda self: os.path.splitext(os.path.basename(self.path))[0])
    suffix = property(lambda self: os.path.splitext(self.path)[1])
    parent = property(lambda self: Path(os.path.dirname(self.path) or '.'))

    def exists(self): return os.path.exists(self.path)
    def is_file(self): return os.path.isfile(self.path)
    def is_dir(self): return os.path.isdir(self.path)
    def mkdir(self, *args, **kwargs): return None
    def resolve(self): return self
    def absolute(self): return self
    def expanduser(self): return self
    def joinpath(self, *parts): return Path(self.path, *parts)
    def with_suffix(self, suffix): return Path(os.path.splitext(self.path)[0] + suffix)
    def open(self, mode='r', **how): return open(self.path, mode)
    def glob(self, pattern): return []
    def iterdir(self): return []

    def read_text(self, encoding='utf-8'):
        with open(self.path) as f:
            return f.read()

    def read_bytes(self):
        with open(self.path, 'rb') as f:
            return f.read()

    def write_text(self, text, encoding='utf-8'):
        with open(self.path, 'w') as f:
            return f.write(text)

    @staticmethod
    def cwd(): return Path('.')

    @staticmethod
    def home(): return Path('~')

PurePath = Path
PosixPath = Path
`;

const datetime = `
import time as _time

class timedelta:
    def __init__(self, days=0, seconds=0):
        self.days, self.seconds = days, seconds

    def total_seconds(self):
        return self.days * 86400 + self.seconds

    def __str__(self):
        s = int(self.total_seconds())
        return '%d:%02d:%02d' % (s // 3600, s // 60 % 60, s % 60)

class datetime:
    def __init__(self, *fields):
        self.at = _time.time()

    @staticmethod
    def now(tz=None):
        return datetime()

    utcnow = now
    today = now

    def __sub__(self, other):
        return timedelta(seconds=self.at - other.at)

    def strftime(self, format):
        return _time.strftime(format)

    def isoformat(self):
        return _time.strftime('%Y-%m-%dT%H:%M:%S')

    def timestamp(self):
        return self.at

    def __str__(self):
        return _time.strftime('%Y-%m-%d %H:%M:%S')

date = datetime
`;

const unittest = `
class TestCase:
    def setUp(self): pass
    def tearDown(self): pass
    def assertEqual(self, a, b, msg=None): assert a == b
    def assertTrue(self, a, msg=None): assert a
    def assertFalse(self, a, msg=None): assert not a
    def assertAlmostEqual(self, a, b, places=7, msg=None, delta=None): assert abs(a - b) <= (delta or 0.5 * 10 ** -places)
    def assertLess(self, a, b, msg=None): assert a < b
    def assertGreater(self, a, b, msg=None): assert a > b
    def assertIsNotNone(self, a, msg=None): assert a is not None

def main(*args, **kwargs):
    pass

def skip(reason):
    return lambda f: f
`;

const requests = `
def urlopen(url, *args, **kwargs):
    return open(str(url).split('/')[-1].split('?')[0], 'rb')

def urlretrieve(url, filename=None, *args, **kwargs):
    return filename or str(url).split('/')[-1], None

class Request:
    def __init__(self, url, *args, **kwargs):
        self.url = url

    def __str__(self):
        return self.url
`;

const heapq = `
def heappush(heap, item):
    heap.append(item)
    heap.sort()

def heappop(heap):
    return heap.pop(0)

def heapify(heap):
    heap.sort()

def nlargest(n, values, key=None):
    return sorted(values, key=key, reverse=True)[:n]

def nsmallest(n, values, key=None):
    return sorted(values, key=key)[:n]
`;

const bisect = `
def bisect_left(a, x):
    n = 0
    for v in a:
        if v >= x:
            break
        n += 1
    return n

def bisect_right(a, x):
    n = 0
    for v in a:
        if v > x:
            break
        n += 1
    return n

bisect = bisect_right

def insort(a, x):
    a.insert(bisect_right(a, x), x)
`;

const statistics = `
def mean(values):
    values = list(values)
    return sum(values) / len(values)

fmean = mean

def median(values):
    values = sorted(values)
    n = len(values)
    return values[n // 2] if n % 2 else (values[n // 2 - 1] + values[n // 2]) / 2

def pvariance(values):
    values = list(values)
    m = mean(values)
    return sum((v - m) ** 2 for v in values) / len(values)

def variance(values):
    values = list(values)
    return pvariance(values) * len(values) / (len(values) - 1)

def stdev(values):
    return variance(values) ** 0.5

def pstdev(values):
    return pvariance(values) ** 0.5
`;

const inspect = `
def getsource(thing):
    return ''

def isclass(thing):
    return isinstance(thing, type)

def isfunction(thing):
    return callable(thing)
`;

const traceback = `
def print_exc(*args, **kwargs):
    pass

def format_exc(*args, **kwargs):
    return ''
`;

const glob = `
def glob(pattern, recursive=False):
    return []
`;

export const MODULES: Readonly<Record<string, string>> = {
  argparse,
  contextlib,
  csv,
  pathlib,
  datetime,
  unittest,
  doctest: 'def testmod(*args, **kwargs):\n    pass\n',
  urllib: requests,
  'urllib.request': requests,
  urllib2: requests,
  heapq,
  bisect,
  statistics,
  inspect,
  traceback,
  glob,
};
