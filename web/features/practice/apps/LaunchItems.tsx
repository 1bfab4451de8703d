import { Menu } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconApps } from '@tabler/icons-react';
import { useMutation, useQuery } from '@tanstack/react-query';
import { launchApp, listApps, type PracticeApp } from '#sandbox/contract.ts';
import { call } from '#web/app/call.ts';
import { appsKey } from './apps-key.ts';

/** Launches apps of others from the chart that is open, each in a tab of its own, with its patient. Nothing where there are no such apps. */
export function LaunchItems({ attemptId, patientId }: { attemptId: string; patientId: string }) {
  const apps = useQuery({ queryKey: appsKey, queryFn: () => call(listApps, {}), staleTime: 60_000 });
  const launching = useMutation({
    mutationFn: async ({ app, tab }: { app: PracticeApp; tab: Window | null }) => {
      try {
        const { url } = await call(launchApp, { params: { attemptId }, body: { clientId: app.clientId, patientId } });
        if (tab) {
          tab.opener = null;
          tab.location.href = url;
        } else window.location.href = url;
      } catch (error) {
        tab?.close();
        throw error;
      }
    },
    onError: (error) => notifications.show({ color: 'red', title: 'The app was not launched', message: error.message }),
  });
  const list = (apps.data?.apps ?? []).filter(({ launchUri }) => launchUri !== null);
  if (list.length === 0) return null;
  return (
    <>
      <Menu.Divider />
      <Menu.Label>{patientId === '' ? 'Apps: open a chart first' : 'Launch with this patient'}</Menu.Label>
      {list.map((app) => (
        <Menu.Item
          key={app.clientId}
          leftSection={<IconApps size={15} />}
          disabled={patientId === ''}
          // The tab is opened in the click itself: later a browser would hold it for an advertisement.
          onClick={() => launching.mutate({ app, tab: window.open('', '_blank') })}
        >
          {app.name}
        </Menu.Item>
      ))}
    </>
  );
}
