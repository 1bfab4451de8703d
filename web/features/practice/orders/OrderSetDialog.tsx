import { Button, Checkbox, Group, Loader, Modal, Select } from '@mantine/core';
import { useMemo, useState } from 'react';
import { EmptyState } from '#web/ui/EmptyState.tsx';
import { ProblemAlert } from '#web/ui/ProblemAlert.tsx';
import type { ActivityDefinition, PlanDefinition } from '../fhir/documents.ts';
import { useSearch } from '../fhir/use-fhir.ts';
import type { BasketItem } from './basket.ts';
import type { Orderable } from './catalogue.ts';
import type { Whose } from './order-draft.ts';
import { groupsOf, itemOf, type SetLine } from './order-sets.ts';
import css from './orders.module.css';

interface Props {
  whose: () => Whose;
  orderables: readonly Orderable[];
  onDone: (items: BasketItem[]) => void;
  onClose: () => void;
}

/** An order set: what is standard is ticked, the rest is a choice. Nothing is ordered before it is signed. */
export function OrderSetDialog({ whose, orderables, onDone, onClose }: Props) {
  const plans = useSearch<PlanDefinition>('PlanDefinition', { status: 'active', _count: 100 });
  const definitions = useSearch<ActivityDefinition>('ActivityDefinition', { _count: 500 });
  const [chosen, setChosen] = useState<string | null>(null);
  const [ticked, setTicked] = useState<ReadonlySet<string> | null>(null);
  const plan = plans.list.find((one) => one.id === chosen);
  const groups = useMemo(() => (plan ? groupsOf(plan, definitions.list) : []), [plan, definitions.list]);
  const lines = groups.flatMap((group) => group.lines);
  const marked = ticked ?? new Set(lines.filter((line) => line.precheck).map((line) => line.id));
  const turn = (line: SetLine, single: boolean, group: readonly SetLine[]): void => {
    const next = new Set(marked);
    if (next.has(line.id)) next.delete(line.id);
    else {
      if (single) for (const other of group) next.delete(other.id);
      next.add(line.id);
    }
    setTicked(next);
  };
  const title = plan?.title ?? plan?.name ?? '';
  return (
    <Modal opened onClose={onClose} title="Order sets" size={680} closeButtonProps={{ 'aria-label': 'Close' }}>
      <ProblemAlert error={plans.error ?? definitions.error} title="The order sets could not be read" />
      {plans.isPending && <Loader size="xs" />}
      {plans.data?.length === 0 && <EmptyState title="This hospital has no order sets" />}
      {plans.list.length > 0 && (
        <Select
          data-autofocus
          label="Order set"
          searchable
          placeholder="Type its name"
          data={plans.list.map((one) => ({ value: one.id ?? '', label: one.title ?? one.name ?? one.id ?? '' }))}
          value={chosen}
          onChange={(value) => {
            setChosen(value);
            setTicked(null);
          }}
          mb="sm"
        />
      )}
      {plan?.description && <p className={css.detail}>{plan.description}</p>}
      {groups.map((group) => (
        <fieldset key={group.title} className={css.set}>
          <legend>
            {group.title}
            {group.single && <span className={css.detail}> one of these</span>}
          </legend>
          {group.lines.map((line) => (
            <Checkbox
              key={line.id}
              my={6}
              label={line.title}
              description={line.detail}
              checked={marked.has(line.id)}
              onChange={() => turn(line, group.single, group.lines)}
            />
          ))}
        </fieldset>
      ))}
      <Group justify="flex-end" mt="md" gap="xs">
        <Button variant="default" onClick={onClose}>
          Cancel
        </Button>
        <Button
          disabled={marked.size === 0}
          onClick={() =>
            onDone(lines.filter((line) => marked.has(line.id)).map((line) => itemOf(line, { title, url: plan?.url }, whose(), orderables)))
          }
        >
          Add {marked.size} to the basket
        </Button>
      </Group>
    </Modal>
  );
}
