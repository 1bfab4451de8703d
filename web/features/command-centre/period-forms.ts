import type { Period } from '#support/contract.ts';
import { linesOf } from '#web/ui/lines.ts';

type Jobs = Period['objectives'];

export const jobsText = (jobs: Jobs): string => jobs.map((job) => job.text).join('\n');

/** One job a line; what was done before and is still there stays done. */
export function keptJobs(text: string, before: Jobs): Jobs {
  const done = new Set(before.filter((job) => job.done).map((job) => job.text));
  const lines = [...new Set(linesOf(text))];
  return lines.map((line) => ({ text: line, done: done.has(line) }));
}

const job = (text: string) => ({ text, done: false });

/** The positions of the Hospital Incident Command System as an EHR command centre fills them, each with what it sees to. */
export const usualPositions: Period['positions'] = [
  ['Incident commander', ['Open and close the period', 'Hold the huddle', 'Decide on a major incident']],
  ['Operations chief', ['Watch queue and wall', 'Move supporters where people wait', 'Call in relief before the next shift']],
  ['Planning chief', ['Keep the resolution plan', 'Close gaps of the next 12 hours', 'Make the hand-over sheet']],
  ['Logistics chief', ['Phones, pagers, badges', 'Food and rest for the night shift']],
  ['Liaison officer', ['Vendor and partners', 'Status to the executive sponsor']],
  ['Medical adviser', ['Patient safety reports', 'Rule on workarounds']],
].map(([position, jobs]) => ({ position: position as string, holder: '', personId: null, jobs: (jobs as string[]).map(job) }));
