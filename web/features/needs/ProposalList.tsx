import { Button } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { getMatrix, saveRequirement, type NeedsPage, type Proposal } from '#training/contract.ts';
import { call } from '#web/app/call.ts';
import { useCan } from '#web/app/session.tsx';
import { EmptyState } from '#web/ui/EmptyState.tsx';
import { ProblemAlert } from '#web/ui/ProblemAlert.tsx';
import { Section } from '#web/ui/Section.tsx';
import css from './ProposalList.module.css';
import { useRefreshNeeds } from './use-needs.ts';

const words: Readonly<Record<Proposal['kind'], (one: Proposal) => string>> = {
  add: ({ level, mandatory }) => `Require it at level ${level}${mandatory ? ', before access' : ''}`,
  raise: ({ level }) => `Raise it to level ${level}`,
  'make-mandatory': () => 'Require it before access',
  question: () => 'No task asks for it',
};

/** What the assessment would change in the requirements. A person decides; the reason goes into the matrix. */
export function ProposalList({ page }: { page: NeedsPage }) {
  const mayChange = useCan('training.change');
  const refresh = useRefreshNeeds();
  const matrix = useQuery({ queryKey: ['training', 'matrix'], queryFn: () => call(getMatrix, {}) });
  const taking = useMutation({
    mutationFn: ({ competencyId, level, mandatory, reason }: Proposal) => {
      const { jobRole } = page;
      const cell = matrix.data?.requirements.find((one) => one.jobRole === jobRole && one.competencyId === competencyId);
      const given = {
        validDays: cell?.validDays ?? null,
        dueDaysBeforeGoLive: cell?.dueDaysBeforeGoLive ?? 7,
        dueDaysAfterStart: cell?.dueDaysAfterStart ?? 14,
        reason: cell?.reason ?? reason,
        source: cell?.source ?? 'Needs assessment',
        version: cell?.version ?? 0,
      };
      return call(saveRequirement, { params: { jobRole, competencyId }, body: { ...given, level, mandatory, why: reason } });
    },
    onSuccess: async () => {
      await Promise.all([matrix.refetch(), refresh()]);
    },
  });
  if (page.proposals.length === 0)
    return (
      <EmptyState title="Tasks and requirements agree">
        Every task’s competency is required high enough, and nothing is required that no task asks for.
      </EmptyState>
    );
  return (
    <Section title="What would change" note="Nothing changes before you take it">
      <ProblemAlert error={taking.error} title="The requirement was not changed" />
      {page.proposals.map((one) => (
        <div key={one.competencyId} className={css.line} role="group" aria-label={one.name}>
          <div>
            <p className={css.name}>{one.name}</p>
            <p className={css.quiet}>
              {words[one.kind](one)}. {one.reason}
            </p>
          </div>
          {mayChange && one.kind !== 'question' && (
            <Button
              size="xs"
              variant="default"
              disabled={!matrix.data}
              loading={taking.isPending && taking.variables === one}
              onClick={() => taking.mutate(one)}
            >
              Take it
            </Button>
          )}
        </div>
      ))}
    </Section>
  );
}
