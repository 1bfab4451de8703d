export const dutyKeys = {
  all: ['duty'] as const,
  own: ['duty', 'own'] as const,
  teaching: ['duty', 'teaching'] as const,
  choices: ['duty', 'choices'] as const,
  push: ['duty', 'push'] as const,
  pushHere: ['duty', 'push-here'] as const,
  shifts: ['duty', 'shifts'] as const,
};
