/*
 * How groups of drugs go together: for practice only, simplified from common textbooks and public labelling. Every list is short on
 * purpose; what is not in it is not therefore harmless.
 */

export interface CrossReaction {
  /** Group that the allergy is to. */
  readonly from: string;
  readonly to: string;
  readonly severity: 'critical' | 'warning' | 'info';
  readonly why: string;
}

/** An allergy to one of a group says something about another group. Within a group itself it always counts. */
export const crossReactions: readonly CrossReaction[] = [
  {
    from: 'penicillin',
    to: 'cephalosporin-1',
    severity: 'warning',
    why: 'Some who are allergic to penicillins react to early cephalosporins with a like side chain.',
  },
  { from: 'penicillin', to: 'cephalosporin-3', severity: 'info', why: 'Later cephalosporins seldom cross-react with penicillins.' },
  { from: 'penicillin', to: 'carbapenem', severity: 'info', why: 'Fewer than one in a hundred react.' },
  { from: 'ace-inhibitor', to: 'arb', severity: 'warning', why: 'After a swelling from an ACE inhibitor an ARB is given only with care.' },
  { from: 'nsaid-like', to: 'nsaid', severity: 'critical', why: 'All of the group can bring back the reaction.' },
];

/** Groups in which one member is enough. */
export const duplicateGroups: Readonly<Record<string, { readonly name: string; readonly severity: 'critical' | 'warning' }>> = {
  anticoagulant: { name: 'blood thinners', severity: 'critical' },
  'ace-inhibitor': { name: 'ACE inhibitors', severity: 'warning' },
  raas: { name: 'ACE inhibitor and ARB', severity: 'warning' },
  'beta-blocker': { name: 'beta blockers', severity: 'warning' },
  statin: { name: 'statins', severity: 'warning' },
  nsaid: { name: 'anti-inflammatories', severity: 'warning' },
  ssri: { name: 'SSRIs', severity: 'warning' },
  'proton-pump': { name: 'proton pump inhibitors', severity: 'warning' },
  benzodiazepine: { name: 'benzodiazepines', severity: 'warning' },
  'rapid-insulin': { name: 'rapid insulins', severity: 'warning' },
  'loop-diuretic': { name: 'loop diuretics', severity: 'warning' },
  'beta-lactam': { name: 'beta-lactam antibiotics', severity: 'warning' },
  corticosteroid: { name: 'corticosteroids', severity: 'warning' },
  acetaminophen: { name: 'acetaminophen', severity: 'warning' },
};

export interface Interaction {
  /** A group or a drug's key. */
  readonly one: string;
  readonly other: string;
  readonly severity: 'critical' | 'warning' | 'info';
  readonly why: string;
  readonly nuisance?: boolean;
}

export const interactions: readonly Interaction[] = [
  { one: 'anticoagulant', other: 'nsaid', severity: 'warning', why: 'Together they make bleeding much more likely.' },
  {
    one: 'anticoagulant',
    other: 'antiplatelet',
    severity: 'warning',
    why: 'Together they make bleeding more likely; some patients need both.',
  },
  { one: 'warfarin', other: 'trimethoprim-sulfamethoxazole', severity: 'critical', why: 'The INR rises steeply within days.' },
  { one: 'warfarin', other: 'metronidazole', severity: 'critical', why: 'The INR rises steeply within days.' },
  { one: 'warfarin', other: 'fluoroquinolone', severity: 'warning', why: 'The INR rises; measure it sooner.' },
  { one: 'warfarin', other: 'macrolide', severity: 'warning', why: 'The INR rises; measure it sooner.' },
  { one: 'warfarin', other: 'amiodarone', severity: 'warning', why: 'The INR rises for weeks.' },
  { one: 'raas', other: 'potassium-raising', severity: 'warning', why: 'Potassium can rise dangerously.' },
  { one: 'spironolactone', other: 'potassium', severity: 'critical', why: 'Potassium can rise dangerously.' },
  { one: 'simvastatin', other: 'cyp3a4-inhibitor', severity: 'critical', why: 'Simvastatin builds up and muscles break down.' },
  { one: 'serotonergic', other: 'serotonergic', severity: 'warning', why: 'Serotonin poisoning: agitation, fever, tremor.' },
  { one: 'qt-prolonging', other: 'qt-prolonging', severity: 'warning', why: 'Both lengthen the QT time; look at the tracing first.' },
  { one: 'opioid', other: 'benzodiazepine', severity: 'warning', why: 'Breathing can stop; use the lowest doses and watch.' },
  { one: 'lithium', other: 'nsaid', severity: 'critical', why: 'Lithium builds up to a poisonous level.' },
  { one: 'lithium', other: 'raas', severity: 'warning', why: 'Lithium builds up.' },
  { one: 'lithium', other: 'thiazide', severity: 'critical', why: 'Lithium builds up to a poisonous level.' },
  { one: 'digoxin', other: 'amiodarone', severity: 'warning', why: 'The digoxin level doubles.' },
  { one: 'methotrexate', other: 'trimethoprim-sulfamethoxazole', severity: 'critical', why: 'The bone marrow can fail.' },
  { one: 'methotrexate', other: 'nsaid', severity: 'warning', why: 'Methotrexate builds up.' },
  { one: 'nsaid', other: 'raas', severity: 'warning', why: 'Together they can stop the kidneys.' },
  // Said of nearly everybody and heeded by nobody: what alert fatigue is made of, and so part of the practice.
  { one: 'beta-blocker', other: 'calcium-blocker', severity: 'info', why: 'Both lower blood pressure.', nuisance: true },
  { one: 'loop-diuretic', other: 'beta-blocker', severity: 'info', why: 'Both lower blood pressure.', nuisance: true },
  { one: 'statin', other: 'calcium-blocker', severity: 'info', why: 'Muscle pain is a little more frequent.', nuisance: true },
  { one: 'proton-pump', other: 'levothyroxine', severity: 'info', why: 'Absorption may be a little less.', nuisance: true },
  { one: 'acetaminophen', other: 'anticoagulant', severity: 'info', why: 'Regular high doses may raise the INR.', nuisance: true },
];

export interface DiseaseRule {
  /** ICD-10-CM codes that begin so. */
  readonly icd: string;
  readonly group: string;
  readonly severity: 'critical' | 'warning';
  readonly why: string;
}

export const diseaseRules: readonly DiseaseRule[] = [
  { icd: 'K92', group: 'nsaid', severity: 'critical', why: 'It can restart or worsen the bleeding.' },
  { icd: 'K92', group: 'anticoagulant', severity: 'critical', why: 'It can restart or worsen the bleeding.' },
  { icd: 'I50', group: 'nsaid', severity: 'warning', why: 'It holds salt and water back and worsens heart failure.' },
  { icd: 'J45', group: 'beta-blocker', severity: 'warning', why: 'It can bring on an attack of asthma.' },
  { icd: 'N18.4', group: 'nsaid', severity: 'critical', why: 'It can stop what is left of the kidneys’ work.' },
];

/** What should be measured when it is ordered: group, LOINC codes of which one will do, words. */
export const monitoring: readonly (readonly [group: string, labs: readonly string[], text: string])[] = [
  ['vancomycin', ['4092-3'], 'a vancomycin level and creatinine'],
  ['warfarin', ['6301-6'], 'an INR'],
  ['heparin-like', ['777-3'], 'platelets'],
  ['digoxin', ['10535-3', '2823-3'], 'a digoxin level and potassium'],
];
