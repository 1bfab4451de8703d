import { useState, type ReactNode } from 'react';
import { useAttempt } from '../shell/attempt-space.ts';
import { usePatient } from '../shell/PatientProvider.tsx';
import css from './chart.module.css';

interface Props {
  /** `Type/id`: what the trail is told when it is opened. */
  target: string;
  name: string;
  note: string;
  children: ReactNode;
}

/** A line that opens: looking closely at an allergy or a home medicine is something that exercises ask for. */
export function OpenableLine({ target, name, note, children }: Props) {
  const { patientId } = usePatient();
  const { note: tell } = useAttempt();
  const [opened, setOpened] = useState(false);
  return (
    <li>
      <span className={css.main}>
        <button
          type="button"
          className={css.link}
          aria-expanded={opened}
          onClick={() => {
            if (!opened) tell({ kind: 'viewed', patient: `Patient/${patientId}`, target });
            setOpened(!opened);
          }}
        >
          {name}
        </button>{' '}
        <span className={css.quiet}>{note}</span>
        {opened && <div className={css.quiet}>{children}</div>}
      </span>
    </li>
  );
}
