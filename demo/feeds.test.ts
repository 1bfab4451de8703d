import { parse } from 'csv-parse/sync';
import { describe, expect, it } from 'vitest';
import { generateHospital } from './generate.ts';
import { recordsOf } from './records-for-tests.ts';
import { backStairsPhysician, nightSurgeon } from './story-people.ts';

const today = '2027-03-08';
const files = generateHospital({ size: 'M', seed: 1, today });
const messages = (name: string): string[][][] =>
  (files.get(name) ?? '').split(/(?=MSH\|)/).map((text) =>
    text
      .trim()
      .split(/\r\n?/)
      .map((segment) => segment.split('|')),
  );
const field = (message: string[][], segment: string, at: number): string => message.find(([id]) => id === segment)?.[at] ?? '';
const eventsOf = (name: string): Map<string, number> => {
  const counts = new Map<string, number>();
  for (const message of messages(name)) counts.set(field(message, 'MSH', 8), (counts.get(field(message, 'MSH', 8)) ?? 0) + 1);
  return counts;
};

describe('rosters', () => {
  it('amion.csv has lines before the data and seventeen columns in each', () => {
    const lines = (files.get('amion.csv') ?? '').split('\r\n');
    expect(lines.findIndex((line) => /,\d{1,2}-\d{1,2}-\d\d,\d{4},\d{4},/.test(line))).toBe(7);
    const rows = parse(lines.slice(7).join('\r\n'));
    expect(rows.length).toBeGreaterThan(300);
    expect(new Set(rows.map((row) => row.length))).toEqual(new Set([17]));
  });

  it('qgenda.csv has struck shifts, who took them over, and drafts', () => {
    const rows = recordsOf(files, 'qgenda.csv');
    const struck = rows.filter((row) => row['IsStruck'] === 'true');
    expect(struck.length).toBeGreaterThan(5);
    for (const shift of struck) {
      const instead = rows.find((row) => row['ScheduleKey'] === `${shift['ScheduleKey']}-b`);
      expect(instead).toMatchObject({ StartDate: shift['StartDate'], TaskName: shift['TaskName'], IsStruck: 'false' });
      expect(instead?.['StaffKey']).not.toBe(shift['StaffKey']);
    }
    expect(rows.filter((row) => row['IsPublished'] === 'false').length).toBeGreaterThan(5);
  });

  it('nobody has two shifts at once', () => {
    const rows = recordsOf(files, 'qgenda.csv').filter((row) => row['IsStruck'] === 'false');
    for (const shifts of Map.groupBy(rows, (row) => row['StaffKey']).values()) {
      const inOrder = shifts.toSorted((a, b) => ((a['StartDateUTC'] ?? '') < (b['StartDateUTC'] ?? '') ? -1 : 1));
      inOrder.slice(1).forEach((next, i) => expect((next['StartDateUTC'] ?? '') >= (inOrder[i]?.['EndDateUTC'] ?? '')).toBe(true));
    }
  });
});

describe('messages', () => {
  it('surgery.hl7 books, moves, changes, cancels, deletes and notes who did not come', () => {
    const events = eventsOf('surgery.hl7');
    expect([...events.keys()].toSorted()).toEqual(['S12', 'S13', 'S14', 'S15', 'S17', 'S26'].map((event) => `SIU^${event}^SIU_S12`));
    const booked = new Set(
      messages('surgery.hl7')
        .filter((m) => field(m, 'MSH', 8).startsWith('SIU^S12'))
        .map((m) => field(m, 'SCH', 2)),
    );
    for (const message of messages('surgery.hl7')) expect(booked).toContain(field(message, 'SCH', 2));
  });

  it('surgery.hl7 has an operation at three in the morning', () => {
    const surgeon = recordsOf(files, 'people.csv').find((row) => row['person_id'] === nightSurgeon.id)?.['ehr_user_id'] ?? '';
    const night = messages('surgery.hl7').filter((message) => field(message, 'AIP', 3).startsWith(`${surgeon}^`));
    expect(night.map((message) => field(message, 'AIS', 4).slice(8, 12))).toContain('0300');
  });

  it('adt.hl7 admits, transfers, discharges and changes', () => {
    expect([...eventsOf('adt.hl7').keys()].map((event) => event.slice(0, 7)).toSorted()).toEqual([
      'ADT^A01',
      'ADT^A02',
      'ADT^A03',
      'ADT^A08',
    ]);
  });

  it('no message has a patient in it', () => {
    const patients = ['surgery.hl7', 'adt.hl7'].flatMap(messages).map((message) => message.find(([id]) => id === 'PID')?.join('|'));
    expect(new Set(patients)).toEqual(new Set(['PID|1||ZZTEST||ZZTEST^ZZTEST']));
  });
});

describe('what already happened', () => {
  it('is in the past, on live units, and never more supported than lived', () => {
    const live = new Map(recordsOf(files, 'go-lives.csv').map((row) => [row['unit_id'], row['date'] ?? '']));
    const rows = recordsOf(files, 'exposure.csv');
    expect(rows.length).toBeGreaterThan(50);
    for (const row of rows) {
      expect((row['date'] ?? '') < today && (row['date'] ?? '') >= (live.get(row['unit_id']) ?? '9')).toBe(true);
      expect(Number(row['supported_rounds'])).toBeLessThanOrEqual(Number(row['live_rounds']));
    }
    expect(rows.some((row) => Number(row['supported_rounds']) < Number(row['live_rounds']))).toBe(true);
  });

  it('has the back-stairs physician on the ward without one live round, and one appointment with him tomorrow', () => {
    const his = recordsOf(files, 'exposure.csv').filter((row) => row['person_id'] === backStairsPhysician.id);
    expect(his.length).toBeGreaterThan(3);
    expect(his.every((row) => row['live_rounds'] === '0')).toBe(true);
    const asked = recordsOf(files, 'outreach.csv').filter((row) => row['person_id'] === backStairsPhysician.id);
    expect(asked.map((row) => row['from']?.slice(0, 10))).toEqual(['2027-03-09']);
  });
});
