import type { ShareState } from './signal-line.ts';

type EndedBy = ShareState['endedBy'];

/** Why it is over, for whoever showed. */
export function endWords(endedBy: EndedBy, agentName: string): string {
  if (endedBy === 'agent') return `${agentName} has seen enough.`;
  if (endedBy === 'caller') return 'You stopped it.';
  if (endedBy === 'declined') return 'You did not want to show it, and that is all right: say on the telephone what you see.';
  return 'The connection was lost, so it was stopped.';
}

/** Why it is over, for whoever looked. */
export function endWordsOfAgent(endedBy: EndedBy): string {
  if (endedBy === 'agent') return 'You ended it.';
  if (endedBy === 'caller') return 'The caller stopped showing.';
  if (endedBy === 'declined') return 'The caller did not want to show the screen. Go on by telephone, or send somebody.';
  if (endedBy === 'not-joined') return 'Nobody joined with the code in time.';
  return 'The connection was lost, so it was stopped.';
}
