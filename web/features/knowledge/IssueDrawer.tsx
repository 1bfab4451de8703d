import { Button, Checkbox, Drawer, Loader, Stack } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { attachRequests, getDesk, suggest, type DeskRow, type Issue } from '#support/contract.ts';
import type { z } from 'zod';
import { call } from '#web/app/call.ts';
import { usePlaces } from '#web/app/use-places.ts';
import { ProblemAlert } from '#web/ui/ProblemAlert.tsx';
import { plural } from '#web/ui/time-text.ts';
import css from './knowledge.module.css';
import { issuesKey } from './query-keys.ts';

interface Props {
  issue: z.infer<typeof Issue>;
  mayWork: boolean;
  onClose: () => void;
}

/** An issue with its open requests, and those that look like it: many attached at once. */
export function IssueDrawer({ issue, mayWork, onClose }: Props) {
  const client = useQueryClient();
  const { unitName } = usePlaces();
  const desk = useQuery({ queryKey: ['desk', 'queue'], queryFn: () => call(getDesk, {}) });
  const like = useQuery({
    queryKey: [...issuesKey, issue.issueId, 'like'],
    queryFn: () => call(suggest, { body: { text: `${issue.title} ${issue.workaround}`.slice(0, 1000) } }),
    enabled: issue.state === 'open',
  });
  const [chosen, setChosen] = useState<readonly string[] | null>(null);
  const open = desk.data?.requests ?? [];
  const attached = open.filter((row) => row.issue?.issueId === issue.issueId);
  const likely = new Set((like.data?.duplicates ?? []).map(({ requestId }) => requestId));
  const others = open
    .filter((row) => row.issue === null && row.state !== 'done')
    .toSorted((a, b) => Number(likely.has(b.requestId)) - Number(likely.has(a.requestId)));
  const picked = chosen ?? others.filter((row) => likely.has(row.requestId)).map((row) => row.requestId);
  const attach = useMutation({
    mutationFn: () => call(attachRequests, { params: { issueId: issue.issueId }, body: { requestIds: [...picked] } }),
    onSuccess: async () => {
      setChosen([]);
      await Promise.all([client.invalidateQueries({ queryKey: issuesKey }), client.invalidateQueries({ queryKey: ['desk'] })]);
    },
  });
  return (
    <Drawer opened onClose={onClose} title={issue.title} size={560} closeButtonProps={{ 'aria-label': 'Close' }}>
      <p className={css.workaround}>{issue.workaround || 'Nothing is known to do meanwhile.'}</p>
      <h3 className={css.heading}>
        Its open requests, {attached.length} of {issue.requests}
      </h3>
      {desk.isLoading && <Loader size="sm" />}
      <ul className={css.list}>
        {attached.map((row) => (
          <li key={row.requestId}>
            <RequestLink row={row} unitName={unitName} />
          </li>
        ))}
      </ul>
      {mayWork && issue.state === 'open' && others.length > 0 && (
        <>
          <h3 className={css.heading}>Attach others; those that look like it are ticked</h3>
          <Stack gap={6}>
            {others.map((row) => (
              <div key={row.requestId} className={css.pick}>
                <Checkbox
                  size="xs"
                  aria-label={`Request ${row.callBackCode}`}
                  checked={picked.includes(row.requestId)}
                  onChange={(event) =>
                    setChosen(event.currentTarget.checked ? [...picked, row.requestId] : picked.filter((one) => one !== row.requestId))
                  }
                />
                <RequestLink row={row} unitName={unitName} />
              </div>
            ))}
          </Stack>
          <ProblemAlert error={attach.error} title="Nothing was attached" />
          <Button mt="md" disabled={picked.length === 0} loading={attach.isPending} onClick={() => attach.mutate()}>
            Attach {plural(picked.length, 'request')}
          </Button>
        </>
      )}
    </Drawer>
  );
}

function RequestLink({ row, unitName }: { row: DeskRow; unitName: (unitId: string) => string }) {
  return (
    <Link to="/desk" search={{ request: row.requestId } as never} className={css.link}>
      {row.callBackCode} {row.text || 'No words were given'} <span className={css.quiet}>{unitName(row.unitId)}</span>
    </Link>
  );
}
