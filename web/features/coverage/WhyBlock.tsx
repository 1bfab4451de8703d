import { Skeleton } from '@mantine/core';
import type { Explanation } from '#coverage/contract.ts';
import { ProblemAlert } from '#web/ui/ProblemAlert.tsx';
import css from './SidePanel.module.css';

interface Props {
  title: string;
  othersTitle: string;
  why: Explanation | undefined;
  error: unknown;
}

export function WhyBlock({ title, othersTitle, why, error }: Props) {
  return (
    <section>
      <h3 className={css.heading}>{title}</h3>
      <ProblemAlert error={error} title="No explanation" />
      {!why && !error && <Skeleton height={72} />}
      {why && (
        <ul className={css.lines}>
          {why.lines.map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ul>
      )}
      {why && why.others.length > 0 && (
        <>
          <h3 className={css.heading}>{othersTitle}</h3>
          <ul className={css.lines}>
            {why.others.map((other) => (
              <li key={other.personId}>
                <span className={css.who}>{other.name}</span> <span className={css.quiet}>{other.text}</span>
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  );
}
