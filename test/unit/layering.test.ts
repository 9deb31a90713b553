// Keeps the import arrows of docs/ARCHITECTURE.md: a folder imports only from folders above it in that table.
import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';

const root = join(__dirname, '../..');

interface Import {
  readonly file: string;
  /** A path from the top of the project, or a package's name. */
  readonly target: string;
  readonly typeOnly: boolean;
}

/** The folders of the architecture's table, bottom of the stack first; one row may name several that don't know each other. */
function layers(): string[][] {
  const text = readFileSync(join(root, 'docs/ARCHITECTURE.md'), 'utf8');
  const rows = text.split('\n').filter(line => /^\| `(?:src|webview)/.test(line));
  return rows.map(row => [...row.split('|')[1].matchAll(/`([^`]+)`/g)].map(match => match[1]));
}

function sources(folder: string): string[] {
  if (!existsSync(join(root, folder))) return [];
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter(name => name.endsWith('.ts'))
    .map(name => join(folder, name).split(sep).join('/'));
}

function importsOf(file: string, text = readFileSync(join(root, file), 'utf8')): Import[] {
  const code = text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/^\s*\/\/.*$/gm, '');
  const found: Import[] = [];
  for (const [, kind, target] of code.matchAll(/^\s*(?:import|export)\s+(type\s)?[^;'"]*?from\s*['"]([^'"]+)['"]/gm))
    found.push(place(file, target, kind !== undefined));
  for (const [, target] of code.matchAll(/^\s*import\s+['"]([^'"]+)['"]/gm)) found.push(place(file, target, false));
  for (const [, target] of code.matchAll(/\b(?:import|require)\(\s*['"]([^'"]+)['"]\s*\)/g)) found.push(place(file, target, false));
  return found;
}

function place(file: string, target: string, typeOnly: boolean): Import {
  if (!target.startsWith('.')) return { file, target, typeOnly };
  return {
    file,
    target: relative(root, join(root, dirname(file), target))
      .split(sep)
      .join('/'),
    typeOnly,
  };
}

const within = (path: string, folder: string): boolean => path === folder || path.startsWith(`${folder}/`);

const all = [...sources('src'), ...sources('webview')].flatMap(file => importsOf(file));
const told = (wrong: readonly Import[]): string => wrong.map(each => `${each.file} imports ${each.target}`).join('\n');

/** Imports of a folder that the table does not allow. */
function upward(imports: readonly Import[], table: readonly string[][]): Import[] {
  const folderOf = (path: string): string | undefined => table.flat().find(folder => within(path, folder));
  const level = (folder: string): number => table.findIndex(row => row.includes(folder));
  return imports.filter(({ file, target }) => {
    const from = folderOf(file);
    const to = folderOf(target);
    if (!from || !to || from === to) return false;
    return level(to) >= level(from);
  });
}

describe('layering', () => {
  it('finds every folder of src in the architecture', () => {
    const known = layers().flat();
    const unknown = sources('src').filter(file => !known.some(folder => within(file, folder)));
    assert.deepEqual(unknown, []);
    assert.ok(all.length > 50, 'too few imports found: is the parser of imports broken?');
  });

  it('lets a folder import only from folders above it in the table', () => {
    const wrong = upward(all, layers());
    assert.equal(wrong.length, 0, told(wrong));
  });

  it('lets the core import nothing but itself', () => {
    const wrong = all.filter(({ file, target }) => within(file, 'src/core') && !within(target, 'src/core'));
    assert.equal(wrong.length, 0, told(wrong));
  });

  it('lets only the host import vscode', () => {
    const wrong = all.filter(({ file, target }) => target === 'vscode' && !within(file, 'src/host'));
    assert.equal(wrong.length, 0, told(wrong));
  });

  it('lets the webview import only types from src', () => {
    const wrong = all.filter(({ file, target, typeOnly }) => within(file, 'webview') && within(target, 'src') && !typeOnly);
    assert.equal(wrong.length, 0, told(wrong));
  });

  it('keeps files and threads out of the analysis', () => {
    const pure = ['core', 'report', 'messages', 'trace', 'check', 'picture', 'print'].map(name => `src/${name}`);
    const wrong = all.filter(({ file, target }) => target.startsWith('node:') && pure.some(folder => within(file, folder)));
    assert.equal(wrong.length, 0, told(wrong));
  });

  it('sees an arrow that points up, between languages, and through a dynamic import', () => {
    const planted = [
      importsOf('src/core/x.ts', "import { y } from '../check/y';"),
      importsOf('src/lang/bp/x.ts', "export { y } from '../python/y';"),
      importsOf('src/check/x.ts', "const y = await import('../host/y');"),
      importsOf('src/report/x.ts', "import '../messages/y';"),
    ];
    for (const each of planted) assert.equal(upward(each, layers()).length, 1, told(each));
    assert.equal(importsOf('webview/x.ts', "import type { A } from '../src/report/report';")[0].typeOnly, true);
    assert.equal(importsOf('webview/x.ts', "import { a, type A } from '../src/report/report';")[0].typeOnly, false);
    assert.equal(importsOf('src/a.ts', "// import { y } from './y';\n/* import './z'; */").length, 0);
  });
});
