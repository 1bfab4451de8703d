import { gzipSync } from 'node:zlib';
import { expect, it } from 'vitest';
import { pack, unpack } from './pack-hospital.ts';
import { hospital } from './small-hospital-for-tests.ts';

it('gives back what was packed, whatever lines are in it, and what was kept before lines were', async () => {
  const strange = { resourceType: 'Basic', id: 'x', code: { text: 'a,\n]\u2028[' } };
  for (const resources of [[], [strange], [...hospital, strange]]) {
    const packed = await pack(resources);
    expect(packed.count).toBe(resources.length);
    expect([...(await unpack(packed.json))]).toEqual(resources);
    expect([...(await unpack(gzipSync(JSON.stringify(resources))))]).toEqual(resources);
  }
});
