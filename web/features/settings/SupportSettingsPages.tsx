import { changeDeskTargets, changeDispatchSettings, getDeskTargets, getDispatchSettings } from '#support/contract.ts';
import type { Answer } from '#platform/http/route.ts';
import { call } from '#web/app/call.ts';
import { SettingsForm } from './SettingsForm.tsx';

const dispatchViews = ({ settings }: Answer<typeof getDispatchSettings>) =>
  settings.map((setting) => ({ ...setting, whole: !/share|per/.test(setting.unit) }));

/** Every figure that dispatch decides by: whom to call, how long to wait, whom to tell. */
export function DispatchSettingsPage() {
  return (
    <SettingsForm
      title="Dispatch settings"
      note="A change is in force at once, for requests that wait already too."
      permission="support.settings"
      queryKey={['dispatch-settings']}
      load={async () => dispatchViews(await call(getDispatchSettings, {}))}
      save={async (values) => dispatchViews(await call(changeDispatchSettings, { body: { values } }))}
    />
  );
}

const targetViews = ({ targets, min, max }: Answer<typeof getDeskTargets>) =>
  targets.map((target) => ({ ...target, min, max, unit: 'minutes', whole: true }));

/** Within how long the desk wants to respond and to solve. */
export function DeskTargetsPage() {
  return (
    <SettingsForm
      title="Desk targets"
      note="Clocks are read by the new targets at once. Pauses do not count."
      permission="support.settings"
      queryKey={['desk-targets']}
      load={async () => targetViews(await call(getDeskTargets, {}))}
      save={async (values) => targetViews(await call(changeDeskTargets, { body: { values } }))}
    />
  );
}
