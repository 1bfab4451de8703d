import { Switch } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { getPush, subscribePush, unsubscribePush } from '#support/contract.ts';
import { call } from '#web/app/call.ts';
import { problemText } from '#web/ui/ProblemAlert.tsx';
import css from './duty.module.css';
import { dutyKeys } from './query-keys.ts';

const browserCan = (): boolean => 'serviceWorker' in navigator && 'PushManager' in globalThis && 'Notification' in globalThis;

async function ownSubscription(): Promise<PushSubscription | null> {
  if (!browserCan()) return null;
  const worker = await navigator.serviceWorker.getRegistration();
  return (await worker?.pushManager.getSubscription()) ?? null;
}

/** @throws with what to do, in words, when this browser does not let us. */
async function subscribe(publicKey: string): Promise<void> {
  if ((await Notification.requestPermission()) !== 'granted')
    throw new Error('Notifications are blocked for this site. Allow them in the settings of the browser, then try again.');
  const worker = await navigator.serviceWorker.ready;
  const made = await worker.pushManager
    .subscribe({ userVisibleOnly: true, applicationServerKey: publicKey })
    .catch(() => Promise.reject(new Error('This browser reaches no push service here. You are still called by the other channels.')));
  const { endpoint, keys } = made.toJSON();
  await call(subscribePush, { body: { endpoint: endpoint ?? '', keys: { p256dh: keys?.['p256dh'] ?? '', auth: keys?.['auth'] ?? '' } } });
}

async function unsubscribe(): Promise<void> {
  const own = await ownSubscription();
  if (!own) return;
  await call(unsubscribePush, { body: { endpoint: own.endpoint } });
  await own.unsubscribe();
}

/** Calls on this phone while the page is closed. Off where the installation or the browser cannot. */
export function PushSwitch({ offline }: { offline: boolean }) {
  const client = useQueryClient();
  const push = useQuery({ queryKey: dutyKeys.push, queryFn: () => call(getPush, {}) });
  const here = useQuery({ queryKey: dutyKeys.pushHere, queryFn: async () => (await ownSubscription()) !== null });
  const publicKey = push.data?.publicKey ?? null;
  const turn = useMutation({
    mutationFn: (on: boolean) => (on && publicKey !== null ? subscribe(publicKey) : unsubscribe()),
    onSettled: () => client.invalidateQueries({ queryKey: dutyKeys.all }),
  });
  if (publicKey === null) return null;
  return (
    <div className={css.push}>
      <Switch
        label="Call me on this phone when the page is closed"
        description={
          browserCan() ? 'Unit, priority and call-back code, nothing else' : 'On an iPhone, add AtElbow to the home screen first'
        }
        checked={here.data ?? false}
        disabled={offline || !browserCan() || turn.isPending}
        onChange={(event) => turn.mutate(event.currentTarget.checked)}
      />
      {turn.error && (
        <p className={css.barError} role="alert">
          {problemText(turn.error)}
        </p>
      )}
    </div>
  );
}
