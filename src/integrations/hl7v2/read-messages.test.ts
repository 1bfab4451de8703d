import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { presenceScope } from '#coverage/files/presence-scope.ts';
import { zonesOf } from '#coverage/files/zones.ts';
import { toOffsetIso } from '#kernel/time.ts';
import { personForTest, unitForTest } from '#test/harness/small-hospital.ts';
import { readAdmissions } from './read-admissions.ts';
import { readSurgery } from './read-surgery.ts';
import { redactMessages } from './redact.ts';

const zone = 'America/Chicago';
const sites = [{ siteId: 'MAIN', name: 'Main', timeZone: zone }];
const units = [unitForTest({ unitId: 'PERI' }), unitForTest({ unitId: '4W' }), unitForTest({ unitId: 'ICU' })];
const people = [
  personForTest({ personId: 'S1', npi: '1000000001' }),
  personForTest({ personId: 'S2', givenName: 'Eve', familyName: 'Stone' }),
  personForTest({ personId: 'N7', jobRole: 'nurse' }),
];
const scope = presenceScope(people, units, zonesOf(sites, units, people), {
  start: Date.parse('2027-03-01T06:00Z'),
  end: Date.parse('2027-04-01T06:00Z'),
});

let control = 0;
const msh = (type: string, at: string, id = `c${(control += 1)}`): string => `MSH|^~\\&|SRC|LAKE|||${at}||${type}|${id}|P|2.5`;
const schedule = (event: string, at: string, ...segments: string[]): string =>
  [msh(`SIU^${event}`, at), 'PID|1||MRN55||Secret^Name', ...segments].join('\r');
const surgery = async (...messages: string[]) => {
  const { presences, issues } = await readSurgery('surgery.hl7', [Buffer.from(messages.join('\r'))], scope);
  return {
    seen: presences.map(
      ({ personId, unitId, start, end }) => `${personId} ${unitId} ${toOffsetIso(start, zone).slice(0, 16)} ${(end - start) / 60_000}`,
    ),
    ids: presences.map(({ presenceId }) => presenceId),
    issues: issues.map(({ line, column, severity, reason }) => `${line} ${column ?? '-'} ${severity}: ${reason}`),
  };
};

const room = 'AIL|1||PERI^OR2';
const surgeon = 'AIP|1||1000000001^Sharp|SURGEON';
const booked = schedule('S12', '20270301060000', 'SCH|P1|F1', 'AIS|1||47562|20270302073000|||90|MIN', surgeon, 'AIP|2||N7|CIRC', room);

describe('operations', () => {
  it('put the surgeon, not the nurse, into the unit of the room', async () => {
    expect(await surgery(booked)).toEqual({ seen: ['S1 PERI 2027-03-02T07:30 90'], ids: ['siu:F1:S1'], issues: [] });
  });

  it('find time and length wherever they are said', async () => {
    const start = 'S1 PERI 2027-03-02T07:30';
    expect((await surgery(schedule('S12', '1', 'SCH|P|F||||||||MIN|^^^20270302073000^20270302080000', surgeon, room))).seen).toEqual([
      `${start} 30`,
    ]);
    expect((await surgery(schedule('S12', '1', 'SCH|P|F|||||||2|H|^^^20270302073000', surgeon, room))).seen).toEqual([`${start} 120`]);
    expect((await surgery(schedule('S12', '1', 'SCH|P|F', surgeon, 'AIL|1||PERI|||20270302073000|||45|MIN'))).seen).toEqual([
      `${start} 45`,
    ]);
    expect((await surgery(schedule('S12', '1', 'SCH|P|F', 'TQ1|||||||20270302073000|20270302083000', surgeon, room))).seen).toEqual([
      `${start} 60`,
    ]);
    expect((await surgery(schedule('S12', '1', 'SCH|P|F', 'AIS|1||x|20270302073000|||60|MIN', 'AIP|1||^Stone^Eve', room))).seen).toEqual([
      'S2 PERI 2027-03-02T07:30 60',
    ]);
  });

  it('move, change length, and go, by appointment id and the time of sending', async () => {
    const moved = schedule('S13', '20270301070000', 'SCH|P1|F1', 'AIS|1||47562|20270303103000');
    const longer = schedule('S14', '20270301080000', 'SCH|P1|F1|||||||120|MIN');
    const cancelled = (event: string) => schedule(event, '20270301090000', 'SCH|P1|F1');
    expect((await surgery(booked, moved)).seen).toEqual(['S1 PERI 2027-03-03T10:30 90']);
    expect((await surgery(longer, moved, booked)).seen).toEqual(['S1 PERI 2027-03-03T10:30 120']);
    expect((await surgery(booked, moved)).ids).toEqual(['siu:F1:S1']);
    for (const event of ['S15', 'S17', 'S26']) expect((await surgery(booked, cancelled(event))).seen).toEqual([]);
  });

  it('count once, however often the message comes', async () => {
    const again = schedule('S13', '20270301070000', 'SCH|P1|F1', 'AIS|1||47562|20270303103000');
    const repeated = booked.replace('20270301060000', '20270301100000');
    expect((await surgery(booked, again, repeated)).seen).toEqual(['S1 PERI 2027-03-03T10:30 90']);
  });

  it('name what they cannot use, by line, and go on', async () => {
    const result = await surgery(
      schedule('S12', '1', 'SCH|P|F9', 'AIS|1||x|20270302073000|||60|MIN', surgeon, 'AIL|1||ZZ^9'),
      schedule('S12', '1', 'SCH|P|F2', 'AIS|1||x|20270302073000|||60|MIN', 'AIP|1||NOBODY', room),
      schedule('S12', '1', 'SCH|P|F3', 'AIS|1||x|20270314023000|||60|MIN', surgeon, room),
      schedule('S12', '1', 'SCH|P|F4', surgeon, room),
      schedule('S12', '1', surgeon, room),
      schedule('S12', '1', 'SCH|P|F5', 'AIS|1||x|20270302073000', surgeon, room),
      'MSH|broken',
      booked,
      msh('ORU^R01', '1'),
    );
    expect(result.seen).toEqual(['S1 PERI 2027-03-02T07:30 90']);
    expect(result.issues).toEqual([
      '1 AIL-3 error: There is no such unit or room. The appointment was left out.',
      '7 AIP-3 error: There is no such person; the appointment was left out for them.',
      '13 SCH-11 error: 2027-03-14 02:30:00 does not exist in America/Chicago: the clocks skip it. Use a time an hour later. The appointment was left out.',
      '19 SCH-11 error: The appointment has no start (AIS-4, AIL-6 or SCH-11). The appointment was left out.',
      '24 SCH-2 error: The message names no appointment (SCH-1 or SCH-2); it was left out.',
      '28 SCH-11 error: The appointment has neither an end nor a duration. The appointment was left out.',
      '34 MSH error: The message does not begin with MSH and its four separators (MSH|^~\\&|…).',
      '42 MSH-9 warning: Messages of this type say nothing that is read here: left out 1.',
    ]);
  });
});

const admission = (event: string, at: string, place: string, attending: string, more = '', patient = 'MRN1'): string =>
  [
    msh(`ADT^${event}`, at),
    `EVN|${event}|${at}`,
    `PID|1||${patient}||Secret^Name||19500101|F`,
    `PV1|1|I|${place}||||${attending}${more}`,
  ].join('\r');
const admissions = async (...messages: string[]) => {
  const { presences, issues } = await readAdmissions('adt.hl7', [Buffer.from(messages.join('\r'))], scope);
  return {
    seen: presences.map(
      ({ personId, unitId, start, end, confidence }) =>
        `${personId} ${unitId} ${toOffsetIso(start, zone).slice(5, 16)} ${(end - start) / 3_600_000} ${confidence}`,
    ),
    issues: issues.map(({ line, column, reason }) => `${line} ${column ?? '-'} ${reason}`),
    text: JSON.stringify({ presences, issues }),
  };
};

describe('admissions', () => {
  const admitted = admission('A01', '20270302150000', '4W^12^1', 'S1', `${'|'.repeat(10)}S2`);

  it('expect the attending on each day of the stay, and the admitting physician at the start', async () => {
    const { seen, issues } = await admissions(admitted, admission('A03', '20270304120000', '4W^12^1', 'S1'));
    expect(issues).toEqual([]);
    expect(seen).toEqual(['S1 4W 03-02T15:00 1 0.3', 'S2 4W 03-02T15:00 1 0.3', 'S1 4W 03-03T07:00 4 0.3', 'S1 4W 03-04T07:00 4 0.3']);
  });

  it('follow a transfer and a change of attending; two patients are surer than one', async () => {
    const moved = admission('A02', '20270303120000', 'ICU^2^1', 'S1');
    const handed = admission('A08', '20270304120000', 'ICU^2^1', 'S2');
    const left = admission('A03', '20270305120000', 'ICU^2^1', 'S2');
    expect((await admissions(admitted.replace('|S2', ''), moved, handed, left)).seen).toEqual([
      'S1 4W 03-02T15:00 1 0.3',
      'S1 4W 03-03T07:00 4 0.3',
      'S1 ICU 03-03T12:00 1 0.3',
      'S1 ICU 03-04T07:00 4 0.3',
      'S2 ICU 03-04T12:00 1 0.3',
      'S2 ICU 03-05T07:00 4 0.3',
    ]);
    const other = admission('A01', '20270302160000', '4W^13^1', 'S1', '', 'MRN2');
    const both = await admissions(admitted.replace('|S2', ''), other);
    expect(both.seen).toEqual(['S1 4W 03-02T15:00 1 0.51', 'S1 4W 03-03T07:00 4 0.51']);
  });

  it('say nothing of the patient, and come out the same every time and after redaction', async () => {
    const messages = [admitted, admission('A02', '20270303120000', 'ICU^2^1', 'S1'), admission('A03', '20270305120000', 'ICU^2^1', 'S1')];
    const first = await admissions(...messages);
    expect(first.text).not.toMatch(/Secret|Name|MRN|1950/);
    expect((await admissions(...messages)).text).toBe(first.text);
    const redacted = Buffer.from(redactMessages(Buffer.from(messages.join('\r')))).toString();
    expect(redacted).not.toMatch(/Secret|Name|MRN|1950/);
    expect((await admissions(redacted)).text).toBe(first.text);
    const operation = Buffer.from(redactMessages(Buffer.from(booked))).toString();
    expect(operation).not.toMatch(/Secret|MRN/);
    expect((await surgery(operation)).seen).toEqual((await surgery(booked)).seen);
  });

  it('name what they cannot use', async () => {
    const { issues } = await admissions(
      admission('A01', '20270302150000', 'ZZ', 'S1'),
      admission('A01', '2027', '4W', 'S1', '', 'M2'),
      admission('A01', '20270302150000', '4W', 'X9^Nobody', '', 'M3'),
      msh('ADT^A08', '1'),
    );
    expect(issues).toEqual([
      '1 PV1-3 There is no such unit or room; the message was left out.',
      '5 EVN-2 "2027" is not an HL7 time (YYYYMMDDHHMM).',
      '9 PV1-7 There is no such person.',
      '13 PV1-3 The message says no place (PV1-3); it was left out.',
    ]);
  });
});

it('never throws, whatever the bytes', async () => {
  const pieces = fc.constantFrom(
    booked,
    'MSH|^~\\&|A|B|||1||SIU^S12|1\r',
    'SCH|1|2\r',
    'AIL|1||PERI\r',
    'AIP|1||S1\r',
    'MSH|^~\\&|A|B|||1||ADT^A01|\r',
    'PV1|1|I|4W||||S1\r',
    'EVN|A01|20270301\r',
    'FHS|',
    '\u000b',
    '\u001c\r',
  );
  const content = fc
    .array(
      fc.oneof(
        pieces.map((text) => Buffer.from(text)),
        fc.uint8Array({ maxLength: 60 }),
      ),
    )
    .map((parts) => Buffer.concat(parts));
  await fc.assert(
    fc.asyncProperty(content, async (bytes) => {
      expect(await readSurgery('surgery.hl7', [bytes], scope)).toHaveProperty('presences');
      expect(await readAdmissions('adt.hl7', [bytes], scope)).toHaveProperty('presences');
      expect(redactMessages(bytes)).toBeInstanceOf(Uint8Array);
    }),
    { numRuns: 300 },
  );
});
