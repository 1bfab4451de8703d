import { ActionIcon, Button, Group, NumberInput, Select, Stack } from '@mantine/core';
import { IconTrash } from '@tabler/icons-react';
import { holdMeasures, holdText, usualHolds, type HoldParameter } from '../fhir/holds.ts';

interface Props {
  drug: string;
  holds: readonly HoldParameter[];
  onChange: (holds: readonly HoldParameter[]) => void;
}

/** When the nurse must not give it, as numbers: the MAR compares them with the newest measurements. */
export function HoldFields({ drug, holds, onChange }: Props) {
  const offered = usualHolds(drug).filter((one) => !holds.some((other) => other.code === one.code));
  const put = (index: number, part: Partial<HoldParameter>): void =>
    onChange(holds.map((one, at) => (at === index ? { ...one, ...part } : one)));
  return (
    <Stack gap={6} role="group" aria-label="Hold parameters">
      {holds.map((hold, index) => (
        <Group key={hold.code} gap="xs" align="end" wrap="nowrap">
          <Select
            label="Hold if"
            data={holdMeasures
              .filter((one) => one.code === hold.code || !holds.some((other) => other.code === one.code))
              .map((one) => ({ value: one.code, label: one.unit ? `${one.name}, ${one.unit}` : one.name }))}
            value={hold.code}
            allowDeselect={false}
            style={{ flex: 2 }}
            onChange={(code) => put(index, { code: code ?? hold.code })}
          />
          <Select
            aria-label="is"
            data={[
              { value: '<', label: 'below' },
              { value: '>', label: 'above' },
            ]}
            value={hold.comparator.startsWith('<') ? '<' : '>'}
            allowDeselect={false}
            w={96}
            onChange={(comparator) => put(index, { comparator: comparator ?? '<' })}
          />
          <NumberInput
            aria-label="Bound"
            hideControls
            min={0}
            w={80}
            value={hold.bound}
            onChange={(bound) => typeof bound === 'number' && put(index, { bound })}
          />
          <ActionIcon
            variant="subtle"
            color="gray"
            size="lg"
            aria-label={`Remove: ${holdText(hold)}`}
            onClick={() => onChange(holds.filter((one) => one !== hold))}
          >
            <IconTrash size={16} />
          </ActionIcon>
        </Group>
      ))}
      <Group gap={6}>
        {offered.map((one) => (
          <Button key={one.code} size="compact-xs" variant="light" onClick={() => onChange([...holds, one])}>
            {holdText(one)}
          </Button>
        ))}
        {holds.length < holdMeasures.length && (
          <Button size="compact-xs" variant="subtle" onClick={() => onChange([...holds, next(holds)])}>
            Add a hold parameter
          </Button>
        )}
      </Group>
    </Stack>
  );
}

function next(holds: readonly HoldParameter[]): HoldParameter {
  const free = holdMeasures.find((one) => !holds.some((other) => other.code === one.code));
  return { code: free?.code ?? '8867-4', comparator: '<', bound: free?.code === '8480-6' ? 100 : 50 };
}
