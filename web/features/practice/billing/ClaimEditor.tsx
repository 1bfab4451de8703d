import { Button, Checkbox, TextInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useState } from 'react';
import { ConfirmDialog } from '#web/ui/ConfirmDialog.tsx';
import { ProblemAlert } from '#web/ui/ProblemAlert.tsx';
import { Section } from '#web/ui/Section.tsx';
import css from '../chart/chart.module.css';
import type { ChargeItem, Claim } from '../fhir/claims.ts';
import type { DocumentReference } from '../fhir/documents.ts';
import { idOf, textOf } from '../fhir/codes.ts';
import { putEntry, usePatientList, useTransaction } from '../fhir/use-fhir.ts';
import { DocumentLine } from '../work/DocumentLine.tsx';
import { chargesOnClaim, claimWith, draftOf, editsOf, type ClaimDraft } from './claim-draft.ts';
import { ClaimDiagnoses } from './ClaimDiagnoses.tsx';
import { ClaimLines } from './ClaimLines.tsx';

/** A claim that has not left the house: its diagnoses, lines, authorization and attachments, and what stops it. */
export function ClaimEditor({ claim, documents }: { claim: Claim; documents: readonly DocumentReference[] }) {
  const charges = usePatientList<ChargeItem>('ChargeItem', idOf(claim.patient));
  const save = useTransaction();
  const [draft, setDraft] = useState<ClaimDraft>(() => draftOf(claim));
  const [dropping, setDropping] = useState(false);
  const edits = editsOf(claim, draft);
  const keep = (): void =>
    save.mutate([putEntry(claimWith(claim, draft))], { onSuccess: () => notifications.show({ message: 'The claim is kept, not sent.' }) });
  const send = (): void => {
    const sent = claimWith({ ...claim, status: 'active' }, draft);
    const billed = chargesOnClaim(sent, charges.list).map((one) => putEntry({ ...one, status: 'billed' }));
    save.mutate([putEntry(sent), ...billed], { onSuccess: () => notifications.show({ message: 'The claim has left the house.' }) });
  };
  const drop = (): void => save.mutate([putEntry({ ...claim, status: 'cancelled' })], { onSuccess: () => setDropping(false) });
  return (
    <>
      <ClaimDiagnoses draft={draft} onChange={setDraft} />
      <ClaimLines draft={draft} onChange={setDraft} />
      <Section title="Authorization and attachments">
        <TextInput
          label="Authorization number"
          maw={260}
          mb="sm"
          value={draft.authorization}
          onChange={(event) => setDraft({ ...draft, authorization: event.currentTarget.value })}
        />
        {documents.length === 0 && <p className={css.quiet}>This patient has no documents.</p>}
        <ul className={css.list}>
          {documents.map((one) => (
            <DocumentLine key={one.id} document={one}>
              <Attach document={one} draft={draft} onChange={setDraft} />
            </DocumentLine>
          ))}
        </ul>
      </Section>
      <Section title="Edits" note={edits.length === 0 ? 'nothing stops it' : `${edits.length} to mend`}>
        <div role="status">
          {edits.length === 0 ? (
            <p style={{ margin: 0 }}>The claim passes this house’s edits.</p>
          ) : (
            <ul style={{ margin: 0, paddingInlineStart: 20 }}>
              {edits.map((edit) => (
                <li key={edit.key}>{edit.text}</li>
              ))}
            </ul>
          )}
        </div>
        <ProblemAlert error={dropping ? null : save.error} title="Nothing was changed" />
        <div className={css.row} style={{ marginTop: 12 }}>
          <Button disabled={edits.length > 0 || charges.isPending} loading={save.isPending} onClick={send}>
            Submit
          </Button>
          <Button variant="default" disabled={save.isPending} onClick={keep}>
            Keep as it is
          </Button>
          <Button variant="subtle" disabled={save.isPending} onClick={() => setDropping(true)}>
            Cancel the claim
          </Button>
        </div>
      </Section>
      <ConfirmDialog
        opened={dropping}
        title="Cancel this claim?"
        confirm="Cancel the claim"
        danger
        busy={save.isPending}
        error={save.error}
        onConfirm={drop}
        onClose={() => setDropping(false)}
      >
        It stays in the record as cancelled and is never sent. Charges stay on the account.
      </ConfirmDialog>
    </>
  );
}

function Attach({ document, draft, onChange }: { document: DocumentReference; draft: ClaimDraft; onChange: (draft: ClaimDraft) => void }) {
  const reference = `DocumentReference/${document.id}`;
  return (
    <Checkbox
      size="xs"
      label={
        <>
          Attach<span className="screen-reader"> {textOf(document.type)}</span>
        </>
      }
      checked={draft.attachments.includes(reference)}
      onChange={(event) =>
        onChange({
          ...draft,
          attachments: event.currentTarget.checked
            ? [...draft.attachments, reference]
            : draft.attachments.filter((one) => one !== reference),
        })
      }
    />
  );
}
