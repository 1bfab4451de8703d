import { existsSync, openSync, readSync, closeSync } from 'node:fs';
import { join } from 'node:path';
import type { Presence } from '#coverage/core/facts.ts';
import type { PresenceScope } from '#coverage/files/presence-scope.ts';
import { readAmion } from '#integrations/amion/read-amion.ts';
import { readAdmissions } from '#integrations/hl7v2/read-admissions.ts';
import { readSurgery } from '#integrations/hl7v2/read-surgery.ts';
import { calendarTimeZone, readRounds } from '#integrations/ical/read-rounds.ts';
import { readQgenda } from '#integrations/qgenda/read-qgenda.ts';
import { fileSource } from '#platform/files/file-source.ts';
import type { ReadIssue } from '#platform/files/issue.ts';
import type { ByteSource } from '#platform/files/text-source.ts';

type PresenceReader = (file: string, source: ByteSource, scope: PresenceScope) => Promise<{ presences: Presence[]; issues: ReadIssue[] }>;

/** Schedules and messages as the hospital's other systems write them, by the name under which they lie in the folder. */
export const presenceReaders: Readonly<Record<string, PresenceReader>> = {
  'rounds.ics': readRounds,
  'amion.csv': readAmion,
  'qgenda.csv': readQgenda,
  'surgery.hl7': readSurgery,
  'adt.hl7': readAdmissions,
};

/** Reads those that are there; `note` is told of each. */
export async function readPresenceFiles(
  dir: string,
  scope: PresenceScope,
  note: (file: string, count: number, issues: readonly ReadIssue[]) => void,
): Promise<Presence[]> {
  const presences: Presence[] = [];
  for (const [file, read] of Object.entries(presenceReaders)) {
    const path = join(dir, file);
    if (!existsSync(path)) continue;
    const reading = await read(file, fileSource(path), scope);
    for (const presence of reading.presences) presences.push(presence);
    note(file, reading.presences.length, reading.issues);
  }
  return presences;
}

/** The time zone that rounds.ics says its times are in, with how we know; null when it says none. */
export function calendarZone(dir: string): readonly [string, string] | null {
  const path = join(dir, 'rounds.ics');
  if (!existsSync(path)) return null;
  const start = Buffer.alloc(256 * 1024);
  const handle = openSync(path, 'r');
  try {
    const zone = calendarTimeZone(start.toString('utf8', 0, readSync(handle, start)));
    return zone === null ? null : [zone, 'as rounds.ics has it'];
  } finally {
    closeSync(handle);
  }
}
