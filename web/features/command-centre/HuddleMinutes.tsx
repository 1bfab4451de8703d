import { Button, Group, Textarea } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { changeHuddle, type Huddle } from '#support/contract.ts';
import { call } from '#web/app/call.ts';
import { OvertakenNote } from '#web/ui/OvertakenNote.tsx';
import { ProblemAlert } from '#web/ui/ProblemAlert.tsx';
import { Section } from '#web/ui/Section.tsx';
import { dateText, timeText } from '#web/ui/time-text.ts';
import { useDraft } from '#web/ui/use-draft.ts';
import css from './command-centre.module.css';
import { MessageDrawer } from './MessageDrawer.tsx';
import { huddlesKey } from './query-keys.ts';

/** Minutes as text; saving them says that the huddle was held. They can be sent to everybody on duty, with receipts. */
export function HuddleMinutes({ huddle, mayDecide }: { huddle: Huddle; mayDecide: boolean }) {
  const client = useQueryClient();
  const draft = useDraft(huddle.minutes);
  const minutes = draft.value;
  const [sending, setSending] = useState(false);
  const saving = useMutation({
    mutationFn: (text: string) =>
      call(changeHuddle, { params: { huddleId: huddle.huddleId }, body: { minutes: text, held: true, version: huddle.version } }),
    onSuccess: async (_done, text) => {
      await client.invalidateQueries({ queryKey: huddlesKey });
      draft.saved(text);
    },
  });
  const note =
    huddle.heldAt === null ? 'Saving them says that the huddle was held.' : `Held ${dateText(huddle.heldAt)}, ${timeText(huddle.heldAt)}.`;
  return (
    <Section title="Minutes" note={note}>
      {mayDecide ? (
        <>
          <Textarea
            className="no-print"
            aria-label="Minutes"
            autosize
            minRows={4}
            maxLength={8000}
            value={minutes}
            onChange={(event) => draft.set(event.currentTarget.value)}
          />
          <p className={`${css.plain} print-only`}>{minutes}</p>
          <ProblemAlert error={saving.error} title="The minutes were not saved" />
          {!saving.isPending && <OvertakenNote draft={draft} />}
          <Group className="no-print" justify="flex-end" gap="xs" mt="sm">
            <Button variant="default" disabled={minutes.trim() === ''} onClick={() => setSending(true)}>
              Send to those on duty …
            </Button>
            <Button loading={saving.isPending} disabled={!draft.changed && huddle.heldAt !== null} onClick={() => saving.mutate(minutes)}>
              Save minutes
            </Button>
          </Group>
        </>
      ) : (
        <p className={css.plain}>{huddle.minutes || 'None yet.'}</p>
      )}
      {sending && <MessageDrawer text={`Huddle of ${dateText(huddle.at)}: ${minutes}`.slice(0, 1000)} onClose={() => setSending(false)} />}
    </Section>
  );
}
