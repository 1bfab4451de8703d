import { Button, Collapse, Group, Modal, NumberInput, SimpleGrid, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { startPlan, type BoardAnswer, type WhatIf } from '#coverage/contract.ts';
import { listGoLives } from '#directory/contract.ts';
import { isLocalDate, toLocal, type LocalDate } from '#kernel/time.ts';
import { call } from '#web/app/call.ts';
import { localDateText, localDayText } from '#web/ui/local-date-text.ts';
import { ProblemAlert } from '#web/ui/ProblemAlert.tsx';
import { likelySpan } from './plan-span.ts';
import { WhatIfFields } from './WhatIfFields.tsx';

interface Props {
  /** Units, shifts and people to choose from. */
  lists: Pick<BoardAnswer, 'units' | 'shifts' | 'people' | 'sites'>;
  onClose: () => void;
  onStarted: (planId: string) => void;
}

/** Starts a run over a span of dates, as things are or 'what if'. */
export function PlanRunDialog({ lists, onClose, onStarted }: Props) {
  const client = useQueryClient();
  const [today] = useState(() => toLocal(Date.now(), lists.sites[0]?.timeZone ?? 'UTC').date);
  const goLives = useQuery({ queryKey: ['go-lives'], queryFn: () => call(listGoLives, {}) });
  const likely = useMemo(() => likelySpan(goLives.data?.goLives ?? [], today), [goLives.data, today]);
  const [name, setName] = useState('');
  const [typed, setTyped] = useState<{ from?: LocalDate; to?: LocalDate }>({});
  const { from, to } = { ...likely, ...typed };
  const words = isLocalDate(from) && isLocalDate(to) ? `${localDayText(from)} to ${localDateText(to)}` : '';
  const [seconds, setSeconds] = useState<number | string>(60);
  const [seed, setSeed] = useState<number | string>(1);
  const [more, setMore] = useState(false);
  const [changes, setChanges] = useState<readonly WhatIf[]>([]);
  const start = useMutation({
    mutationFn: () =>
      call(startPlan, {
        body: {
          name: name.trim() || `${words}${changes.length > 0 ? ', what if' : ''}`,
          from,
          to,
          seconds: Number(seconds),
          seed: Number(seed),
          changes: [...changes],
        },
      }),
    onSuccess: (plan) => {
      void client.invalidateQueries({ queryKey: ['coverage', 'plans'] });
      onStarted(plan.planId);
    },
  });
  return (
    <Modal opened onClose={onClose} title="New plan run" size="lg" closeButtonProps={{ 'aria-label': 'Close' }}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          start.mutate();
        }}
      >
        <TextInput
          label="Name"
          placeholder={words}
          maxLength={120}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
          data-autofocus
        />
        <SimpleGrid cols={{ base: 2, xs: 3 }} spacing="sm" mt="sm">
          <TextInput
            type="date"
            label="From"
            required
            value={from}
            onChange={(event) => setTyped({ ...typed, from: event.currentTarget.value })}
          />
          <TextInput
            type="date"
            label="To"
            required
            min={from}
            value={to}
            onChange={(event) => setTyped({ ...typed, to: event.currentTarget.value })}
          />
          <NumberInput label="Seconds at most" min={1} max={3600} value={seconds} onChange={setSeconds} />
        </SimpleGrid>
        <WhatIfFields lists={lists} from={from} to={to} changes={changes} onChange={setChanges} />
        <Button mt="sm" variant="subtle" size="compact-sm" onClick={() => setMore(!more)} aria-expanded={more}>
          More settings
        </Button>
        <Collapse expanded={more}>
          <NumberInput
            label="Seed"
            description="The same facts and the same seed give the same plan"
            inputWrapperOrder={['label', 'input', 'description']}
            min={0}
            max={2_147_483_647}
            value={seed}
            onChange={setSeed}
            w={220}
          />
        </Collapse>
        <ProblemAlert error={start.error} title="The run was not started" />
        <Group justify="flex-end" mt="lg" gap="xs">
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" loading={start.isPending}>
            Start the run
          </Button>
        </Group>
      </form>
    </Modal>
  );
}
