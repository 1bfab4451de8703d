import { Checkbox, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import { FormDrawer } from '#web/ui/FormDrawer.tsx';
import type { Orderable } from './catalogue.ts';
import type { ServiceDetails } from './order-draft.ts';

interface Props {
  orderable: Orderable;
  onDone: (details: ServiceDetails) => void;
  onClose: () => void;
}

/** A test, an image, a consult: what for, how soon. Imaging and consults need their reason. */
export function ServiceForm({ orderable, onDone, onClose }: Props) {
  const [stat, setStat] = useState(false);
  const [reason, setReason] = useState('');
  const [instructions, setInstructions] = useState('');
  const [tried, setTried] = useState(false);
  const needsReason = orderable.kind === 'imaging' || orderable.kind === 'referral';
  const lacks = needsReason && reason.trim() === '';
  return (
    <FormDrawer
      title={orderable.name}
      submit="Add to the basket"
      busy={false}
      error={null}
      onSubmit={(event) => {
        event.preventDefault();
        setTried(true);
        if (!lacks) onDone({ stat, reason, instructions });
      }}
      onClose={onClose}
    >
      <TextInput
        data-autofocus
        label={orderable.kind === 'referral' ? 'Question' : 'Reason'}
        required={needsReason}
        error={tried && lacks ? 'Needed: whoever does it must know what for' : null}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
      <Textarea
        label="Instructions"
        autosize
        minRows={2}
        value={instructions}
        onChange={(event) => setInstructions(event.currentTarget.value)}
      />
      <Checkbox label="STAT" checked={stat} onChange={(event) => setStat(event.currentTarget.checked)} />
    </FormDrawer>
  );
}
