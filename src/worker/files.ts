// Reads the files beside a model (helper modules, data) for the analysis, and nothing outside its workspace.
import { existsSync, readFileSync, realpathSync, statSync } from 'node:fs';
import { dirname, isAbsolute, join, relative, resolve, sep } from 'node:path';

/** Larger data is not read into memory: the front end says so. */
const LARGEST = 256_000_000;

export interface ReadFile {
  (path: string): Uint8Array | null;
  /** Why a path gave nothing. */
  why?(
    path: string,
  ): { readonly reason: 'missing' | 'outside' } | { readonly reason: 'large'; readonly bytes: number; readonly limit: number };
}

/** A reader of paths relative to a file's folder; null for what is missing, too large, or outside the root. */
export function reader(file: string, root: string): ReadFile {
  const folder = dirname(resolve(file));
  const place = (path: string): string => (isAbsolute(path) ? path : join(folder, path));
  const read: ReadFile = path => {
    try {
      const real = realpathSync(place(path));
      if (!inside(realpathSync(root), real)) return null;
      const { size } = statSync(real);
      return size > LARGEST ? null : readFileSync(real);
    } catch {
      return null;
    }
  };
  read.why = path => {
    // Told before it is looked for: what lies outside is nobody's business.
    const whole = resolve(place(path));
    if (!inside(resolve(root), whole) && !inside(realpathSync(root), whole)) return { reason: 'outside' };
    try {
      const real = realpathSync(place(path));
      const { size } = statSync(real);
      if (!inside(realpathSync(root), real)) return { reason: 'outside' };
      return size > LARGEST ? { reason: 'large', bytes: size, limit: LARGEST } : { reason: 'missing' };
    } catch {
      return { reason: 'missing' };
    }
  };
  return read;
}

function inside(root: string, path: string): boolean {
  const way = relative(root, path);
  return way !== '' && way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way);
}

/** The workspace of a file outside an editor: the nearest folder above that is a repository, else the file's own. */
export function rootOf(file: string): string {
  const own = file === '-' ? resolve('.') : dirname(resolve(file));
  for (let folder = own; ; folder = dirname(folder)) {
    if (existsSync(join(folder, '.git'))) return folder;
    if (dirname(folder) === folder) return own;
  }
}
