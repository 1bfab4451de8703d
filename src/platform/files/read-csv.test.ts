import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { id, list, or, text, wholeNumber } from './columns.ts';
import { readCsv } from './read-csv.ts';
import { checkReferences } from './references.ts';
import type { FileSpec } from './spec.ts';
import { writeCsv } from './write-csv.ts';

interface Room {
  readonly roomId: string;
  readonly name: string;
  readonly seats: number;
  readonly tags: readonly string[];
}

const rooms: FileSpec<Room> = {
  file: 'rooms.csv',
  columns: { roomId: id('room_id'), name: or(text('name'), ''), seats: wholeNumber('seats', 0, 500), tags: or(list('tags'), []) },
  key: ['room_id'],
  references: [
    {
      column: 'tags',
      kind: 'tag',
      ids: (room) => room.tags,
      without: (room, unknown) => ({ ...room, tags: room.tags.filter((tag) => !unknown.has(tag)) }),
    },
  ],
};

const read = (content: string | Uint8Array) => readCsv(rooms, [typeof content === 'string' ? Buffer.from(content) : content]);
const issuesOf = async (content: string | Uint8Array) =>
  (await read(content)).issues.map(({ line, column, severity, reason }) => `${line} ${column ?? '-'} ${severity}: ${reason}`);

describe('good files', () => {
  it('reads a byte order mark, all line ends, quotes, lists and lines that a cell spreads over', async () => {
    const reading = await read('\uFEFFRoom_ID, name ,seats,tags\r\nR1,"A ""big"" one, red",12,a; b;a\n\r\nR2,"two\r\nlines",3,\rR3,,1,\n');
    expect(reading.issues).toEqual([]);
    expect(reading.rows).toEqual([
      { line: 2, row: { roomId: 'R1', name: 'A "big" one, red', seats: 12, tags: ['a', 'b'] } },
      { line: 4, row: { roomId: 'R2', name: 'two\nlines', seats: 3, tags: [] } },
      { line: 6, row: { roomId: 'R3', name: '', seats: 1, tags: [] } },
    ]);
  });

  it('reads back whatever was written, in chunks of any size', async () => {
    const cell = fc.string({ unit: 'grapheme', maxLength: 30 }).map((value) => value.replaceAll(/\r\n?|\u{FFFD}/gu, '').trim());
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(cell, fc.nat(500)), { maxLength: 20 }), fc.integer({ min: 1, max: 7 }), async (cells, size) => {
        const content = writeCsv(
          ['room_id', 'name', 'seats', 'tags'],
          cells.map(([name, seats], i) => [`R${i}`, name, seats, null]),
        );
        const bytes = Buffer.from(content);
        const chunks = Array.from({ length: Math.ceil(bytes.length / size) }, (_, i) => bytes.subarray(i * size, (i + 1) * size));
        const reading = await readCsv(rooms, chunks);
        expect(reading.rows.map(({ row }) => [row.name, row.seats])).toEqual(cells);
      }),
      { numRuns: 50 },
    );
  });
});

describe('bad files', () => {
  it('names an empty file and a lone header', async () => {
    expect(await issuesOf('')).toEqual(['0 - error: The file is empty. It needs a header row and at least one row below it.']);
    expect(await issuesOf('room_id,name,seats,tags\n')).toEqual(['0 - warning: The file has a header row and nothing below it.']);
  });

  it.each([
    [';', 'semicolons'],
    ['\t', 'tabs'],
    ['|', 'vertical bars'],
  ])('names the wrong separator %j', async (separator, name) => {
    const content = ['room_id,name,seats,tags', 'R1,a,1,'].join('\n').replaceAll(',', separator);
    expect(await issuesOf(content)).toEqual([`1 - error: The file looks separated by ${name}. Save it with commas between the cells.`]);
  });

  it('names missing, unknown and repeated columns', async () => {
    expect(await issuesOf('room_id,name,tags\nR1,a,\n')).toEqual(['1 seats error: The column seats is missing. Add it to the header row.']);
    expect(await issuesOf('room_id,seats,tags,colour\nR1,2,,red\n')).toEqual([
      '1 name warning: The column name is missing; every row is read as if its cell were empty.',
      '1 colour warning: The column colour is not known and was ignored.',
    ]);
    expect(await issuesOf('room_id,name,seats,tags,seats\nR1,a,2,,3\n')).toEqual([
      '1 seats error: The column seats is in the header twice. Remove one.',
    ]);
    expect(await issuesOf('R1,a,1,\nR2,b,2,\n')).toEqual([
      '1 - error: The first row must be a header. Expected columns: room_id, name, seats, tags.',
    ]);
  });

  it('reads on after a bad row, and names cell and reason', async () => {
    const reading = await read('room_id,name,seats,tags\nR1,a,many,\nR2,b,2,\n,c,3,\nR4,d,4,x,y\nR5,e\nR2,f,6,\n');
    expect(reading.rows.map(({ row }) => row.roomId)).toEqual(['R2']);
    expect(reading.issues.map(({ line, column, value, reason }) => [line, column, value, reason])).toEqual([
      [2, 'seats', 'many', 'is not a whole number'],
      [4, 'room_id', '', 'is empty'],
      [5, null, 'R4,d,4,x,y', 'The row has 5 cells and the header 4. Put text that holds a comma in quotation marks.'],
      [6, 'seats', '', 'is empty'],
      [7, 'room_id', 'R2', 'is already on line 3; that row counts and this one was left out'],
    ]);
  });

  it('names the rows that are Latin-1 and keeps the others', async () => {
    const reading = await read(Buffer.from('room_id,name,seats,tags\nR1,caf\u00e9,1,\nR2,tea,2,\n', 'latin1'));
    expect(reading.rows.map(({ row }) => row.roomId)).toEqual(['R2']);
    expect(reading.issues).toMatchObject([{ line: 2, column: 'name', severity: 'error', reason: expect.stringContaining('CSV UTF-8') }]);
  });

  it('keeps what stands before a quotation mark that is never closed', async () => {
    const reading = await read('room_id,name,seats,tags\nR1,a,1,\nR2,"b,2,\nR3,c,3,\n');
    expect(reading.rows.map(({ row }) => row.roomId)).toEqual(['R1']);
    expect(reading.issues).toMatchObject([{ line: 3, reason: expect.stringContaining('never closed') }]);
  });

  it('keeps what stands before a cell without an end', async () => {
    const reading = await read(`room_id,name,seats,tags\nR1,a,1,\nR2,"${'b,'.repeat(500_000)}`);
    expect(reading.rows.map(({ row }) => row.roomId)).toEqual(['R1']);
    expect(reading.issues).toMatchObject([{ line: 3, reason: expect.stringContaining('never closed') }]);
  });

  it('knows a workbook, UTF-16 and other bytes for what they are', async () => {
    expect(await issuesOf(Buffer.from([0x50, 0x4b, 3, 4, 0]))).toEqual([expect.stringContaining('Excel workbook')]);
    expect(await issuesOf(Buffer.from('\uFEFFroom_id', 'utf16le'))).toEqual([expect.stringContaining('UTF-16')]);
    expect(await issuesOf(Buffer.from([1, 0, 2, 0]))).toEqual([expect.stringContaining('not a text file')]);
  });

  it('stops reading a file that is too large, and says so', async () => {
    let sent = 0;
    async function* endless() {
      yield Buffer.from('room_id,name,seats,tags\n');
      for (; sent < 200_000; sent += 1) yield Buffer.from(`R${sent},${'x'.repeat(1000)},1,\n`);
    }
    const reading = await readCsv(rooms, endless(), { bytesMax: 1024 * 1024, rowsMax: 1_000_000 });
    expect(reading.issues).toMatchObject([{ line: 0, reason: 'The file is larger than 1 MB. Split it, or leave out what is past.' }]);
    expect(reading.rows).toEqual([]);
    expect(sent).toBeLessThan(2_000);
  });

  it('refuses more rows than the most, and lists only the first thousand issues', async () => {
    const many = Array.from({ length: 3_000 }, (_, i) => `R${i},a,${i % 2 === 0 ? 1 : 'x'},`).join('\n');
    const content = [Buffer.from(`room_id,name,seats,tags\n${many}\n`)];
    const reading = await readCsv(rooms, content);
    expect(reading.rows).toHaveLength(1_500);
    expect(reading.issues).toHaveLength(1_001);
    expect(reading.issues.at(-1)?.reason).toContain('500 more problems');
    const few = await readCsv(rooms, content, { bytesMax: 1e9, rowsMax: 10 });
    expect(few.rows).toEqual([]);
    expect(few.issues.map((issue) => issue.reason)).toEqual(['The file has more than 10 rows. Split it, or leave out what is past.']);
  });

  it('never throws, whatever the bytes', async () => {
    const bytes = fc.uint8Array({ maxLength: 200 });
    const headed = bytes.map((rest) => Buffer.concat([Buffer.from('room_id,name,seats,tags\n'), rest]));
    await fc.assert(
      fc.asyncProperty(fc.oneof(bytes, headed), async (content) => {
        expect(await read(content)).toHaveProperty('rows');
      }),
      { numRuns: 300 },
    );
  });

  it('shows no control characters of a file to a terminal', async () => {
    const reading = await read('room_id,name,seats,tags\nR1,a,\u001b[31mred,\n');
    expect(reading.issues[0]?.value).toBe(' [31mred');
  });
});

it('leaves out or trims rows that name what does not exist', async () => {
  const reading = await read('room_id,name,seats,tags\nR1,a,1,a;z\nR2,b,1,b\n');
  const checked = checkReferences(rooms, reading, { tag: new Set(['a', 'b']) });
  expect(checked.rows.map(({ row }) => row.tags)).toEqual([['a'], ['b']]);
  expect(checked.issues).toMatchObject([{ line: 2, column: 'tags', value: 'z', severity: 'warning' }]);
  const strict = { ...rooms, references: rooms.references.map(({ column, kind, ids }) => ({ column, kind, ids })) };
  expect(checkReferences(strict, reading, { tag: new Set(['a']) }).rows).toEqual([]);
});
