import { LinkButton } from '#web/ui/LinkButton.tsx';
import { PageHeader } from '#web/ui/PageHeader.tsx';
import { RepairPanel } from './RepairPanel.tsx';

/** What is in learners' way, in all modules and exercises. */
export function RepairsPage() {
  return (
    <>
      <PageHeader
        title="Repairs"
        note="What learners say and what the figures show, together. The material is looked at, never who said it or who answered."
        actions={
          <LinkButton to={'/training/items' as never} variant="default">
            Items in figures
          </LinkButton>
        }
      />
      <RepairPanel />
    </>
  );
}
