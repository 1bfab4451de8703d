import { Alert, Button, Loader } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { followRequest, sayFollowedWord, type AskedRequest } from '#support/contract.ts';
import { call } from '#web/app/call.ts';
import { takeAnswer } from '#web/app/take-answer.ts';
import { ProblemAlert } from '#web/ui/ProblemAlert.tsx';
import { TimeText } from '#web/ui/TimeText.tsx';
import css from './answer.module.css';

type Word = 'solved' | 'not-solved' | 'not-needed';

const closed: Readonly<Partial<Record<AskedRequest['state'], string>>> = {
  resolved: 'Solved, by your word',
  withdrawn: 'Taken back, by your word',
};
const stands: Readonly<Partial<Record<AskedRequest['state'], string>>> = {
  waiting: 'It waits for somebody',
  accepted: 'Somebody has it',
  'on-the-way': 'Somebody is on the way',
  arrived: 'Somebody works on it',
  done: 'Is it solved?',
  ...closed,
};

/** The link of a mail: how a request stands, what was answered, and the asker's own word. The token is the key, and stays in this browser. */
export function AnswerPage() {
  const client = useQueryClient();
  const followToken = location.hash.slice(1);
  const key = ['answer', followToken];
  const { data, error, refetch } = useQuery({
    queryKey: key,
    queryFn: () => call(followRequest, { params: { followToken } }),
    enabled: followToken !== '',
  });
  const say = useMutation({
    mutationFn: (word: Word) => call(sayFollowedWord, { params: { followToken }, body: { word } }),
    onSuccess: (answer) => takeAnswer(client, key, answer),
  });
  return (
    <div className={css.page}>
      <h1 className={css.brand}>Your request for help</h1>
      {followToken === '' && <Alert color="yellow">This address is not whole. Open the link in the mail again.</Alert>}
      <ProblemAlert error={error} title="The request could not be read" onRetry={() => void refetch()} />
      {!data && !error && followToken !== '' && <Loader size="sm" />}
      {data && (
        <section className={css.card} aria-label={`Request ${data.callBackCode}`}>
          <h2 className={css.state}>{stands[data.state]}</h2>
          <p className={css.quiet}>
            Call-back code <strong>{data.callBackCode}</strong>, asked <TimeText at={data.createdAt} />
          </p>
          <p className={css.words}>{data.text}</p>
          {data.messages.map((message) => (
            <blockquote key={message.noteId} className={css.answer}>
              {message.text}
              <footer className={css.quiet}>
                {message.kind === 'asker' ? 'You' : message.byName}, <TimeText at={message.at} />
              </footer>
            </blockquote>
          ))}
          <ProblemAlert error={say.error} title="Not sent" />
          <div className={css.buttons}>
            {data.state === 'done' && (
              <Button size="md" loading={say.isPending} onClick={() => say.mutate('solved')}>
                Yes, it is solved
              </Button>
            )}
            {(data.state === 'done' || closed[data.state]) && (
              <Button size="md" variant="default" disabled={say.isPending} onClick={() => say.mutate('not-solved')}>
                No, it is not solved
              </Button>
            )}
            {data.state !== 'done' && !closed[data.state] && (
              <Button size="md" variant="default" loading={say.isPending} onClick={() => say.mutate('not-needed')}>
                I no longer need help
              </Button>
            )}
          </div>
        </section>
      )}
    </div>
  );
}
