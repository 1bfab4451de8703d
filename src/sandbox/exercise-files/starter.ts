import { stringify } from 'yaml';

/** Fields of the head, each on a line of its own, as they are in every file of ours. @returns null when one is not there */
export function withHead(source: string, head: Readonly<Record<string, string | number>>): string | null {
  let text = source;
  for (const [field, value] of Object.entries(head)) {
    const line = new RegExp(`^${field}:.*$`, 'm');
    if (!line.test(text)) return null;
    text = text.replace(line, () => `${field}: ${stringify(value, { lineWidth: 0 }).trimEnd()}`);
  }
  return text;
}

/** A small exercise that runs and can be published as it is: what an author begins with. */
export const starterSource = (
  id: string,
  title: string,
): string => `# Lines that begin with # are remarks. The words are explained under "Help" beside the file.
format: atelbow-exercise/1
id: ${id}
version: 1
title: ${stringify(title, { lineWidth: 0 }).trimEnd()}
role: nurse
minutes: 10
clicks: 30
story: |
  Thanh Nguyen on 5 North feels his heart beating. Open his chart and measure his pulse.
learner: Practitioner/rn-baker
screen: flowsheet
patients: [Patient/pat-nguyen-thanh]

tasks:
  - id: opened
    text: Open the chart of Thanh Nguyen.
    phase: Before
    find: "%trail.where(kind = 'chart-opened' and patient = 'Patient/pat-nguyen-thanh')"
    hint: Find him in the patient list.
    why: His chart was not opened.
    where: Patient list
  - id: pulse
    text: Chart his pulse within five minutes.
    phase: Measure
    weight: 2
    critical: true
    find: "Observation.where(code.coding.exists(code = '8867-4'))"
    withinMin: 5
    hint: The flowsheet has a column for now.
    why: No pulse was charted in the first five minutes.
    where: Flowsheet, Vital signs

gold:
  - id: open
    minute: 1
    trail: [{ kind: chart-opened, patient: '{{patient}}' }]
  - id: measure
    minute: 3
    write: [{ measure: { what: hr, value: 88 } }]

mutants:
  - { breaks: opened, without: [open] }
  - { breaks: pulse, without: [measure] }
`;
