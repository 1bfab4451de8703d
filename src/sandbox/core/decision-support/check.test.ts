import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { practiceHospital } from '../../practice-hospital.ts';
import { categories, type Category } from './alert.ts';
import { chartFacts, orderOf, type ActiveOrder, type ChartFacts } from './chart.ts';
import { checkOrder, inUnit } from './check.ts';
import { drugByKey, drugs } from './drugs.ts';
import { crossReactions, diseaseRules, duplicateGroups, interactions } from './groups.ts';

const healthy: ChartFacts = {
  ageYears: 50,
  weightKg: 80,
  pregnant: false,
  egfr: 90,
  labs: new Map(),
  allergies: [],
  diagnoses: [],
  active: [],
};
const order = (drug: string, dose: number, unit = 'mg', perDay = 1, route = 'by mouth'): ActiveOrder => ({
  id: null,
  drug,
  dose,
  unit,
  perDay,
  route,
});
const allergic = (to: string): ChartFacts => ({
  ...healthy,
  allergies: [{ drug: drugByKey(to) ? to : null, group: drugByKey(to) ? null : to, text: to, reaction: 'hives' }],
});
const taking = (...keys: string[]): ChartFacts => ({ ...healthy, active: keys.map((key) => order(key, 1)) });
const result = (code: string, value: number): ChartFacts => ({ ...healthy, labs: new Map([[code, { name: 'Test', value, unit: 'u' }]]) });
const found = (chart: ChartFacts, proposed: ActiveOrder): string[] =>
  checkOrder(chart, proposed)
    .filter(({ category }) => category !== 'monitoring')
    .map(({ category, severity }) => `${category} ${severity}`);

/** Serious and harmless orders by category, as order entry is commonly tested. */
const cases: readonly (readonly [name: string, chart: ChartFacts, order: ActiveOrder, ...expected: string[]])[] = [
  ['allergy to the drug itself', allergic('cefazolin'), order('cefazolin', 2000), 'allergy critical'],
  ['allergy to its group', allergic('penicillin'), order('amoxicillin', 500), 'allergy critical'],
  ['allergy to a sister', allergic('lisinopril'), order('lisinopril', 10), 'allergy critical'],
  ['early cephalosporin after penicillin', allergic('penicillin'), order('cephalexin', 500), 'allergy warning'],
  ['late cephalosporin after penicillin', allergic('penicillin'), order('ceftriaxone', 1000), 'allergy info'],
  ['another cephalosporin group after cefazolin', allergic('cefazolin'), order('ceftriaxone', 1000)],
  ['anti-inflammatory after aspirin', allergic('aspirin'), order('ibuprofen', 400), 'allergy critical'],
  ['diuretic after a sulfonamide antibiotic', allergic('sulfonamide-antibiotic'), order('furosemide', 40), 'nuisance info'],
  ['nothing for another group', allergic('penicillin'), order('azithromycin', 500)],
  ['second blood thinner', taking('apixaban'), order('enoxaparin', 40), 'duplicate critical'],
  ['same drug twice', taking('metoprolol'), order('metoprolol', 25), 'duplicate warning'],
  ['second statin', taking('atorvastatin'), order('simvastatin', 20), 'duplicate warning'],
  ['ten times the dose', healthy, order('hydromorphone', 10, 'mg', 0.5), 'dose-single critical'],
  ['unit mistaken', healthy, order('digoxin', 125, 'mg'), 'dose-single critical', 'dose-daily critical'],
  ['unit that cannot be', healthy, order('insulin-lispro', 5, 'mL'), 'dose-single warning'],
  ['too much a day', healthy, order('acetaminophen', 1000, 'mg', 6), 'dose-daily warning'],
  ['a usual dose', healthy, order('acetaminophen', 650, 'mg', 4)],
  ['child by weight, right', { ...healthy, ageYears: 3, weightKg: 14 }, order('acetaminophen', 210, 'mg', 4)],
  ['child by weight, too much', { ...healthy, ageYears: 3, weightKg: 14 }, order('acetaminophen', 500, 'mg', 1), 'dose-single critical'],
  ['child without a weight', { ...healthy, ageYears: 3, weightKg: null }, order('acetaminophen', 160, 'mg', 4), 'weight-missing critical'],
  ['kidneys: avoid', { ...healthy, egfr: 24 }, order('metformin', 500), 'renal critical'],
  ['kidneys: reduce', { ...healthy, egfr: 22 }, order('gabapentin', 300, 'mg', 3), 'renal warning'],
  ['kidneys: reduced already', { ...healthy, egfr: 22 }, order('gabapentin', 100, 'mg', 3)],
  ['kidneys: good enough', { ...healthy, egfr: 31 }, order('metformin', 500)],
  ['pregnant', { ...healthy, pregnant: true }, order('isotretinoin', 40), 'pregnancy critical'],
  ['pregnant, harmless', { ...healthy, pregnant: true }, order('labetalol', 200)],
  ['interaction', taking('warfarin'), order('trimethoprim-sulfamethoxazole', 960), 'interaction critical'],
  ['interaction the other way round', taking('trimethoprim-sulfamethoxazole'), order('warfarin', 5), 'interaction critical'],
  ['potassium upon spironolactone', taking('spironolactone'), order('potassium-chloride', 20, 'mEq'), 'interaction critical'],
  ['potassium already high', result('2823-3', 6.4), order('potassium-chloride', 20, 'mEq'), 'laboratory critical'],
  ['blood too thin', result('6301-6', 4.2), order('warfarin', 5), 'laboratory critical'],
  [
    'bleeding and anti-inflammatory',
    { ...healthy, diagnoses: [{ code: 'K92.2', text: 'bleeding' }] },
    order('naproxen', 500),
    'disease critical',
  ],
  ['into a vein', healthy, order('insulin-glargine', 20, 'units', 1, 'intravenous'), 'route critical'],
  ['nuisance', taking('amlodipine'), order('metoprolol', 25), 'nuisance info'],
  ['a drug that nobody knows', allergic('penicillin'), order('something new', 1)],
];

describe('decision support', () => {
  it.each(cases.map(([name, chart, proposed, ...expected]) => ({ name, chart, proposed, expected })))(
    '$name',
    ({ chart, proposed, expected }) => {
      expect(found(chart, proposed)).toEqual(expected);
    },
  );

  it('has a case for every category', () => {
    const told = new Set(cases.flatMap(([, , , ...expected]) => expected.map((one) => one.split(' ')[0] as Category)));
    expect(categories.filter((one) => !told.has(one))).toEqual(['monitoring']);
    expect(checkOrder(healthy, order('vancomycin', 1000)).map(({ category }) => category)).toEqual(['monitoring']);
  });

  it('asks for a reason wherever an alert can be overridden, and says what it is about', () => {
    const any = fc.constantFrom(...drugs.map(({ key }) => key));
    const chart = fc.record({
      allergic: any,
      taking: fc.array(any, { maxLength: 5 }),
      egfr: fc.integer({ min: 5, max: 100 }),
      pregnant: fc.boolean(),
    });
    fc.assert(
      fc.property(chart, any, fc.integer({ min: 1, max: 5000 }), ({ allergic: to, taking: keys, ...facts }, drug, dose) => {
        for (const one of checkOrder(
          { ...allergic(to), ...taking(...keys), ...facts, allergies: allergic(to).allergies },
          order(drug, dose),
        )) {
          expect(one.reasons.length > 0).toBe(one.overridable);
          expect(one.drugs[0]).toBe(drug);
          expect(one.why.length).toBeGreaterThan(0);
        }
      }),
    );
  });

  it('never says less for more of a drug', () => {
    const any = fc.constantFrom(...drugs.filter(({ limits }) => limits).map(({ key, limits }) => [key, limits?.unit ?? 'mg'] as const));
    const worst = (proposed: ActiveOrder): number =>
      Math.max(
        -1,
        ...checkOrder(healthy, proposed)
          .filter(({ category }) => category.startsWith('dose'))
          .map(({ severity }) => (severity === 'critical' ? 1 : 0)),
      );
    fc.assert(
      fc.property(
        any,
        fc.double({ min: 0.1, max: 1e5, noNaN: true }),
        fc.double({ min: 1, max: 50, noNaN: true }),
        ([drug, unit], dose, times) => {
          expect(worst(order(drug, dose * times, unit))).toBeGreaterThanOrEqual(worst(order(drug, dose, unit)));
        },
      ),
    );
  });

  it('knows every group and drug that its rules name', () => {
    const known = new Set(drugs.flatMap(({ key, classes }) => [key, ...classes]));
    const named = [
      ...crossReactions.flatMap(({ from, to }) => [from, to]),
      ...Object.keys(duplicateGroups),
      ...interactions.flatMap(({ one, other }) => [one, other]),
      ...diseaseRules.map(({ group }) => group),
    ];
    expect(named.filter((one) => !known.has(one))).toEqual([]);
    expect(inUnit(1, 'g', 'mg')).toBe(1000);
    expect(inUnit(1, 'units', 'mg')).toBeNull();
  });
});

describe('decision support over the hospital', () => {
  const startDate = '2027-03-10';
  const resources = practiceHospital.make({ seed: 1, startDate, timeZone: 'America/Chicago' });
  const alertsOf = (patient: string, drug: string): string[] => {
    const chart = chartFacts(resources, `pat-${patient}`, Date.parse(`${startDate}T14:00:00Z`));
    const proposed = chart.active.find((one) => one.drug === drug);
    return proposed ? found(chart, proposed) : ['no such order'];
  };

  it('sees the hazards that are planted', () => {
    expect(alertsOf('kowalsky-janet', 'cefazolin')).toContain('allergy critical');
    expect(alertsOf('haile-selam', 'hydromorphone')).toContain('dose-single critical');
    expect(alertsOf('kowalski-jan', 'enoxaparin')).toContain('duplicate critical');
    expect(alertsOf('lindgren-per', 'gabapentin')).toContain('renal warning');
    expect(alertsOf('reyes-mateo', 'acetaminophen')).toContain('weight-missing critical');
    expect(alertsOf('mensah-abena', 'potassium-chloride')).toContain('laboratory critical');
    expect(alertsOf('fischer-ron', 'vancomycin')).toContain('renal warning');
  });

  it('is quiet about ordinary orders', () => {
    expect(alertsOf('delgado-maria', 'cefazolin')).toEqual([]);
    expect(alertsOf('brandt-otto', 'apixaban').filter((one) => !one.startsWith('nuisance'))).toEqual([]);
  });

  it('reads every order of the hospital', () => {
    const orders = resources.filter(({ resourceType }) => resourceType === 'MedicationRequest');
    for (const one of orders) expect(drugByKey(orderOf(one)?.drug ?? '')).toBeDefined();
  });
});
