import { Alert, Button, Loader } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { readTip } from '#support/contract.ts';
import { call } from '#web/app/call.ts';
import { useNews } from '#web/app/news.tsx';
import { useCan } from '#web/app/session.tsx';
import { MarkdownText } from '#web/ui/MarkdownText.tsx';
import { PageHeader } from '#web/ui/PageHeader.tsx';
import { ProblemAlert } from '#web/ui/ProblemAlert.tsx';
import { dateText } from '#web/ui/time-text.ts';
import { useSearchState } from '#web/ui/use-search-state.ts';
import { wordText } from '#web/ui/word-text.ts';
import { tipKey } from './query-keys.ts';
import { TipEditor } from './TipEditor.tsx';
import { TipHistory } from './TipHistory.tsx';
import css from './tips.module.css';

/** One tip sheet to read and print; its earlier versions stay where they are. */
export function TipPage() {
  const { tipId = '' } = useParams({ strict: false }) as { tipId?: string };
  const client = useQueryClient();
  const [search, change] = useSearchState();
  const version = Number(search.version ?? 0);
  const mayWrite = useCan('support.tips');
  const [dialog, setDialog] = useState<'edit' | 'history' | null>(null);
  const { data, error, refetch } = useQuery({
    queryKey: [...tipKey(tipId), version],
    queryFn: () => call(readTip, { params: { tipId }, query: version > 0 ? { version } : {} }),
  });
  useNews('support.tip-changed', () => void client.invalidateQueries({ queryKey: tipKey(tipId) }));
  const failure = <ProblemAlert error={error} title="This tip sheet could not be read" onRetry={() => void refetch()} />;
  if (!data) return error ? failure : <Loader size="sm" />;
  return (
    <>
      {failure}
      <PageHeader
        title={data.title}
        note={[...data.topics, ...data.jobRoles].map(wordText).join(' · ')}
        actions={
          <>
            <Button variant="default" onClick={() => setDialog('history')}>
              History
            </Button>
            {mayWrite && version === 0 && <Button onClick={() => setDialog('edit')}>Change</Button>}
          </>
        }
      />
      {version > 0 && (
        <Alert color="yellow" variant="light" mb="md" title={`Version ${version}`}>
          There may be a newer one.{' '}
          <Button size="compact-xs" variant="default" onClick={() => change({ version: '' })}>
            Show it as it reads now
          </Button>
        </Alert>
      )}
      {data.retired && version === 0 && (
        <Alert color="yellow" variant="light" mb="md">
          Put away: it is not suggested and not found any more.
        </Alert>
      )}
      <article className={css.sheet}>
        <MarkdownText>{data.body}</MarkdownText>
      </article>
      <p className={css.quiet}>
        Version {data.version}, {dateText(data.changedAt)}, {data.byName}. <Link to="/tips">All tip sheets</Link>
      </p>
      {dialog === 'edit' && <TipEditor tip={data} onClose={() => setDialog(null)} />}
      {dialog === 'history' && <TipHistory tipId={tipId} onClose={() => setDialog(null)} />}
    </>
  );
}
