import { Button } from '@mantine/core';
import { useHotkeys } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { attachRequests, linkRequest, suggest, type DeskRequest } from '#support/contract.ts';
import { call } from '#web/app/call.ts';
import { usePlaces } from '#web/app/use-places.ts';
import { plural } from '#web/ui/time-text.ts';
import css from './desk.module.css';
import { shortLength } from './desk-words.ts';
import { deskRequestKey } from './query-keys.ts';
import { useChange } from './use-change.ts';

interface Props {
  request: DeskRequest;
  mayWork: boolean;
  onOpen: (requestId: string) => void;
}

/** What may lie behind it, and who told the same: suggested, one key away, never decided. */
export function SuggestionList({ request, mayWork, onOpen }: Props) {
  const { requestId, text, unitId, topic } = request;
  const { unitName } = usePlaces();
  const { data } = useQuery({
    queryKey: [...deskRequestKey(requestId), 'suggest'],
    queryFn: () => call(suggest, { body: { text: text.slice(0, 1000), unitId, topic, requestId } }),
    enabled: text !== '',
    staleTime: 30_000,
  });
  const attach = useChange((issueId: string) => call(attachRequests, { params: { issueId }, body: { requestIds: [requestId] } }));
  const link = useChange((callBackCode: string) =>
    call(linkRequest, { params: { requestId }, body: { kind: 'duplicate' as const, callBackCode } }),
  );
  const issues = request.issue ? [] : (data?.issues ?? []);
  const known = new Set(request.links.map((one) => one.requestId));
  const duplicates = (data?.duplicates ?? []).filter((one) => !known.has(one.requestId));
  const first = issues[0];
  useHotkeys([['k', () => mayWork && first && attach.mutate(first.issueId)]]);
  if (issues.length + duplicates.length === 0) return null;
  return (
    <section className={css.suggestions} aria-label="Suggestions">
      {issues.map((issue, i) => (
        <div key={issue.issueId} className={css.suggestion}>
          <div>
            <strong>{issue.title}</strong>
            <span className={css.quiet}> known issue, {plural(issue.requests, 'request')}</span>
            {issue.workaround && <div className={css.quiet}>{issue.workaround}</div>}
          </div>
          {mayWork && (
            <Button
              size="compact-xs"
              variant={i === 0 ? 'light' : 'default'}
              loading={attach.isPending}
              onClick={() => attach.mutate(issue.issueId)}
            >
              Attach{i === 0 ? ' (K)' : ''}
            </Button>
          )}
        </div>
      ))}
      {duplicates.map((one) => (
        <div key={one.requestId} className={css.suggestion}>
          <button type="button" className={css.plain} onClick={() => onOpen(one.requestId)}>
            <span className={css.code}>{one.callBackCode}</span> {one.text}
            <span className={css.quiet}>
              {' '}
              {unitName(one.unitId)}, {shortLength(Math.abs(one.createdAt - request.createdAt))}{' '}
              {one.createdAt < request.createdAt ? 'before' : 'after'}
            </span>
          </button>
          {mayWork && request.linkedTo === null && (
            <Button size="compact-xs" variant="default" loading={link.isPending} onClick={() => link.mutate(one.callBackCode)}>
              Same as this
            </Button>
          )}
        </div>
      ))}
    </section>
  );
}
