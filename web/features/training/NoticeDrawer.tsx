import { Select, Text } from '@mantine/core';
import { useForm } from '@mantine/form';
import { notifications } from '@mantine/notifications';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { noticeByHand, signalKinds, type Refresher, type Standing } from '#training/contract.ts';
import { call } from '#web/app/call.ts';
import { signalText } from '#web/app/signal-words.ts';
import { FormDrawer } from '#web/ui/FormDrawer.tsx';

const offerText: Readonly<Record<Refresher['offer'], string>> = {
  burst: 'a few minutes of training',
  module: 'a module',
  outreach: 'somebody who comes along',
};

/** What a person saw in the use of the EHR; the refresher rules say what is offered for it. */
export function NoticeDrawer({ standing, onClose }: { standing: Standing; onClose: () => void }) {
  const client = useQueryClient();
  const form = useForm({ initialValues: { signal: signalKinds[0] as Refresher['signal'], competencyId: null as string | null } });
  const saving = useMutation({
    mutationFn: (body: typeof form.values) => call(noticeByHand, { params: { personId: standing.personId }, body }),
    onSuccess: async ({ offers }) => {
      onClose();
      const what = offers.map((offer) => offerText[offer]).join(' and ');
      notifications.show({
        message: what ? `Noted. ${standing.name} is offered ${what}.` : 'Noted. No refresher rule answers this yet: add one under Changes.',
      });
      await client.invalidateQueries({ queryKey: ['training'] });
    },
  });
  return (
    <FormDrawer
      title="Offer a refresher"
      submit="Offer"
      busy={saving.isPending}
      error={saving.error}
      onSubmit={form.onSubmit((values) => saving.mutate(values))}
      onClose={onClose}
    >
      <Text size="sm">What you saw goes on record as a signal. It is an offer of help, and never in the way of access.</Text>
      <Select
        label="What use shows"
        allowDeselect={false}
        data={signalKinds.map((value) => ({ value, label: signalText[value] ?? value }))}
        {...form.getInputProps('signal')}
      />
      <Select
        label="About"
        placeholder="Nothing in particular"
        clearable
        searchable
        data={standing.duties.map((one) => ({ value: one.competencyId, label: one.name }))}
        {...form.getInputProps('competencyId')}
      />
    </FormDrawer>
  );
}
