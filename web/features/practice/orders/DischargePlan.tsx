import { Group, Select, Stack, Textarea, TextInput } from '@mantine/core';
import { Section } from '#web/ui/Section.tsx';
import { textOf } from '../fhir/codes.ts';
import type { ServiceRequest } from '../fhir/resources.ts';
import { useColleagues } from '../nurse/use-colleagues.ts';
import { useAttempt } from '../shell/attempt-space.ts';
import { dispositions } from './discharge.ts';
import type { DischargeDraft } from './discharge-draft.ts';

interface Props {
  draft: DischargeDraft;
  /** Tests without a result yet. */
  pending: readonly ServiceRequest[];
  onChange: (part: Partial<DischargeDraft>) => void;
}

/** Where to, what the patient must know, and who goes on. */
export function DischargePlan({ draft, pending, onChange }: Props) {
  const { closed } = useAttempt();
  return (
    <Section title="Instructions and follow-up">
      <Stack gap="sm">
        <Select
          label="Goes to"
          required
          allowDeselect={false}
          data={[...dispositions]}
          value={draft.where}
          onChange={(where) => where && onChange({ where })}
          maw={320}
          disabled={closed}
        />
        <Textarea
          label="What the patient must do and watch for"
          description="In their own words: what to do, when to call, when to come back."
          required
          autosize
          minRows={4}
          value={draft.instructions}
          disabled={closed}
          onChange={(event) => onChange({ instructions: event.currentTarget.value })}
        />
        <Group grow align="start">
          <TextInput
            label="Follow-up with"
            required
            value={draft.followUp}
            disabled={closed}
            onChange={(event) => onChange({ followUp: event.currentTarget.value })}
          />
          <TextInput
            type="date"
            label="By"
            value={draft.followDate}
            disabled={closed}
            onChange={(event) => onChange({ followDate: event.currentTarget.value })}
          />
        </Group>
        {pending.length > 0 && <ResultsToCome tests={pending} value={draft.follower} onChange={(follower) => onChange({ follower })} />}
      </Stack>
    </Section>
  );
}

function ResultsToCome({ tests, value, onChange }: { tests: readonly ServiceRequest[]; value: string; onChange: (value: string) => void }) {
  const { closed, learner } = useAttempt();
  const colleagues = useColleagues(['physician']);
  const own = { value: learner.reference ?? '', label: `${learner.display ?? 'Myself'} (you)` };
  return (
    <Select
      label={`Results still to come: ${tests.map((one) => textOf(one.code)).join(', ')}`}
      description="Who looks at them when they are there"
      required
      searchable
      openOnFocus={false}
      data={[own, ...colleagues]}
      value={value || null}
      disabled={closed}
      onChange={(given) => onChange(given ?? '')}
    />
  );
}
