import { Button, NumberInput } from '@mantine/core';
import { useId } from 'react';
import type { SettingView } from '#coverage/contract.ts';
import css from './CoverageSettingsPage.module.css';
import { draftProblem, draftValue, drafted, type Draft } from './draft.ts';

interface Props {
  setting: SettingView;
  draft: Draft;
  onDraft: (draft: Draft) => void;
  mayChange: boolean;
}

export function SettingRow({ setting, draft, onDraft, mayChange }: Props) {
  const id = useId();
  const value = draftValue(setting, draft);
  const problem = draftProblem(setting, draft);
  const own = value !== setting.byDefault;
  return (
    <li className={css.row} data-changed={setting.key in draft || undefined}>
      <div className={css.words}>
        <label htmlFor={id} className={css.label}>
          {setting.label}
        </label>
        <p className={css.source} id={`${id}-source`}>
          {sourceText(setting.source)}
        </p>
        {problem && (
          <p className={css.problem} id={`${id}-problem`} role="alert">
            {problem}
          </p>
        )}
      </div>
      <div className={css.value}>
        {mayChange ? (
          <NumberInput
            id={id}
            aria-describedby={problem ? `${id}-problem` : `${id}-source`}
            w={92}
            value={Number.isNaN(value) ? '' : value}
            allowDecimal={!setting.whole}
            step={setting.whole ? 1 : Math.min(0.1, setting.max / 10)}
            error={problem !== null}
            onChange={(typed) => onDraft(drafted(setting, draft, typed === '' ? NaN : Number(typed)))}
          />
        ) : (
          <span id={id}>{value}</span>
        )}
        <span className={css.unit}>{setting.unit}</span>
        <div className={css.byDefault}>
          {own ? (
            <>
              <span>Default {setting.byDefault}</span>
              {mayChange && (
                <Button
                  size="compact-xs"
                  variant="subtle"
                  aria-label={`Back to the default: ${setting.label}`}
                  onClick={() => onDraft(drafted(setting, draft, null))}
                >
                  Reset
                </Button>
              )}
            </>
          ) : (
            <span>Default</span>
          )}
        </div>
      </div>
    </li>
  );
}

/** `ours: …` is a judgement of the product's makers; a person should read it as one. */
function sourceText(source: string): string {
  if (source === 'ours') return 'Our own judgement.';
  const text = source.startsWith('ours') ? `Our own judgement: ${source.replace(/^ours[:;,]?\s*/, '')}` : source;
  return text.charAt(0).toUpperCase() + text.slice(1);
}
