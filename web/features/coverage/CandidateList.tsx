import { Button, Skeleton, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { judgePeople, type PersonName } from '#coverage/contract.ts';
import { call } from '#web/app/call.ts';
import { ProblemAlert } from '#web/ui/ProblemAlert.tsx';
import { plural } from '#web/ui/time-text.ts';
import css from './SidePanel.module.css';

interface Props {
  planId: string;
  needId: string;
  /** Moved from there, if it is a move. */
  assignmentId?: string;
  /** Has it already. */
  exceptPersonId?: string;
  onChoose: (person: PersonName) => void;
}

const shownMax = 12;

/** Who may serve a need now; behind them who may not, each with the rule that stands in the way. */
export function CandidateList({ planId, needId, assignmentId, exceptPersonId, onChoose }: Props) {
  const [words, setWords] = useState('');
  const query = useQuery({
    queryKey: ['coverage', 'candidates', planId, needId, assignmentId],
    queryFn: () => call(judgePeople, { params: { planId }, body: { needId, ...(assignmentId === undefined ? {} : { assignmentId }) } }),
    staleTime: 0,
  });
  const others = (query.data?.people ?? []).filter((person) => person.personId !== exceptPersonId);
  const found = others.filter((person) => person.name.toLowerCase().includes(words.trim().toLowerCase()));
  const may = found.filter((person) => person.allowed).toSorted((a, b) => a.verdicts.length - b.verdicts.length);
  const mayNot = found.filter((person) => !person.allowed);
  return (
    <section>
      <h3 className={css.heading}>{query.data ? `Who could come: ${may.length} of ${others.length}` : 'Who could come'}</h3>
      <ProblemAlert error={query.error} title="The rules could not be asked" />
      {query.isPending && <Skeleton height={96} />}
      {query.data && (
        <TextInput
          size="xs"
          aria-label="Find a person"
          placeholder="Find a person"
          value={words}
          onChange={(event) => setWords(event.currentTarget.value)}
        />
      )}
      <ul className={css.lines}>
        {may.slice(0, shownMax).map((person) => (
          <li key={person.personId} className={css.person}>
            <div>
              <span className={css.who}>{person.name}</span>
              {person.verdicts.map((verdict) => (
                <div key={verdict.text} className={css.quiet}>
                  {verdict.text}
                </div>
              ))}
            </div>
            <Button size="compact-xs" variant="light" onClick={() => onChoose(person)}>
              Choose
            </Button>
          </li>
        ))}
        {may.length > shownMax && <li className={css.quiet}>and {plural(may.length - shownMax, 'other')}; find them by name</li>}
        {mayNot.slice(0, may.length === 0 || words ? shownMax : 4).map((person) => (
          <li key={person.personId}>
            <span className={css.who}>{person.name}</span>{' '}
            <span className={css.quiet}>{person.verdicts.map((verdict) => verdict.text).join(' ')}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
