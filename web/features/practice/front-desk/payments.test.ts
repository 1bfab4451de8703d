import { describe, expect, it } from 'vitest';
import type { Coverage } from '../fhir/claims.ts';
import { copayInvoice, copayOf, isSettled, noPayment } from './payments.ts';

const cost = (code: string, value: number) => ({ type: { coding: [{ code }] }, valueMoney: { value, currency: 'USD' } });
const coverage = { costToBeneficiary: [cost('gpvisit', 20), cost('televisit', 10)] } as unknown as Coverage;

describe('copay', () => {
  it('is what the plan says of the kind of visit', () => {
    expect(copayOf(coverage, false)).toBe(20);
    expect(copayOf(coverage, true)).toBe(10);
    expect(copayOf({ costToBeneficiary: [cost('gpvisit', 20)] } as unknown as Coverage, true)).toBe(20);
    expect(copayOf(undefined, false)).toBeNull();
  });

  it('is settled when paid, when there is none, or when somebody says why not', () => {
    expect(isSettled(noPayment)).toBe(false);
    expect(isSettled({ amount: 0, way: null, reason: null })).toBe(true);
    expect(isSettled({ amount: 20, way: null, reason: null })).toBe(false);
    expect(isSettled({ amount: 20, way: 'Card', reason: null })).toBe(true);
    expect(isSettled({ amount: 20, way: 'Not paid', reason: null })).toBe(false);
    expect(isSettled({ amount: 20, way: 'Not paid', reason: 'Disputes it' })).toBe(true);
  });

  it('stays open on the account when it was not paid', () => {
    const patient = { reference: 'Patient/p1' };
    const made = copayInvoice({ amount: 20, way: 'Not paid', reason: 'Disputes it' }, patient, patient, '2027-03-10T08:05:00-06:00');
    expect(made).toMatchObject({ status: 'issued', totalNet: { value: 20 }, note: [{ text: 'Disputes it' }] });
    expect(copayInvoice({ amount: 20, way: 'Cash', reason: null }, patient, patient, 'x')).toMatchObject({ status: 'balanced' });
  });
});
