import { Alert, Button, Group, List, SegmentedControl, Text } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { saveWorkflow, type NeedsPage, type WorkflowStepView } from '#training/contract.ts';
import { call } from '#web/app/call.ts';
import { useCan } from '#web/app/session.tsx';
import { EmptyState } from '#web/ui/EmptyState.tsx';
import { OvertakenNote } from '#web/ui/OvertakenNote.tsx';
import { ProblemAlert } from '#web/ui/ProblemAlert.tsx';
import { Section } from '#web/ui/Section.tsx';
import { useDraft } from '#web/ui/use-draft.ts';
import { StepTable } from './StepTable.tsx';
import { useRefreshNeeds } from './use-needs.ts';
import { WorkflowMap } from './WorkflowMap.tsx';

type Which = 'today' | 'future';
type Maps = Pick<NeedsPage, Which>;

/** Today's map and the future one: a picture, and below it the list of steps that it is drawn from. */
export function WorkflowEditor({ page }: { page: NeedsPage }) {
  const mayChange = useCan('training.change');
  const refresh = useRefreshNeeds();
  const [which, setWhich] = useState<Which>('today');
  const draft = useDraft<Maps>({ today: page.today, future: page.future });
  const { value: maps, changed } = draft;
  const [selected, setSelected] = useState<string | null>(null);
  const saving = useMutation({
    mutationFn: (next: Maps) => call(saveWorkflow, { params: { jobRole: page.jobRole }, body: { ...next, version: page.version } }),
    onSuccess: async (_done, next) => {
      await refresh();
      draft.saved(next);
    },
  });
  const steps = maps[which];
  const marked = useMemo(() => differing(maps[which], maps[which === 'today' ? 'future' : 'today']), [maps, which]);
  const issues = changed ? [] : page.issues[which];
  return (
    <Section
      title="Workflow"
      note={marked.size > 0 ? `${marked.size} steps are other ${which === 'today' ? 'in future' : 'than today'} (bold)` : ''}
      actions={
        <Group gap="xs">
          <SegmentedControl
            size="xs"
            aria-label="Which map"
            data={[
              { value: 'today', label: 'Today' },
              { value: 'future', label: 'In the EHR' },
            ]}
            value={which}
            onChange={(value) => {
              setWhich(value as Which);
              setSelected(null);
            }}
          />
          {mayChange && (
            <Button size="xs" disabled={!changed} loading={saving.isPending} onClick={() => saving.mutate(maps)}>
              Save
            </Button>
          )}
        </Group>
      }
    >
      <ProblemAlert error={saving.error} title="The map was not saved" />
      {!saving.isPending && <OvertakenNote draft={draft} />}
      {issues.length > 0 && (
        <Alert color="yellow" variant="light" mb="sm" title="This map cannot be read yet">
          <List size="sm">
            {issues.map((issue) => (
              <List.Item key={issue.text}>{issue.text}</List.Item>
            ))}
          </List>
        </Alert>
      )}
      {steps.length === 0 && <EmptyState title="No map yet">Begin with a start and an end, and put between them what is done.</EmptyState>}
      {steps.length > 0 && (
        <WorkflowMap
          label={which === 'today' ? 'Today' : 'In the EHR'}
          steps={steps}
          marked={marked}
          selected={selected}
          onSelect={setSelected}
        />
      )}
      {mayChange && (
        <StepTable steps={steps} selected={selected} onSelect={setSelected} onChange={(next) => draft.set({ ...maps, [which]: next })} />
      )}
      {page.changedBy !== null && (
        <Text size="xs" c="dimmed" mt="xs">
          Last saved by {page.changedBy}
        </Text>
      )}
    </Section>
  );
}

function differing(mine: readonly WorkflowStepView[], theirs: readonly WorkflowStepView[]): ReadonlySet<string> {
  const other = new Map(theirs.map((step) => [step.stepId, step]));
  if (theirs.length === 0) return new Set();
  return new Set(
    mine
      .filter((step) => {
        const twin = other.get(step.stepId);
        return !twin || twin.kind !== step.kind || twin.who !== step.who;
      })
      .map(({ stepId }) => stepId),
  );
}
