import { Button, Group, Text, Textarea } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { addRemark, listRemarks } from '#training/contract.ts';
import css from './matrix.module.css';
import { call } from '#web/app/call.ts';
import { emptied } from '#web/ui/emptied.ts';
import { ProblemAlert } from '#web/ui/ProblemAlert.tsx';
import { dateText } from '#web/ui/time-text.ts';

const stanceText = { for: 'for it', against: 'against it', changed: 'changed it' } as const;

/** What was said for and against a requirement. Everybody on the staff may say something. */
export function RemarkList({ jobRole, competencyId }: { jobRole: string; competencyId: string }) {
  const params = { jobRole, competencyId };
  const { data, refetch } = useQuery({
    queryKey: ['training', 'remarks', jobRole, competencyId],
    queryFn: () => call(listRemarks, { params }),
  });
  const [text, setText] = useState('');
  const saying = useMutation({
    mutationFn: (body: { stance: 'for' | 'against'; text: string }) => call(addRemark, { params, body }),
    onSuccess: async (_done, said) => {
      setText(emptied(said.text));
      await refetch();
    },
  });
  return (
    <section aria-label="What people say of it">
      <Text fw={500} size="sm">
        What people say of it
      </Text>
      <ul className={css.remarks}>
        {(data?.remarks ?? []).map((one) => (
          <li key={`${one.at}${one.text}`}>
            {one.text}
            <div className={css.quiet}>
              {one.byName}, {stanceText[one.stance]}, {dateText(one.at)}
            </div>
          </li>
        ))}
      </ul>
      <Textarea
        aria-label="Your remark"
        placeholder="What do you think of this requirement?"
        autosize
        minRows={2}
        mt="xs"
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      <Group gap="xs" mt={6}>
        <Button
          size="compact-sm"
          variant="default"
          loading={saying.isPending}
          disabled={text.trim().length < 3}
          onClick={() => saying.mutate({ stance: 'for', text })}
        >
          For it
        </Button>
        <Button
          size="compact-sm"
          variant="default"
          loading={saying.isPending}
          disabled={text.trim().length < 3}
          onClick={() => saying.mutate({ stance: 'against', text })}
        >
          Against it
        </Button>
      </Group>
      <ProblemAlert error={saying.error} title="Your remark was not kept" />
    </section>
  );
}
