import { describe, expect, it } from 'vitest';
import { r4 } from '../../definitions/read.ts';
import type { Resource } from '../fhir/resource.ts';
import { validate } from '../validate/validate.ts';
import { payerAnswers } from './payer.ts';

const at = Date.parse('2027-03-10T14:00:00Z');
const line = (sequence: number, service: string, net: number, more: object = {}) => ({
  sequence,
  diagnosisSequence: [1],
  productOrService: { coding: [{ code: service }] },
  net: { value: net, currency: 'USD' },
  ...more,
});
const claim = (item: readonly object[], more: object = {}): Resource =>
  ({
    resourceType: 'Claim',
    id: 'c-4711',
    status: 'active',
    use: 'claim',
    type: { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/claim-type', code: 'professional' }] },
    patient: { reference: 'Patient/p1' },
    insurer: { reference: 'Organization/o1' },
    insurance: [{ sequence: 1, focal: true, coverage: { reference: 'Coverage/v1' } }],
    item,
    ...more,
  }) as Resource;
const coverage: Resource = {
  resourceType: 'Coverage',
  id: 'v1',
  status: 'active',
  subscriberId: 'CO555123',
  costToBeneficiary: [{ type: { coding: [{ code: 'gpvisit' }] }, valueMoney: { value: 15, currency: 'USD' } }],
};
const read = (reference: string): Resource | undefined => (reference === 'Coverage/v1' ? coverage : undefined);
const answered = (resource: Resource): Resource => {
  const [first] = payerAnswers([{ resource, at }], read);
  if (!first) throw new Error('no answer');
  const { issues } = validate(r4().definitions, first.resource);
  expect(issues).toEqual([]);
  return first.resource;
};
const reasons = (answer: Resource): unknown[] =>
  (answer.item as { adjudication: { reason?: { coding: { code: string }[] } }[] }[]).map(
    (one) => one.adjudication[0]?.reason?.coding[0]?.code ?? '',
  );

describe('the payers of the practice hospital', () => {
  it('pay by contract, and leave the copay to the patient once', () => {
    const answer = answered(claim([line(1, 'LV-VIS-3', 132), line(2, 'LV-VIS-2', 84), line(3, 'LV-ECG', 65)]));
    expect(answer).toMatchObject({ outcome: 'complete', request: { reference: 'Claim/c-4711' } });
    const amounts = (answer.item as { adjudication: { category: { coding: { code: string }[] }; amount: { value: number } }[] }[]).map(
      (one) => Object.fromEntries(one.adjudication.map((each) => [each.category.coding[0]?.code, each.amount.value])),
    );
    expect(amounts).toEqual([
      { eligible: 118.8, copay: 15, benefit: 103.8 },
      { eligible: 75.6, benefit: 75.6 },
      { eligible: 58.5, benefit: 58.5 },
    ]);
  });

  it('deny what is not authorized, not supported or sent twice, with the reason of each line', () => {
    expect(reasons(answered(claim([line(1, 'LV-INJ-KNEE', 240)])))).toEqual(['NP-AUTH']);
    expect(reasons(answered(claim([line(1, 'LV-LIPID', 46), line(2, 'LV-LIPID', 46)])))).toEqual(['', 'NP-DUP']);
    expect(reasons(answered(claim([line(1, 'LV-LIPID', 46, { diagnosisSequence: undefined })])))).toEqual(['NP-DX']);
    const named = [{ sequence: 1, focal: true, coverage: { reference: 'Coverage/v1' }, preAuthRef: ['AUTH-1'] }];
    expect(answered(claim([line(1, 'LV-INJ-KNEE', 240)], { insurance: named })).outcome).toBe('complete');
  });

  it('know a member by the number alone', () => {
    const ask = (reference: string): Resource =>
      ({
        resourceType: 'CoverageEligibilityRequest',
        id: 'q1',
        status: 'active',
        patient: { reference: 'Patient/p1' },
        insurer: { reference: 'Organization/o1' },
        insurance: [{ coverage: { reference } }],
      }) as Resource;
    expect(answered(ask('Coverage/v1')).disposition).toBe('Insured, 15 dollars a visit, video visits included');
    expect(answered(ask('Coverage/other')).outcome).toBe('error');
  });

  it('grant days where the request tells facts, and answer nothing that is not sent', () => {
    const days = (facts: string): Resource =>
      claim([], {
        use: 'preauthorization',
        item: undefined,
        supportingInfo: [{ sequence: 1, category: { text: 'Facts' }, valueString: facts }],
      });
    expect(answered(days('Fever 38.1, redness spreads on cefazolin, white cells 15.8'))).toMatchObject({
      outcome: 'complete',
      preAuthRef: 'AUTH-04711',
    });
    expect(answered(days('Please'))).toMatchObject({ outcome: 'error' });
    expect(payerAnswers([{ resource: { ...claim([]), status: 'draft' } as Resource, at }], read)).toEqual([]);
  });
});
