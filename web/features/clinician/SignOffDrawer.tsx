import { Text, TextInput, Textarea } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { signOff as signOffRoute, withdrawSignOff, type SignOffView } from '#coverage/contract.ts';
import type { LocalDate } from '#kernel/time.ts';
import { signOffsKey } from './query-keys.ts';
import type { UnitShift } from './SignOffGrid.tsx';
import { call } from '#web/app/call.ts';
import { usePlaces } from '#web/app/use-places.ts';
import { FormDrawer } from '#web/ui/FormDrawer.tsx';
import { RemoveButton } from '#web/ui/RemoveButton.tsx';

interface Props {
  place: UnitShift;
  /** Null: the shift has not said it yet. */
  signOff: SignOffView | null;
  today: LocalDate;
  onClose: () => void;
}

export function SignOffDrawer({ place, signOff, today, onClose }: Props) {
  const client = useQueryClient();
  const { unitName } = usePlaces();
  const form = useForm({
    initialValues: { from: signOff?.from ?? today, note: signOff?.note ?? '' },
    validate: {
      from: (value) => (value ? null : 'Choose the first day without support.'),
      note: (value) => (value.trim() ? null : 'Write who on that shift said so.'),
    },
  });
  const done = async (): Promise<void> => {
    onClose();
    await client.invalidateQueries({ queryKey: signOffsKey });
  };
  const signing = useMutation({
    mutationFn: (values: typeof form.values) => call(signOffRoute, { body: { ...place, ...values } }),
    onSuccess: done,
  });
  const name = `${unitName(place.unitId)}, ${place.shiftId}`;
  return (
    <FormDrawer
      title={`Comfort of ${name}`}
      submit="Sign off"
      busy={signing.isPending}
      error={signing.error}
      onSubmit={form.onSubmit((values) => signing.mutate(values))}
      onClose={onClose}
      aside={
        signOff && (
          <RemoveButton
            label="Not comfortable after all"
            confirm="Take it back"
            remove={() => call(withdrawSignOff, { params: { signOffId: signOff.signOffId } })}
            onRemoved={() => void done()}
          >
            The next plan gives {name} its support back. That it was signed off stays in the list.
          </RemoveButton>
        )
      }
    >
      <Text>
        From this day on the next plan sends nobody to this shift. Ask the people who work it; day and night answer for themselves.
      </Text>
      <TextInput type="date" label="Comfortable from" required data-autofocus {...form.getInputProps('from')} />
      <Textarea
        label="Who said so"
        description="Name and, if you like, their words"
        required
        autosize
        minRows={2}
        maxLength={300}
        {...form.getInputProps('note')}
      />
    </FormDrawer>
  );
}
