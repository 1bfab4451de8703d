import { useQuery } from '@tanstack/react-query';
import type { z } from 'zod';
import { forecastUnits, type UnitReadiness } from '#training/contract.ts';
import { call } from '#web/app/call.ts';
import { DataTable, type Column } from '#web/ui/DataTable.tsx';
import { ProblemAlert } from '#web/ui/ProblemAlert.tsx';
import { localDateText } from '#web/ui/local-date-text.ts';
import { Section } from '#web/ui/Section.tsx';
import { classesKey } from './use-classes.ts';

type Row = z.infer<typeof UnitReadiness>;

/** Will each unit be ready? The probability, and what stands in the way most. */
export function ReadinessForecast() {
  const { data, error, refetch } = useQuery({ queryKey: [...classesKey, 'forecast'], queryFn: () => call(forecastUnits, {}) });
  if (data && data.units.length === 0) return null;
  const share = Math.round(100 * (data?.shareWanted ?? 0.95));
  return (
    <Section title="Ready in time?" note={`Probability that at least ${share}% of a unit’s people are certified by its go-live`} flush>
      <ProblemAlert error={error} title="The forecast could not be read" onRetry={() => void refetch()} />
      {data && (
        <DataTable
          label="Units that go live"
          columns={columns}
          rows={data.units}
          rowKey={(row) => `${row.unitId} ${row.date}`}
          height={420}
        />
      )}
    </Section>
  );
}

const columns: Column<Row>[] = [
  { key: 'unit', header: 'Unit', width: 'minmax(140px, 1.2fr)', sortBy: (row) => row.unitName, cell: (row) => row.unitName },
  { key: 'date', header: 'Go-live', width: '120px', sortBy: (row) => row.date, cell: (row) => localDateText(row.date) },
  {
    key: 'certified',
    header: 'Certified',
    width: '110px',
    align: 'right',
    sortBy: (row) => row.certified / row.people,
    cell: (row) => `${row.certified} of ${row.people}`,
  },
  {
    key: 'probability',
    header: 'Probability',
    width: '110px',
    align: 'right',
    sortBy: (row) => row.probability,
    cell: (row) => percent(row.probability),
  },
  {
    key: 'bottleneck',
    header: 'Stands in the way most',
    width: 'minmax(220px, 2fr)',
    hiddenBelow: 640,
    cell: (row) => <span className="truncate">{row.bottleneck?.text ?? 'Nothing'}</span>,
  },
];

/** Never a certainty that is none. */
const percent = (share: number): string => (share > 0.99 ? '> 99%' : share < 0.01 ? '< 1%' : `${Math.round(100 * share)}%`);
