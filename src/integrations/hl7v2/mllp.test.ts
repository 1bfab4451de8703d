import fc from 'fast-check';
import { expect, it } from 'vitest';
import { framed, MllpFramer } from './mllp.ts';

const bytes = (text: string): Buffer => Buffer.from(text);
const cut = (stream: Uint8Array, sizes: readonly number[]): Uint8Array[] => {
  const chunks: Uint8Array[] = [];
  for (let at = 0, i = 0; at < stream.length; i += 1) {
    const size = sizes[i % sizes.length] ?? 1;
    chunks.push(stream.subarray(at, at + size));
    at += size;
  }
  return chunks;
};
const framesOf = (chunks: readonly Uint8Array[], framer = new MllpFramer()): string[] =>
  chunks.flatMap((chunk) => framer.push(chunk).frames).map((frame) => Buffer.from(frame).toString());

it('finds every frame, wherever the chunks end', () => {
  // Any byte but FS CR together: UTF-8 letters, lone FS and VT within a message are not the end of it.
  const message = fc
    .array(fc.oneof(fc.constantFrom('MSH|^~\\&|', 'é', '\u001cx', '\u000b', '\r'), fc.string({ unit: 'grapheme' })))
    .map((parts) => parts.join('').replaceAll('\u001c\r', ''));
  fc.assert(
    fc.property(
      fc.array(message, { maxLength: 8 }),
      fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 5 }),
      (messages, sizes) => {
        const sent = messages.filter((one) => !one.includes('\u001c\r'));
        expect(framesOf(cut(Buffer.concat(sent.map((one) => framed(bytes(one)))), sizes))).toEqual(sent);
      },
    ),
    { numRuns: 300 },
  );
});

it('keeps 1,500 pipelined frames apart, in one write and in writes of 37 bytes', () => {
  const sent = Array.from({ length: 1_500 }, (_, i) => `MSH|^~\\&|${i}`);
  const stream = Buffer.concat(sent.map((one) => framed(bytes(one))));
  expect(framesOf([stream])).toEqual(sent);
  expect(framesOf(cut(stream, [37]))).toEqual(sent);
});

it('takes a frame of 3 MB in small pieces', () => {
  const large = 'x'.repeat(3 * 1024 * 1024);
  expect(framesOf(cut(framed(bytes(large)), [65_536]))).toEqual([large]);
});

it('gives up a frame that is too large and goes on with the next', () => {
  const framer = new MllpFramer(100);
  const { frames, problems } = framer.push(Buffer.concat([framed(bytes('x'.repeat(500))), framed(bytes('next'))]));
  expect(frames.map((frame) => Buffer.from(frame).toString())).toEqual(['next']);
  expect(problems).toEqual(['frame-too-large']);
});

it('tells of bytes outside frames, but not of line ends between them', () => {
  const framer = new MllpFramer();
  expect(framer.push(bytes('hello')).problems).toEqual(['bytes-outside-frame']);
  expect(framer.push(Buffer.concat([framed(bytes('a')), bytes('\r\n'), framed(bytes('b'))])).problems).toEqual([]);
});

it('does not hold on to the socket’s buffer', () => {
  const framer = new MllpFramer();
  const chunk = bytes('\u000bMSH');
  framer.push(chunk);
  chunk.fill(0);
  expect(Buffer.from(framer.push(bytes('|\u001c\r')).frames[0] ?? []).toString()).toBe('MSH|');
});
