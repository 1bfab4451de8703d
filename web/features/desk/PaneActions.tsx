import { Button, Menu } from '@mantine/core';
import { useHotkeys } from '@mantine/hooks';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { pauseClock, releaseRequest, sayOwnWord, sendRequestOn, takeRequest, type DeskRequest } from '#support/contract.ts';
import { call } from '#web/app/call.ts';
import { useAccount } from '#web/app/session.tsx';
import css from './desk.module.css';
import { pauseWords, tierWords } from './desk-words.ts';
import { TicketMenu } from './TicketMenu.tsx';
import { useChange } from './use-change.ts';

const tiers = ['help-desk', 'analyst', 'vendor'] as const;
const reasons = ['asker', 'vendor', 'maintenance'] as const;

/** What can be done with a request as it stands; each with its key. */
export function PaneActions({ request }: { request: DeskRequest }) {
  const me = useAccount().personId;
  const [menu, setMenu] = useState<'send' | 'pause' | 'word' | null>(null);
  const { requestId, state } = request;
  const params = { requestId };
  const take = useChange(() => call(takeRequest, { params }));
  const release = useChange(() => call(releaseRequest, { params }));
  const send = useChange((tier: (typeof tiers)[number]) => call(sendRequestOn, { params, body: { tier } }));
  const pause = useChange((reason: (typeof reasons)[number] | null) => call(pauseClock, { params, body: { reason } }));
  const word = useChange((said: 'solved' | 'not-solved' | 'not-needed') => call(sayOwnWord, { params, body: { word: said } }));
  const held = state === 'accepted' || state === 'on-the-way' || state === 'arrived';
  const open = held || state === 'waiting';
  useHotkeys([
    ['t', () => state === 'waiting' && take.mutate(undefined)],
    ['r', () => held && release.mutate(undefined)],
    ['s', () => open && setMenu('send')],
    ['p', () => held && (request.pausedFor ? pause.mutate(null) : setMenu('pause'))],
    ['w', () => setMenu('word')],
  ]);
  const opened = (name: NonNullable<typeof menu>) => ({ opened: menu === name, onChange: (to: boolean) => setMenu(to ? name : null) });
  return (
    <div className={css.actions}>
      {state === 'waiting' && (
        <Button size="compact-sm" onClick={() => take.mutate(undefined)} loading={take.isPending} title="T">
          Take it
        </Button>
      )}
      {held && (
        <Button size="compact-sm" variant="default" onClick={() => release.mutate(undefined)} loading={release.isPending} title="R">
          {request.holder === me ? 'Give back' : 'Take back to the queue'}
        </Button>
      )}
      {open && (
        <Menu {...opened('send')} position="bottom-start" shadow="md">
          <Menu.Target>
            <Button size="compact-sm" variant="default" title="S">
              Send on
            </Button>
          </Menu.Target>
          <Menu.Dropdown>
            {tiers.map((tier) => (
              <Menu.Item key={tier} onClick={() => send.mutate(tier)}>
                {tierWords[tier]}
              </Menu.Item>
            ))}
          </Menu.Dropdown>
        </Menu>
      )}
      {(open || state === 'done') && (
        <Button size="compact-sm" variant="default" component={Link} to={`/requests/${requestId}/screen`}>
          See the screen
        </Button>
      )}
      {held && request.pausedFor !== null && (
        <Button size="compact-sm" variant="default" onClick={() => pause.mutate(null)} title="P">
          Clock goes on
        </Button>
      )}
      {held && request.pausedFor === null && (
        <Menu {...opened('pause')} position="bottom-start" shadow="md">
          <Menu.Target>
            <Button size="compact-sm" variant="default" title="P">
              Pause
            </Button>
          </Menu.Target>
          <Menu.Dropdown>
            <Menu.Label>The clock stands while we wait for</Menu.Label>
            {reasons.map((reason) => (
              <Menu.Item key={reason} onClick={() => pause.mutate(reason)}>
                {pauseWords[reason]}
              </Menu.Item>
            ))}
          </Menu.Dropdown>
        </Menu>
      )}
      <Menu {...opened('word')} position="bottom-start" shadow="md">
        <Menu.Target>
          <Button size="compact-sm" variant="default" title="W">
            The asker says
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Label>What you were told by telephone; the log says so</Menu.Label>
          {state === 'done' && <Menu.Item onClick={() => word.mutate('solved')}>It is solved</Menu.Item>}
          {!open && <Menu.Item onClick={() => word.mutate('not-solved')}>It is not solved</Menu.Item>}
          {open && <Menu.Item onClick={() => word.mutate('not-needed')}>Help is not needed any more</Menu.Item>}
        </Menu.Dropdown>
      </Menu>
      <TicketMenu request={request} />
    </div>
  );
}
