// CSV as people have it, and every bad cell told by row and column.
import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { readCsv } from '../../../src/data/csv';
import { columnsOf } from '../../../src/data/table';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const read = (text: string) => readCsv(bytes(text), 'd.csv');
const rows = (text: string) => read(text).value?.rows;

describe('reading CSV', () => {
  it('takes commas, semicolons, tabs and spaces, with or without a header', () => {
    for (const text of ['a,b\n1,2\n3,4\n', 'a;b\n1;2\n3;4', 'a\tb\n1\t2\n3\t4', '# from numpy\n1.0 2.0\n3.0 4.0\n']) {
      const { value } = read(text);
      assert.equal(value?.rows.length, 2, text);
      assert.deepEqual(
        value?.rows.map(row => row.map(Number)),
        [
          [1, 2],
          [3, 4],
        ],
      );
      assert.deepEqual(value?.header, text.startsWith('#') ? null : ['a', 'b']);
    }
  });

  it('reads quotes with separators, line breaks and doubled quotes in them', () => {
    assert.deepEqual(rows('x,name\n1,"a, b"\n2,"say ""hi"""\n3,"two\nlines"\n4,plain\n'), [
      ['1', 'a, b'],
      ['2', 'say "hi"'],
      ['3', 'two\nlines'],
      ['4', 'plain'],
    ]);
    assert.deepEqual(read('x,name\n1,"two\nlines"\n2,b\n').value?.lines, [2, 4]);
  });

  it('reads a byte order mark, CRLF, UTF-16 and decimal commas', () => {
    assert.deepEqual(read('\ufeffa,b\r\n1,2\r\n').value?.header, ['a', 'b']);
    const utf16 = new Uint8Array(Buffer.from('\ufeffa,b\n1,2\n', 'utf16le'));
    assert.deepEqual(readCsv(utf16, 'd.csv').value?.rows, [['1', '2']]);
    const { value } = read('x;y\n1,5;2,25\n3,5;4\n');
    const columns = columnsOf(value!, null, null, 'd.csv');
    assert.deepEqual([...columns.value!.inputs.data], [1.5, 3.5, 2.25, 4]);
  });

  it('tells a ragged row by its line', () => {
    const { value, problems } = read('a,b,c\n1,2,3\n4,5\n6,7,8,9\n');
    assert.equal(value, null);
    assert.deepEqual(
      problems.map(p => [p.code, p.row, p.column]),
      [
        ['ragged', 3, 3],
        ['ragged', 4, 4],
      ],
    );
    assert.match(problems[0].message, /^d\.csv:3:3: row 3 has 2 fields, the rows before it have 3/);
  });

  it('tells missing values and text by row and column, ten of them, then how many more', () => {
    const { value } = read('a,b,c\n1,,x\n2,abc,y\nNA,4,z\n');
    const { problems } = columnsOf(value!, [{ from: 1, to: 2 }], 3, 'd.csv');
    assert.deepEqual(
      problems.map(p => [p.code, p.row, p.column]),
      [
        ['missing', 2, 2],
        ['notNumber', 3, 2],
        ['missing', 4, 1],
      ],
    );
    assert.match(problems[1].message, /“abc” in row 3, column 2/);
    const many = read(`a,b\n${'x1,2\n'.repeat(30)}`);
    const told = columnsOf(many.value!, null, null, 'd.csv').problems;
    assert.equal(told.length, 11);
    assert.match(told[10].message, /20 more problems/);
  });

  it('tells a quote that never closes, bytes that are no UTF-8, an empty file and one of 1 GB', () => {
    assert.deepEqual(
      read('a,b\n1,"2\n3,4\n').problems.map(p => [p.code, p.row]),
      [['openQuote', 2]],
    );
    const latin = new Uint8Array([...bytes('a,b\n1,caf'), 0xe9, ...bytes('\n')]);
    assert.deepEqual(
      readCsv(latin, 'd.csv').problems.map(p => [p.code, p.row]),
      [['notUtf8', 2]],
    );
    for (const text of ['', '\n\n', '# nothing\n', 'a,b\n'])
      assert.deepEqual(
        read(text).problems.map(p => p.code),
        ['empty'],
        JSON.stringify(text),
      );
    const huge = { length: 1e9 } as Uint8Array;
    assert.match(readCsv(huge, 'd.csv').problems[0].message, /1000 MB; data above 256 MB/);
  });

  it('finds columns by number, range and name, and tells one that is not there', () => {
    const { value } = read('a,b,c\n1,2,u\n3,4,v\n');
    assert.deepEqual([...columnsOf(value!, ['b', 1], null, '').value!.inputs.data], [2, 4, 1, 3]);
    assert.match(columnsOf(value!, [4], null, 'd.csv').problems[0].message, /no column 4; there are 3: a, b, c/);
    assert.match(columnsOf(value!, [{ from: 2, to: 1 }], null, '').problems[0].message, /no column 1/);
    assert.match(columnsOf(value!, [0], null, '').problems[0].message, /no column 0/);
  });
});
