import { Alert } from '@mantine/core';

/** What is taken for granted because no file says otherwise. */
export function Assumptions({ lines }: { lines: readonly string[] }) {
  if (lines.length === 0) return null;
  return (
    <Alert mt="md" variant="light" color="gray" title="Assumed, because no file says otherwise">
      {lines.length === 1 ? (
        lines[0]
      ) : (
        <ul style={{ margin: 0, paddingLeft: 18 }}>
          {lines.map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ul>
      )}
    </Alert>
  );
}
