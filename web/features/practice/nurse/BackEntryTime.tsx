import { TextInput } from '@mantine/core';
import { useState } from 'react';
import { shiftedInstant, toLocal } from '#kernel/time.ts';
import { useAttempt } from '../shell/attempt-space.ts';

interface Props {
  value: number | null;
  onChange: (at: number | null) => void;
  label?: string;
  /** Left empty it happens now. */
  optional?: boolean;
}

/** When it really happened, as the paper says: never later than now. */
export function BackEntryTime({ value, onChange, label = 'When it was done, as the paper says', optional = false }: Props) {
  const { now, zone } = useAttempt();
  const local = value === null ? null : toLocal(value, zone);
  const [text, setText] = useState(local ? `${local.date}T${local.time}` : '');
  const latest = toLocal(now(), zone);
  const [date = '', time = ''] = text.split('T');
  const at = /^\d{4}-\d\d-\d\d$/.test(date) && /^\d\d:\d\d/.test(time) ? shiftedInstant(date, time.slice(0, 5), zone) : null;
  return (
    <TextInput
      data-autofocus={!optional || undefined}
      type="datetime-local"
      label={label}
      required={!optional}
      max={`${latest.date}T${latest.time}`}
      value={text}
      error={at !== null && at > now() ? 'This time has not come yet' : null}
      onChange={(event) => {
        const next = event.currentTarget.value;
        setText(next);
        const [day = '', clock = ''] = next.split('T');
        const moment = day && clock ? shiftedInstant(day, clock.slice(0, 5), zone) : null;
        onChange(moment !== null && moment <= now() ? moment : null);
      }}
    />
  );
}
