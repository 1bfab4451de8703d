/** What is the practice hospital's own: its README (`src/sandbox/hospital/`) says what each holds. */
const ours = 'https://atelbow.example/fhir';

export const ourSystems = {
  mrn: `${ours}/id/mrn`,
  wristband: `${ours}/id/wristband`,
  barcode: `${ours}/id/barcode`,
  task: `${ours}/CodeSystem/task`,
  charge: `${ours}/CodeSystem/charge`,
  local: `${ours}/CodeSystem/clinical`,
  drug: `${ours}/CodeSystem/drug`,
} as const;

export const ourExtensions = {
  /** Of an administration: the due time that it answers. */
  due: `${ours}/StructureDefinition/due`,
  hold: `${ours}/StructureDefinition/hold-parameter`,
  codeStatus: `${ours}/StructureDefinition/code-status`,
  /** Written later than it happened: during or after downtime. */
  backEntered: `${ours}/StructureDefinition/back-entered`,
} as const;
