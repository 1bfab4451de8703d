import type { Tier } from './model.ts';

const tierOfKind: Readonly<Record<string, Tier>> = { 'super-user': 'super-user', 'help-desk': 'help-desk', analyst: 'analyst' };

/** The tier of a kind of supporter, as the hospital's files name them. */
export const tierOf = (kind: string): Tier => tierOfKind[kind] ?? 'ate';
