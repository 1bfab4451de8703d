import { z } from 'zod';
import { route } from '#platform/http/route.ts';
import { Done, InstantMs } from './terms.ts';

/** One figure that coverage decides by. `source` says where the default comes from. */
export const SettingView = z.object({
  key: z.string(),
  label: z.string(),
  unit: z.string(),
  source: z.string(),
  byDefault: z.number(),
  value: z.number(),
  min: z.number(),
  max: z.number(),
  whole: z.boolean(),
});
export type SettingView = z.infer<typeof SettingView>;

export const getSettings = route({
  method: 'GET',
  path: '/api/coverage/settings',
  summary: 'Every figure that coverage decides by, with its source.',
  access: 'coverage.read',
  response: z.object({ settings: z.array(SettingView) }),
});

export const changeSettings = route({
  method: 'PATCH',
  path: '/api/coverage/settings',
  summary: 'Override settings; null puts the default back. All or none.',
  access: 'coverage.settings',
  body: z.object({ values: z.record(z.string(), z.number().nullable()) }),
  response: z.object({ settings: z.array(SettingView) }),
});

export const getFeed = route({
  method: 'GET',
  path: '/api/coverage/feed',
  summary: 'Whether I have a calendar feed. Its address was shown once and is not kept.',
  access: 'self.read',
  response: z.object({ since: InstantMs.nullable(), lastReadAt: InstantMs.nullable() }),
});

export const makeFeed = route({
  method: 'POST',
  path: '/api/coverage/feed',
  summary: 'A new secret address for my calendar; an earlier one stops working.',
  access: 'self.change',
  response: z.object({ path: z.string() }),
});

export const revokeFeed = route({
  method: 'DELETE',
  path: '/api/coverage/feed',
  summary: 'My calendar address stops working.',
  access: 'self.change',
  response: Done,
});

/*
 * Addresses that answer a file instead of JSON; they follow the same permissions.
 * - `/feeds/TOKEN.ics`: public, the token is the secret
 * - `/api/coverage/print/day.pdf?date&siteId` and `/api/coverage/print/unit.pdf?unitId&from&to`: coverage.read
 */
export const feedPath = (token: string): string => `/feeds/${token}.ics`;
export const dayPdfPath = (date: string, siteId: string): string =>
  `/api/coverage/print/day.pdf?date=${date}&siteId=${encodeURIComponent(siteId)}`;
export const unitPdfPath = (unitId: string, from: string, to: string): string =>
  `/api/coverage/print/unit.pdf?unitId=${encodeURIComponent(unitId)}&from=${from}&to=${to}`;
