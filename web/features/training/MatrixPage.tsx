import { Button, Loader } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { addDefaultMatrix, getMatrix, type Competency, type RequirementRow } from '#training/contract.ts';
import { CompetencyDrawer } from './CompetencyDrawer.tsx';
import { EquivalenceSection } from './EquivalenceSection.tsx';
import { GateSettingsSection } from './GateSettingsSection.tsx';
import css from './matrix.module.css';
import type { Matrix } from './matrix.ts';
import { matrixKey } from './query-keys.ts';
import { RequirementDrawer } from './RequirementDrawer.tsx';
import { RoleDrawer } from './RoleDrawer.tsx';
import { call } from '#web/app/call.ts';
import { useNews } from '#web/app/news.tsx';
import { useCan } from '#web/app/session.tsx';
import { EmptyState } from '#web/ui/EmptyState.tsx';
import { PageHeader } from '#web/ui/PageHeader.tsx';
import { ProblemAlert } from '#web/ui/ProblemAlert.tsx';
import { ScrollRegion } from '#web/ui/ScrollRegion.tsx';
import { wordText } from '#web/ui/word-text.ts';

type Opened =
  | { readonly kind: 'cell'; readonly jobRole: string; readonly competency: Competency }
  | { readonly kind: 'competency'; readonly competency: Competency | null }
  | { readonly kind: 'role'; readonly jobRole: string };

/** Which job role must be able to do what: one cell each, with its reason, to be argued with. */
export function MatrixPage() {
  const client = useQueryClient();
  const { data, error, refetch } = useQuery({ queryKey: matrixKey, queryFn: () => call(getMatrix, {}) });
  useNews('training.matrix-changed', () => void refetch());
  const mayChange = useCan('training.change');
  const [opened, setOpened] = useState<Opened | null>(null);
  const adding = useMutation({
    mutationFn: () => call(addDefaultMatrix, {}),
    onSuccess: () => client.invalidateQueries({ queryKey: ['training'] }),
  });
  const shipped = mayChange && (
    <Button variant="default" loading={adding.isPending} onClick={() => adding.mutate()}>
      Add what the shipped matrix has
    </Button>
  );
  const close = (): void => setOpened(null);
  return (
    <>
      <PageHeader
        title="Requirements"
        note="What each job role must be able to do before it works in the EHR. Open a cell for its reason, and say what you think of it."
        actions={
          data &&
          data.competencies.length > 0 &&
          mayChange && (
            <>
              {shipped}
              <Button onClick={() => setOpened({ kind: 'competency', competency: null })}>Add a skill</Button>
            </>
          )
        }
      />
      <ProblemAlert error={error ?? adding.error} title="The requirements could not be read" onRetry={() => void refetch()} />
      {!data && !error && <Loader size="sm" />}
      {data?.competencies.length === 0 && (
        <EmptyState title="No requirements yet" action={shipped}>
          The shipped matrix has twelve job roles with what each must be able to do, when, and why. Everything in it can be changed.
        </EmptyState>
      )}
      {data && data.competencies.length > 0 && (
        <>
          <MatrixTable matrix={data} mayChange={mayChange} onOpen={setOpened} />
          <p className={css.legend}>1 knows how, 2 does it alone, 3 can show others. Marked: needed for access. Plain: recommended.</p>
          <EquivalenceSection matrix={data} mayChange={mayChange} />
          <GateSettingsSection />
        </>
      )}
      {data && opened?.kind === 'cell' && (
        <RequirementDrawer matrix={data} jobRole={opened.jobRole} competency={opened.competency} mayChange={mayChange} onClose={close} />
      )}
      {data && opened?.kind === 'competency' && <CompetencyDrawer matrix={data} competency={opened.competency} onClose={close} />}
      {data && opened?.kind === 'role' && <RoleDrawer matrix={data} jobRole={opened.jobRole} onClose={close} />}
    </>
  );
}

interface TableProps {
  readonly matrix: Matrix;
  readonly mayChange: boolean;
  readonly onOpen: (opened: Opened) => void;
}

function MatrixTable({ matrix, mayChange, onOpen }: TableProps) {
  const cells = new Map(matrix.requirements.map((one) => [`${one.jobRole}/${one.competencyId}`, one]));
  // Roles that nobody asks anything of stay out until they are set up: supporters and analysts come from vendors.
  const roles = matrix.roles.filter(
    (role) => role.accessProfiles.length > 0 || role.needsNothing !== '' || matrix.requirements.some((one) => one.jobRole === role.jobRole),
  );
  const competencies = matrix.competencies.filter((one) => !one.retired || mayChange);
  return (
    <ScrollRegion label="Requirements by job role" className={css.scroll}>
      <table className={css.matrix}>
        <thead>
          <tr>
            <th scope="col">Skill</th>
            {roles.map((role) => (
              <th key={role.jobRole} scope="col">
                {mayChange ? (
                  <button type="button" className={css.link} onClick={() => onOpen({ kind: 'role', jobRole: role.jobRole })}>
                    {wordText(role.jobRole)}
                  </button>
                ) : (
                  wordText(role.jobRole)
                )}
                <div className={css.quiet}>{role.needsNothing ? 'needs none' : role.people.toLocaleString('en')}</div>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {competencies.map((competency) => (
            <tr key={competency.competencyId}>
              <th scope="row" title={competency.description}>
                {mayChange ? (
                  <button type="button" className={css.link} onClick={() => onOpen({ kind: 'competency', competency })}>
                    {competency.name}
                  </button>
                ) : (
                  competency.name
                )}
                {competency.retired && <span className={css.quiet}> retired</span>}
              </th>
              {roles.map(({ jobRole }) => (
                <td key={jobRole}>
                  <CellButton
                    asked={cells.get(`${jobRole}/${competency.competencyId}`)}
                    label={`${competency.name}, ${wordText(jobRole)}`}
                    mayChange={mayChange}
                    onOpen={() => onOpen({ kind: 'cell', jobRole, competency })}
                  />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollRegion>
  );
}

function CellButton({
  asked,
  label,
  mayChange,
  onOpen,
}: {
  asked: RequirementRow | undefined;
  label: string;
  mayChange: boolean;
  onOpen: () => void;
}) {
  const words = asked ? `level ${asked.level}, ${asked.mandatory ? 'needed for access' : 'recommended'}` : 'not asked';
  return (
    <button
      type="button"
      className={css.cell}
      aria-label={`${label}: ${words}`}
      disabled={!asked && !mayChange}
      {...(asked ? { 'data-asked': true } : {})}
      {...(asked?.mandatory ? { 'data-mandatory': true } : {})}
      onClick={onOpen}
    >
      {asked ? asked.level : ''}
      {asked && asked.remarks > 0 ? ' ·' : ''}
    </button>
  );
}
