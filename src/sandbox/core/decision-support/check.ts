import { alert, type Alert } from './alert.ts';
import type { ActiveOrder, ChartFacts } from './chart.ts';
import { drugByKey, type Drug, type Limits } from './drugs.ts';
import { crossReactions, diseaseRules, duplicateGroups, interactions, monitoring } from './groups.ts';

/** An adult by weight of dosing. */
const adultYears = 12;
const rank = { critical: 0, warning: 1, info: 2 } as const;

/**
 * What there is to say about an order before it is signed, the most serious first. For practice only: see drugs.ts.
 * Orders whose drug isn't known to the knowledge base give no alerts.
 */
export function checkOrder(chart: ChartFacts, proposed: ActiveOrder): Alert[] {
  const drug = drugByKey(proposed.drug);
  if (!drug) return [];
  const others = chart.active.filter(({ id }) => id === null || id !== proposed.id);
  return [
    ...allergies(chart, drug),
    ...duplicates(others, drug),
    ...doses(chart, drug, proposed),
    ...renal(chart, drug, proposed),
    ...pregnancy(chart, drug),
    ...interacting(others, drug),
    ...laboratory(chart, drug),
    ...diseases(chart, drug),
    ...route(drug, proposed),
    ...monitor(chart, drug),
  ].toSorted((a, b) => rank[a.severity] - rank[b.severity]);
}

function allergies(chart: ChartFacts, drug: Drug): Alert[] {
  const found: Alert[] = [];
  for (const { drug: key, group, text, reaction } of chart.allergies) {
    const known = key === null ? undefined : drugByKey(key);
    const groups = known?.classes ?? (group === null ? [] : [group]);
    const told = `${text} gave: ${reaction}.`;
    if (known?.key === drug.key || groups.some((one) => drug.classes.includes(one) && !isWide(one))) {
      found.push(
        alert('allergy', 'critical', `Allergy: ${drug.name} and ${text}`, `${told} The ordered drug is the same or of the same group.`, [
          drug.key,
        ]),
      );
      continue;
    }
    const cross = crossReactions.find(({ from, to }) => groups.includes(from) && drug.classes.includes(to));
    if (cross)
      found.push(
        alert('allergy', cross.severity, `Possible cross-reaction: ${drug.name} after ${text}`, `${told} ${cross.why}`, [drug.key]),
      );
    else if (groups.includes('sulfonamide-antibiotic') && drug.classes.includes('sulfonamide-diuretic'))
      found.push(
        alert('nuisance', 'info', `${drug.name} contains a sulfonamide`, `${told} Reactions across to diuretics are hardly ever seen.`, [
          drug.key,
        ]),
      );
  }
  return found;
}

/** Groups that say how a drug works, not what it is made of: sharing one means no shared allergy. */
const wide = new Set([
  'beta-lactam',
  'raas',
  'nsaid-like',
  'qt-prolonging',
  'serotonergic',
  'potassium-raising',
  'anticoagulant',
  'antiplatelet',
  'cyp3a4-inhibitor',
  'sulfonamide-diuretic',
  'insulin',
]);
const isWide = (group: string): boolean => wide.has(group);

function duplicates(others: readonly ActiveOrder[], drug: Drug): Alert[] {
  const found: Alert[] = [];
  for (const { drug: key } of others) {
    const other = drugByKey(key);
    if (!other) continue;
    if (other.key === drug.key) {
      found.push(
        alert(
          'duplicate',
          drug.classes.includes('anticoagulant') ? 'critical' : 'warning',
          `${drug.name} is already ordered`,
          'Two orders for one drug are given twice unless one is stopped.',
          [drug.key],
        ),
      );
      continue;
    }
    const group = drug.classes.find((one) => one in duplicateGroups && other.classes.includes(one));
    const rule = group === undefined ? undefined : duplicateGroups[group];
    if (rule)
      found.push(
        alert(
          'duplicate',
          rule.severity,
          `Second of its group: ${drug.name} with ${other.name}`,
          `Both are ${rule.name}. Stop one, or say why both.`,
          [drug.key, other.key],
        ),
      );
  }
  return found;
}

const toUnit: Readonly<Record<string, number>> = { ug: 0.001, mg: 1, g: 1000 };

/** A dose in the unit of the limits; null where the two don't convert. */
export function inUnit(dose: number, unit: string, wanted: string): number | null {
  if (unit === wanted) return dose;
  const from = toUnit[unit];
  const to = toUnit[wanted];
  return from === undefined || to === undefined ? null : (dose * from) / to;
}

function doses(chart: ChartFacts, drug: Drug, { dose, unit, perDay }: ActiveOrder): Alert[] {
  const { limits } = drug;
  if (!limits || dose === null || unit === null) return [];
  const amount = inUnit(dose, unit, limits.unit);
  if (amount === null)
    return [
      alert(
        'dose-single',
        'warning',
        `${drug.name} is not ordered in ${unit} here`,
        `Order it in ${shown(limits.unit)}, so that the dose can be checked.`,
        [drug.key],
      ),
    ];
  const child = chart.ageYears !== null && chart.ageYears < adultYears;
  if (child && chart.weightKg === null)
    return [
      alert(
        'weight-missing',
        'critical',
        `No weight: the dose of ${drug.name} can't be checked`,
        'A child’s dose goes by kilograms. Weigh the child first.',
        [drug.key],
        false,
      ),
    ];
  return [...single(chart, drug, limits, amount, child), ...daily(drug, limits, amount, perDay)];
}

const shown = (unit: string): string => (unit === 'ug' ? 'mcg' : unit);
const rounded = (value: number): number => Math.round(value * 100) / 100;

function single({ weightKg }: ChartFacts, drug: Drug, limits: Limits, amount: number, child: boolean): Alert[] {
  const byWeight =
    limits.perKg !== undefined && weightKg !== null && (child || limits.childOnly !== true) ? limits.perKg * weightKg : Infinity;
  const most = Math.min(limits.single ?? Infinity, byWeight);
  // Weighing and rounding to what there is in a bottle may give a tenth more.
  if (amount <= most * (byWeight < (limits.single ?? Infinity) ? 1.1 : 1)) return [];
  const basis = byWeight < (limits.single ?? Infinity) ? ` (${limits.perKg} ${shown(limits.unit)}/kg × ${weightKg} kg)` : '';
  const times = rounded(amount / most);
  const tenfold = times >= 5 ? ' Is a decimal point or a unit wrong?' : '';
  const why = `Most in one dose is ${rounded(most)} ${shown(limits.unit)}${basis}: this is ${times} times that.${tenfold}`;
  return [
    alert(
      'dose-single',
      times >= 2 ? 'critical' : 'warning',
      `${drug.name}: ${rounded(amount)} ${shown(limits.unit)} is too much at once`,
      why,
      [drug.key],
      times < 5,
    ),
  ];
}

function daily(drug: Drug, { daily: most, unit }: Limits, amount: number, perDay: number | null): Alert[] {
  if (most === undefined || perDay === null || amount * perDay <= most) return [];
  const total = rounded(amount * perDay);
  return [
    alert(
      'dose-daily',
      total >= 2 * most ? 'critical' : 'warning',
      `${drug.name}: ${total} ${shown(unit)} a day is too much`,
      `Most in 24 hours is ${most} ${shown(unit)}.`,
      [drug.key],
    ),
  ];
}

function renal({ egfr }: ChartFacts, drug: Drug, { dose, unit, perDay }: ActiveOrder): Alert[] {
  const rule = drug.renal;
  if (!rule || egfr === null || egfr >= rule.egfrBelow) return [];
  if (rule.act === 'avoid')
    return [
      alert('renal', 'critical', `${drug.name}: not with eGFR ${egfr}`, `Below ${rule.egfrBelow} it is avoided. ${rule.text}`, [drug.key]),
    ];
  const amount = dose === null || unit === null || !drug.limits ? null : inUnit(dose, unit, drug.limits.unit);
  const total = amount === null || perDay === null ? null : amount * perDay;
  if (total !== null && rule.daily !== undefined && total <= rule.daily) return [];
  const most = rule.daily === undefined ? '' : ` Most in 24 hours is then ${rule.daily} ${shown(drug.limits?.unit ?? 'mg')}.`;
  return [alert('renal', 'warning', `${drug.name}: too much for eGFR ${egfr}`, `${rule.text}${most}`, [drug.key])];
}

const pregnancy = ({ pregnant }: ChartFacts, drug: Drug): Alert[] =>
  pregnant && drug.pregnancy !== undefined ? [alert('pregnancy', 'critical', `${drug.name} in pregnancy`, drug.pregnancy, [drug.key])] : [];

const isOf = (drug: Drug, groupOrKey: string): boolean => drug.key === groupOrKey || drug.classes.includes(groupOrKey);

function interacting(others: readonly ActiveOrder[], drug: Drug): Alert[] {
  return others.flatMap(({ drug: key }) => {
    const other = drugByKey(key);
    if (!other || other.key === drug.key) return [];
    return interactions
      .filter(({ one, other: two }) => (isOf(drug, one) && isOf(other, two)) || (isOf(drug, two) && isOf(other, one)))
      .map(({ severity, why, nuisance }) =>
        alert(nuisance ? 'nuisance' : 'interaction', severity, `${drug.name} with ${other.name}`, why, [drug.key, other.key]),
      );
  });
}

function laboratory({ labs }: ChartFacts, drug: Drug): Alert[] {
  return drug.labs.flatMap(({ lab, above, below, text }) => {
    const result = labs.get(lab);
    if (!result || !((above !== undefined && result.value > above) || (below !== undefined && result.value < below))) return [];
    return [alert('laboratory', 'critical', `${drug.name}: ${result.name} is ${result.value} ${result.unit}`, text, [drug.key])];
  });
}

const diseases = ({ diagnoses }: ChartFacts, drug: Drug): Alert[] =>
  diseaseRules.flatMap(({ icd, group, severity, why }) => {
    const found = drug.classes.includes(group) ? diagnoses.find(({ code }) => code.startsWith(icd)) : undefined;
    return found ? [alert('disease', severity, `${drug.name} with ${found.text}`, why, [drug.key])] : [];
  });

const neverInVein = new Set(['insulin-glargine', 'enoxaparin', 'insulin-lispro']);
const route = (drug: Drug, { route: given }: ActiveOrder): Alert[] =>
  given === 'intravenous' && neverInVein.has(drug.key)
    ? [alert('route', 'critical', `${drug.name} is not ordered into a vein here`, 'It goes under the skin.', [drug.key], false)]
    : [];

const monitor = ({ labs }: ChartFacts, drug: Drug): Alert[] =>
  monitoring.flatMap(([group, codes, text]) =>
    isOf(drug, group) && !codes.some((code) => labs.has(code))
      ? [alert('monitoring', 'info', `${drug.name} needs ${text}`, 'There is no recent result. Order it together.', [drug.key])]
      : [],
  );
