import { Alert, Button, Checkbox, Group, NumberInput, Select, Stack, Textarea, TextInput } from '@mantine/core';
import { ProblemAlert } from '#web/ui/ProblemAlert.tsx';
import { nearText } from '../chart/chart-time.ts';
import { textOf } from '../fhir/codes.ts';
import type { MedicationRequest } from '../fhir/resources.ts';
import { useAttempt } from '../shell/attempt-space.ts';
import { BackEntryTime } from './BackEntryTime.tsx';
import type { DoseSlot } from './due-times.ts';
import type { HoldFinding } from './five-rights.ts';
import css from './mar.module.css';
import { LabelTray, packagesNear, useWristbands } from './LabelTray.tsx';
import { Rights } from './Rights.tsx';
import { ScanField } from './ScanField.tsx';
import { useGiving } from './use-giving.ts';

interface Props {
  order: MedicationRequest;
  slot: DoseSlot;
  isBackEntry: boolean;
  onDone: () => void;
}

const injected = /subcutaneous|intramuscular|injection/;
const sites = ['abdomen, left', 'abdomen, right', 'arm, left', 'arm, right', 'thigh, left', 'thigh, right'];
const scanLabels = { wristband: 'Scan the wristband', drug: 'Scan the drug', again: 'Scan again' } as const;

/** Wristband, drug, five rights, hold parameters, witness: then it is given. */
export function GiveForm({ order, slot, isBackEntry, onDone }: Props) {
  const {
    verdicts,
    holds,
    medications,
    colleagues,
    words,
    change,
    scan,
    give,
    save,
    stops,
    asks,
    needsWitness,
    isContinuous,
    ready,
    next,
  } = useGiving(order, slot, isBackEntry, onDone);
  const wristbands = useWristbands();
  const dosage = order.dosageInstruction?.[0];
  const ordered = dosage?.doseAndRate?.[0]?.doseQuantity;
  const mustExplain = asks && stops.length === 0 && !isBackEntry;
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (ready) give();
      }}
    >
      <Stack gap="sm">
        {isBackEntry ? (
          <BackEntryTime value={words.backAt} onChange={(backAt) => change({ backAt })} />
        ) : (
          <>
            <ScanField label={scanLabels[next]} placeholder={next === 'wristband' ? 'WB-…' : 'Bar code on the package'} onScan={scan} />
            <LabelTray wristbands={wristbands} packages={packagesNear(order, medications)} onScan={scan} />
          </>
        )}
        <Rights verdicts={verdicts} />
        {holds.map((hold) => (
          <Hold key={hold.text} hold={hold} />
        ))}
        {stops.length > 0 && (
          <Alert color="red" variant="light" role="alert" title="Stop">
            {stops.map((one) => one.text).join(' ')}
          </Alert>
        )}
        <Group grow align="end">
          {ordered && (
            <NumberInput
              label={`Given (${ordered.unit ?? ordered.code ?? ''})`}
              hideControls
              min={0}
              value={words.dose ?? ordered.value ?? ''}
              onChange={(value) => change({ dose: typeof value === 'number' && value !== ordered.value ? value : null })}
            />
          )}
          {injected.test(textOf(dosage?.route)) && (
            <Select label="Site" data={sites} value={words.site || null} onChange={(site) => change({ site: site ?? '' })} />
          )}
        </Group>
        {needsWitness && (
          <Select
            label="Second person who checked"
            required
            searchable
            placeholder="Two people check this drug"
            data={colleagues}
            value={words.witness}
            onChange={(witness) => change({ witness })}
          />
        )}
        {mustExplain ? (
          <>
            <TextInput
              label="Why it is given so"
              required
              value={words.note}
              onChange={(event) => change({ note: event.currentTarget.value })}
            />
            <Checkbox
              label="I compared it and it is right for this patient now"
              checked={words.accepted}
              onChange={(event) => change({ accepted: event.currentTarget.checked })}
            />
          </>
        ) : (
          <Textarea
            label="Note"
            autosize
            minRows={1}
            value={words.note}
            onChange={(event) => change({ note: event.currentTarget.value })}
          />
        )}
        {isBackEntry && (
          <Checkbox
            label="Copied from the paper record, which is kept"
            checked={words.accepted}
            onChange={(event) => change({ accepted: event.currentTarget.checked })}
          />
        )}
        <ProblemAlert error={save.error} title="Nothing was recorded" />
        <Button type="submit" disabled={!ready} loading={save.isPending}>
          {isContinuous ? 'Start it' : isBackEntry ? 'Record as given' : 'Give'}
        </Button>
      </Stack>
    </form>
  );
}

function Hold({ hold }: { hold: HoldFinding }) {
  const { now, zone } = useAttempt();
  return (
    <div className={css.hold} data-met={hold.met === null ? 'unknown' : hold.met}>
      {hold.text}. {hold.newest}
      {hold.at && `, ${nearText(hold.at, now(), zone)}`}
      {hold.met && '. Do not give it: choose “Not given”.'}
    </div>
  );
}
