// Runs Python code with the real NumPy, the judge of what is right; its last printed line is JSON.
import { spawnSync } from 'node:child_process';

let found: string | undefined;

/** The first Python here that has NumPy. */
export function python(): string {
  found ??= ['python3', '/usr/bin/python3'].find(name => spawnSync(name, ['-c', 'import numpy']).status === 0);
  if (!found) throw new Error('no Python with NumPy is installed: the tests compare with it (python3-numpy)');
  return found;
}

export function realNumpy<T>(code: string, args: readonly string[] = []): T {
  const { status, stdout, stderr } = spawnSync(python(), ['-c', `import json, sys\nimport numpy as np\n${code}`, ...args], {
    encoding: 'utf8',
    maxBuffer: 1e9,
  });
  if (status !== 0) throw new Error(stderr);
  return JSON.parse(stdout.trim().split('\n').at(-1)!) as T;
}
