import { Alert, Button, Group } from '@mantine/core';
import type { PendingAsk } from './pending-asks.ts';

interface Props {
  asks: readonly PendingAsk[];
  telephone: string | null;
  onAgain: () => void;
  onForget: (clientKey: string) => void;
}

/** Honest about a dead network: nobody has been called yet, and what will happen. */
export function Unsent({ asks, telephone, onAgain, onForget }: Props) {
  const [first] = asks;
  if (!first) return null;
  return (
    <Alert color="yellow" variant="light" mb="md" role="alert" title="Not sent yet: there is no connection">
      <p style={{ margin: '0 0 8px' }}>
        Nobody has been called. {asks.length === 1 ? 'Your request' : `${asks.length} requests`} will go out by itself, once, as soon as the
        network is back.
        {telephone !== null && (
          <>
            {' '}
            If it is urgent, call <a href={`tel:${telephone.replaceAll(/[^\d+]/g, '')}`}>{telephone}</a>.
          </>
        )}
      </p>
      <Group gap="xs">
        <Button variant="filled" onClick={onAgain}>
          Try now
        </Button>
        <Button variant="default" onClick={() => onForget(first.clientKey)}>
          Don’t send it
        </Button>
      </Group>
    </Alert>
  );
}
