import type { CallState } from '#support/index.ts';

/** What the line says. Nothing here asks for a patient, and a caller is told not to name one. */
export const lineWords = {
  welcome: 'E H R support line. Please do not say or key in anything that points to a patient.',
  who: 'Physicians, nurse practitioners and physician assistants, press 1. Nurses, press 2. Anybody else, press 3.',
  unit: 'Key in the unit code that is printed beside the Q R code of your workstation, then the pound key.',
  wrongUnit: 'No unit has this code.',
  noKey: 'No key was pressed.',
  giveUp: 'We could not understand. Please ask at a workstation, or call again. Goodbye.',
  smsHelp: 'Answer 1 if you go, 2 if you cannot. Write nothing else here.',
  smsNobody: 'Nobody is calling you at this moment: it is taken already, or its time is over.',
  trouble: 'This did not work. Please call again, or ask at a workstation.',
} as const;

/** `4 7 1`: figure by figure. */
export const spelled = (code: string): string => code.replaceAll(/(?<=\d)(?=\d)/g, ' ');

const gapWords: Readonly<Record<string, string>> = {
  'nobody-on-duty': 'Nobody is on duty there at this moment. The command centre sees your call and has to send somebody.',
  'nobody-reachable': 'Nobody on duty there can be reached at this moment. The command centre sees your call.',
  'nobody-knows-topic': 'Everybody who knows this is busy.',
  'everybody-declined': 'Everybody who was called is held up. The command centre sees your call.',
  'all-busy': 'Everybody is helping somebody.',
  'kept-for-providers': 'Everybody who is free is kept for physicians.',
};

/** While nobody has accepted: the truth, and that hanging up loses nothing. */
export function holdText({ gap, callBackCode }: CallState): string {
  const code = `Your call-back code is ${spelled(callBackCode)}. You may hang up: somebody comes to your unit all the same.`;
  if (gap === null) return `We are calling the nearest supporter. ${code}`;
  const about = gap.waitMinutes === null ? '' : ` About ${gap.waitMinutes} ${gap.waitMinutes === 1 ? 'minute' : 'minutes'}.`;
  return `${gapWords[gap.reason] ?? 'Nobody is free.'}${about} ${code}`;
}

/** Somebody has it. */
export function comingText({ holderName, unitName, minutesAway, callBackCode }: CallState): string {
  const away = minutesAway === null ? '' : `, about ${minutesAway} ${minutesAway === 1 ? 'minute' : 'minutes'} away`;
  return `${holderName ?? 'A supporter'} is coming to ${unitName}${away}. Your call-back code is ${spelled(callBackCode)}.`;
}
