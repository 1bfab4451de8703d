import { expect, test } from 'vitest';
import { iceServers } from './ice-servers.ts';

const now = Date.parse('2027-03-01T14:00:00Z');
const settings = { stunUrls: ['stun:stun.lakeview.example'], turnUrls: ['turn:turn.lakeview.example?transport=udp'], turnSecret: 'north' };

test('credentials of the relay: printf %s "NAME" | openssl dgst -sha1 -hmac north -binary | base64', () => {
  const at = (1_803_906_000 - 3600) * 1000;
  expect(iceServers(settings, 'shr_1', at)).toEqual([
    { urls: ['stun:stun.lakeview.example'] },
    { urls: ['turn:turn.lakeview.example?transport=udp'], username: '1803906000:shr_1', credential: 'ahAA7BbnYSfFz+ZaOIznbFcHnWo=' },
  ]);
});

test('without a secret there is no relay, and without anything browsers find each other on the same network', () => {
  expect(iceServers({ ...settings, turnSecret: null }, 'x', now)).toEqual([{ urls: ['stun:stun.lakeview.example'] }]);
  expect(iceServers({ stunUrls: [], turnUrls: [], turnSecret: null }, 'x', now)).toEqual([]);
});
