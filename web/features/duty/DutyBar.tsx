import { Button, Menu } from '@mantine/core';
import { IconChevronDown } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { sendHeartbeat, signOff } from '#support/contract.ts';
import { call } from '#web/app/call.ts';
import { usePlaces } from '#web/app/use-places.ts';
import { ConfirmDialog } from '#web/ui/ConfirmDialog.tsx';
import { problemText } from '#web/ui/ProblemAlert.tsx';
import { StatusDot } from '#web/ui/StatusDot.tsx';
import { tierWords } from './duty-words.ts';
import css from './duty.module.css';
import { dutyKeys } from './query-keys.ts';
import type { DutyNow } from './use-duty.ts';

/** Where I am and whether I am called: one line, always in sight. */
export function DutyBar({ duty, offline }: { duty: DutyNow; offline: boolean }) {
  const client = useQueryClient();
  const places = usePlaces();
  const [leaving, setLeaving] = useState(false);
  const refresh = (): Promise<void> => client.invalidateQueries({ queryKey: dutyKeys.all });
  const move = useMutation({ mutationFn: (unitId: string) => call(sendHeartbeat, { body: { unitId } }), onSuccess: refresh });
  const off = useMutation({
    mutationFn: () => call(signOff, {}),
    onSuccess: () => {
      setLeaving(false);
      return refresh();
    },
  });
  const here = places.units.find((one) => one.unitId === duty.unitId);
  const near = places.units.filter((one) => one.siteId === here?.siteId);
  return (
    <div className={css.bar}>
      <div className={css.barWords}>
        <StatusDot tone={offline ? 'look' : duty.state === 'busy' ? 'accent' : 'good'}>
          {offline ? 'Offline' : duty.state === 'busy' ? 'Helping' : 'Free'}
        </StatusDot>
        <span className={css.quiet}>{tierWords[duty.tier ?? ''] ?? ''}</span>
      </div>
      {duty.unitId !== null && (
        <Menu shadow="md" position="bottom-start">
          <Menu.Target>
            <button type="button" className={css.place} disabled={offline || move.isPending}>
              {places.unitName(duty.unitId)}
              <IconChevronDown size={18} aria-hidden="true" />
              <span className="screen-reader">: say that I am elsewhere</span>
            </button>
          </Menu.Target>
          <Menu.Dropdown mah={320} style={{ overflowY: 'auto' }}>
            <Menu.Label>I am now on</Menu.Label>
            {near.map((one) => (
              <Menu.Item key={one.unitId} disabled={one.unitId === duty.unitId} onClick={() => move.mutate(one.unitId)}>
                {one.name}
              </Menu.Item>
            ))}
          </Menu.Dropdown>
        </Menu>
      )}
      <Button size="sm" variant="default" disabled={offline} onClick={() => setLeaving(true)}>
        Sign off
      </Button>
      <ConfirmDialog
        opened={leaving}
        title="Go off duty?"
        confirm="Sign off"
        busy={off.isPending}
        error={off.error}
        onConfirm={() => off.mutate()}
        onClose={() => setLeaving(false)}
      >
        You are not called any more. Whoever is calling you now calls the next person.
      </ConfirmDialog>
      {move.error && <p className={css.barError}>{problemText(move.error)}</p>}
    </div>
  );
}
