import { Button } from '@mantine/core';
import { useState } from 'react';
import { EmptyState } from '#web/ui/EmptyState.tsx';
import { ScrollRegion } from '#web/ui/ScrollRegion.tsx';
import { Section } from '#web/ui/Section.tsx';
import css from '../chart/chart.module.css';
import { dosageText } from '../fhir/dosage-text.ts';
import { useAttempt } from '../shell/attempt-space.ts';
import type { Orderable } from './catalogue.ts';
import type { DischargeAnswer, DischargeLine } from './discharge-lines.ts';
import { HomeMedicineAnswers } from './HomeMedicineAnswers.tsx';
import { MedicationForm } from './MedicationForm.tsx';
import { dosageOf, sigOf, sigOfOrder, type Sig } from './order-draft.ts';
import { orderableOf, sigOfHome } from './reconcile.ts';
import { useOrderables } from './use-order-lists.ts';

interface Props {
  lines: readonly DischargeLine[];
  answers: Readonly<Record<string, DischargeAnswer>>;
  onAnswer: (line: string, answer: DischargeAnswer | null) => void;
}

/** Home list and orders of the stay, side by side: nothing goes home, and nothing ends, without an answer. */
export function DischargeMedicines({ lines, answers, onAnswer }: Props) {
  const { all } = useOrderables();
  const [writing, setWriting] = useState<DischargeLine | null>(null);
  const open = lines.filter(({ key }) => !(key in answers)).length;
  const named = writing?.statement ?? writing?.order;
  const orderable = named && orderableOf(named, all);
  return (
    <Section
      title="Medicines"
      note={lines.length === 0 ? '' : open === 0 ? 'every one has its answer' : `${open} of ${lines.length} without an answer`}
      flush
    >
      {lines.length === 0 ? (
        <EmptyState title="Nothing is taken at home, and nothing is ordered">Say so in the instructions.</EmptyState>
      ) : (
        <ScrollRegion label="Medicines at discharge" className={css.scroll}>
          <table className={`${css.table} ${css.lines}`}>
            <caption className="screen-reader">Medicines and what becomes of each at home</caption>
            <thead>
              <tr>
                <th scope="col">Medicine</th>
                <th scope="col">At home</th>
                <th scope="col">This stay</th>
                <th scope="col">From now on</th>
              </tr>
            </thead>
            <tbody>
              {lines.map((line) => (
                <MedicineRow
                  key={line.key}
                  line={line}
                  answer={answers[line.key] ?? null}
                  onAnswer={(answer) => onAnswer(line.key, answer)}
                  onWrite={() => setWriting(line)}
                />
              ))}
            </tbody>
          </table>
        </ScrollRegion>
      )}
      {writing && orderable && (
        <MedicationForm
          orderable={orderable}
          begin={beginOf(writing, orderable)}
          submit="Prescribe"
          onDone={(sig) => {
            onAnswer(writing.key, { kind: 'prescribe', sig });
            setWriting(null);
          }}
          onClose={() => setWriting(null)}
        />
      )}
    </Section>
  );
}

/** From the order of the stay, without what is a hospital's only; else from what was taken at home. */
function beginOf({ order, statement }: DischargeLine, orderable: Orderable): Sig {
  if (order) return { ...sigOfOrder(order), holds: [], stat: false };
  return statement ? sigOfHome(statement, orderable) : sigOf(orderable.products[0], orderable);
}

interface RowProps {
  line: DischargeLine;
  answer: DischargeAnswer | null;
  onAnswer: (answer: DischargeAnswer | null) => void;
  onWrite: () => void;
}

function MedicineRow({ line: { name, statement, order }, answer, onAnswer, onWrite }: RowProps) {
  const { closed } = useAttempt();
  return (
    <tr>
      <th scope="row">{name}</th>
      <td data-label="At home">{statement ? dosageText(statement.dosage?.[0]) : <span className={css.quiet}>–</span>}</td>
      <td data-label="This stay">
        {order ? dosageText(order.dosageInstruction?.[0]) : <span className={css.quiet}>not ordered</span>}
        {order?.status === 'on-hold' && <div className={css.quiet}>on hold</div>}
      </td>
      <td>
        {answer ? (
          <span className={css.answers}>
            <strong>{answerWords(answer)}</strong>
            {answer.kind === 'prescribe' && <span className={css.quiet}>{sigWords(answer)}</span>}
            {answer.kind === 'stop' && <span className={css.quiet}>{answer.reason}</span>}
            <Button
              size="compact-xs"
              variant="subtle"
              disabled={closed}
              onClick={() => onAnswer(null)}
              aria-label={`Decide again about ${name}`}
            >
              Decide again
            </Button>
          </span>
        ) : statement ? (
          <HomeMedicineAnswers
            name={name}
            disabled={closed}
            reasoned={['Stop']}
            reasonedWords="stopped"
            onContinue={() => onAnswer({ kind: 'continue' })}
            onChange={onWrite}
            onReasoned={(_, reason) => onAnswer({ kind: 'stop', reason })}
          />
        ) : (
          <span className={css.answers}>
            <Button size="compact-xs" variant="default" data-start disabled={closed} onClick={onWrite} aria-label={`Prescribe ${name}`}>
              Prescribe
            </Button>
            <Button
              size="compact-xs"
              variant="default"
              disabled={closed}
              onClick={() => onAnswer({ kind: 'end' })}
              aria-label={`End ${name} here`}
            >
              Ends here
            </Button>
          </span>
        )}
      </td>
    </tr>
  );
}

const words = { continue: 'As before', prescribe: 'Prescribed', stop: 'Stopped', end: 'Ends here' } as const;
const answerWords = ({ kind }: DischargeAnswer): string => words[kind];
const sigWords = ({ sig }: DischargeAnswer & { kind: 'prescribe' }): string =>
  [dosageText(dosageOf(sig)), sig.days ? `for ${sig.days} ${sig.days === 1 ? 'day' : 'days'}` : ''].filter(Boolean).join(', ');
