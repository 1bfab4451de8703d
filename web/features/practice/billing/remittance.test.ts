import { describe, expect, it } from 'vitest';
import type { Claim, ClaimResponse, Invoice } from '../fhir/claims.ts';
import { postedFor } from './claim-words.ts';
import { balanceOf, paymentOf, remittanceLines, statementFor, statementOf } from './remittance.ts';

const money = (value: number) => ({ value, currency: 'USD' });
const says = (code: string, value: number) => ({ category: { coding: [{ code }] }, amount: money(value) });
const claim = {
  resourceType: 'Claim',
  id: 'c1',
  patient: { reference: 'Patient/p1' },
  billablePeriod: { start: '2027-03-01' },
  item: [
    { sequence: 1, productOrService: { text: 'Visit' }, net: money(198) },
    { sequence: 2, productOrService: { text: 'Tracing' }, net: money(65) },
  ],
} as unknown as Claim;
const answer = {
  resourceType: 'ClaimResponse',
  id: 'a1',
  insurer: { reference: 'Organization/o1' },
  item: [
    { itemSequence: 1, adjudication: [says('eligible', 170), says('copay', 20), says('benefit', 150)] },
    { itemSequence: 2, adjudication: [says('eligible', 60), says('deductible', 30), says('benefit', 30)] },
  ],
} as unknown as ClaimResponse;
const copay = (date: string, status = 'balanced') =>
  ({ type: { coding: [{ code: 'copay' }] }, status, date, totalNet: money(20) }) as unknown as Invoice;
const lines = remittanceLines(claim, answer);

describe('a remittance', () => {
  it('adds up: billed = written off + paid + the patient’s share', () => {
    const balance = balanceOf(claim, lines, []);
    expect(balance).toEqual({ billed: 263, allowed: 230, writtenOff: 33, paid: 180, share: 50, paidAtDesk: 0, owed: 50 });
    expect(balance.writtenOff + balance.paid + balance.share).toBe(balance.billed);
  });

  it('takes off what was paid at the desk on the day of the visit, and nothing else', () => {
    expect(balanceOf(claim, lines, [copay('2027-03-01T09:20:00-06:00')]).owed).toBe(30);
    expect(balanceOf(claim, lines, [copay('2027-02-01')]).owed).toBe(50);
    expect(balanceOf(claim, lines, [copay('2027-03-01', 'issued')]).owed).toBe(50);
  });

  it('knows its payment and its statement again', () => {
    expect(postedFor(claim, [paymentOf(claim, answer, 180, '2027-03-11T08:00:00-06:00')])?.paymentAmount.value).toBe(180);
    expect(postedFor({ ...claim, id: 'c2' }, [paymentOf(claim, answer, 180, '2027-03-11T08:00:00-06:00')])).toBeUndefined();
    expect(statementFor(claim, [statementOf(claim, 30, {}, '2027-03-11T08:00:00-06:00')])?.totalNet?.value).toBe(30);
  });

  it('of an answer without an allowed amount counts paid and shares as allowed', () => {
    const plain = { ...answer, item: [{ itemSequence: 1, adjudication: [says('benefit', 198)] }] } as unknown as ClaimResponse;
    expect(remittanceLines(claim, plain)).toMatchObject([
      { allowed: 198, paid: 198 },
      { allowed: 0, paid: 0 },
    ]);
  });
});
