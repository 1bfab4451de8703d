import { Button, Menu } from '@mantine/core';
import { passOnRequest, type DeskRequest } from '#support/contract.ts';
import { call } from '#web/app/call.ts';
import css from './desk.module.css';
import { systemWords } from './desk-words.ts';
import { useChange } from './use-change.ts';

/** Makes a ticket of it in the hospital's own system; shown only where one is set up. */
export function TicketMenu({ request }: { request: DeskRequest }) {
  const { requestId, systems, handedOver } = request;
  const pass = useChange((to: { system: 'servicenow' | 'jira'; withText: boolean }) =>
    call(passOnRequest, { params: { requestId }, body: to }),
  );
  const left = systems.filter(({ system }) => !handedOver.some((one) => one.system === system && one.state !== 'failed'));
  return (
    <>
      {left.length > 0 && (
        <Menu position="bottom-start" shadow="md">
          <Menu.Target>
            <Button size="compact-sm" variant="default" loading={pass.isPending}>
              Make a ticket
            </Button>
          </Menu.Target>
          <Menu.Dropdown>
            {left.map(({ system, takesText }) => (
              <div key={system}>
                <Menu.Item onClick={() => pass.mutate({ system, withText: false })}>
                  {systemWords[system]}: topic, unit, priority, link
                </Menu.Item>
                {takesText && (
                  <Menu.Item onClick={() => pass.mutate({ system, withText: true })}>
                    {systemWords[system]}: with the asker’s words
                  </Menu.Item>
                )}
              </div>
            ))}
          </Menu.Dropdown>
        </Menu>
      )}
      {handedOver.map((one) => (
        <span key={one.system} className={css.quiet} data-ticket={one.state}>
          {systemWords[one.system]} {one.number ?? ''}{' '}
          {one.state === 'on-its-way' ? 'on its way' : one.state === 'failed' ? 'not made' : one.state}
          {one.error ? ` (${one.error})` : ''}
        </span>
      ))}
    </>
  );
}
