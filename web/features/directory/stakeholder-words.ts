import type { Stakeholder } from '#directory/stakeholders/contract.ts';

export const kindText: Readonly<Record<Stakeholder['kind'], string>> = {
  executive: 'Executive sponsor',
  champion: 'Champion',
  partner: 'Partner outside',
};
export const engagementText: Readonly<Record<Stakeholder['engagement'], string>> = {
  unaware: 'Unaware',
  resistant: 'Resistant',
  neutral: 'Neutral',
  supportive: 'Supportive',
  leading: 'Leading',
};
export const levelText: Readonly<Record<Stakeholder['interest'], string>> = { low: 'Low', medium: 'Medium', high: 'High' };
export const levelRank: Readonly<Record<Stakeholder['interest'], number>> = { low: 0, medium: 1, high: 2 };

export const choicesOf = (texts: Readonly<Record<string, string>>): { value: string; label: string }[] =>
  Object.entries(texts).map(([value, label]) => ({ value, label }));
