import { describe, expect, it } from 'vitest';
import { trailKinds } from './core/exercise/model.ts';
import { evaluate, expressionFault } from './evaluate.ts';

const view = {
  focus: [{ resourceType: 'Patient', id: 'a', birthDate: '1970-01-01' }],
  variables: { t0: '2027-03-10T08:00:00-06:00', now: '2027-03-10T08:30:00-06:00' },
};

describe('expressions of exercises', () => {
  it('answer with the very objects that went in', () => {
    expect(evaluate("Patient.where(birthDate < '1980-01-01'.toDate())", view)[0]).toBe(view.focus[0]);
    expect(evaluate('%now > %t0 + 29 minutes', view)).toEqual([true]);
    expect(evaluate('Observation', view)).toEqual([]);
  });

  it('say what can’t be read', () => {
    expect(expressionFault('Patient.name')).toBeNull();
    expect(expressionFault('Patient.where(')).toMatch(/^at its character 15/);
  });

  it('know trail kinds that the attempt’s interface takes', () => {
    for (const kind of trailKinds) expect(kind).toMatch(/^[a-z][a-z0-9-]{0,63}$/);
  });
});
