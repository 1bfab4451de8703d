import { Button, Modal } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { listReceipts, listSentMessages, type SentMessage } from '#support/contract.ts';
import { call } from '#web/app/call.ts';
import { useNews } from '#web/app/news.tsx';
import { useCan } from '#web/app/session.tsx';
import { ProblemAlert } from '#web/ui/ProblemAlert.tsx';
import { Section } from '#web/ui/Section.tsx';
import { StatusDot } from '#web/ui/StatusDot.tsx';
import { TimeText } from '#web/ui/TimeText.tsx';
import css from './command-centre.module.css';
import { MessageDrawer } from './MessageDrawer.tsx';
import { sentKey } from './query-keys.ts';

const shownMax = 6;

/** What was told, and by how many it was read. */
export function SentSection() {
  const client = useQueryClient();
  const mayDecide = useCan('support.desk');
  const { data, error } = useQuery({ queryKey: sentKey, queryFn: () => call(listSentMessages, {}) });
  useNews('support.broadcast-sent', () => void client.invalidateQueries({ queryKey: sentKey }));
  const [writing, setWriting] = useState(false);
  const [looking, setLooking] = useState<SentMessage | null>(null);
  return (
    <Section
      title="Messages to those concerned"
      note="By known issue or by place, with receipts."
      actions={
        mayDecide && (
          <Button size="xs" variant="default" onClick={() => setWriting(true)}>
            Write …
          </Button>
        )
      }
    >
      <ProblemAlert error={error} />
      {data?.messages.length === 0 && <span className={css.quiet}>None was sent.</span>}
      <ul className={css.lines}>
        {data?.messages.slice(0, shownMax).map((one) => (
          <li key={one.broadcastId}>
            <span className={css.grow}>
              {one.text}
              <br />
              <span className={css.quiet}>
                {one.issueTitle !== null && `${one.issueTitle}, `}
                {one.byName}, <TimeText at={one.at} />
              </span>
            </span>
            <StatusDot tone={one.told > 0 && one.read === one.told ? 'good' : 'quiet'}>
              {one.read} of {one.told} read
            </StatusDot>
            {mayDecide && (
              <Button size="compact-xs" variant="default" onClick={() => setLooking(one)}>
                Who
              </Button>
            )}
          </li>
        ))}
      </ul>
      {writing && <MessageDrawer onClose={() => setWriting(false)} />}
      {looking && <Receipts message={looking} onClose={() => setLooking(null)} />}
    </Section>
  );
}

function Receipts({ message, onClose }: { message: SentMessage; onClose: () => void }) {
  const params = { broadcastId: message.broadcastId };
  const { data, error } = useQuery({ queryKey: [...sentKey, params.broadcastId], queryFn: () => call(listReceipts, { params }) });
  return (
    <Modal opened onClose={onClose} title="Who has read it" closeButtonProps={{ 'aria-label': 'Close' }}>
      <ProblemAlert error={error} />
      <ul className={css.lines}>
        {data?.receipts.map((one) => (
          <li key={one.personId}>
            <span className={css.grow}>{one.name}</span>
            {one.readAt === null ? (
              <StatusDot tone="look">Not yet</StatusDot>
            ) : (
              <StatusDot tone="good">
                <TimeText at={one.readAt} />
              </StatusDot>
            )}
          </li>
        ))}
      </ul>
      {data?.receipts.length === 0 && <span className={css.quiet}>Nobody was concerned at that moment.</span>}
    </Modal>
  );
}
