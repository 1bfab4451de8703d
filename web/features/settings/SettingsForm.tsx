import { Button, Loader, TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { SettingView } from '#coverage/contract.ts';
import css from './CoverageSettingsPage.module.css';
import { SettingRow } from './SettingRow.tsx';
import { draftProblem, type Draft } from './draft.ts';
import { useCan } from '#web/app/session.tsx';
import { takeAnswer } from '#web/app/take-answer.ts';
import { ActionBar } from '#web/ui/ActionBar.tsx';
import { emptiedFields } from '#web/ui/emptied.ts';
import { PageHeader } from '#web/ui/PageHeader.tsx';
import { ProblemAlert } from '#web/ui/ProblemAlert.tsx';
import { plural } from '#web/ui/time-text.ts';
import { Toolbar } from '#web/ui/Toolbar.tsx';

interface Props {
  title: string;
  /** What a change does, for whoever may make one. */
  note: string;
  /** Permission to change. */
  permission: string;
  queryKey: readonly string[];
  load: () => Promise<readonly SettingView[]>;
  save: (values: Draft) => Promise<readonly SettingView[]>;
}

/** Every figure that something decides by, where it comes from, and this hospital's own value where it has one. */
export function SettingsForm({ title, note, permission, queryKey, load, save }: Props) {
  const client = useQueryClient();
  const { data, error, refetch } = useQuery({ queryKey, queryFn: load });
  const mayChange = useCan(permission);
  const [draft, setDraft] = useState<Draft>({});
  const [q, setQ] = useState('');
  const saving = useMutation({
    mutationFn: save,
    onSuccess: (changed, saved) => {
      takeAnswer(client, queryKey, changed);
      setDraft(emptiedFields(saved));
    },
  });
  const settings = data ?? [];
  const changed = Object.keys(draft).length;
  const wrong = settings.some((setting) => draftProblem(setting, draft) !== null);
  const own = settings.filter((setting) => setting.value !== setting.byDefault).length;
  const words = q.toLowerCase().split(/\s+/).filter(Boolean);
  const shown = settings.filter(({ label, source, unit }) =>
    words.every((word) => `${label} ${source} ${unit}`.toLowerCase().includes(word)),
  );
  return (
    <>
      <PageHeader title={title} note={mayChange ? note : 'Directors and administrators can change these.'} />
      <ProblemAlert error={error} title="The settings could not be read" onRetry={() => void refetch()} />
      {!data && !error && <Loader size="sm" />}
      {data && (
        <Toolbar end={`${plural(settings.length, 'figure')}, ${own} of your own`}>
          <TextInput
            aria-label="Search settings"
            placeholder="Word of a setting or of its source"
            leftSection={<IconSearch size={16} stroke={1.6} />}
            w={300}
            value={q}
            onChange={(event) => setQ(event.currentTarget.value)}
          />
        </Toolbar>
      )}
      {data && (
        <form
          onSubmit={(event) => {
            event.preventDefault();
            if (!wrong && changed > 0 && !saving.isPending) saving.mutate(draft);
          }}
        >
          <ul className={css.list}>
            {shown.map((setting) => (
              <SettingRow key={setting.key} setting={setting} draft={draft} onDraft={setDraft} mayChange={mayChange} />
            ))}
          </ul>
          {shown.length === 0 && <p>No setting has these words.</p>}
          {changed > 0 && (
            <ActionBar
              actions={
                <>
                  <Button variant="default" onClick={() => setDraft({})}>
                    Discard
                  </Button>
                  <Button type="submit" disabled={wrong} loading={saving.isPending}>
                    Save
                  </Button>
                </>
              }
            >
              <strong>{plural(changed, 'change')} not saved</strong>
              <ProblemAlert error={saving.error} title="Nothing was changed" />
            </ActionBar>
          )}
        </form>
      )}
    </>
  );
}
