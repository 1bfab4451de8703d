import { Button, NumberInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { changeGateSettings, getGateSettings, type GateSettingView } from '#training/contract.ts';
import css from './learn.module.css';
import { call } from '#web/app/call.ts';
import { useCan } from '#web/app/session.tsx';
import { ProblemAlert } from '#web/ui/ProblemAlert.tsx';
import { Section } from '#web/ui/Section.tsx';
import { useDraft } from '#web/ui/use-draft.ts';

const key = ['training', 'settings'];

/** Every figure that the gate decides by, with where it comes from. */
export function GateSettingsSection() {
  const { data, error } = useQuery({ queryKey: key, queryFn: () => call(getGateSettings, {}) });
  return (
    <Section title="Figures of the gate" note="Each with its source. A change is in force at once." flush>
      <ProblemAlert error={error} title="The figures could not be read" />
      <ul className={css.list}>
        {data?.settings.map((setting) => (
          <SettingItem key={setting.key} setting={setting} />
        ))}
      </ul>
    </Section>
  );
}

function SettingItem({ setting }: { setting: GateSettingView }) {
  const client = useQueryClient();
  const mayChange = useCan('training.waive');
  const draft = useDraft<number | string>(setting.value);
  const saving = useMutation({
    mutationFn: (next: number) =>
      call(changeGateSettings, { body: { values: { [setting.key]: next === setting.byDefault ? null : next } } }),
    onSuccess: async (_done, next) => {
      await client.invalidateQueries({ queryKey: ['training'] });
      draft.saved(next);
    },
  });
  return (
    <li className={css.item}>
      <div className={css.what}>
        <div className={css.name}>{setting.label}</div>
        <div className={css.quiet}>
          {setting.source}; by default {setting.byDefault} {setting.unit}
        </div>
        <ProblemAlert error={saving.error} title="Nothing was saved" />
      </div>
      {mayChange ? (
        <div className={css.do}>
          <NumberInput
            aria-label={`${setting.label}, ${setting.unit}`}
            w={120}
            min={setting.min}
            max={setting.max}
            suffix={` ${setting.unit}`}
            value={draft.value}
            onChange={draft.set}
          />
          {draft.changed && (
            <Button variant="default" loading={saving.isPending} onClick={() => saving.mutate(Number(draft.value))}>
              Save
            </Button>
          )}
        </div>
      ) : (
        <span>
          {setting.value} {setting.unit}
        </span>
      )}
    </li>
  );
}
