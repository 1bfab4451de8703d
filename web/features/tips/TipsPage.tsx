import { Button, Loader, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconSearch } from '@tabler/icons-react';
import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { searchTips, type TipLine } from '#support/contract.ts';
import { call } from '#web/app/call.ts';
import { useNews } from '#web/app/news.tsx';
import { useCan } from '#web/app/session.tsx';
import { EmptyState } from '#web/ui/EmptyState.tsx';
import { PageHeader } from '#web/ui/PageHeader.tsx';
import { ProblemAlert } from '#web/ui/ProblemAlert.tsx';
import { dateText, plural } from '#web/ui/time-text.ts';
import { Toolbar } from '#web/ui/Toolbar.tsx';
import { useSearchState } from '#web/ui/use-search-state.ts';
import { wordText } from '#web/ui/word-text.ts';
import { tipsKey } from './query-keys.ts';
import { TipEditor } from './TipEditor.tsx';
import css from './tips.module.css';

const tagsShown = 14;

/** What helps in one page: searched while it is typed, by words and by the beginning of the last one. */
export function TipsPage() {
  const client = useQueryClient();
  const [search, change] = useSearchState();
  const [writing, setWriting] = useState(false);
  const mayWrite = useCan('support.tips');
  const tag = search.tag ?? '';
  const [typed] = useDebouncedValue(search.q ?? '', 120);
  const retired = search.retired === 'true';
  const { data, error, refetch } = useQuery({
    queryKey: [...tipsKey, 'search', typed, tag, retired],
    queryFn: () =>
      call(searchTips, {
        query: { ...(typed ? { q: typed } : {}), ...(tag ? { tag } : {}), ...(retired ? { retired: 'true' as const } : {}) },
      }),
    placeholderData: keepPreviousData,
  });
  useNews('support.tip-changed', () => void client.invalidateQueries({ queryKey: tipsKey }));
  const tags = (data?.tags ?? []).slice(0, tagsShown);
  return (
    <>
      <PageHeader
        title="Tip sheets"
        note="One page each, as short as it can be. No patient’s data."
        actions={mayWrite && <Button onClick={() => setWriting(true)}>Write a tip sheet</Button>}
      />
      <Toolbar end={data && plural(data.tips.length, 'tip sheet')}>
        <TextInput
          aria-label="Search tip sheets"
          placeholder="What do you want to do?"
          leftSection={<IconSearch size={16} stroke={1.6} />}
          w={340}
          defaultValue={search.q ?? ''}
          onChange={(event) => change({ q: event.currentTarget.value })}
        />
      </Toolbar>
      {tags.length > 0 && (
        <div className={css.tags} role="group" aria-label="Topic or job role">
          {tags.map((one) => (
            <button
              key={one.tag}
              type="button"
              className={css.tag}
              aria-pressed={one.tag === tag}
              onClick={() => change({ tag: one.tag === tag ? '' : one.tag })}
            >
              {wordText(one.tag)} <span className={css.quiet}>{one.count}</span>
            </button>
          ))}
          {mayWrite && (
            <button type="button" className={css.tag} aria-pressed={retired} onClick={() => change({ retired: retired ? '' : 'true' })}>
              Put away
            </button>
          )}
        </div>
      )}
      <ProblemAlert error={error} title="The tip sheets could not be read" onRetry={() => void refetch()} />
      {!data && !error && <Loader size="sm" />}
      {data && data.tips.length === 0 && (
        <EmptyState title={typed || tag ? 'No tip sheet has these words' : 'No tip sheet yet'}>
          {typed || tag ? 'Try fewer words, or the beginning of one.' : 'Write what people ask for again and again.'}
        </EmptyState>
      )}
      {data && data.tips.length > 0 && (
        <ul className={css.list}>
          {data.tips.map((tip) => (
            <TipEntry key={tip.tipId} tip={tip} />
          ))}
        </ul>
      )}
      {writing && <TipEditor tip={null} onClose={() => setWriting(false)} />}
    </>
  );
}

function TipEntry({ tip }: { tip: TipLine }) {
  return (
    <li className={css.entry}>
      <Link to="/tips/$tipId" params={{ tipId: tip.tipId }} className={css.entryTitle}>
        {tip.title}
      </Link>
      <p className={css.found}>
        {tip.found.map((piece, i) => (piece.hit ? <mark key={i}>{piece.text}</mark> : <span key={i}>{piece.text}</span>))}
      </p>
      <p className={css.quiet}>
        {[...tip.topics, ...tip.jobRoles].map(wordText).join(' · ')}
        {tip.used > 0 && ` · sent ${plural(tip.used, 'time')}`} · {dateText(tip.changedAt)}
      </p>
    </li>
  );
}
