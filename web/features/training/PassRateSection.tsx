import type { z } from 'zod';
import type { PassRateView } from '#training/contract.ts';
import { activityName, shareText } from './training-words.ts';
import { DataTable, type Column } from '#web/ui/DataTable.tsx';
import { Section } from '#web/ui/Section.tsx';

type Rate = z.output<typeof PassRateView>;

const columns: Column<Rate>[] = [
  {
    key: 'activity',
    header: 'Module or exercise',
    width: 'minmax(160px, 2fr)',
    sortBy: (one) => one.title ?? activityName(one.activityId),
    cell: (one) => (
      <span className="truncate" title={one.activityId}>
        {one.title ?? activityName(one.activityId)}
      </span>
    ),
  },
  { key: 'attempts', header: 'Attempts', width: '92px', align: 'right', sortBy: (one) => one.attempts, cell: (one) => one.attempts },
  { key: 'passed', header: 'Passed', width: '80px', align: 'right', sortBy: (one) => one.passed, cell: (one) => one.passed },
  {
    key: 'failed',
    header: 'Not passed',
    width: '96px',
    align: 'right',
    hiddenBelow: 640,
    sortBy: (one) => one.failed,
    cell: (one) => one.failed,
  },
  {
    key: 'left',
    header: 'Left',
    width: '70px',
    align: 'right',
    hiddenBelow: 640,
    sortBy: (one) => one.abandoned,
    cell: (one) => one.abandoned || '–',
  },
  {
    key: 'voided',
    header: 'Voided',
    width: '80px',
    align: 'right',
    hiddenBelow: 640,
    sortBy: (one) => one.voided,
    cell: (one) => one.voided || '–',
  },
  { key: 'rate', header: 'Rate', width: '70px', align: 'right', sortBy: (one) => one.rate ?? -1, cell: (one) => shareText(one.rate) },
];

/** Every attempt counts, whatever became of it: a rate cannot be improved by dropping attempts. */
export function PassRateSection({ rates, smallGroupPeople }: { rates: readonly Rate[]; smallGroupPeople: number }) {
  if (rates.length === 0) return null;
  return (
    <Section
      title="Attempts"
      note={`Every attempt stays in its denominator: failed ones, those that were left, and voided ones. No rate below ${smallGroupPeople} attempts.`}
      flush
    >
      <DataTable label="Attempts" columns={columns} rows={rates} rowKey={(one) => `${one.activity}/${one.activityId}`} height={360} />
    </Section>
  );
}
