import { Button, Select } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { signOn, type TierName } from '#support/contract.ts';
import type { z } from 'zod';
import { call } from '#web/app/call.ts';
import { useCan } from '#web/app/session.tsx';
import { usePlaces } from '#web/app/use-places.ts';
import { ProblemAlert } from '#web/ui/ProblemAlert.tsx';
import { tierWords } from './duty-words.ts';
import css from './duty.module.css';
import { dutyKeys } from './query-keys.ts';

type Tier = z.infer<typeof TierName>;
const byPhone: ReadonlySet<Tier> = new Set(['help-desk', 'analyst', 'vendor']);

/** Off duty: come on it by hand, somewhere. Whom the plan has on a unit now is on duty by itself. */
export function SignOnPanel({ offline }: { offline: boolean }) {
  const client = useQueryClient();
  const places = usePlaces();
  const mayLead = useCan('support.desk');
  const [tier, setTier] = useState<Tier>('ate');
  const [unitId, setUnitId] = useState<string | null>(null);
  const needsUnit = !byPhone.has(tier);
  const on = useMutation({
    mutationFn: () => call(signOn, { body: { tier, unitId: needsUnit ? unitId : null } }),
    onSuccess: () => client.invalidateQueries({ queryKey: dutyKeys.all }),
  });
  const tiers = (Object.keys(tierWords) as Tier[]).filter((one) => mayLead || one !== 'zone-lead');
  return (
    <section className={css.card} aria-label="Sign on">
      <h2 className={css.cardTitle}>You are off duty</h2>
      <p className={css.quiet}>
        Nobody calls you. When your published shift begins you are on duty by itself; sign on if you help beyond it.
      </p>
      <Select
        label="Helping as"
        size="md"
        allowDeselect={false}
        data={tiers.map((one) => ({ value: one, label: tierWords[one] ?? one }))}
        value={tier}
        onChange={(value) => value && setTier(value as Tier)}
      />
      {needsUnit && (
        <Select
          label="I am on"
          placeholder="Choose a unit"
          size="md"
          searchable
          data={places.units.map((one) => ({ value: one.unitId, label: one.name }))}
          value={unitId}
          onChange={setUnitId}
        />
      )}
      <ProblemAlert error={on.error} title="You are still off duty" />
      <Button size="lg" fullWidth disabled={offline || (needsUnit && unitId === null)} loading={on.isPending} onClick={() => on.mutate()}>
        Sign on
      </Button>
    </section>
  );
}
