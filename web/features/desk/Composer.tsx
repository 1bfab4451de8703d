import { Button, Checkbox, Select, SegmentedControl, Textarea } from '@mantine/core';
import { useHotkeys } from '@mantine/hooks';
import { notifications } from '@mantine/notifications';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { attachRequests, listMacros, triageRequest, writeNote, type DeskRequest, type Macro } from '#support/contract.ts';
import { call } from '#web/app/call.ts';
import { searchTipChoices } from '#web/app/search-tips.ts';
import { SearchSelect, type Choice } from '#web/ui/SearchSelect.tsx';
import css from './desk.module.css';
import { macrosKey } from './query-keys.ts';
import { useChange } from './use-change.ts';

interface Draft {
  readonly kind: 'note' | 'answer';
  readonly text: string;
  readonly ends: boolean;
  readonly tip: Choice | null;
  readonly macro: Macro | null;
}
const empty: Draft = { kind: 'note', text: '', ends: false, tip: null, macro: null };
/** What was begun and not sent, by request: it is there again after a look at another one. Gone with the page, and kept nowhere else. */
const begun = new Map<string, Draft>();

/** A note for colleagues or an answer to the asker; a macro fills it and says what else is done with it. */
export function Composer({ request, mayAnswer }: { request: DeskRequest; mayAnswer: boolean }) {
  const { requestId } = request;
  const [draft, setDraft] = useState<Draft>(() => begun.get(requestId) ?? empty);
  useEffect(() => {
    if (draft === empty) begun.delete(requestId);
    else begun.set(requestId, draft);
  }, [requestId, draft]);
  const field = useRef<HTMLTextAreaElement>(null);
  const macros = useQuery({ queryKey: macrosKey, queryFn: () => call(listMacros, {}), enabled: mayAnswer });
  const change = (part: Partial<Draft>): void => setDraft((before) => ({ ...before, ...part }));
  const write = useChange(
    (written: Draft) => send(requestId, written),
    ({ removed }, written) => {
      begun.delete(requestId); // the pane may show another request by now
      setDraft((now) => (now === written ? empty : now)); // what was typed meanwhile stays
      if (removed.length > 0)
        notifications.show({
          color: 'yellow',
          closeButtonProps: { 'aria-label': 'Close' },
          title: 'Taken out before it was kept',
          message: removed.join(', ').replaceAll('-', ' '),
        });
    },
  );
  const begin = (kind: Draft['kind']): void => {
    change({ kind });
    field.current?.focus();
  };
  useHotkeys([
    ['n', () => begin('note')],
    ['a', () => mayAnswer && begin('answer')],
    ['m', () => document.getElementById('desk-macro')?.focus()],
  ]);
  const isEmpty = draft.text.trim() === '' && draft.tip === null;
  const pick = (macroId: string | null): void => {
    const macro = macros.data?.macros.find((one) => one.macroId === macroId);
    if (!macro) return;
    const tip = macro.tipId === null ? draft.tip : { value: macro.tipId, label: 'Tip sheet of the macro', note: '' };
    setDraft({ kind: 'answer', text: macro.text, ends: macro.ends, tip, macro });
    field.current?.focus();
  };
  const canEnd = request.state === 'waiting' || request.state === 'arrived';
  return (
    <form
      className={css.composer}
      aria-label="Write"
      onSubmit={(event) => {
        event.preventDefault();
        if (!isEmpty) write.mutate(draft);
      }}
    >
      <div className={css.composerHead}>
        {mayAnswer && (
          <SegmentedControl
            size="xs"
            aria-label="To whom"
            value={draft.kind}
            onChange={(kind) => change({ kind: kind === 'answer' ? 'answer' : 'note' })}
            data={[
              { value: 'note', label: 'Note' },
              { value: 'answer', label: 'Answer' },
            ]}
          />
        )}
        {mayAnswer && (macros.data?.macros.length ?? 0) > 0 && (
          <Select
            id="desk-macro"
            size="xs"
            aria-label="Macro"
            placeholder="Macro (M)"
            searchable
            selectFirstOptionOnChange
            value={null}
            onChange={pick}
            data={(macros.data?.macros ?? []).map((macro) => ({ value: macro.macroId, label: macro.name }))}
          />
        )}
      </div>
      <Textarea
        ref={field}
        aria-label={draft.kind === 'note' ? 'Note for colleagues' : 'Answer to the asker'}
        placeholder={
          draft.kind === 'note' ? 'For colleagues. No patient’s data.' : `To ${request.askerName ?? 'the asker'}. No patient’s data.`
        }
        autosize
        minRows={2}
        maxRows={10}
        maxLength={4000}
        value={draft.text}
        onChange={(event) => change({ text: event.currentTarget.value })}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && (event.ctrlKey || event.metaKey) && !isEmpty) write.mutate(draft);
          if (event.key === 'Escape') document.getElementById('desk-queue')?.focus();
        }}
      />
      {draft.kind === 'answer' && (
        <div className={css.composerMore}>
          <SearchSelect
            label="Tip sheet"
            placeholder="Type to find one"
            kind="tips"
            chosen={draft.tip}
            onChoose={(tip) => change({ tip })}
            search={searchTipChoices}
          />
          <Checkbox
            size="xs"
            label="The help has ended: ask whether it is solved"
            checked={draft.ends}
            disabled={!canEnd}
            onChange={(event) => change({ ends: event.currentTarget.checked })}
          />
        </div>
      )}
      <Foot kind={draft.kind} mailTo={request.mailTo} disabled={isEmpty} busy={write.isPending} />
    </form>
  );
}

interface FootProps {
  kind: Draft['kind'];
  mailTo: string | null;
  disabled: boolean;
  busy: boolean;
}

/** Who will read it, and the button. */
function Foot({ kind, mailTo, disabled, busy }: FootProps) {
  const reader = kind === 'note' ? 'Never shown to the asker' : mailTo ? `Goes by mail too: ${mailTo}` : 'Shown on the asker’s page';
  return (
    <div className={css.composerFoot}>
      <span className={css.quiet}>{reader}</span>
      <Button type="submit" size="compact-sm" disabled={disabled} loading={busy} title="Ctrl+Enter">
        {kind === 'answer' ? 'Send' : 'Note it'}
      </Button>
    </div>
  );
}

/** What else a macro does is done first, so that the answer stands last in the log. */
async function send(requestId: string, { kind, text, ends, tip, macro }: Draft) {
  const params = { requestId };
  if (macro?.triage) await call(triageRequest, { params, body: macro.triage });
  if (macro?.issueId) await call(attachRequests, { params: { issueId: macro.issueId }, body: { requestIds: [requestId] } });
  const tipIds = kind === 'answer' && tip ? [tip.value] : [];
  const body = { kind, text, ends: kind === 'answer' && ends, tipIds, ...(macro ? { macroId: macro.macroId } : {}) };
  return call(writeNote, { params, body });
}
