import { changeSettings, getSettings } from '#coverage/contract.ts';
import { call } from '#web/app/call.ts';
import { SettingsForm } from './SettingsForm.tsx';

/** Every figure that coverage decides by. */
export function CoverageSettingsPage() {
  return (
    <SettingsForm
      title="Coverage settings"
      note="A change counts from the next plan on; what is published stays."
      permission="coverage.settings"
      queryKey={['coverage-settings']}
      load={async () => (await call(getSettings, {})).settings}
      save={async (values) => (await call(changeSettings, { body: { values } })).settings}
    />
  );
}
