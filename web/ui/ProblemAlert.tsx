import { Alert, Button } from '@mantine/core';

interface Props {
  /** Whatever was thrown; null or undefined shows nothing. */
  error: unknown;
  /** What could not be done, as a heading: 'The plan was not published'. */
  title?: string;
  onRetry?: () => void;
}

/** Tells a person what happened and what to do next; the server's own words where it gave some. */
export function ProblemAlert({ error, title = 'This did not work', onRetry }: Props) {
  if (!error) return null;
  const reference = referenceOf(error);
  return (
    <Alert color="red" variant="light" title={title} role="alert" my="sm">
      <div>{problemText(error)}</div>
      {reference && <div className="tabular">Reference for support: {reference}</div>}
      {onRetry && (
        <Button mt="xs" size="xs" variant="default" onClick={onRetry}>
          Try again
        </Button>
      )}
    </Alert>
  );
}

/** One sentence for a person, from whatever was thrown. */
export function problemText(error: unknown): string {
  if (error instanceof Error && error.name === 'ZodError')
    return 'The server answered something that this page does not understand. Reload the page; if it stays so, tell your administrator.';
  return error instanceof Error ? error.message : String(error);
}

/** The opaque id under which the server's log has an unexpected error (problem+json, `id`). */
function referenceOf(error: unknown): string | null {
  const problem = error instanceof Error && 'problem' in error ? (error.problem as { id?: unknown }) : {};
  return typeof problem.id === 'string' ? problem.id : null;
}
