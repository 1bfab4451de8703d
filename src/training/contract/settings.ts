import { z } from 'zod';
import { route } from '#platform/http/route.ts';

/** One figure that the gate decides by. `source` says where the default comes from. */
export const GateSettingView = z.object({
  key: z.string(),
  label: z.string(),
  unit: z.string(),
  source: z.string(),
  byDefault: z.number(),
  value: z.number(),
  min: z.number(),
  max: z.number(),
});
export type GateSettingView = z.infer<typeof GateSettingView>;
const Settings = z.object({ settings: z.array(GateSettingView) });

export const getGateSettings = route({
  method: 'GET',
  path: '/api/training/settings',
  summary: 'Every figure that the gate decides by, with its source',
  access: 'training.read',
  response: Settings,
});

/** 422 for a key that does not exist or a value outside its limits. */
export const changeGateSettings = route({
  method: 'PATCH',
  path: '/api/training/settings',
  summary: 'Override figures of the gate; null puts the default back. All or none; in force at once',
  access: 'training.waive',
  body: z.object({ values: z.record(z.string(), z.number().nullable()) }),
  response: Settings,
});
