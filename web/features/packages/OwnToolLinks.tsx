import { Button } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { listOwnLti } from '#training/contract.ts';
import { call } from '#web/app/call.ts';
import { useNews } from '#web/app/news.tsx';
import { DataTable } from '#web/ui/DataTable.tsx';
import { EmptyState } from '#web/ui/EmptyState.tsx';
import { Section } from '#web/ui/Section.tsx';
import { packagesKey } from './package-words.ts';

const percent = (share: number): string => `${Math.round(share * 100)} %`;

/** Activities on other sites: they open in a window of their own, and how I did comes back. */
export function OwnToolLinks() {
  const client = useQueryClient();
  const key = [...packagesKey, 'own-lti'];
  const query = useQuery({ queryKey: key, queryFn: () => call(listOwnLti, {}) });
  useNews('training.record-changed', () => void client.invalidateQueries({ queryKey: key }));
  if (!query.data || query.data.links.length === 0) return null;
  return (
    <Section title="On other sites" note="They open in a window of their own." flush>
      <DataTable
        label="On other sites"
        rows={query.data.links}
        rowKey={(one) => one.linkId}
        empty={<EmptyState title="None" />}
        columns={[
          { key: 'title', header: 'Course', width: 'minmax(160px, 2fr)', cell: (one) => one.title },
          { key: 'tool', header: 'Where', width: '160px', hiddenBelow: 640, cell: (one) => one.toolName },
          {
            key: 'state',
            header: 'How far',
            width: '160px',
            cell: (one) =>
              one.share === null
                ? one.opened
                  ? 'Begun'
                  : 'Not begun'
                : `${percent(one.share)}${one.passShare === null ? '' : ` of ${percent(one.passShare)} needed`}`,
          },
          {
            key: 'open',
            header: '',
            width: '100px',
            cell: (one) => (
              <Button
                component="a"
                size="compact-xs"
                variant="default"
                href={`/lti/start/${one.linkId}`}
                target="_blank"
                rel="noopener"
                aria-label={`Open ${one.title}`}
              >
                Open
              </Button>
            ),
          },
        ]}
      />
    </Section>
  );
}
