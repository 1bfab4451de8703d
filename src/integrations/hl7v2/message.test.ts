import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseMessage } from './message.ts';
import { messagesOf } from './messages-in-file.ts';
import { readHl7Duration, readHl7Time } from './hl7-time.ts';

const parsed = (text: string) => {
  const read = parseMessage(text);
  if (!read.ok) throw new Error(read.refusal.text);
  return read.value;
};

describe('reading a message', () => {
  it('numbers fields as HL7 does, MSH included', () => {
    const message = parsed('MSH|^~\\&|ORS|LAKE|||20270301||SIU^S12^SIU_S12|C1|P|2.5\rPID|1||A~B^x&y|');
    const msh = message.first('MSH');
    expect([msh?.raw(1), msh?.raw(2), msh?.text(3), msh?.text(9, 2), msh?.text(10)]).toEqual(['|', '^~\\&', 'ORS', 'S12', 'C1']);
    const [a, b] = message.first('PID')?.repetitions(3) ?? [];
    expect([a?.text(1), b?.text(1), b?.text(2, 2), b?.text(9)]).toEqual(['A', 'B', 'y', '']);
    expect([message.first('PID')?.text(4), message.first('PID')?.text(40)]).toEqual(['', '']);
  });

  it('takes the separators that MSH declares', () => {
    const message = parsed('MSH#*!/%#A*B!C##x\nPV1#1#I#4W*12\n');
    expect(
      message
        .first('MSH')
        ?.repetitions(3)
        .map((one) => one.words()),
    ).toEqual([['A', 'B'], ['C']]);
    expect(message.first('PV1')?.text(3, 2)).toBe('12');
  });

  it('decodes escapes, and leaves what is none', () => {
    const text = (field: string) => parsed(`MSH|^~\\&|${field}`).first('MSH')?.text(3);
    expect(text('a\\F\\b\\S\\c\\T\\d\\R\\e\\E\\f')).toBe('a|b^c&d~e\\f');
    expect(text('x\\X0D0A\\y\\.br\\z')).toBe('x\r\ny\nz');
    expect(text('caf\\XC3A9\\')).toBe('café');
    expect(text('\\H\\bold\\N\\ C:\\dir')).toBe('bold C:\\dir');
    expect(text('""')).toBe('');
  });

  it('reads back every text that was escaped', () => {
    const escapes: Record<string, string> = { '|': '\\F\\', '^': '\\S\\', '&': '\\T\\', '~': '\\R\\', '\\': '\\E\\' };
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme' }).map((value) => value.replaceAll(/[\r\n]/g, '').trim()),
        (value) => {
          fc.pre(value !== '""');
          const sent = value.replaceAll(/[|^&~\\]/g, (one) => escapes[one] ?? one);
          expect(parsed(`MSH|^~\\&|${sent}|x`).first('MSH')?.text(3)).toBe(value);
        },
      ),
    );
  });

  it.each(['', 'PID|1', 'MSH', 'MSH|', 'MSH|||', 'MSH|^^~&|', 'MSHA^~\\&A'])('refuses %j', (text) =>
    expect(parseMessage(text).ok).toBe(false),
  );

  it('never throws, whatever the text', () => {
    const pieces = fc.constantFrom('MSH|^~\\&|', 'MSH', '\r', '\n', '|', '^', '~', '\\', '&', 'PID', '\\X', '""');
    fc.assert(
      fc.property(fc.array(fc.oneof(pieces, fc.string()), { maxLength: 30 }), (parts) => {
        const read = parseMessage(parts.join(''));
        const words = read.ok
          ? read.value.segments.flatMap((segment) => [0, 1, 2, 9].flatMap((field) => segment.repetitions(field).map((one) => one.words())))
          : [];
        expect(words.flat().every((word) => typeof word === 'string')).toBe(true);
      }),
      { numRuns: 500 },
    );
  });
});

describe('messages of a file', () => {
  const linesOf = async (content: string | Uint8Array) => {
    const { messages, strayLines } = await messagesOf([typeof content === 'string' ? Buffer.from(content) : content], 1e6);
    return {
      lines: messages.map(({ line }) => line),
      texts: messages.map(({ text }) => text),
      bad: messages.map(({ badBytes }) => badBytes),
      strayLines,
    };
  };

  it('one after the other, as a batch and in frames, whatever the line ends', async () => {
    const two = ['MSH|^~\\&|A', 'PID|1', 'MSH|^~\\&|B'];
    for (const end of ['\r', '\n', '\r\n']) expect((await linesOf(two.join(end))).lines).toEqual([1, 3]);
    const batch = await linesOf(['FHS|^~\\&', 'BHS|^~\\&', ...two, 'BTS|2', 'FTS|1'].join('\r'));
    expect(batch.texts).toEqual(['MSH|^~\\&|A\rPID|1', 'MSH|^~\\&|B']);
    expect((await linesOf(`\u000bMSH|^~\\&|A\rPID|1\r\u001c\r\u000bMSH|^~\\&|B\r\u001c\r`)).texts).toHaveLength(2);
    expect((await linesOf('hello\rMSH|^~\\&|A')).strayLines).toEqual([1]);
  });

  it('decodes each by its own MSH-18', async () => {
    const message = (charset: string) => `MSH|^~\\&|Café${'|'.repeat(15)}${charset}\r`;
    const utf8 = await linesOf(message('UNICODE UTF-8'));
    const latin = await linesOf(Buffer.from(message('8859/1'), 'latin1'));
    const unsaid = await linesOf(Buffer.from(message(''), 'latin1'));
    const wrong = await linesOf(Buffer.from(message('UNICODE UTF-8'), 'latin1'));
    for (const { texts } of [utf8, latin, unsaid]) expect(texts[0]).toContain('Café');
    expect([utf8, latin, unsaid, wrong].map(({ bad }) => bad[0])).toEqual([false, false, false, true]);
  });
});

it('reads times and durations as HL7 writes them', () => {
  const zone = 'America/Chicago';
  const iso = (text: string) => {
    const read = readHl7Time(text, zone);
    return read.ok ? new Date(read.value).toISOString() : read.refusal.code;
  };
  expect(['202703010730', '20270301073015.25', '20270301', '202703010730-0500', '202703010730+0000'].map(iso)).toEqual([
    '2027-03-01T13:30:00.000Z',
    '2027-03-01T13:30:15.000Z',
    '2027-03-01T06:00:00.000Z',
    '2027-03-01T12:30:00.000Z',
    '2027-03-01T07:30:00.000Z',
  ]);
  expect(['', 'x', '2027', '20271301', '2027030125', '202703140230'].map(iso)).toEqual([
    'not-a-time',
    'not-a-time',
    'not-a-time',
    'not-a-time',
    'not-a-time',
    'no-such-time',
  ]);
  expect([
    readHl7Duration('90', ''),
    readHl7Duration('2', 'H'),
    readHl7Duration('30', 'S'),
    readHl7Duration('x', ''),
    readHl7Duration('0', 'MIN'),
    readHl7Duration('1', 'YR'),
  ]).toEqual([5_400_000, 7_200_000, 30_000, null, null, null]);
});
