/*
 * What stops a claim before it leaves the house, as far as the claim itself shows it. Codes are the practice hospital's own; which
 * diagnoses support which service is its own rule too, and no payer's.
 */
export interface ClaimLine {
  readonly code: string;
  readonly name: string;
  /** YYYY-MM-DD, or '' when it is not known. */
  readonly day: string;
  /** Whole dollars and cents, as the payer is asked for. */
  readonly net: number;
  /** Places in the list of diagnoses, from 0. */
  readonly pointsTo: readonly number[];
}

export interface ClaimForEdits {
  readonly hasCoverage: boolean;
  /** ICD-10-CM codes in their order. */
  readonly diagnoses: readonly string[];
  readonly lines: readonly ClaimLine[];
}

export interface ClaimEdit {
  readonly key: string;
  /** One sentence that says what is wrong and with which line. */
  readonly text: string;
}

/** Beginnings of codes; a service that isn't named is supported by any diagnosis. */
const supportedBy: Readonly<Record<string, readonly string[]>> = {
  'LV-LIPID': ['E78', 'I25', 'I10', 'E11'],
  'LV-INJ-KNEE': ['M17', 'M25'],
  'LV-RAP-STR': ['J02', 'J03'],
  'LV-GLU': ['E10', 'E11', 'E16', 'R73'],
  'LV-ECG': ['I', 'R00', 'R07'],
  'LV-IMM': ['Z23'],
};

export function claimEdits({ hasCoverage, diagnoses, lines }: ClaimForEdits): ClaimEdit[] {
  const edits: ClaimEdit[] = [];
  if (!hasCoverage) edits.push({ key: 'coverage', text: 'No coverage: there is nobody to send it to.' });
  if (diagnoses.length === 0) edits.push({ key: 'diagnosis', text: 'No diagnosis is coded.' });
  if (lines.length === 0) edits.push({ key: 'lines', text: 'There is no service on it.' });
  const seen = new Set<string>();
  lines.forEach((line, index) => {
    const where = `Line ${index + 1}, ${line.name}`;
    const same = `${line.code} ${line.day}`;
    if (seen.has(same)) edits.push({ key: `twice-${index}`, text: `${where}: the same service is on it twice on one day.` });
    seen.add(same);
    if (line.net <= 0) edits.push({ key: `price-${index}`, text: `${where}: it has no price.` });
    const codes = line.pointsTo.flatMap((place) => diagnoses[place] ?? []);
    if (codes.length === 0) edits.push({ key: `pointer-${index}`, text: `${where}: it points to no diagnosis.` });
    else if (!isSupported(line.code, codes))
      edits.push({ key: `support-${index}`, text: `${where}: the diagnosis does not support the service (${codes.join(', ')}).` });
  });
  return edits;
}

export function isSupported(service: string, diagnoses: readonly string[]): boolean {
  const beginnings = supportedBy[service];
  return !beginnings || diagnoses.some((code) => beginnings.some((beginning) => code.startsWith(beginning)));
}

/** The sum of the lines, exact to the cent. */
export const totalOfLines = (lines: readonly Pick<ClaimLine, 'net'>[]): number =>
  lines.reduce((cents, line) => cents + Math.round(line.net * 100), 0) / 100;
