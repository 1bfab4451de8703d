/** Beginnings of rules, in the words of who writes them: the capital words are to be replaced. */
export interface Recipe {
  readonly label: string;
  readonly find: string;
}

export const recipes: readonly Recipe[] = [
  { label: 'A chart was opened', find: "%trail.where(kind = 'chart-opened' and patient = %patient.select('Patient/' + id))" },
  { label: 'A result or note was looked at', find: "%trail.where(kind = 'viewed' and target = 'Observation/ID')" },
  { label: 'A drug was ordered', find: "MedicationRequest.where(status = 'active' and medication.coding.exists(code = 'DRUG'))" },
  { label: 'An order was stopped', find: "MedicationRequest.where(id = 'ID' and status = 'stopped')" },
  { label: 'A test or service was ordered', find: "ServiceRequest.where(status = 'active' and code.coding.exists(code = 'CODE'))" },
  {
    label: 'A drug was given',
    find: "MedicationAdministration.where(status = 'completed' and request.reference = 'MedicationRequest/ID')",
  },
  { label: 'A drug was not given, with a reason', find: "MedicationAdministration.where(status = 'not-done' and statusReason.exists())" },
  { label: 'A vital sign was charted', find: "Observation.where(code.coding.exists(code = '8867-4'))" },
  { label: 'A note that mentions something', find: "DocumentReference.where(description.lower().contains('WORD'))" },
  { label: 'A task was settled', find: "Task.where(id = 'ID' and status = 'completed')" },
  {
    label: 'A bar code was scanned and was right',
    find: "%trail.where(kind = 'barcode-scanned' and what = 'wristband' and verdict = 'right')",
  },
  { label: 'Somebody was called and repeated it', find: "%trail.where(kind = 'called' and to = 'Practitioner/ID' and readBack = true)" },
  { label: 'An alert was overridden', find: "%trail.where(kind = 'alert-overridden' and category = 'allergy')" },
];
