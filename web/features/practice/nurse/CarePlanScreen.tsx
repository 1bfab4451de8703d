import { Button, Group, Select, Skeleton, TextInput } from '@mantine/core';
import { useState } from 'react';
import { emptied } from '#web/ui/emptied.ts';
import { ProblemAlert } from '#web/ui/ProblemAlert.tsx';
import { EmptyState } from '#web/ui/EmptyState.tsx';
import { Section } from '#web/ui/Section.tsx';
import css from '../chart/chart.module.css';
import { concept, codesOf, pathOf, referenceTo, systems, textOf } from '../fhir/codes.ts';
import { nameText } from '../fhir/patient-words.ts';
import type { CarePlan, Goal } from '../fhir/resources.ts';
import { putEntry, usePatientList, useSave, useTransaction } from '../fhir/use-fhir.ts';
import { useAttempt } from '../shell/attempt-space.ts';
import { usePatient } from '../shell/PatientProvider.tsx';

const achievements = [
  { value: 'in-progress', label: 'In progress' },
  { value: 'improving', label: 'Improving' },
  { value: 'worsening', label: 'Worsening' },
  { value: 'no-change', label: 'No change' },
  { value: 'no-progress', label: 'No progress' },
  { value: 'achieved', label: 'Achieved' },
  { value: 'not-achieved', label: 'Not achieved' },
];
const steps = ['not-started', 'scheduled', 'in-progress', 'on-hold', 'completed', 'cancelled'];

/** Care plans with their goals and interventions: update, add, close. */
export function CarePlanScreen() {
  const { patientId } = usePatient();
  const plans = usePatientList<CarePlan>('CarePlan', patientId);
  const goals = usePatientList<Goal>('Goal', patientId);
  const active = plans.list.filter((plan) => plan.status === 'active' || plan.status === 'draft');
  const loose = goals.list.filter((goal) => !plans.list.some((plan) => plan.goal?.some((one) => pathOf(one) === `Goal/${goal.id}`)));
  return (
    <>
      <h1 className="screen-reader">Care plan</h1>
      <ProblemAlert error={plans.error ?? goals.error} />
      {plans.isPending && <Skeleton height={160} aria-busy="true" />}
      {plans.data && active.length === 0 && (
        <EmptyState title="No care plan yet" action={<NewPlan />}>
          A plan says what nursing is working toward, and how.
        </EmptyState>
      )}
      {active.map((plan) => (
        <Plan key={plan.id} plan={plan} goals={goals.list.filter((goal) => plan.goal?.some((one) => pathOf(one) === `Goal/${goal.id}`))} />
      ))}
      {loose.length > 0 && (
        <Section title="Other goals" flush>
          <ul className={css.list}>
            {loose.map((goal) => (
              <GoalRow key={goal.id} goal={goal} />
            ))}
          </ul>
        </Section>
      )}
    </>
  );
}

function NewPlan() {
  const { patient, encounter } = usePatient();
  const { learner, nowIso, closed, role } = useAttempt();
  const save = useSave<CarePlan>();
  return (
    <>
      <ProblemAlert error={save.error} />
      <Button
        disabled={closed}
        loading={save.isPending}
        onClick={() =>
          save.mutate({
            resourceType: 'CarePlan',
            status: 'active',
            intent: 'plan',
            title: role === 'case-manager' ? 'Discharge plan' : 'Nursing care plan',
            subject: referenceTo(patient, nameText(patient.name)),
            ...(encounter ? { encounter: referenceTo(encounter) } : {}),
            created: nowIso(),
            author: learner,
          })
        }
      >
        Begin a care plan
      </Button>
    </>
  );
}

function Plan({ plan, goals }: { plan: CarePlan; goals: readonly Goal[] }) {
  const { patient } = usePatient();
  const { nowIso, closed } = useAttempt();
  const save = useTransaction();
  const [goal, setGoal] = useState('');
  const [due, setDue] = useState('');
  const [step, setStep] = useState('');
  const addGoal = (): void => {
    const fullUrl = `urn:uuid:${crypto.randomUUID()}`;
    const created: Goal = {
      resourceType: 'Goal',
      lifecycleStatus: 'active',
      achievementStatus: concept(systems.goalAchievement, 'in-progress', 'In Progress'),
      description: { text: goal.trim() },
      subject: referenceTo(patient, nameText(patient.name)),
      startDate: nowIso().slice(0, 10),
      ...(due ? { target: [{ dueDate: due }] } : {}),
    };
    save.mutate([{ ...putEntry(created), fullUrl }, putEntry({ ...plan, goal: [...(plan.goal ?? []), { reference: fullUrl }] })], {
      onSuccess: () => setGoal(emptied(goal)),
    });
  };
  const changeStep = (index: number, status: string): void =>
    save.mutate([
      putEntry({
        ...plan,
        activity: (plan.activity ?? []).map((one, at) =>
          at === index && one.detail ? { ...one, detail: { ...one.detail, status } } : one,
        ),
      }),
    ]);
  return (
    <Section title={plan.title ?? 'Care plan'} note={plan.description} flush>
      <ProblemAlert error={save.error} title="The plan was not changed" />
      <ul className={css.list}>
        {goals.map((one) => (
          <GoalRow key={one.id} goal={one} />
        ))}
        {plan.activity?.map(({ detail }, index) =>
          detail ? (
            // oxlint-disable-next-line react/no-array-index-key -- activities have no id; their place is their name
            <li key={index}>
              <span className={css.main}>
                <span className={css.quiet}>Do: </span>
                {detail.description ?? textOf(detail.code)}
              </span>
              <Select
                size="xs"
                w={150}
                aria-label={`State of ${detail.description ?? textOf(detail.code)}`}
                data={steps}
                value={detail.status}
                allowDeselect={false}
                disabled={closed}
                onChange={(value) => value && changeStep(index, value)}
              />
            </li>
          ) : null,
        )}
      </ul>
      {!closed && (
        <div style={{ padding: 12, display: 'grid', gap: 10 }}>
          <form
            onSubmit={(event) => {
              event.preventDefault();
              if (goal.trim()) addGoal();
            }}
          >
            <Group align="end" gap="xs">
              <TextInput
                label="New goal"
                value={goal}
                onChange={(event) => setGoal(event.currentTarget.value)}
                style={{ flex: '1 1 220px' }}
              />
              <TextInput type="date" label="By" value={due} onChange={(event) => setDue(event.currentTarget.value)} />
              <Button type="submit" variant="light" disabled={!goal.trim()} loading={save.isPending}>
                Add the goal
              </Button>
            </Group>
          </form>
          <form
            onSubmit={(event) => {
              event.preventDefault();
              if (!step.trim()) return;
              save.mutate(
                [
                  putEntry({
                    ...plan,
                    activity: [...(plan.activity ?? []), { detail: { status: 'in-progress', description: step.trim() } }],
                  }),
                ],
                { onSuccess: () => setStep(emptied(step)) },
              );
            }}
          >
            <Group align="end" gap="xs">
              <TextInput
                label="New intervention"
                value={step}
                onChange={(event) => setStep(event.currentTarget.value)}
                style={{ flex: '1 1 220px' }}
              />
              <Button type="submit" variant="light" disabled={!step.trim()} loading={save.isPending}>
                Add the intervention
              </Button>
            </Group>
          </form>
        </div>
      )}
    </Section>
  );
}

function GoalRow({ goal }: { goal: Goal }) {
  const { nowIso, closed } = useAttempt();
  const save = useSave<Goal>();
  const name = textOf(goal.description);
  const put = (code: string): void => {
    const label = achievements.find((one) => one.value === code)?.label ?? code;
    save.mutate({
      ...goal,
      achievementStatus: concept(systems.goalAchievement, code, label),
      statusDate: nowIso().slice(0, 10),
      ...(code === 'achieved' ? { lifecycleStatus: 'completed' } : {}),
    });
  };
  return (
    <li>
      <span className={css.main}>
        <strong>{name}</strong> {goal.target?.[0]?.dueDate && <span className={css.quiet}>by {goal.target[0].dueDate}</span>}
      </span>
      <Select
        size="xs"
        w={150}
        data-start
        aria-label={`How far: ${name}`}
        data={achievements}
        value={codesOf(goal.achievementStatus)[0] ?? null}
        allowDeselect={false}
        disabled={closed}
        onChange={(value) => value && put(value)}
      />
      <ProblemAlert error={save.error} />
    </li>
  );
}
