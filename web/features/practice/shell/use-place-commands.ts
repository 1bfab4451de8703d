import { birthText, nameText } from '../fhir/patient-words.ts';
import { useAttempt } from './attempt-space.ts';
import type { Command } from './commands.ts';
import { closeChart, useOpenCharts } from './open-charts.ts';
import { usePlace } from './place.ts';
import { screensOf } from './screens.ts';
import { useCensus } from './use-census.ts';

/** Going places by keyboard: the role's work spaces, the parts of the open chart, every patient in the house. */
export function usePlaceCommands() {
  const { attemptId, role } = useAttempt();
  const { screen, patient, go } = usePlace();
  const charts = useOpenCharts(attemptId);
  const { stays } = useCensus();
  const parts = screensOf(role, 'chart');
  const spaces = screensOf(role, 'list');
  const nameOf = (id: string): string => nameText(stays.find((stay) => stay.patient.id === id)?.patient.name);

  const stepPart = (turn: 1 | -1): void => {
    const list = patient === '' ? spaces : parts;
    const at = list.findIndex((one) => one.key === screen);
    const next = list[(Math.max(0, at) + turn + list.length) % list.length];
    if (next) go(patient === '' ? { screen: next.key } : { screen: next.key, patient });
  };
  const stepChart = (turn: 1 | -1): void => {
    const at = charts.indexOf(patient);
    const next = at === -1 ? charts.at(turn > 0 ? 0 : -1) : charts[(at + turn + charts.length) % charts.length];
    if (next) go({ patient: next, screen: patient === '' ? 'chart' : screen });
  };
  const commands: Command[] = [
    ...(patient === ''
      ? []
      : parts.map((part): Command => {
          const run = (): void => go({ screen: part.key, patient });
          return { key: `part ${part.key}`, group: 'Go to', label: part.label, detail: nameOf(patient), run };
        })),
    ...spaces.map((space): Command => {
      return { key: `space ${space.key}`, group: 'Go to', label: space.label, run: () => go({ screen: space.key }) };
    }),
    ...(charts.includes(patient)
      ? [
          {
            key: 'close-chart',
            group: 'Here' as const,
            label: 'Close this chart',
            detail: nameOf(patient),
            run: () => {
              closeChart(attemptId, patient);
              go({ screen: spaces[0]?.key ?? '' });
            },
          },
        ]
      : []),
    ...stays.map((stay): Command => {
      const id = stay.patient.id ?? '';
      return {
        key: `patient ${stay.encounter.id}`,
        group: 'Patients',
        label: nameText(stay.patient.name),
        detail: `born ${birthText(stay.patient.birthDate)} ${stay.bed}`,
        run: () => go({ patient: id, screen: parts.some((one) => one.key === screen) ? screen : 'chart' }),
      };
    }),
  ];
  return { stepPart, stepChart, commands };
}
