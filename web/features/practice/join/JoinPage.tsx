import { Button, Select, Skeleton, TextInput } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useNavigate, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import type { Answer } from '#platform/http/route.ts';
import { lookAtClass, startAttempt } from '#sandbox/contract.ts';
import { call } from '#web/app/call.ts';
import { LinkButton } from '#web/ui/LinkButton.tsx';
import { PageHeader } from '#web/ui/PageHeader.tsx';
import { ProblemAlert } from '#web/ui/ProblemAlert.tsx';
import { plural } from '#web/ui/time-text.ts';
import { useNow } from '#web/ui/use-now.ts';
import { chooseRole, practiceRoles } from '../shell/roles.ts';
import css from './join.module.css';

/** What a class is, before anything begins: typed code or the instructor's picture of it, on a phone or in the training room. */
export function JoinPage() {
  const { code = '' } = useParams({ strict: false });
  const found = useQuery({
    queryKey: ['practice-joining', code],
    queryFn: () => call(lookAtClass, { params: { code } }),
    enabled: code !== '',
    retry: false,
  });
  return (
    <div className={css.page}>
      {found.data ? (
        <Known code={code} joining={found.data} />
      ) : (
        <>
          <PageHeader title="Join a class" note="Type the code that your instructor reads out." />
          {code !== '' && found.isPending && <Skeleton height={120} aria-busy="true" />}
          <CodeForm key={code} code={code} error={found.error} />
        </>
      )}
    </div>
  );
}

function CodeForm({ code, error }: { code: string; error: unknown }) {
  const navigate = useNavigate();
  const [typed, setTyped] = useState(code.toUpperCase());
  return (
    <form
      className={css.form}
      onSubmit={(event) => {
        event.preventDefault();
        if (typed.trim() !== '') void navigate({ to: '/practice/join/$code', params: { code: typed.trim() } });
      }}
    >
      <TextInput
        label="Code"
        size="lg"
        classNames={{ input: css.code ?? '' }}
        value={typed}
        maxLength={20}
        autoCapitalize="characters"
        autoComplete="off"
        autoCorrect="off"
        spellCheck={false}
        data-autofocus
        onChange={(event) => setTyped(event.currentTarget.value.toUpperCase())}
      />
      <ProblemAlert error={error} title="You could not join" />
      <Button type="submit" size="lg" fullWidth disabled={typed.trim() === ''}>
        Look for the class
      </Button>
    </form>
  );
}

type Joining = Answer<typeof lookAtClass>;

function Known({ code, joining }: { code: string; joining: Joining }) {
  const { name, exerciseTitle, openedByName, exam, limitMinutes } = joining;
  return (
    <>
      <PageHeader title={name} note={`Led by ${openedByName}`} />
      <dl className={css.facts}>
        <div>
          <dt>Exercise</dt>
          <dd>{exerciseTitle ?? 'Free practice'}</dd>
        </div>
        <div>
          <dt>Time</dt>
          <dd>
            {limitMinutes === null
              ? 'As long as you need.'
              : `${plural(limitMinutes, 'minute')} from when you begin. What you have done by then is handed in for you.`}
          </dd>
        </div>
        <div>
          <dt>{exam ? 'Examination' : 'Practice'}</dt>
          <dd>
            {exam
              ? 'How far you are is not shown. There are no hints, nothing is taken back, and you take it once. Marks come when your instructor releases them.'
              : 'You see your tasks and can ask for hints. Your instructor sees how far you are, and releases the marks.'}
          </dd>
        </div>
      </dl>
      <Next code={code} joining={joining} />
    </>
  );
}

/** What can be done now: begin, go on, look at the grade; or why not. */
function Next({ code, joining: { exerciseTitle, exam, closed, own } }: { code: string; joining: Joining }) {
  const navigate = useNavigate();
  const now = useNow(1000);
  const [role, setRole] = useState<string>('physician');
  const begin = useMutation({
    mutationFn: () => call(startAttempt, { body: { exerciseId: null, classCode: code } }),
    onSuccess: ({ attemptId, exerciseId }) => {
      if (exerciseId === null) chooseRole(attemptId, role);
      void navigate({ to: '/practice/$attemptId', params: { attemptId } });
    },
  });
  const over = own !== null && (own.submitted || (own.endsAt !== null && own.endsAt <= now));
  if (own !== null && !over)
    return (
      <LinkButton to="/practice/$attemptId" params={{ attemptId: own.attemptId }} size="lg" fullWidth>
        Go on where you were
      </LinkButton>
    );
  const mayBegin = !closed && !(exam && over);
  return (
    <div className={css.form}>
      {own !== null && (
        <>
          <p role="status">
            {own.submitted ? 'You have handed in.' : 'Your time is up; what you did is handed in.'}
            {exam && ' An examination is taken once: ask your instructor about another.'}
          </p>
          <LinkButton to="/practice/$attemptId/grade" params={{ attemptId: own.attemptId }} variant="default" size="lg" fullWidth>
            See what came of it
          </LinkButton>
        </>
      )}
      {closed && <p role="status">This class takes nobody new any more. If you should be in it, ask your instructor to open it again.</p>}
      {mayBegin && exerciseTitle === null && (
        <Select label="Work as" data={[...practiceRoles]} value={role} allowDeselect={false} onChange={(value) => setRole(value ?? role)} />
      )}
      <ProblemAlert error={begin.error} title="You could not join" />
      {mayBegin && (
        <Button size="lg" fullWidth loading={begin.isPending} onClick={() => begin.mutate()}>
          {own === null ? (exam ? 'Begin the examination' : 'Begin') : 'Do it again'}
        </Button>
      )}
    </div>
  );
}
