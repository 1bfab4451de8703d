import { ActionIcon, Button, Checkbox, Radio, Stack, Textarea, Tooltip } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconMessage2 } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { giveFeedback, saidKinds, type FeedbackPlace, type SaidKind } from '#training/contract.ts';
import { call } from './call.ts';
import { FormDrawer } from '#web/ui/FormDrawer.tsx';

interface Props {
  place: FeedbackPlace;
  /** Of the module, as it is before the learner. */
  version?: number;
  /** What it is about, for the heading and for whoever hears the page: `this question`. */
  about: string;
  /** Only the sign, where many stand on a page. */
  compact?: boolean;
}

export const saidWords: Readonly<Record<SaidKind, string>> = {
  wrong: 'Something is wrong',
  unclear: 'I do not understand it',
  'too-long': 'Too long',
  'does-not-fit': 'Does not fit my work',
  good: 'Good as it is',
};

/** Says to those who wrote it what is in the way, from where one is. */
export function FeedbackButton({ place, version = 0, about, compact = false }: Props) {
  const [opened, setOpened] = useState(false);
  const label = `Say something about ${about}`;
  return (
    <>
      {compact ? (
        <Tooltip label={label}>
          <ActionIcon variant="subtle" color="gray" size="md" aria-label={label} onClick={() => setOpened(true)}>
            <IconMessage2 size={16} />
          </ActionIcon>
        </Tooltip>
      ) : (
        <Button
          variant="subtle"
          color="gray"
          size="compact-sm"
          leftSection={<IconMessage2 size={16} />}
          onClick={() => setOpened(true)}
          aria-label={label}
        >
          Say something
        </Button>
      )}
      {opened && <FeedbackDrawer place={place} version={version} about={about} onClose={() => setOpened(false)} />}
    </>
  );
}

function FeedbackDrawer({ place, version, about, onClose }: Required<Omit<Props, 'compact'>> & { onClose: () => void }) {
  const client = useQueryClient();
  const [key] = useState(() => crypto.randomUUID());
  const [said, setSaid] = useState<SaidKind | null>(null);
  const [comment, setComment] = useState('');
  const [named, setNamed] = useState(false);
  const [missing, setMissing] = useState(false);
  const sending = useMutation({
    mutationFn: (kind: SaidKind) => call(giveFeedback, { body: { ...place, key, version, said: kind, comment, named } }),
    onSuccess: ({ removed }) => {
      onClose();
      const kept = removed.length > 0 ? ' What looked like a patient’s number or date was taken out first.' : '';
      notifications.show({ message: `Thank you. What becomes of it stands under “What I said”.${kept}` });
      void client.invalidateQueries({ queryKey: ['feedback'] });
    },
  });
  return (
    <FormDrawer
      title={`About ${about}`}
      submit="Send"
      busy={sending.isPending}
      error={sending.error}
      onSubmit={(event) => {
        event.preventDefault();
        event.stopPropagation(); // it may stand inside a question's own form
        if (said) sending.mutate(said);
        else setMissing(true);
      }}
      onClose={onClose}
    >
      <Radio.Group
        label="What is it?"
        value={said}
        onChange={(value) => {
          setSaid(value as SaidKind);
          setMissing(false);
        }}
        error={missing ? 'Choose one; words are optional.' : undefined}
      >
        <Stack gap={6} mt={6}>
          {saidKinds.map((kind) => (
            <Radio key={kind} value={kind} label={saidWords[kind]} />
          ))}
        </Stack>
      </Radio.Group>
      <Textarea
        label="In your words"
        description="Optional. Screens and steps only: no name, number or birthday of a patient."
        autosize
        minRows={3}
        maxLength={500}
        value={comment}
        onChange={(event) => setComment(event.currentTarget.value)}
      />
      <Checkbox
        label="They may see my name and ask me back"
        description="Otherwise nobody who reads it sees who you are."
        checked={named}
        onChange={(event) => setNamed(event.currentTarget.checked)}
      />
    </FormDrawer>
  );
}
