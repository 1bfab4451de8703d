import { ActionIcon, Button, Checkbox, NativeSelect } from '@mantine/core';
import { IconArrowDown, IconArrowUp } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useMemo } from 'react';
import { getCurriculum, listModules, saveCurriculum, type ModuleLine } from '#training/contract.ts';
import { call } from '#web/app/call.ts';
import { useCan } from '#web/app/session.tsx';
import { EmptyState } from '#web/ui/EmptyState.tsx';
import { OvertakenNote } from '#web/ui/OvertakenNote.tsx';
import { PageHeader } from '#web/ui/PageHeader.tsx';
import { ProblemAlert } from '#web/ui/ProblemAlert.tsx';
import { ScrollRegion } from '#web/ui/ScrollRegion.tsx';
import { Section } from '#web/ui/Section.tsx';
import { useDraft } from '#web/ui/use-draft.ts';
import { useSearchState } from '#web/ui/use-search-state.ts';
import css from './authoring.module.css';
import { modulesKey } from './modules-key.ts';
import { PrerequisiteGraph } from './PrerequisiteGraph.tsx';

interface Entry {
  readonly moduleId: string;
  readonly optional: boolean;
}

/** The modules of a job role, in the order in which its people meet them. */
export function CurriculumPage() {
  const [search, change] = useSearchState();
  const jobRole = search.role ?? 'nurse';
  const modules = useQuery({ queryKey: [...modulesKey, 'list'], queryFn: () => call(listModules, {}) });
  const query = useQuery({ queryKey: [...modulesKey, 'curriculum', jobRole], queryFn: () => call(getCurriculum, { params: { jobRole } }) });
  const roles = query.data?.jobRoles ?? [jobRole];
  return (
    <>
      <PageHeader
        title="Order by job role"
        note="Modules name their job roles in their head; here they are put in order."
        actions={
          <NativeSelect
            aria-label="Job role"
            data={roles.includes(jobRole) ? roles : [jobRole, ...roles]}
            value={jobRole}
            onChange={(event) => change({ role: event.currentTarget.value })}
          />
        }
      />
      <ProblemAlert error={query.error ?? modules.error} onRetry={() => void query.refetch()} />
      {query.data && modules.data && (
        <Ordered key={jobRole} jobRole={jobRole} entries={query.data.entries} modules={modules.data.modules} />
      )}
    </>
  );
}

function Ordered({ jobRole, entries, modules }: { jobRole: string; entries: readonly Entry[]; modules: readonly ModuleLine[] }) {
  const client = useQueryClient();
  const mayChange = useCan('training.change');
  const kept = useMemo<readonly Entry[]>(() => entries.map(({ moduleId, optional }) => ({ moduleId, optional })), [entries]);
  const draft = useDraft(kept);
  const { value: order, set } = draft;
  const byId = new Map(modules.map((module) => [module.moduleId, module]));
  const saving = useMutation({
    mutationFn: (next: readonly Entry[]) => call(saveCurriculum, { params: { jobRole }, body: { entries: [...next] } }),
    onSuccess: async (_done, next) => {
      await client.invalidateQueries({ queryKey: modulesKey });
      draft.saved(next);
    },
  });
  const move = (from: number, by: number): void => {
    const next = [...order];
    const [one] = next.splice(from, 1);
    if (one) next.splice(from + by, 0, one);
    set(next);
  };
  const others = modules.filter(
    (module) => module.version !== null && !module.withdrawn && !order.some((entry) => entry.moduleId === module.moduleId),
  );
  const minutes = order.filter((entry) => !entry.optional).reduce((sum, entry) => sum + (byId.get(entry.moduleId)?.minutes ?? 0), 0);
  const nodes = order.flatMap((entry) => byId.get(entry.moduleId) ?? []);
  if (order.length === 0 && others.length === 0)
    return <EmptyState title="There is no module to put in order">Publish some under Modules first.</EmptyState>;
  return (
    <>
      <ProblemAlert error={saving.error} title="The order was not saved" />
      {!saving.isPending && <OvertakenNote draft={draft} />}
      <Section
        title={`Modules of ${jobRole}`}
        note={`${order.length}, ${minutes} minutes without the optional ones`}
        actions={
          mayChange && (
            <Button size="xs" disabled={!draft.changed} loading={saving.isPending} onClick={() => saving.mutate(order)}>
              Save the order
            </Button>
          )
        }
        flush
      >
        <ol className={css.rows}>
          {order.map((entry, index) => (
            <Row
              key={entry.moduleId}
              entry={entry}
              index={index}
              last={order.length - 1}
              byId={byId}
              mayChange={mayChange}
              onMove={move}
              onOptional={(optional) => set(order.map((one) => (one === entry ? { ...one, optional } : one)))}
            />
          ))}
        </ol>
      </Section>
      {mayChange && others.length > 0 && (
        <NativeSelect
          mt="md"
          maw={360}
          label="Add a module of another role"
          value=""
          data={[{ value: '', label: 'Choose …' }, ...others.map((module) => ({ value: module.moduleId, label: module.title }))]}
          onChange={(event) => set([...order, { moduleId: event.currentTarget.value, optional: true }])}
        />
      )}
      <div className={css.below}>
        <Section title="What comes before what">
          <ScrollRegion label="Graph of prerequisites" className={css.scroll}>
            <PrerequisiteGraph nodes={nodes} />
          </ScrollRegion>
        </Section>
      </div>
    </>
  );
}

interface RowProps {
  entry: Entry;
  index: number;
  last: number;
  byId: ReadonlyMap<string, ModuleLine>;
  mayChange: boolean;
  onMove: (from: number, by: number) => void;
  onOptional: (optional: boolean) => void;
}

function Row({ entry, index, last, byId, mayChange, onMove, onOptional }: RowProps) {
  const module = byId.get(entry.moduleId);
  const title = module?.title ?? entry.moduleId;
  const titles = (ids: readonly string[]): string => ids.map((id) => byId.get(id)?.title ?? id).join(', ');
  return (
    <li className={css.row}>
      <span className={css.number}>{index + 1}</span>
      <span>
        {title} <span className={css.after}>{module?.minutes} min</span>
        {module && module.prerequisites.length > 0 && <div className={css.after}>After: {titles(module.prerequisites)}</div>}
        {module && module.equivalents.length > 0 && <div className={css.after}>Counts for it: {titles(module.equivalents)}</div>}
      </span>
      <Checkbox
        size="xs"
        label="Optional"
        aria-label={`Optional: ${title}`}
        checked={entry.optional}
        disabled={!mayChange}
        onChange={(event) => onOptional(event.currentTarget.checked)}
      />
      {mayChange && (
        <span>
          <ActionIcon variant="subtle" aria-label={`Move up: ${title}`} disabled={index === 0} onClick={() => onMove(index, -1)}>
            <IconArrowUp size={16} />
          </ActionIcon>
          <ActionIcon variant="subtle" aria-label={`Move down: ${title}`} disabled={index === last} onClick={() => onMove(index, 1)}>
            <IconArrowDown size={16} />
          </ActionIcon>
        </span>
      )}
    </li>
  );
}
