import type { Presence } from '#coverage/core/facts.ts';
import type { PresenceScope } from '#coverage/files/presence-scope.ts';
import type { ReadIssue } from '#platform/files/issue.ts';

type Note = (file: string, count: number, issues: readonly ReadIssue[]) => void;

export async function readPresenceFiles(_dir: string, _scope: PresenceScope, _note: Note): Promise<Presence[]> {
  return [];
}

export function calendarZone(_folder: { has(file: string): boolean }): [string, string] | null {
  return null;
}
