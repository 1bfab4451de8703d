import { ActionIcon, Button, Group, NativeSelect, Table, TextInput } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { stepKindNames, type WorkflowStepView } from '#training/contract.ts';
import { ScrollRegion } from '#web/ui/ScrollRegion.tsx';
import { wordText } from '#web/ui/word-text.ts';

interface Props {
  steps: readonly WorkflowStepView[];
  selected: string | null;
  onSelect: (stepId: string) => void;
  onChange: (steps: WorkflowStepView[]) => void;
}

/** The steps as a list: what is written here is what the picture shows. Ways on are written as `id` or `id: when`, separated by commas. */
export function StepTable({ steps, selected, onSelect, onChange }: Props) {
  const set = (at: number, change: Partial<WorkflowStepView>): void =>
    onChange(steps.map((step, i) => (i === at ? { ...step, ...change } : step)));
  return (
    <ScrollRegion label="Steps">
      <Table withRowBorders={false} verticalSpacing={4} horizontalSpacing="xs" miw={820}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th w={120}>Id</Table.Th>
            <Table.Th w={120}>Kind</Table.Th>
            <Table.Th>Step</Table.Th>
            <Table.Th w={140}>Who</Table.Th>
            <Table.Th w={220}>Then</Table.Th>
            <Table.Th w={40} />
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {steps.map((step, i) => (
            // Ids are being edited, so a step is known by its place.
            <Table.Tr
              key={i}
              {...(selected === step.stepId ? { bg: 'var(--mantine-color-default-hover)' } : {})}
              onFocus={() => onSelect(step.stepId)}
            >
              <Table.Td>
                <TextInput
                  size="xs"
                  aria-label={`Id of step ${i + 1}`}
                  value={step.stepId}
                  onChange={(event) => set(i, { stepId: event.currentTarget.value })}
                />
              </Table.Td>
              <Table.Td>
                <NativeSelect
                  size="xs"
                  aria-label={`Kind of step ${i + 1}`}
                  data={stepKindNames.map((value) => ({
                    value,
                    label: value === 'ehr' ? 'EHR' : value === 'end' ? 'End' : wordText(value),
                  }))}
                  value={step.kind}
                  onChange={(event) => set(i, { kind: event.currentTarget.value as WorkflowStepView['kind'] })}
                />
              </Table.Td>
              <Table.Td>
                <TextInput
                  size="xs"
                  aria-label={`Name of step ${i + 1}`}
                  value={step.name}
                  onChange={(event) => set(i, { name: event.currentTarget.value })}
                />
              </Table.Td>
              <Table.Td>
                <TextInput
                  size="xs"
                  aria-label={`Who does step ${i + 1}`}
                  value={step.who}
                  onChange={(event) => set(i, { who: event.currentTarget.value })}
                />
              </Table.Td>
              <Table.Td>
                <TextInput
                  size="xs"
                  aria-label={`What follows step ${i + 1}`}
                  defaultValue={nextText(step)}
                  onBlur={(event) => set(i, { next: readNext(event.currentTarget.value) })}
                />
              </Table.Td>
              <Table.Td>
                <ActionIcon
                  size="sm"
                  variant="subtle"
                  color="gray"
                  aria-label={`Remove step ${i + 1}`}
                  onClick={() => onChange(steps.filter((_, at) => at !== i))}
                >
                  <IconX size={14} />
                </ActionIcon>
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
      <Group mt="xs">
        <Button size="compact-sm" variant="default" onClick={() => onChange([...steps, blank(steps)])}>
          Add a step
        </Button>
      </Group>
    </ScrollRegion>
  );
}

function blank(steps: readonly WorkflowStepView[]): WorkflowStepView {
  const stepId = `step-${steps.length + 1}`;
  return { stepId, kind: steps.length === 0 ? 'start' : 'work', name: 'New step', who: steps.at(-1)?.who ?? 'nurse', next: [] };
}

const nextText = ({ next }: WorkflowStepView): string => next.map(({ to, when }) => (when === '' ? to : `${to}: ${when}`)).join(', ');

const readNext = (text: string): WorkflowStepView['next'] =>
  text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '')
    .map((part) => {
      const [to = '', ...when] = part.split(':');
      return { to: to.trim(), when: when.join(':').trim() };
    });
