import { Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { z } from 'zod';
import { comparePlans, type GapLine } from '#coverage/contract.ts';
import type { TimeZone } from '#kernel/time.ts';
import { call } from '#web/app/call.ts';
import { ProblemAlert } from '#web/ui/ProblemAlert.tsx';
import { plural } from '#web/ui/time-text.ts';
import css from './SidePanel.module.css';
import { SidePanel } from './SidePanel.tsx';

type Line = z.infer<typeof GapLine>;
interface Props {
  left: string;
  right: string;
  zone: TimeZone;
  onOpen: (line: Line) => void;
  onClose: () => void;
}

const money = (amount: number): string => Math.round(amount).toLocaleString('en');

/** Two plans by their consequences: whom each leaves without support, and what it costs. */
export function ComparisonPanel({ left, right, onOpen, onClose }: Props) {
  const query = useQuery({
    queryKey: ['coverage', 'comparison', left, right],
    queryFn: () => call(comparePlans, { query: { left, right } }),
  });
  const { data } = query;
  return (
    <SidePanel title="Consequences" note="the upper plan against the lower" onClose={onClose}>
      <ProblemAlert error={query.error} title="The plans could not be compared" onRetry={() => void query.refetch()} />
      {query.isPending && <Skeleton height={120} />}
      {data && (
        <>
          <p className={css.bold}>{data.summary}</p>
          <table className={`${css.table} tabular`}>
            <thead>
              <tr>
                <th scope="col">
                  <span className="screen-reader">Figure</span>
                </th>
                <th scope="col">Upper</th>
                <th scope="col">Lower</th>
              </tr>
            </thead>
            <tbody>
              <Figures name="Wages" left={money(data.wages.left)} right={money(data.wages.right)} />
              <Figures name="Hours" left={money(data.hours.left)} right={money(data.hours.right)} />
              {data.cost.left !== null && data.cost.right !== null && (
                <Figures name="Cost in all" left={money(data.cost.left)} right={money(data.cost.right)} />
              )}
              <Figures name="Gaps" left={String(data.onlyLeft.length + data.both)} right={String(data.onlyRight.length + data.both)} />
            </tbody>
          </table>
          <Lines title="Only the upper plan leaves alone" lines={data.onlyLeft} onOpen={onOpen} />
          <Lines title="Only the lower plan leaves alone" lines={data.onlyRight} onOpen={onOpen} />
          {data.both > 0 && <p className={css.quiet}>{plural(data.both, 'gap')} in both.</p>}
        </>
      )}
    </SidePanel>
  );
}

const Figures = ({ name, left, right }: { name: string; left: string; right: string }) => (
  <tr>
    <th scope="row">{name}</th>
    <td>{left}</td>
    <td>{right}</td>
  </tr>
);

function Lines({ title, lines, onOpen }: { title: string; lines: readonly Line[]; onOpen: (line: Line) => void }) {
  return (
    <section>
      <h3 className={css.heading}>
        {title} ({lines.length})
      </h3>
      {lines.length === 0 && <p className={css.quiet}>Nobody.</p>}
      {lines.slice(0, 60).map((line) => (
        <button key={`${line.needId}${line.start}`} type="button" className={css.entry} onClick={() => onOpen(line)}>
          {line.text}
        </button>
      ))}
    </section>
  );
}
