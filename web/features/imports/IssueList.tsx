import { Button, Group, SegmentedControl, Text } from '@mantine/core';
import { useMemo, useState } from 'react';
import { issuesPath, type ImportFile, type ImportIssue } from '#platform/imports/contract.ts';
import { number } from './import-words.ts';
import { IssueRows } from './IssueRows.tsx';

/** Every problem with its line and column; good rows land all the same. */
export function IssueList({ importId, file }: { importId: string; file: ImportFile }) {
  const [shown, setShown] = useState<'all' | ImportIssue['severity']>('all');
  const issues = useMemo(
    () => file.issues.filter((issue) => shown === 'all' || issue.severity === shown).toSorted((a, b) => a.line - b.line),
    [file.issues, shown],
  );
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
      {issues.length === 0 ? <Text>None of this kind.</Text> : <IssueRows key={shown} label={`Problems of ${file.file}`} issues={issues} />}
      <Text size="sm" c="dimmed" mt="xs">
        {file.issues.length < all && `The first ${number(file.issues.length)} of ${number(all)}; the download has all. `}A row with an error
        is left out, a row with a warning is taken. Mend the file and drop it again: what was right stays as it is.
      </Text>
    </>
  );
}
