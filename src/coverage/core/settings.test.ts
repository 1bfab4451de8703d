import { describe, expect, it } from 'vitest';
import { settingCatalogue } from './setting-catalogue.ts';
import { defaultSettings, settingKeys, withOverrides } from './settings.ts';

const code = (overrides: Record<string, unknown>): string => {
  const result = withOverrides(overrides);
  return result.ok ? 'ok' : result.refusal.code;
};

describe('coverage settings', () => {
  it('all stand by their own rules, and each names its source', () => {
    expect(withOverrides(defaultSettings)).toEqual({ ok: true, value: defaultSettings });
    for (const key of settingKeys) {
      expect([key, settingCatalogue[key].source]).toEqual([key, expect.stringMatching(/^ours: \w.{15,}|\([ABC]\): \w/)]);
      expect(settingCatalogue[key].source).not.toMatch(/seed text|notes|section/);
    }
  });

  it('take an override and leave the rest', () => {
    expect(withOverrides({ stableRounds: 20 })).toEqual({ ok: true, value: { ...defaultSettings, stableRounds: 20 } });
  });

  it('refuse what cannot stand, and say what can', () => {
    expect(code({ stableWeeks: 4 })).toBe('unknown-setting');
    expect(code({ toString: 4 })).toBe('unknown-setting');
    expect(code({ stableRounds: '10' })).toBe('not-a-number');
    expect(code({ stableRounds: Number.NaN })).toBe('not-a-number');
    expect(code({ stableRounds: 10.5 })).toBe('out-of-range');
    expect(code({ advanceConfidenceMin: 1.1 })).toBe('out-of-range');
    expect(code({ stableRounds: 2 })).toBe('settings-disagree');
    expect(code({ dayOneRoundsMax: 20 })).toBe('settings-disagree');
    expect(code({ dayOneRoundsMax: 20, stableRounds: 20 })).toBe('ok');
    expect(code({ settlingLapseDays: 91 })).toBe('settings-disagree');
  });
});
