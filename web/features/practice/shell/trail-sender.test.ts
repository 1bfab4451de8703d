import { expect, test, vi } from 'vitest';
import { makeTrailSender } from './trail-sender.ts';

test('notes arrive in their order, even when the first needs a second try', async () => {
  const arrived: string[] = [];
  let failures = 1;
  const sender = makeTrailSender(
    async (note) => {
      if (note.kind === 'barcode-scanned' && failures-- > 0) throw new Error('network');
      arrived.push(note.kind);
    },
    () => Promise.resolve(),
  );
  sender.note({ kind: 'barcode-scanned' });
  sender.note({ kind: 'alert-overridden' });
  await sender.idle();
  expect(arrived).toEqual(['barcode-scanned', 'alert-overridden']);
});

test('one that never arrives does not hold up the others', async () => {
  const warned = vi.spyOn(console, 'warn').mockImplementation(() => {});
  const arrived: string[] = [];
  const sender = makeTrailSender(
    async (note) => {
      if (note.kind === 'barcode-scanned') throw new Error('network');
      arrived.push(note.kind);
    },
    () => Promise.resolve(),
  );
  sender.note({ kind: 'barcode-scanned' });
  sender.note({ kind: 'alert-overridden' });
  await sender.idle();
  expect(arrived).toEqual(['alert-overridden']);
  expect(warned).toHaveBeenCalledOnce();
  warned.mockRestore();
});
