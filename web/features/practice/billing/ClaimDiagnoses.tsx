import { Autocomplete, Button } from '@mantine/core';
import { useState } from 'react';
import { Section } from '#web/ui/Section.tsx';
import css from '../chart/chart.module.css';
import { withoutDiagnosis, type ClaimDraft } from './claim-draft.ts';
import { isDiagnosisCode, useDiagnosisCodes } from './use-diagnosis-codes.ts';

/** Why the services were needed, the main reason first. */
export function ClaimDiagnoses({ draft, onChange }: { draft: ClaimDraft; onChange: (draft: ClaimDraft) => void }) {
  const known = useDiagnosisCodes();
  const [typed, setTyped] = useState('');
  const code = (typed.split(' ')[0] ?? '').toUpperCase();
  const already = draft.diagnoses.some((one) => one.code === code);
  const add = (): void => {
    if (!isDiagnosisCode(code) || already) return;
    const coding = known.find((one) => one.code === code) ?? { code, display: code };
    onChange({ ...draft, diagnoses: [...draft.diagnoses, coding] });
    setTyped('');
  };
  return (
    <Section title="Diagnoses" note="ICD-10-CM">
      {draft.diagnoses.length === 0 && <p className={css.quiet}>None yet.</p>}
      <ol className={css.list}>
        {draft.diagnoses.map((one, index) => (
          <li key={one.code}>
            <span className={css.quiet}>{index + 1}</span>
            <span className={css.main}>
              <strong>{one.code}</strong> {one.display === one.code ? '' : one.display}
            </span>
            <Button size="compact-xs" variant="subtle" onClick={() => onChange(withoutDiagnosis(draft, index))}>
              Remove<span className="screen-reader"> diagnosis {one.code}</span>
            </Button>
          </li>
        ))}
      </ol>
      <form
        className={css.row}
        style={{ marginTop: 8 }}
        onSubmit={(event) => {
          event.preventDefault();
          add();
        }}
      >
        <Autocomplete
          label="Code or words"
          style={{ flex: '1 1 240px' }}
          limit={12}
          data={known.map((one) => `${one.code} ${one.display}`)}
          value={typed}
          error={already ? 'It is coded already' : null}
          onChange={setTyped}
        />
        <Button type="submit" variant="default" disabled={!isDiagnosisCode(code) || already}>
          Add the diagnosis
        </Button>
      </form>
    </Section>
  );
}
