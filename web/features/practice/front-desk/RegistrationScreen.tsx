import { Button, TextInput } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import { EmptyState } from '#web/ui/EmptyState.tsx';
import { ProblemAlert } from '#web/ui/ProblemAlert.tsx';
import { Section } from '#web/ui/Section.tsx';
import { plural } from '#web/ui/time-text.ts';
import css from '../chart/chart.module.css';
import { birthText, mrnOf, nameText, sexText } from '../fhir/patient-words.ts';
import { useAttempt } from '../shell/attempt-space.ts';
import { usePlace } from '../shell/place.ts';
import { PersonPanel } from './PersonPanel.tsx';
import { RegisterForm } from './RegisterForm.tsx';
import { usePersonSearch, type Asked, type FoundPerson } from './use-person-search.ts';

/** Search first; only somebody who is not found is registered. */
export function RegistrationScreen() {
  const { note, closed } = useAttempt();
  const place = usePlace();
  const [name, setName] = useState('');
  const [birthDate, setBirthDate] = useState('');
  const [asked, setAsked] = useState<Asked | null>(null);
  const [registering, setRegistering] = useState(false);
  const { found, isPending, error } = usePersonSearch(asked);
  const told = useRef<Asked | null>(null);
  useEffect(() => {
    if (!asked || isPending || error || told.current === asked) return;
    told.current = asked;
    note({ kind: 'searched', what: 'patients', found: found.length });
  }, [asked, isPending, error, found.length, note]);
  const search = (): void => {
    if (name.trim() === '' && birthDate === '') return;
    setAsked({ name: name.trim(), birthDate });
    setRegistering(false);
    place.go({ screen: 'registration' });
  };
  return (
    <>
      <h1 className="screen-reader">Registration</h1>
      <div className={css.two}>
        <div>
          <Section title="Search">
            <form
              onSubmit={(event) => {
                event.preventDefault();
                search();
              }}
            >
              <TextInput
                label="Name"
                placeholder="First and last, or the beginning"
                value={name}
                onChange={(event) => setName(event.currentTarget.value)}
              />
              <TextInput
                mt="xs"
                type="date"
                label="Date of birth"
                value={birthDate}
                onChange={(event) => setBirthDate(event.currentTarget.value)}
              />
              <Button type="submit" fullWidth mt="sm" loading={isPending}>
                Search
              </Button>
            </form>
            <ProblemAlert error={error} title="The search did not work" />
          </Section>
          {asked && !isPending && (
            <Section title="Found" note={<span role="status">{plural(found.length, 'person', 'people')}</span>} flush>
              {found.length === 0 && <p className={css.none}>Nobody. Try another spelling, or the date of birth alone.</p>}
              <ul className={css.list}>
                {found.map((one) => (
                  <Person key={one.patient.id} one={one} onChosen={() => setRegistering(false)} />
                ))}
              </ul>
              {!closed && (
                <div style={{ padding: 12 }}>
                  <Button variant="default" fullWidth onClick={() => setRegistering(true)}>
                    Register a new patient
                  </Button>
                </div>
              )}
            </Section>
          )}
        </div>
        <div>
          {registering && asked ? (
            <RegisterForm
              asked={asked}
              found={found}
              onClose={() => setRegistering(false)}
              onDone={(id) => {
                setRegistering(false);
                place.go({ screen: 'registration', item: id });
              }}
            />
          ) : place.item ? (
            <PersonPanel key={place.item} patientId={place.item} />
          ) : (
            <EmptyState title="Search before you register">By name and date of birth: one person, one record.</EmptyState>
          )}
        </div>
      </div>
    </>
  );
}

function Person({ one: { patient, alike }, onChosen }: { one: FoundPerson; onChosen: () => void }) {
  const place = usePlace();
  const chosen = place.item === patient.id;
  return (
    <li className={chosen ? css.chosen : undefined}>
      <span className={css.main}>
        <button
          type="button"
          className={css.link}
          aria-current={chosen || undefined}
          onClick={() => {
            onChosen();
            place.go({ screen: 'registration', item: patient.id ?? '' });
          }}
        >
          {nameText(patient.name)}
        </button>
        <div className={css.quiet}>
          born {birthText(patient.birthDate)} · {sexText(patient.gender)} · {mrnOf(patient)}
        </div>
        {alike.length > 0 && (
          <div className={css.quiet}>
            <span className={css.flag} data-flag="H">
              Same birthday
            </span>{' '}
            as {alike.map((other) => nameText(other.name)).join('; ')}: the same person?
          </div>
        )}
      </span>
    </li>
  );
}
