import { numberText } from './dosage-text.ts';
import { ourExtensions } from './ours.ts';
import type { Extension } from './elements.ts';
import type { MedicationRequest } from './resources.ts';

/** "Don't give while the newest value compares so": a LOINC code, `<` or `>`, a bound in the unit of `holdMeasures`. */
export interface HoldParameter {
  readonly code: string;
  readonly comparator: string;
  readonly bound: number;
}

/** What an order can be held by, with its unit. */
export const holdMeasures: readonly { code: string; name: string; unit: string; lab?: boolean }[] = [
  { code: '8867-4', name: 'heart rate', unit: '/min' },
  { code: '8480-6', name: 'systolic pressure', unit: 'mmHg' },
  { code: '9279-1', name: 'respiratory rate', unit: '/min' },
  { code: '59408-5', name: 'oxygen saturation', unit: '%' },
  { code: '41653-7', name: 'glucose', unit: 'mg/dL' },
  { code: '2823-3', name: 'potassium', unit: 'mmol/L', lab: true },
  { code: '6301-6', name: 'INR', unit: '', lab: true },
  { code: '777-3', name: 'platelets', unit: '10*3/uL', lab: true },
];

const nameOf = (code: string): string => holdMeasures.find((one) => one.code === code)?.name ?? code;
export const holdMeasureName = nameOf;

/** `Hold if heart rate is below 55`. */
export const holdText = ({ code, comparator, bound }: HoldParameter): string =>
  `Hold if ${nameOf(code)} is ${comparator.startsWith('<') ? 'below' : 'above'} ${numberText(bound)}`;

export function holdsOf(order: Pick<MedicationRequest, 'extension'>): HoldParameter[] {
  const parameters = order.extension?.filter((one) => one.url === ourExtensions.hold) ?? [];
  return parameters.flatMap(({ extension }): HoldParameter[] => {
    const bound = extension?.find((one) => one.url === 'value')?.valueDecimal;
    if (bound === undefined) return [];
    const code = extension?.find((one) => one.url === 'code')?.valueCode ?? '';
    return [{ code, comparator: extension?.find((one) => one.url === 'comparator')?.valueCode ?? '<', bound }];
  });
}

export const holdExtension = ({ code, comparator, bound }: HoldParameter): Extension => ({
  url: ourExtensions.hold,
  extension: [
    { url: 'code', valueCode: code },
    { url: 'comparator', valueCode: comparator },
    { url: 'value', valueDecimal: bound },
  ],
});

export const isMet = ({ comparator, bound }: HoldParameter, value: number): boolean =>
  comparator === '<' ? value < bound : comparator === '<=' ? value <= bound : comparator === '>=' ? value >= bound : value > bound;

/** What this house usually holds a drug by: offered, never put in by itself. */
const usual: readonly [drug: RegExp, holds: readonly HoldParameter[]][] = [
  [
    /metoprolol|carvedilol|diltiazem/,
    [
      { code: '8867-4', comparator: '<', bound: 55 },
      { code: '8480-6', comparator: '<', bound: 100 },
    ],
  ],
  [/digoxin|amiodarone/, [{ code: '8867-4', comparator: '<', bound: 60 }]],
  [/lisinopril|losartan|amlodipine|hydralazine|furosemide/, [{ code: '8480-6', comparator: '<', bound: 100 }]],
  [/insulin/, [{ code: '41653-7', comparator: '<', bound: 70 }]],
  [/morphine|hydromorphone|fentanyl|oxycodone/, [{ code: '9279-1', comparator: '<', bound: 10 }]],
  [/potassium|spironolactone/, [{ code: '2823-3', comparator: '>', bound: 5 }]],
  [/warfarin/, [{ code: '6301-6', comparator: '>', bound: 3 }]],
  [/heparin|enoxaparin/, [{ code: '777-3', comparator: '<', bound: 50 }]],
];
export const usualHolds = (drug: string): readonly HoldParameter[] =>
  usual.find(([pattern]) => pattern.test(drug.toLowerCase()))?.[1] ?? [];
