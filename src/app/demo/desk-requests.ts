/** What is asked in the second week of a go-live. `fate`: what the desk did with it by now. */
export type DemoRequest = readonly [
  askerClass: 'provider' | 'nurse' | 'other',
  minutesAgo: number,
  topic: string,
  text: string,
  urgency: 'stopped' | 'slowed' | 'can-wait',
  fate: 'wait' | 'unit' | 'mine' | 'vendor' | 'answered' | 'solved' | 'analyst',
];

export const demoRequests: readonly DemoRequest[] = [
  ['nurse', 96, 'nurse', 'Wristband scanner beeps twice and does not read', 'slowed', 'solved'],
  ['provider', 92, 'physician', 'Discharge orders will not sign, pen stays grey', 'stopped', 'mine'],
  ['other', 88, 'front-desk', 'Two charts for the same patient at check-in', 'slowed', 'answered'],
  ['nurse', 75, 'nurse', 'Labels print blank on the unit printer', 'slowed', 'vendor'],
  ['provider', 71, 'physician', 'Cannot find my order set for chest pain', 'slowed', 'answered'],
  ['nurse', 58, 'nurse', 'Blank labels from the printer at the nurse station', 'slowed', 'wait'],
  ['other', 52, 'biller', 'Visits stay open, no level of service although the note is signed', 'can-wait', 'analyst'],
  ['nurse', 44, 'nurse', 'Late dose: which reason when the patient was in radiology', 'can-wait', 'answered'],
  ['provider', 37, 'physician', 'Discharge order does not sign since this morning', 'stopped', 'wait'],
  ['nurse', 33, 'nurse', 'Infusion pump rate does not come across to the flowsheet', 'stopped', 'unit'],
  ['provider', 26, 'physician', 'Co-signature of a resident’s discharge, where is it', 'slowed', 'wait'],
  ['other', 22, 'ma', 'Badge refused after lunch, PIN is right', 'stopped', 'wait'],
  ['nurse', 18, 'nurse', 'Restraint check cannot be charted, field is greyed out', 'stopped', 'wait'],
  ['provider', 14, 'physician', 'Sign button stays grey on discharge', 'stopped', 'wait'],
  ['other', 11, 'pharmacist', 'Verification queue shows orders of another site', 'slowed', 'wait'],
  ['nurse', 7, 'nurse', 'Hand-off list misses two of my patients', 'slowed', 'wait'],
  ['provider', 4, 'physician', 'Results since yesterday do not show in the inbox', 'slowed', 'wait'],
  ['nurse', 2, 'nurse', 'Scanner does not read wristband in room of bed four', 'stopped', 'wait'],
];

export const demoMacros = [
  {
    name: 'Known: discharge will not sign',
    text: 'This is known: an order without a follow-up blocks the pen. Choose a visit or “none needed” under Follow-up, then Sign all. We are mending the build tonight.',
    ends: true,
    issue: 0,
    tip: 'Sign discharge orders in one go',
    triage: { impact: 'unit', urgency: 'slowed' },
  },
  {
    name: 'Printer: blank labels',
    text: 'The roll is in upside down: the shiny side faces the head. If it prints after that, please say so here; if not, we come.',
    ends: true,
    issue: 1,
    tip: 'Nothing prints, or it prints on another floor',
    triage: null,
  },
  {
    name: 'We call you back',
    text: 'We have it and call you on the unit within fifteen minutes. Nobody of yours needs to wait at the telephone.',
    ends: false,
    issue: null,
    tip: null,
    triage: null,
  },
  {
    name: 'Ask whether it is solved',
    text: 'We believe that this is solved. Please choose “solved” or “not solved”: nothing is closed without your word.',
    ends: true,
    issue: null,
    tip: null,
    triage: null,
  },
] as const;

export const demoIssues = [
  {
    title: 'Discharge orders will not sign',
    workaround: 'Choose a follow-up visit or “none needed”; the pen then turns green. The build is mended tonight.',
  },
  { title: 'Labels print blank', workaround: 'Turn the roll: the shiny side faces the print head.' },
  { title: 'Pump rates do not reach the flowsheet', workaround: 'Chart rates by hand; the interface vendor restarts the listener.' },
] as const;
