// What the command line says about files that are no text, and about a wrong command line. None of it depends on the analysis.
import assert from 'node:assert/strict';
import { mkdtempSync, rmdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { decode } from '../../../src/cli/input';
import { backprop, file, removeFiles } from './support';

describe('command line: input', () => {
  after(removeFiles);

  const refused: [name: string, path: () => string, message: RegExp][] = [
    ['a missing file', () => 'nowhere/model.bp', /^backprop: nowhere\/model\.bp: no such file\n$/],
    ['binary bytes', () => file('a.bp', Uint8Array.of(102, 0, 255, 1)), /a\.bp: not a text file \(byte 0 at offset 1\)/],
    ['10 MB of text', () => file('a.bp', 'x = 1\n'.repeat(1_700_000)), /a\.bp: 10\.2 MB of text; files above 2 MB are not analysed/],
    ['Latin-1', () => file('a.py', Buffer.from('a = 1\n# caf\xe9\n', 'latin1')), /a\.py:2: byte 0xE9 is not UTF-8; save the file as UTF-8/],
    ['a notebook that is none', () => file('a.ipynb', '{"cells": 1}'), /a\.ipynb: not a notebook/],
    ['an unknown extension', () => file('a.txt', 'x'), /a\.txt: neither \.bp, \.py nor \.ipynb/],
  ];

  for (const [name, path, message] of refused) {
    it(`says what is wrong with ${name}, and exits with 2`, async () => {
      const { code, out, err } = await backprop(['check', path()]);
      assert.match(err, message);
      assert.equal(out, '');
      assert.equal(code, 2);
    });
  }

  it('says that a folder is a folder', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'backprop-folder-'));
    const { code, err } = await backprop(['check', folder, '--language', 'bp']);
    rmdirSync(folder);
    assert.match(err, /: is a folder\n$/);
    assert.equal(code, 2);
  });

  it('reports the other files when one cannot be read, and still exits with 2', async () => {
    const good = file('good.bp', '# nothing yet\n');
    const { code, out, err } = await backprop(['check', '--json', 'nowhere.bp', good]);
    const reports = JSON.parse(out) as { file: string }[];
    assert.deepEqual(
      reports.map(report => report.file),
      [good],
    );
    assert.match(err, /nowhere\.bp/);
    assert.equal(code, 2);
  });

  it('reads standard input in the language that is named', async () => {
    const { code, out } = await backprop(['check', '--json', '--language', 'bp', '-'], { stdin: '# nothing\n' });
    assert.equal(JSON.parse(out)[0].file, '-');
    assert.equal(code, 0);
    const unnamed = await backprop(['check', '-'], { stdin: '' });
    assert.match(unnamed.err, /standard input: say which language/);
    assert.equal(unnamed.code, 2);
  });

  it('drops a byte order mark', () => {
    assert.equal(decode('a.bp', Uint8Array.of(0xef, 0xbb, 0xbf, 0x41)), 'A');
  });

  it('reads Latin-1 where a Python file declares it', () => {
    assert.equal(decode('a.py', Buffer.from('# -*- coding: latin-1 -*-\n# caf\xe9\n', 'latin1')), '# -*- coding: latin-1 -*-\n# café\n');
  });

  it('finds the line of a byte that breaks off in the middle of a character', () => {
    const cut = decode('a.bp', Buffer.concat([Buffer.from('a\nb\n'), Buffer.from([0xe1, 0xb5]), Buffer.from('\nc')]));
    assert.deepEqual(cut, { problem: 'a.bp:3: byte 0xB5 is not UTF-8; save the file as UTF-8' });
  });
});

describe('command line: usage', () => {
  const wrong: [words: string[], message: RegExp][] = [
    [[], /a command is missing/],
    [['chekc', 'a.bp'], /unknown command chekc/],
    [['toString'], /unknown command toString/],
    [['check'], /a file is missing/],
    [['check', '--jsn', 'a.bp'], /unknown option --jsn/],
    [['check', '--json', '--sarif', 'a.bp'], /--json and --sarif exclude each other/],
    [['check', '--language', 'cobol', 'a.bp'], /--language takes bp \| python, not cobol/],
    [['check', 'a.bp', '--lang'], /--lang needs a value/],
    [['check', '--json=yes', 'a.bp'], /--json takes no value/],
  ];

  for (const [words, message] of wrong) {
    it(`refuses \`backprop ${words.join(' ')}\``, async () => {
      const { code, out, err } = await backprop(words);
      assert.match(err, message);
      assert.match(err, /try: backprop --help/);
      assert.equal(out, '');
      assert.equal(code, 2);
    });
  }

  it('lists every command in the help, and every option in a command’s help', async () => {
    const help = await backprop(['--help']);
    assert.equal(help.code, 0);
    for (const name of ['check', 'graph']) assert.match(help.out, new RegExp(`^ {2}${name} `, 'm'));
    const check = await backprop(['check', '--help']);
    for (const option of ['--json', '--sarif', '--lang', '--language']) assert.ok(check.out.includes(option), option);
  });

  it('speaks Chinese where it is asked to, or the environment does', async () => {
    assert.match((await backprop(['check', '--lang', 'zh'])).err, /缺少文件/);
    assert.match((await backprop(['check'], { env: { LANG: 'zh_CN.UTF-8' } })).err, /缺少文件/);
    assert.match((await backprop(['check', '--lang', 'en'], { env: { LANG: 'zh_CN.UTF-8' } })).err, /a file is missing/);
  });
});
