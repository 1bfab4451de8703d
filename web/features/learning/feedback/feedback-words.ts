import type { ChangeLine, FeedbackPlace, OwnFeedback, RepairLine } from '#training/contract.ts';
import { plural } from '#web/ui/time-text.ts';

/** Markdown read as plain text, for a line of a list. */
export const plainText = (markdown: string): string =>
  markdown
    .replaceAll(/!?\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replaceAll(/[*_`#>]/g, '')
    .replaceAll(/\s+/g, ' ')
    .trim();

const partWord: Readonly<Record<FeedbackPlace['part'], string>> = { whole: '', page: 'page', item: 'question', task: 'task' };

/** `Page: Two Jensens on one floor`; of the whole: empty. */
export function partText({ part, partText: text }: Pick<RepairLine, 'part' | 'partText'>): string {
  const word = partWord[part];
  return word === '' ? '' : `${word[0]?.toUpperCase()}${word.slice(1)}: ${plainText(text)}`;
}

export const stateText: Readonly<Record<OwnFeedback['state'], string>> = {
  waits: 'Nobody has taken it up yet',
  taken: 'Somebody sees to it',
  repaired: 'Repaired',
  answered: 'Answered',
  thanked: 'Thank you: passed on to those who wrote it',
};

export const outcomeText = ({ outcome, version }: Pick<ChangeLine, 'outcome' | 'version'>): string =>
  outcome === 'answered' ? 'Left as it is' : version === null ? 'Repaired' : `Repaired in version ${version}`;

const saidNouns = { wrong: 'wrong', unclear: 'unclear', 'does-not-fit': 'does not fit', 'too-long': 'too long', good: 'good' } as const;

/** `3 wrong, 1 too long`. */
export function saidText(said: RepairLine['said']): string {
  const kinds = ['wrong', 'unclear', 'does-not-fit', 'too-long', 'good'] as const;
  return kinds
    .filter((kind) => (said[kind] ?? 0) > 0)
    .map((kind) => `${said[kind]} ${saidNouns[kind]}`)
    .join(', ');
}

const percent = (share: number): string => `${Math.round(share * 100)}%`;

/** Why a place is in the queue, in the order of what weighs most. */
export function causeText(line: RepairLine): string[] {
  return line.from.map(({ cause, value }) => {
    switch (cause) {
      case 'said':
        return `Learners say: ${saidText(line.said)}`;
      case 'hard':
        return line.part === 'task' ? `Achieved to ${percent(value)} at the first go` : `${percent(value)} of the points`;
      case 'blurred':
        return 'Says little of who knows the rest';
      case 'lure':
        return `${percent(value)} choose the same wrong answer, more than the right one`;
      case 'leaving':
        return `${percent(value)} stop here`;
      case 'slow':
        return `Takes ${value.toFixed(1)} times the planned time`;
    }
  });
}

export const peopleText = (line: RepairLine): string => (line.people > 0 ? `${plural(line.people, 'person', 'people')} came here` : '');
