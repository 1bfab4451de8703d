import { Button, SegmentedControl, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { listForAuthors, type AuthorLine } from '#sandbox/contract.ts';
import { call } from '#web/app/call.ts';
import { useNews } from '#web/app/news.tsx';
import { DataTable, type Column } from '#web/ui/DataTable.tsx';
import { EmptyState } from '#web/ui/EmptyState.tsx';
import { PageHeader } from '#web/ui/PageHeader.tsx';
import { ProblemAlert } from '#web/ui/ProblemAlert.tsx';
import { StatusDot, type Tone } from '#web/ui/StatusDot.tsx';
import { dateText } from '#web/ui/time-text.ts';
import { Toolbar } from '#web/ui/Toolbar.tsx';
import { roleLabel } from '../shell/roles.ts';
import { authoringKey } from './authoring-keys.ts';
import { NewExerciseDrawer } from './NewExerciseDrawer.tsx';

const columns: readonly Column<AuthorLine>[] = [
  {
    key: 'title',
    header: 'Exercise',
    width: 'minmax(200px, 3fr)',
    sortBy: ({ title }) => title,
    cell: ({ title }) => <span className="truncate">{title}</span>,
  },
  {
    key: 'role',
    header: 'Job role',
    width: '140px',
    hiddenBelow: 640,
    sortBy: ({ role }) => role,
    cell: ({ role }) => <span className="truncate">{roleLabel(role)}</span>,
  },
  {
    key: 'origin',
    header: 'From',
    width: '120px',
    hiddenBelow: 960,
    sortBy: ({ origin }) => origin,
    cell: ({ origin }) => (origin === 'own' ? 'Our own' : 'AtElbow'),
  },
  {
    key: 'state',
    header: 'State',
    width: 'minmax(130px, 1fr)',
    sortBy: (line) => stateOf(line).word,
    cell: (line) => <State line={line} />,
  },
  {
    key: 'published',
    header: 'Published',
    width: '130px',
    hiddenBelow: 960,
    sortBy: ({ publishedAt }) => publishedAt ?? 0,
    cell: ({ publishedAt }) => (publishedAt === null ? '' : dateText(publishedAt)),
  },
  {
    key: 'draft',
    header: 'Draft saved by',
    width: 'minmax(190px, 1.2fr)',
    hiddenBelow: 960,
    cell: ({ draft }) => <span className="truncate">{draft ? `${draft.savedByName}, ${dateText(draft.savedAt)}` : ''}</span>,
  },
];

function stateOf({ origin, version, withdrawn, draft, trouble }: AuthorLine): { tone: Tone; word: string } {
  if (origin === 'shipped') return { tone: 'good', word: 'Comes with it' };
  if (version === null) return { tone: 'look', word: 'Draft' };
  if (withdrawn) return { tone: 'quiet', word: `Version ${version}, withdrawn` };
  if (trouble) return { tone: 'gap', word: `Version ${version}, ${trouble.kind === 'slow' ? 'too slow to grade' : 'cannot be read'}` };
  return draft ? { tone: 'look', word: `Version ${version}, draft` } : { tone: 'good', word: `Version ${version}` };
}

function State({ line }: { line: AuthorLine }) {
  const { tone, word } = stateOf(line);
  return <StatusDot tone={tone}>{word}</StatusDot>;
}

/** Every exercise for its author: our own first, then those that come with the product. */
export function ExercisesPage() {
  const navigate = useNavigate();
  const [making, setMaking] = useState(false);
  const [typed, setTyped] = useState('');
  const [from, setFrom] = useState('all');
  const { data, error, refetch } = useQuery({ queryKey: authoringKey, queryFn: () => call(listForAuthors, {}) });
  useNews('sandbox.exercise-changed', () => void refetch());
  const all = data?.exercises ?? [];
  const words = typed.toLowerCase().split(/\s+/);
  const shown = all.filter(
    ({ title, role, exerciseId, origin }) =>
      (from === 'all' || from === origin) && words.every((word) => `${title} ${role} ${exerciseId}`.toLowerCase().includes(word)),
  );
  return (
    <>
      <PageHeader
        title="Exercises"
        note="What is practised and graded. Those that come with AtElbow are copied to be changed; your own are drafts until you publish them."
        actions={<Button onClick={() => setMaking(true)}>New exercise</Button>}
      />
      <Toolbar end={data && `${shown.length} of ${all.length}`}>
        <TextInput
          aria-label="Search exercises"
          placeholder="Title or job role"
          value={typed}
          onChange={(event) => setTyped(event.currentTarget.value)}
          w={260}
        />
        <SegmentedControl
          size="xs"
          aria-label="From"
          data={[
            { value: 'all', label: 'All' },
            { value: 'own', label: 'Our own' },
            { value: 'shipped', label: 'AtElbow' },
          ]}
          value={from}
          onChange={setFrom}
        />
      </Toolbar>
      <ProblemAlert error={error} title="The exercises could not be read" onRetry={() => void refetch()} />
      {data && (
        <DataTable
          label="Exercises, our own first"
          columns={columns}
          rows={shown}
          rowKey={({ exerciseId }) => exerciseId}
          onOpen={({ exerciseId }) => void navigate({ to: '/practice-authoring/$exerciseId', params: { exerciseId } })}
          empty={<EmptyState title="No such exercise">Search for other words, or begin one of your own.</EmptyState>}
        />
      )}
      {making && <NewExerciseDrawer exercises={all} copyOf={null} onClose={() => setMaking(false)} />}
    </>
  );
}
