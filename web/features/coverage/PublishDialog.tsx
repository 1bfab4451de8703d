import { Alert, Button, Group, Modal, Skeleton, Textarea } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { diffPlan, publishPlan, type PublishDiff } from '#coverage/contract.ts';
import { call } from '#web/app/call.ts';
import { DataTable, type Column } from '#web/ui/DataTable.tsx';
import { ProblemAlert } from '#web/ui/ProblemAlert.tsx';
import { plural } from '#web/ui/time-text.ts';
import css from './PublishDialog.module.css';

interface Props {
  planId: string;
  onClose: () => void;
  onPublished: () => void;
}
type PersonDiff = PublishDiff['people'][number];

const columns: readonly Column<PersonDiff>[] = [
  {
    key: 'name',
    header: 'Person',
    width: 'minmax(140px, 1.2fr)',
    cell: (row) => <span className="truncate">{row.name}</span>,
    sortBy: (row) => row.name,
  },
  { key: 'gains', header: 'Gains', width: '70px', align: 'right', cell: (row) => row.gains || '', sortBy: (row) => row.gains },
  { key: 'loses', header: 'Loses', width: '70px', align: 'right', cell: (row) => row.loses || '', sortBy: (row) => row.loses },
  { key: 'changes', header: 'Changes', width: '80px', align: 'right', cell: (row) => row.changes || '', sortBy: (row) => row.changes },
  { key: 'first', header: 'First', width: 'minmax(200px, 2fr)', cell: (row) => <FirstLine row={row} />, hiddenBelow: 640 },
];

function FirstLine({ row }: { row: PersonDiff }) {
  const line = row.lines[0];
  const all = row.lines.map((one) => `${one.kind}: ${one.text}`).join('\n');
  return (
    <span className={`${css.quiet} truncate`} title={all}>
      {line ? `${line.kind} ${line.text}` : ''}
    </span>
  );
}

/** Shows person by person what publishing changes; what was looked at is what is published, or nothing is. */
export function PublishDialog({ planId, onClose, onPublished }: Props) {
  const client = useQueryClient();
  const [note, setNote] = useState('');
  const diff = useQuery({ queryKey: ['coverage', 'diff', planId], queryFn: () => call(diffPlan, { params: { planId } }), staleTime: 0 });
  const publish = useMutation({
    mutationFn: (seen: PublishDiff) =>
      call(publishPlan, { params: { planId }, body: { planVersion: seen.planVersion, publishedVersion: seen.publishedVersion, note } }),
    onSuccess: (done) => {
      notifications.show({ message: `Published. ${plural(done.notified, 'person has', 'people have')} been told.` });
      void client.invalidateQueries({ queryKey: ['coverage'] });
      onPublished();
      onClose();
    },
    onError: () => void diff.refetch(),
  });
  const { data } = diff;
  return (
    <Modal opened onClose={onClose} title="Publish this plan" size="xl" closeButtonProps={{ 'aria-label': 'Close' }}>
      <ProblemAlert error={diff.error} title="No comparison" onRetry={() => void diff.refetch()} />
      {diff.isPending && <Skeleton height={240} />}
      {data && (
        <>
          <p className={css.sum}>
            <Figure value={data.gains} word="gained" /> <Figure value={data.loses} word="lost" />{' '}
            <Figure value={data.changes} word="changed" /> <Figure value={data.unchanged} word="as before" />
            <span className={css.gaps} data-worse={data.uncoveredThen > data.uncoveredNow || undefined}>
              gaps {data.uncoveredNow} → {data.uncoveredThen}
            </span>
          </p>
          {data.breaches.length > 0 && (
            <Alert
              color="red"
              variant="light"
              title={`${plural(data.breaches.length, 'hard rule')} would be broken where this plan meets what is published around it`}
              mb="sm"
            >
              <ul className={css.breaches}>
                {data.breaches.slice(0, 12).map((breach) => (
                  <li key={breach.text}>{breach.text}</li>
                ))}
              </ul>
            </Alert>
          )}
          <DataTable
            label="Changes by person"
            columns={columns}
            rows={data.people}
            rowKey={(row) => row.personId}
            height={300}
            empty={<p>Nobody’s shifts change.</p>}
          />
          <Textarea
            mt="sm"
            label="Note to all concerned"
            maxLength={500}
            autosize
            minRows={2}
            value={note}
            onChange={(event) => setNote(event.currentTarget.value)}
          />
        </>
      )}
      <ProblemAlert error={publish.error} title="Nothing was published" />
      <Group justify="flex-end" mt="lg" gap="xs">
        <Button variant="default" onClick={onClose}>
          Cancel
        </Button>
        <Button loading={publish.isPending} disabled={!data || data.breaches.length > 0} onClick={() => data && publish.mutate(data)}>
          {data ? `Publish and tell ${plural(data.people.length, 'person', 'people')}` : 'Publish'}
        </Button>
      </Group>
    </Modal>
  );
}

const Figure = ({ value, word }: { value: number; word: string }) => (
  <span className={css.figure}>
    <strong>{value.toLocaleString('en')}</strong> {word}
  </span>
);
