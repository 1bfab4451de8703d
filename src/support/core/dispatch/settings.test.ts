import { describe, expect, it } from 'vitest';
import { defaultDispatchSettings, dispatchSettingCatalogue, dispatchSettingsWith } from './settings.ts';

describe('dispatch settings', () => {
  it('every default lies within its own limits and names its source', () => {
    const wrong = Object.values(dispatchSettingCatalogue).filter(
      ({ value, min, max, source }) => value < min || value > max || source.length < 4,
    );
    expect(wrong).toEqual([]);
  });

  it('takes what an installation sets, and refuses what cannot stand with the words to mend it', () => {
    expect(dispatchSettingsWith({ providerOfferSeconds: 120 })).toEqual({
      ok: true,
      value: { ...defaultDispatchSettings, providerOfferSeconds: 120 },
    });
    expect(dispatchSettingsWith({ reserveShare: 0.9 })).toMatchObject({ ok: false, refusal: { code: 'out-of-range' } });
    expect(dispatchSettingsWith({ ageingMinutes: NaN })).toMatchObject({ ok: false, refusal: { code: 'out-of-range' } });
    expect(dispatchSettingsWith({ toString: 1 })).toMatchObject({ ok: false, refusal: { code: 'unknown-setting' } });
  });
});
