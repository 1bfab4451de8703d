import { Button, Group } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { verifyAudit } from '#platform/audit/contract.ts';
import { call } from '#web/app/call.ts';
import { problemText } from '#web/ui/ProblemAlert.tsx';
import { StatusDot } from '#web/ui/StatusDot.tsx';

/** Recomputes the chain over the whole log, when asked: on a big log it takes its time. */
export function AuditVerification() {
  const verifying = useMutation({ mutationFn: () => call(verifyAudit, {}) });
  const { data } = verifying;
  return (
    <Group gap="sm" style={{ flexDirection: 'row-reverse' }}>
      <Button variant="default" loading={verifying.isPending} onClick={() => verifying.mutate()}>
        Check the chain
      </Button>
      <span role="status">
        {data && data.brokenAt === null && <StatusDot tone="good">Intact: {data.lines.toLocaleString('en')} lines checked</StatusDot>}
        {data && data.brokenAt !== null && (
          <StatusDot tone="gap">Line {data.brokenAt} does not follow from the one before it. Tell your security officer.</StatusDot>
        )}
        {verifying.error && <StatusDot tone="look">{problemText(verifying.error)}</StatusDot>}
      </span>
    </Group>
  );
}
