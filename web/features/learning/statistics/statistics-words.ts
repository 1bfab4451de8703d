import type { ItemLine } from '#training/contract.ts';

export const verdictText: Readonly<Record<ItemLine['verdict'], string>> = {
  'too-few': 'Too few answers yet',
  fine: 'Fine',
  'too-easy': 'Nearly everybody has it right',
  'too-hard': 'Most have it wrong',
  'does-not-tell-apart': 'Says little about who knows',
  'turns-the-wrong-way': 'Those who know the rest miss it: is the key right?',
};

export const isBad = (verdict: ItemLine['verdict']): boolean => !['fine', 'too-few', 'too-easy'].includes(verdict);

export const shareText = (share: number | null): string => (share === null ? '–' : `${Math.round(share * 100)}%`);
export const indexText = (index: number | null): string => (index === null ? '–' : index.toFixed(2));
