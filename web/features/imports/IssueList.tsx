import { Button, Group, SegmentedControl, Text } from '@mantine/core';
import { useMemo, useState } from 'react';
import { issuesPath, type ImportFile, type ImportIssue } from '#platform/imports/contract.ts';
import { number } from './import-words.ts';
import { DataTable, type Column } from '#web/ui/DataTable.tsx';
import { StatusDot } from '#web/ui/StatusDot.tsx';

const truncated = (text: string) => (
  <span className="truncate" title={text}>
    {text}
  </span>
);

const columns: Column<ImportIssue>[] = [
  {
    key: 'line',
    header: 'Line',
    width: '64px',
    align: 'right',
    sortBy: (issue) => issue.line,
    cell: (issue) => (issue.line === 0 ? 'File' : number(issue.line)),
  },
  {
    key: 'column',
    header: 'Column',
    width: '130px',
    sortBy: (issue) => issue.column ?? '',
    cell: (issue) => truncated(issue.column ?? ''),
  },
  {
    key: 'value',
    header: 'Value',
    width: '140px',
    hiddenBelow: 640,
    sortBy: (issue) => issue.value,
    cell: (issue) => truncated(issue.value),
  },
  { key: 'reason', header: 'Why', width: 'minmax(220px, 1fr)', sortBy: (issue) => issue.reason, cell: (issue) => truncated(issue.reason) },
  {
    key: 'severity',
    header: '',
    width: '100px',
    hiddenBelow: 640,
    cell: (issue) => (
      <StatusDot tone={issue.severity === 'error' ? 'gap' : 'look'}>{issue.severity === 'error' ? 'Error' : 'Warning'}</StatusDot>
    ),
  },
];

/** Every problem with its line and column; good rows land all the same. */
export function IssueList({ importId, file }: { importId: string; file: ImportFile }) {
  const [shown, setShown] = useState<'all' | ImportIssue['severity']>('all');
  const rows = useMemo(() => file.issues.filter((issue) => shown === 'all' || issue.severity === shown), [file.issues, shown]);
  const all = file.errors + file.warnings;
  if (all === 0) return <Text>None. Every row could be read.</Text>;
  return (
    <>
      <Group justify="space-between" mb="sm" gap="xs">
        <SegmentedControl
          size="xs"
          aria-label="Which problems"
          value={shown}
          onChange={(value) => setShown(value as typeof shown)}
          data={[
            { value: 'all', label: `All ${number(all)}` },
            { value: 'error', label: `Errors ${number(file.errors)}` },
            { value: 'warning', label: `Warnings ${number(file.warnings)}` },
          ]}
        />
        <Button component="a" href={issuesPath(importId, file.file)} download size="compact-sm" variant="default">
          Download as CSV
        </Button>
      </Group>
      <DataTable
        label={`Problems of ${file.file}`}
        columns={columns}
        rows={rows}
        rowKey={(issue) => `${issue.line} ${issue.column} ${issue.value} ${issue.reason}`}
        height={420}
        empty={<Text>None of this kind.</Text>}
      />
      <Text size="sm" c="dimmed" mt="xs">
        {file.issues.length < all && `The first ${number(file.issues.length)} of ${number(all)}; the download has all. `}
        A row with an error is left out, a row with a warning is taken. Mend the file and drop it again: what was right stays as it is.
      </Text>
    </>
  );
}
