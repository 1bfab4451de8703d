import { Button, Select, TextInput, Textarea } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { declareIncident, listIncidents, listIssues, standDownIncident, type Incident } from '#support/contract.ts';
import { call } from '#web/app/call.ts';
import { useNews } from '#web/app/news.tsx';
import { useCan } from '#web/app/session.tsx';
import { FormDrawer } from '#web/ui/FormDrawer.tsx';
import { ProblemAlert } from '#web/ui/ProblemAlert.tsx';
import { Section } from '#web/ui/Section.tsx';
import { StatusDot } from '#web/ui/StatusDot.tsx';
import { TimeText } from '#web/ui/TimeText.tsx';
import css from './command-centre.module.css';
import { incidentsKey, issuesKey } from './query-keys.ts';

const shownMax = 5;

export function IncidentSection() {
  const client = useQueryClient();
  const mayDecide = useCan('support.desk');
  const { data, error } = useQuery({ queryKey: incidentsKey, queryFn: () => call(listIncidents, {}) });
  useNews('support.incident-changed', () => void client.invalidateQueries({ queryKey: ['support'] }));
  const [open, setOpen] = useState<'declare' | Incident | null>(null);
  const current = data?.incidents.find((one) => one.stoodDownAt === null);
  return (
    <Section
      title="Major incident"
      note="Its banner is on every page and on the wall until it is stood down."
      actions={
        mayDecide &&
        data && (
          <Button size="xs" variant="default" onClick={() => setOpen(current ?? 'declare')}>
            {current ? 'Stand down …' : 'Declare …'}
          </Button>
        )
      }
    >
      <ProblemAlert error={error} />
      {data?.incidents.length === 0 && <span className={css.quiet}>None was declared.</span>}
      <ul className={css.lines}>
        {data?.incidents.slice(0, shownMax).map((one) => (
          <li key={one.incidentId}>
            <span className={css.grow}>
              <strong>{one.title}</strong>
              <br />
              <span className={css.quiet}>{one.stoodDownAt === null ? one.text : one.outcome}</span>
            </span>
            {one.stoodDownAt === null ? (
              <StatusDot tone="gap">
                Open since <TimeText at={one.declaredAt} />
              </StatusDot>
            ) : (
              <StatusDot tone="quiet">
                Stood down <TimeText at={one.stoodDownAt} />
              </StatusDot>
            )}
          </li>
        ))}
      </ul>
      {open === 'declare' && <DeclareDrawer onClose={() => setOpen(null)} />}
      {open !== null && open !== 'declare' && <StandDownDrawer incident={open} onClose={() => setOpen(null)} />}
    </Section>
  );
}

function useDone(onClose: () => void) {
  const client = useQueryClient();
  return async (): Promise<void> => {
    onClose();
    await client.invalidateQueries({ queryKey: ['support'] });
  };
}

function DeclareDrawer({ onClose }: { onClose: () => void }) {
  const issues = useQuery({ queryKey: issuesKey, queryFn: () => call(listIssues, {}) });
  const form = useForm({
    initialValues: { title: '', text: '', issueId: null as string | null },
    validate: { title: (value) => (value.trim().length >= 3 ? null : 'Say in a few words what it is.') },
  });
  const saving = useMutation({ mutationFn: (body: typeof form.values) => call(declareIncident, { body }), onSuccess: useDone(onClose) });
  return (
    <FormDrawer
      title="Declare a major incident"
      submit="Declare"
      busy={saving.isPending}
      error={saving.error}
      onSubmit={form.onSubmit((values) => saving.mutate(values))}
      onClose={onClose}
    >
      <TextInput label="What" required data-autofocus placeholder="Order sets do not open" {...form.getInputProps('title')} />
      <Textarea label="What to do meanwhile" autosize minRows={3} {...form.getInputProps('text')} />
      <Select
        label="Known issue behind it"
        clearable
        searchable
        data={(issues.data?.issues ?? []).filter((one) => one.state === 'open').map((one) => ({ value: one.issueId, label: one.title }))}
        {...form.getInputProps('issueId')}
      />
    </FormDrawer>
  );
}

function StandDownDrawer({ incident, onClose }: { incident: Incident; onClose: () => void }) {
  const form = useForm({
    initialValues: { outcome: '' },
    validate: { outcome: (value) => (value.trim().length >= 3 ? null : 'Say how it ended.') },
  });
  const saving = useMutation({
    mutationFn: (body: { outcome: string }) => call(standDownIncident, { params: { incidentId: incident.incidentId }, body }),
    onSuccess: useDone(onClose),
  });
  return (
    <FormDrawer
      title={`Stand down: ${incident.title}`}
      submit="Stand down"
      busy={saving.isPending}
      error={saving.error}
      onSubmit={form.onSubmit((values) => saving.mutate(values))}
      onClose={onClose}
    >
      <Textarea label="How it ended" required autosize minRows={3} data-autofocus {...form.getInputProps('outcome')} />
    </FormDrawer>
  );
}
