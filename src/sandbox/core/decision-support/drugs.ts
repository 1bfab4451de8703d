/*
 * A small knowledge base, for practice only: never use it for a patient. Doses, cautions and groups are simplified from what is common
 * to public product labelling (https://dailymed.nlm.nih.gov) and textbooks, and leave out far more than they hold. Codes are RxNorm
 * ingredients (SAB=RXNORM), which need no licence; a drug without one has only our own code.
 */

export type DoseUnit = 'mg' | 'g' | 'ug' | 'mEq' | 'units' | 'mL' | 'puff';

export interface Limits {
  readonly unit: DoseUnit;
  /** Most in one dose, in `unit`. */
  readonly single?: number;
  /** Most in 24 hours, in `unit`. */
  readonly daily?: number;
  /** Most in one dose for each kilogram; where it is given for `childOnly`, adults need no weight. */
  readonly perKg?: number;
  readonly childOnly?: boolean;
}

export interface RenalRule {
  /** ml/min/1.73 m². */
  readonly egfrBelow: number;
  readonly act: 'avoid' | 'reduce';
  /** Most in 24 hours, in the unit of the limits, below that. */
  readonly daily?: number;
  readonly text: string;
}

export interface LabRule {
  /** LOINC code of the newest result that counts. */
  readonly lab: string;
  readonly above?: number;
  readonly below?: number;
  readonly text: string;
}

export interface Drug {
  readonly key: string;
  readonly name: string;
  readonly rxnorm: string | null;
  /** Groups for allergies, duplicates and interactions: `penicillin`, `anticoagulant` … */
  readonly classes: readonly string[];
  readonly limits?: Limits;
  readonly renal?: RenalRule;
  readonly pregnancy?: string;
  readonly labs: readonly LabRule[];
  /** Two people check it before it is given. */
  readonly highAlert: boolean;
}

type Extra = Partial<Pick<Drug, 'limits' | 'renal' | 'pregnancy' | 'labs' | 'highAlert'>>;
const drug = (key: string, name: string, rxnorm: string | null, classes: string, extra: Extra = {}): Drug => ({
  key,
  name,
  rxnorm,
  classes: classes.split(' ').filter((one) => one !== ''),
  labs: [],
  highAlert: false,
  ...extra,
});

const mg = (single: number, daily: number, perKg?: number): Limits => ({
  unit: 'mg',
  single,
  daily,
  ...(perKg ? { perKg, childOnly: true } : {}),
});
const potassium = '2823-3';
const creatinineText = 'The kidneys clear it: it builds up.';

const heart: readonly Drug[] = [
  drug('metoprolol', 'metoprolol', '6918', 'beta-blocker', { limits: mg(200, 400) }),
  drug('carvedilol', 'carvedilol', '20352', 'beta-blocker', { limits: mg(50, 100) }),
  drug('labetalol', 'labetalol', '6185', 'beta-blocker', { limits: mg(400, 2400) }),
  drug('lisinopril', 'lisinopril', '29046', 'ace-inhibitor raas', {
    limits: mg(80, 80),
    pregnancy: 'ACE inhibitors harm the unborn child’s kidneys.',
    labs: [{ lab: potassium, above: 5.5, text: 'It raises potassium further.' }],
  }),
  drug('losartan', 'losartan', '52175', 'arb raas', { limits: mg(100, 100), pregnancy: 'It harms the unborn child’s kidneys.' }),
  drug('amlodipine', 'amlodipine', '17767', 'calcium-blocker', { limits: mg(10, 10) }),
  drug('furosemide', 'furosemide', '4603', 'loop-diuretic sulfonamide-diuretic', {
    limits: mg(200, 600),
    labs: [{ lab: potassium, below: 3, text: 'It lowers potassium further.' }],
  }),
  drug('spironolactone', 'spironolactone', '9997', 'potassium-raising', {
    limits: mg(200, 400),
    labs: [{ lab: potassium, above: 5, text: 'It raises potassium further.' }],
    renal: { egfrBelow: 30, act: 'avoid', text: 'Danger of high potassium.' },
  }),
  drug('hydrochlorothiazide', 'hydrochlorothiazide', '5487', 'thiazide sulfonamide-diuretic', { limits: mg(50, 100) }),
  drug('digoxin', 'digoxin', '3407', 'digoxin', {
    limits: { unit: 'ug', single: 500, daily: 1000 },
    renal: { egfrBelow: 50, act: 'reduce', daily: 125, text: creatinineText },
    labs: [
      { lab: potassium, below: 3.5, text: 'Low potassium makes digoxin poisonous.' },
      { lab: '10535-3', above: 2, text: 'The level is already poisonous.' },
    ],
  }),
  drug('amiodarone', 'amiodarone', '703', 'qt-prolonging', { limits: mg(800, 1600) }),
  drug('nitroglycerin', 'nitroglycerin', '4917', 'nitrate', { limits: mg(5, 50) }),
  drug('atorvastatin', 'atorvastatin', '83367', 'statin', {
    limits: mg(80, 80),
    pregnancy: 'Statins are stopped in pregnancy unless a specialist decides otherwise.',
  }),
  drug('simvastatin', 'simvastatin', '36567', 'statin', {
    limits: mg(40, 40),
    pregnancy: 'Statins are stopped in pregnancy unless a specialist decides otherwise.',
  }),
  drug('norepinephrine', 'norepinephrine', '7512', 'vasopressor', { highAlert: true }),
];

const blood: readonly Drug[] = [
  drug('warfarin', 'warfarin', '11289', 'anticoagulant', {
    limits: mg(15, 15),
    pregnancy: 'It crosses to the unborn child and harms it.',
    labs: [{ lab: '6301-6', above: 3.5, text: 'The blood is already too thin.' }],
    highAlert: true,
  }),
  drug('heparin', 'heparin', '5224', 'anticoagulant heparin-like', {
    limits: { unit: 'units', single: 10_000, daily: 40_000 },
    labs: [{ lab: '777-3', below: 50, text: 'Platelets are too low.' }],
    highAlert: true,
  }),
  drug('enoxaparin', 'enoxaparin', '67108', 'anticoagulant heparin-like', {
    limits: { unit: 'mg', single: 150, daily: 300 },
    renal: { egfrBelow: 30, act: 'reduce', daily: 30, text: 'Below 30 the preventive dose is 30 mg once a day.' },
    labs: [{ lab: '777-3', below: 50, text: 'Platelets are too low.' }],
    highAlert: true,
  }),
  drug('apixaban', 'apixaban', '1364430', 'anticoagulant', { limits: mg(10, 20), highAlert: true }),
  drug('rivaroxaban', 'rivaroxaban', '1114195', 'anticoagulant', {
    limits: mg(20, 30),
    renal: { egfrBelow: 15, act: 'avoid', text: creatinineText },
    highAlert: true,
  }),
  drug('aspirin', 'aspirin', '1191', 'antiplatelet salicylate nsaid-like', { limits: mg(1000, 4000) }),
  drug('clopidogrel', 'clopidogrel', '32968', 'antiplatelet', { limits: mg(600, 600) }),
  drug('ferrous-sulfate', 'ferrous sulfate', '24947', 'iron', { limits: mg(325, 975) }),
  drug('oxytocin', 'oxytocin', '7824', 'uterotonic', { highAlert: true }),
];

const infection: readonly Drug[] = [
  drug('amoxicillin', 'amoxicillin', '723', 'penicillin beta-lactam', { limits: mg(2000, 4000, 45) }),
  drug('ampicillin', 'ampicillin', '733', 'penicillin beta-lactam', { limits: mg(2000, 12_000, 100) }),
  drug('penicillin-v', 'penicillin V', '7984', 'penicillin beta-lactam', { limits: mg(1000, 4000) }),
  drug('penicillin-g', 'penicillin G', '7980', 'penicillin beta-lactam'),
  drug('piperacillin-tazobactam', 'piperacillin-tazobactam', null, 'penicillin beta-lactam', {
    limits: mg(4500, 18_000),
    renal: { egfrBelow: 20, act: 'reduce', daily: 9000, text: creatinineText },
  }),
  drug('cefazolin', 'cefazolin', '2180', 'cephalosporin-1 beta-lactam', { limits: mg(3000, 12_000, 50) }),
  drug('cephalexin', 'cephalexin', '2231', 'cephalosporin-1 beta-lactam', { limits: mg(1000, 4000, 25) }),
  drug('ceftriaxone', 'ceftriaxone', '2193', 'cephalosporin-3 beta-lactam', { limits: mg(2000, 4000, 100) }),
  drug('meropenem', 'meropenem', '29561', 'carbapenem beta-lactam', {
    limits: mg(2000, 6000, 40),
    renal: { egfrBelow: 25, act: 'reduce', daily: 2000, text: creatinineText },
  }),
  drug('vancomycin', 'vancomycin', '11124', 'glycopeptide', {
    limits: mg(3000, 6000, 20),
    renal: { egfrBelow: 30, act: 'reduce', daily: 1500, text: 'Dose by level, with the pharmacist.' },
  }),
  drug('azithromycin', 'azithromycin', '18631', 'macrolide qt-prolonging', { limits: mg(1000, 2000, 12) }),
  drug('clarithromycin', 'clarithromycin', '21212', 'macrolide cyp3a4-inhibitor qt-prolonging', { limits: mg(1000, 1500) }),
  drug('levofloxacin', 'levofloxacin', '82122', 'fluoroquinolone qt-prolonging', {
    limits: mg(750, 750),
    renal: { egfrBelow: 50, act: 'reduce', daily: 500, text: creatinineText },
    pregnancy: 'Another group of antibiotics is preferred.',
  }),
  drug('ciprofloxacin', 'ciprofloxacin', '2551', 'fluoroquinolone', {
    limits: mg(750, 1500),
    pregnancy: 'Another group of antibiotics is preferred.',
  }),
  drug('doxycycline', 'doxycycline', '3640', 'tetracycline', { limits: mg(200, 300), pregnancy: 'It stains the child’s teeth and bones.' }),
  drug('metronidazole', 'metronidazole', '6922', 'nitroimidazole', { limits: mg(1000, 4000) }),
  drug('trimethoprim-sulfamethoxazole', 'trimethoprim-sulfamethoxazole', '10831', 'sulfonamide-antibiotic potassium-raising', {
    limits: mg(960, 1920),
    renal: { egfrBelow: 15, act: 'avoid', text: creatinineText },
    labs: [{ lab: potassium, above: 5, text: 'It raises potassium further.' }],
  }),
];

const pain: readonly Drug[] = [
  drug('acetaminophen', 'acetaminophen', '161', 'acetaminophen', { limits: mg(1000, 4000, 15) }),
  drug('ibuprofen', 'ibuprofen', '5640', 'nsaid nsaid-like', {
    limits: mg(800, 3200, 10),
    renal: { egfrBelow: 30, act: 'avoid', text: 'It can stop what is left of the kidneys’ work.' },
    pregnancy: 'Not from 20 weeks on.',
  }),
  drug('naproxen', 'naproxen', '7258', 'nsaid nsaid-like', {
    limits: mg(550, 1375),
    renal: { egfrBelow: 30, act: 'avoid', text: 'It can stop what is left of the kidneys’ work.' },
    pregnancy: 'Not from 20 weeks on.',
  }),
  drug('ketorolac', 'ketorolac', '35827', 'nsaid nsaid-like', {
    limits: mg(60, 120),
    renal: { egfrBelow: 60, act: 'avoid', text: 'It can stop what is left of the kidneys’ work.' },
    pregnancy: 'Not from 20 weeks on.',
  }),
  drug('morphine', 'morphine', '7052', 'opioid', {
    limits: { unit: 'mg', single: 15, daily: 120, perKg: 0.15, childOnly: true },
    renal: { egfrBelow: 30, act: 'reduce', daily: 20, text: 'What it turns into builds up; hydromorphone is often chosen.' },
    highAlert: true,
  }),
  drug('hydromorphone', 'hydromorphone', '3423', 'opioid', { limits: mg(2, 16), highAlert: true }),
  drug('oxycodone', 'oxycodone', '7804', 'opioid', { limits: mg(15, 80), highAlert: true }),
  drug('fentanyl', 'fentanyl', '4337', 'opioid', { limits: { unit: 'ug', single: 100, daily: 1000 }, highAlert: true }),
  drug('tramadol', 'tramadol', '10689', 'opioid serotonergic', { limits: mg(100, 400) }),
  drug('naloxone', 'naloxone', '7242', 'opioid-antagonist', { limits: mg(4, 12) }),
  drug('gabapentin', 'gabapentin', '25480', 'gabapentinoid', {
    limits: mg(1200, 3600),
    renal: { egfrBelow: 30, act: 'reduce', daily: 700, text: creatinineText },
  }),
  drug('lorazepam', 'lorazepam', '6470', 'benzodiazepine', { limits: mg(4, 10) }),
];

const others: readonly Drug[] = [
  drug('insulin-lispro', 'insulin lispro', '86009', 'insulin rapid-insulin', {
    limits: { unit: 'units', single: 30, daily: 150 },
    labs: [{ lab: '41653-7', below: 70, text: 'Blood sugar is already low.' }],
    highAlert: true,
  }),
  drug('insulin-glargine', 'insulin glargine', '274783', 'insulin basal-insulin', {
    limits: { unit: 'units', single: 80, daily: 120 },
    highAlert: true,
  }),
  drug('insulin-regular', 'insulin regular', '253182', 'insulin rapid-insulin', {
    limits: { unit: 'units', single: 20, daily: 250 },
    highAlert: true,
  }),
  drug('metformin', 'metformin', '6809', 'biguanide', {
    limits: mg(1000, 2550),
    renal: { egfrBelow: 30, act: 'avoid', text: 'Danger of lactic acidosis.' },
    labs: [{ lab: '2524-7', above: 4, text: 'Lactate is already high.' }],
  }),
  drug('glipizide', 'glipizide', '4821', 'sulfonylurea', { limits: mg(20, 40) }),
  drug('levothyroxine', 'levothyroxine', '10582', 'thyroid', { limits: { unit: 'ug', single: 300, daily: 300 } }),
  drug('prednisone', 'prednisone', '8640', 'corticosteroid', { limits: mg(80, 120, 2) }),
  drug('methylprednisolone', 'methylprednisolone', '6902', 'corticosteroid', { limits: mg(1000, 1000) }),
  drug('dexamethasone', 'dexamethasone', '3264', 'corticosteroid', { limits: mg(20, 40, 0.6) }),
  drug('albuterol', 'albuterol', '435', 'beta-agonist', { limits: mg(10, 60) }),
  drug('omeprazole', 'omeprazole', '7646', 'proton-pump', { limits: mg(40, 120) }),
  drug('pantoprazole', 'pantoprazole', '40790', 'proton-pump', { limits: mg(80, 240) }),
  drug('ondansetron', 'ondansetron', '26225', 'antiemetic qt-prolonging', { limits: mg(16, 32, 0.15) }),
  drug('potassium-chloride', 'potassium chloride', '8591', 'potassium-raising potassium', {
    limits: { unit: 'mEq', single: 40, daily: 200 },
    labs: [{ lab: potassium, above: 5, text: 'Potassium is already high.' }],
    highAlert: true,
  }),
  drug('magnesium-sulfate', 'magnesium sulfate', '6585', 'magnesium', { limits: { unit: 'g', single: 6, daily: 40 }, highAlert: true }),
  drug('sertraline', 'sertraline', '36437', 'ssri serotonergic', { limits: mg(200, 200) }),
  drug('citalopram', 'citalopram', '2556', 'ssri serotonergic qt-prolonging', { limits: mg(40, 40) }),
  drug('haloperidol', 'haloperidol', '5093', 'antipsychotic qt-prolonging', { limits: mg(10, 30) }),
  drug('lithium', 'lithium', '6448', 'lithium', { limits: mg(900, 1800), pregnancy: 'It can harm the unborn child’s heart.' }),
  drug('methotrexate', 'methotrexate', '6851', 'antimetabolite', {
    limits: { unit: 'mg', single: 25, daily: 25 },
    pregnancy: 'It ends pregnancies and deforms the child.',
    renal: { egfrBelow: 30, act: 'avoid', text: creatinineText },
    highAlert: true,
  }),
  drug('isotretinoin', 'isotretinoin', '6064', 'retinoid', { limits: mg(80, 160), pregnancy: 'It deforms the child.' }),
  drug('phenytoin', 'phenytoin', '8183', 'antiepileptic', { limits: mg(1500, 1500) }),
  drug('allopurinol', 'allopurinol', '519', 'xanthine-oxidase-inhibitor', { limits: mg(300, 800) }),
  drug('tamsulosin', 'tamsulosin', '77492', 'alpha-blocker', { limits: { unit: 'mg', single: 0.8, daily: 0.8 } }),
  drug('docusate', 'docusate', '82003', 'stool-softener', { limits: mg(300, 500) }),
  drug('diphenhydramine', 'diphenhydramine', '3498', 'antihistamine', { limits: mg(50, 300, 1.25) }),
];

export const drugs: readonly Drug[] = [...heart, ...blood, ...infection, ...pain, ...others];
const byKey = new Map(drugs.map((one) => [one.key, one]));

export const drugByKey = (key: string): Drug | undefined => byKey.get(key);
