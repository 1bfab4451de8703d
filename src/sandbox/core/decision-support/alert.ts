/** What decision support can have to say. The categories are those by which order entry is commonly tested. */
export const categories = [
  'allergy',
  'duplicate',
  'dose-single',
  'dose-daily',
  'weight-missing',
  'renal',
  'pregnancy',
  'interaction',
  'laboratory',
  'disease',
  'route',
  'monitoring',
  'nuisance',
] as const;
export type Category = (typeof categories)[number];

export interface Alert {
  readonly category: Category;
  /** `critical`: harm is likely; `warning`: think again; `info`: good to know. */
  readonly severity: 'critical' | 'warning' | 'info';
  /** One line. */
  readonly text: string;
  /** Two or three sentences at most. */
  readonly why: string;
  /** May the order be signed nevertheless? Then with one of `reasons`. */
  readonly overridable: boolean;
  readonly reasons: readonly string[];
  /** Keys of the drugs that it is about, the ordered one first. */
  readonly drugs: readonly string[];
}

const ordinary = [
  'Benefit is greater than the risk',
  'Taken before without trouble',
  'Will be watched closely',
  'The record is out of date',
] as const;
const dosing = ['Dose is intended', 'Dosed by the level', 'Agreed with the pharmacist'] as const;

const reasonsOf = (category: Category): readonly string[] =>
  category.startsWith('dose') || category === 'renal' ? dosing : category === 'nuisance' ? ['Known', 'Not relevant'] : ordinary;

export const alert = (
  category: Category,
  severity: Alert['severity'],
  text: string,
  why: string,
  drugs: readonly string[],
  overridable = true,
): Alert => ({ category, severity, text, why, overridable, reasons: overridable ? reasonsOf(category) : [], drugs });
