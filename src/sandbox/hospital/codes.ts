/*
 * Codes of measurements and laboratory tests (LOINC, see this folder's README for its notice), diagnoses (ICD-10-CM) and what a
 * normal value is here. Ranges are those of an adult and of this hospital's own invention where laboratories differ.
 */

export interface LabTest {
  readonly code: string;
  readonly name: string;
  readonly unit: string;
  readonly low?: number;
  readonly high?: number;
  readonly criticalLow?: number;
  readonly criticalHigh?: number;
  readonly panel: 'bmp' | 'cbc' | 'coag' | 'cardiac' | 'liver' | 'single';
}

/** From, to; undefined: open on that side. */
type Range = readonly [from?: number | undefined, to?: number | undefined];

const test = (
  code: string,
  name: string,
  unit: string,
  panel: LabTest['panel'],
  [low, high]: Range,
  [criticalLow, criticalHigh]: Range = [],
): LabTest => ({
  code,
  name,
  unit,
  panel,
  ...(low === undefined ? {} : { low }),
  ...(high === undefined ? {} : { high }),
  ...(criticalLow === undefined ? {} : { criticalLow }),
  ...(criticalHigh === undefined ? {} : { criticalHigh }),
});

export const labTests = {
  na: test('2951-2', 'Sodium', 'mmol/L', 'bmp', [135, 145], [120, 160]),
  k: test('2823-3', 'Potassium', 'mmol/L', 'bmp', [3.5, 5.1], [2.8, 6.2]),
  cl: test('2075-0', 'Chloride', 'mmol/L', 'bmp', [98, 107]),
  co2: test('2028-9', 'Carbon dioxide, total', 'mmol/L', 'bmp', [22, 29], [10, 40]),
  bun: test('3094-0', 'Urea nitrogen', 'mg/dL', 'bmp', [7, 20]),
  cr: test('2160-0', 'Creatinine', 'mg/dL', 'bmp', [0.6, 1.2]),
  egfr: test('98979-8', 'eGFR (CKD-EPI 2021)', 'mL/min/{1.73_m2}', 'bmp', [60]),
  glu: test('2345-7', 'Glucose', 'mg/dL', 'bmp', [70, 99], [45, 450]),
  wbc: test('6690-2', 'Leukocytes', '10*3/uL', 'cbc', [4, 11], [1, 30]),
  hgb: test('718-7', 'Hemoglobin', 'g/dL', 'cbc', [12, 16], [7, 20]),
  plt: test('777-3', 'Platelets', '10*3/uL', 'cbc', [150, 400], [20, 1000]),
  inr: test('6301-6', 'INR', '{INR}', 'coag', [0.9, 1.1], [undefined, 5]),
  trop: test('10839-9', 'Troponin I', 'ng/mL', 'cardiac', [undefined, 0.04], [undefined, 0.5]),
  lact: test('2524-7', 'Lactate', 'mmol/L', 'single', [0.5, 2], [undefined, 4]),
  a1c: test('4548-4', 'Hemoglobin A1c', '%', 'single', [4, 5.6]),
  mg: test('19123-9', 'Magnesium', 'mg/dL', 'single', [1.7, 2.4]),
  alt: test('1742-6', 'ALT', 'U/L', 'liver', [7, 40]),
  ast: test('1920-8', 'AST', 'U/L', 'liver', [10, 40]),
  bili: test('1975-2', 'Bilirubin, total', 'mg/dL', 'liver', [0.2, 1.2], [undefined, 15]),
  alb: test('1751-7', 'Albumin', 'g/dL', 'liver', [3.5, 5]),
  vanc: test('4092-3', 'Vancomycin trough', 'ug/mL', 'single', [10, 20], [undefined, 30]),
  dig: test('10535-3', 'Digoxin', 'ng/mL', 'single', [0.5, 1.2], [undefined, 2]),
  tsh: test('3016-3', 'TSH', 'm[IU]/L', 'single', [0.4, 4.5]),
  crp: test('1988-5', 'C-reactive protein', 'mg/L', 'single', [undefined, 5]),
} as const;
export type LabKey = keyof typeof labTests;

export const panels: Readonly<Record<Exclude<LabTest['panel'], 'single'>, readonly [code: string, name: string]>> = {
  bmp: ['24321-2', 'Basic metabolic panel'],
  cbc: ['58410-2', 'Complete blood count'],
  coag: ['5902-2', 'Prothrombin time'],
  cardiac: ['10839-9', 'Troponin I'],
  liver: ['24325-3', 'Hepatic function panel'],
};

export interface VitalSign {
  readonly code: string;
  readonly name: string;
  readonly unit: string;
  readonly shown: string;
  readonly low: number;
  readonly high: number;
  readonly digits: number;
}

const vital = (code: string, name: string, unit: string, shown: string, low: number, high: number, digits = 0): VitalSign => ({
  code,
  name,
  unit,
  shown,
  low,
  high,
  digits,
});

/** Rows of the flowsheet. Blood pressure is one Observation with two components. */
export const vitalSigns = {
  hr: vital('8867-4', 'Heart rate', '/min', 'beats/min', 50, 110),
  rr: vital('9279-1', 'Respiratory rate', '/min', 'breaths/min', 10, 22),
  temp: vital('8310-5', 'Body temperature', 'Cel', '°C', 36, 38.2, 1),
  spo2: vital('59408-5', 'Oxygen saturation by pulse oximetry', '%', '%', 92, 100),
  pain: vital('72514-3', 'Pain severity 0-10', '{score}', '', 0, 6),
  sbp: vital('8480-6', 'Systolic blood pressure', 'mm[Hg]', 'mmHg', 90, 160),
  dbp: vital('8462-4', 'Diastolic blood pressure', 'mm[Hg]', 'mmHg', 50, 100),
} as const;
export type VitalKey = keyof typeof vitalSigns;

export const bloodPressure = ['85354-9', 'Blood pressure panel'] as const;
export const bodyWeight = ['29463-7', 'Body weight'] as const;
export const bodyHeight = ['8302-2', 'Body height'] as const;
export const fingerGlucose = ['41653-7', 'Glucose by glucometer, capillary blood'] as const;
export const intake = ['fluid-intake', 'Fluid intake'] as const;
export const output = ['9187-6', 'Urine output'] as const;

export const noteTypes = {
  hp: ['34117-2', 'History and physical note'],
  progress: ['11506-3', 'Progress note'],
  discharge: ['18842-5', 'Discharge summary'],
  nurse: ['34746-8', 'Nurse note'],
  consult: ['11488-4', 'Consult note'],
} as const;
export type NoteType = keyof typeof noteTypes;

/** ICD-10-CM, published free by the CDC's National Center for Health Statistics. */
export const diagnoses = {
  I10: 'Essential (primary) hypertension',
  'I50.9': 'Heart failure, unspecified',
  'I50.23': 'Acute on chronic systolic (congestive) heart failure',
  'I21.4': 'Non-ST elevation (NSTEMI) myocardial infarction',
  'I25.10': 'Atherosclerotic heart disease of native coronary artery without angina pectoris',
  'I48.91': 'Unspecified atrial fibrillation',
  'I26.99': 'Other pulmonary embolism without acute cor pulmonale',
  'I63.9': 'Cerebral infarction, unspecified',
  'E11.9': 'Type 2 diabetes mellitus without complications',
  'E11.65': 'Type 2 diabetes mellitus with hyperglycemia',
  'E78.5': 'Hyperlipidemia, unspecified',
  'E03.9': 'Hypothyroidism, unspecified',
  'E87.5': 'Hyperkalemia',
  'E86.0': 'Dehydration',
  'J18.9': 'Pneumonia, unspecified organism',
  'J44.1': 'Chronic obstructive pulmonary disease with (acute) exacerbation',
  'J45.909': 'Unspecified asthma, uncomplicated',
  'J02.9': 'Acute pharyngitis, unspecified',
  'J06.9': 'Acute upper respiratory infection, unspecified',
  'N17.9': 'Acute kidney failure, unspecified',
  'N18.4': 'Chronic kidney disease, stage 4 (severe)',
  'N39.0': 'Urinary tract infection, site not specified',
  'A41.9': 'Sepsis, unspecified organism',
  'L03.115': 'Cellulitis of right lower limb',
  'K35.80': 'Unspecified acute appendicitis',
  'K80.20': 'Calculus of gallbladder without cholecystitis without obstruction',
  'K92.2': 'Gastrointestinal hemorrhage, unspecified',
  'K21.9': 'Gastro-esophageal reflux disease without esophagitis',
  D62: 'Acute posthemorrhagic anemia',
  'D64.9': 'Anemia, unspecified',
  'M17.11': 'Unilateral primary osteoarthritis, right knee',
  'M54.50': 'Low back pain, unspecified',
  'F32.A': 'Depression, unspecified',
  'R07.9': 'Chest pain, unspecified',
  'Z00.00': 'Encounter for general adult medical examination without abnormal findings',
  Z23: 'Encounter for immunization',
  'Z79.01': 'Long term (current) use of anticoagulants',
  O80: 'Encounter for full-term uncomplicated delivery',
  'O14.93': 'Unspecified pre-eclampsia, third trimester',
} as const;
export type Diagnosis = keyof typeof diagnoses;
