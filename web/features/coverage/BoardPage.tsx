import { PageHeader } from '#web/ui/PageHeader.tsx';

export function BoardPage() {
  return <PageHeader title="Coverage" />;
}
