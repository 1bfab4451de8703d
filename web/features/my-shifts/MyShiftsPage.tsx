import { PageHeader } from '#web/ui/PageHeader.tsx';

export function MyShiftsPage() {
  return <PageHeader title="My shifts" />;
}
