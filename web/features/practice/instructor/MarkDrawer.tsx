import { NumberInput, Switch, Textarea } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { overrideMark, type Mark } from '#sandbox/contract.ts';
import { call } from '#web/app/call.ts';
import { FormDrawer } from '#web/ui/FormDrawer.tsx';
import { replayKey } from './query-keys.ts';

const reasonLengthMin = 10;

/** An instructor's word over the grade. The grade itself stays, and the change is in the audit log. */
export function MarkDrawer({ attemptId, mark, onClose }: { attemptId: string; mark: Mark; onClose: () => void }) {
  const queries = useQueryClient();
  const form = useForm({
    initialValues: { percent: Math.round(mark.score * 100) as number | '', passed: mark.passed, reason: '' },
    validate: {
      percent: (percent) => (percent === '' ? 'From 0 to 100.' : null),
      reason: (reason) => (reason.trim().length < reasonLengthMin ? 'Say why, so that somebody else understands it.' : null),
    },
  });
  const save = useMutation({
    mutationFn: ({ percent, passed, reason }: typeof form.values) =>
      call(overrideMark, { params: { attemptId }, body: { score: Number(percent) / 100, passed, reason: reason.trim() } }),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: replayKey(attemptId) });
      onClose();
    },
  });
  return (
    <FormDrawer
      title="Override the mark"
      submit="Override"
      busy={save.isPending}
      error={save.error}
      onClose={onClose}
      onSubmit={form.onSubmit((values) => save.mutate(values))}
    >
      <NumberInput
        label="Score, percent"
        min={0}
        max={100}
        allowDecimal={false}
        required
        data-autofocus
        {...form.getInputProps('percent')}
      />
      <Switch label="Passed" {...form.getInputProps('passed', { type: 'checkbox' })} />
      <Textarea
        label="Reason"
        description="The learner reads it beside the mark."
        autosize
        minRows={3}
        required
        {...form.getInputProps('reason')}
      />
    </FormDrawer>
  );
}
