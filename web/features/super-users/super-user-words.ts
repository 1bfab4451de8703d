import type { SuperUserView } from '#training/contract.ts';

const words: Readonly<Record<SuperUserView['state'], string>> = {
  nominated: 'Was asked',
  accepted: 'Super-user',
  declined: 'Said no',
  ended: 'Was one',
};

export const stateText = ({ state, volunteered }: Pick<SuperUserView, 'state' | 'volunteered'>): string =>
  state === 'accepted' && volunteered ? 'Volunteer' : words[state];
