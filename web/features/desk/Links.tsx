import { Button, Select, TextInput } from '@mantine/core';
import { useHotkeys } from '@mantine/hooks';
import { useState } from 'react';
import { linkRequest, unlinkRequest, type DeskRequest } from '#support/contract.ts';
import { call } from '#web/app/call.ts';
import { usePlaces } from '#web/app/use-places.ts';
import { focusOnMount } from '#web/ui/focus-on-mount.ts';
import css from './desk.module.css';
import { useChange } from './use-change.ts';

interface Props {
  request: DeskRequest;
  mayWork: boolean;
  onOpen: (requestId: string) => void;
}

/** What it hangs on and what hangs on it; L links it by the other one's call-back code. */
export function Links({ request, mayWork, onOpen }: Props) {
  const { requestId, links, linkedTo } = request;
  const { unitName } = usePlaces();
  const [linking, setLinking] = useState(false);
  const [code, setCode] = useState('');
  const [kind, setKind] = useState<'child' | 'duplicate'>('child');
  const link = useChange(
    () => call(linkRequest, { params: { requestId }, body: { kind, callBackCode: code } }),
    () => setLinking(false),
  );
  const unlink = useChange(() => call(unlinkRequest, { params: { requestId } }));
  useHotkeys([['l', () => mayWork && linkedTo === null && setLinking(true)]]);
  if (links.length === 0 && !mayWork) return null;
  return (
    <section aria-label="Links" className={css.links}>
      {links.map((one) => {
        const up = one.requestId === linkedTo?.requestId;
        const words = up ? (one.kind === 'child' ? 'Part of' : 'Same as') : one.kind === 'child' ? 'Has as a part' : 'Told again by';
        return (
          <div key={one.requestId} className={css.suggestion}>
            <button type="button" className={css.plain} onClick={() => onOpen(one.requestId)}>
              {words} <span className={css.code}>{one.callBackCode}</span>
              <span className={css.quiet}>
                {' '}
                {unitName(one.unitId)}, {one.state}
              </span>
            </button>
            {up && mayWork && (
              <Button size="compact-xs" variant="subtle" onClick={() => unlink.mutate(undefined)}>
                Remove
              </Button>
            )}
          </div>
        );
      })}
      {linking && (
        <form
          className={css.linkForm}
          onSubmit={(event) => {
            event.preventDefault();
            link.mutate(undefined);
          }}
        >
          <Select
            size="xs"
            aria-label="How it hangs together"
            value={kind}
            onChange={(to) => setKind(to === 'duplicate' ? 'duplicate' : 'child')}
            data={[
              { value: 'child', label: 'Is a part of' },
              { value: 'duplicate', label: 'Is the same as' },
            ]}
          />
          <TextInput
            size="xs"
            ref={focusOnMount}
            aria-label="Call-back code of the other request"
            placeholder="Code"
            inputMode="numeric"
            value={code}
            onChange={(event) => setCode(event.currentTarget.value)}
            onKeyDown={(event) => event.key === 'Escape' && setLinking(false)}
          />
          <Button size="xs" type="submit" loading={link.isPending} disabled={code === ''}>
            Link
          </Button>
        </form>
      )}
      {!linking && mayWork && linkedTo === null && request.linked === 0 && (
        <Button size="compact-xs" variant="subtle" onClick={() => setLinking(true)} title="L">
          Link to another request
        </Button>
      )}
    </section>
  );
}
