import { ActionIcon, Checkbox, NativeSelect, NumberInput, Radio, Stack, TextInput } from '@mantine/core';
import { IconArrowDown, IconArrowUp } from '@tabler/icons-react';
import type { Feedback, Given, QuestionView } from '#training/contract.ts';
import css from './learning.module.css';

interface Props<Q = QuestionView> {
  question: Q;
  given: Given;
  onChange: (given: Given) => void;
  /** Answered: nothing can be changed, and what was right is marked. */
  locked: boolean;
  feedback: Feedback | null;
}
type Of<K extends QuestionView['kind']> = Props<Extract<QuestionView, { kind: K }>>;

/** The place for an answer, by kind of question. All of them work by keyboard and by thumb. */
export function AnswerInput({ question, ...rest }: Props) {
  switch (question.kind) {
    case 'single':
    case 'multiple':
      return <ChoiceAnswer question={question} {...rest} />;
    case 'true-false':
    case 'text':
      return question.kind === 'text' ? <TextAnswer question={question} {...rest} /> : <TrueFalseAnswer question={question} {...rest} />;
    case 'order':
      return <OrderAnswer question={question} {...rest} />;
    case 'match':
      return <MatchAnswer question={question} {...rest} />;
    case 'number':
      return <NumberAnswer question={question} {...rest} />;
    case 'sort':
      return <SortAnswer question={question} {...rest} />;
  }
}

function Mark({ mark }: { mark: boolean | undefined }) {
  if (mark === undefined) return null;
  return (
    <span className={css.mark} data-right={mark}>
      <span aria-hidden="true">{mark ? '✓' : '✗'}</span>
      <span className="screen-reader">{mark ? ' right' : ' wrong'}</span>
    </span>
  );
}

function ChoiceAnswer({ question, given, onChange, locked, feedback }: Of<'single' | 'multiple'>) {
  const chosen = given.kind === 'multiple' ? given.choices : given.kind === 'single' ? [given.choice] : [];
  const rows = question.choices.map((choice) => ({ ...choice, mark: feedback?.marks[choice.key], on: chosen.includes(choice.key) }));
  const label = (row: (typeof rows)[number]) => (
    <>
      {row.text} <Mark mark={row.mark} />
    </>
  );
  if (question.kind === 'multiple')
    return (
      <Checkbox.Group label="Mark all that are right" value={[...chosen]} onChange={(choices) => onChange({ kind: 'multiple', choices })}>
        <Stack gap="xs" mt="xs">
          {rows.map((row) => (
            <div key={row.key} className={css.choice} data-on={row.on}>
              <Checkbox value={row.key} label={label(row)} disabled={locked} />
            </div>
          ))}
        </Stack>
      </Checkbox.Group>
    );
  return (
    <Radio.Group
      aria-label="Choose one"
      name={question.itemId}
      value={chosen[0] ?? ''}
      onChange={(choice) => onChange({ kind: 'single', choice })}
    >
      <Stack gap="xs">
        {rows.map((row) => (
          <div key={row.key} className={css.choice} data-on={row.on}>
            <Radio value={row.key} label={label(row)} disabled={locked} />
          </div>
        ))}
      </Stack>
    </Radio.Group>
  );
}

const confidences = [
  ['sure', 'Sure'],
  ['fairly', 'Fairly sure'],
  ['guess', 'Guessing'],
] as const;

function TrueFalseAnswer({ question, given, onChange, locked }: Of<'true-false' | 'text'>) {
  const now = given.kind === 'true-false' ? given : null;
  const [value, confidence] = [now?.value, now?.confidence ?? 'guess'];
  const isSaid = value !== undefined && now?.confidence !== undefined;
  return (
    <Stack gap="sm">
      <Radio.Group
        aria-label="True or false"
        name={`${question.itemId}-value`}
        value={value === undefined ? '' : String(value)}
        onChange={(next) => onChange({ kind: 'true-false', value: next === 'true', confidence: now?.confidence as 'guess' })}
      >
        <div className={css.row}>
          {['true', 'false'].map((one) => (
            <div key={one} className={css.choice} data-on={String(value) === one}>
              <Radio value={one} label={one === 'true' ? 'True' : 'False'} disabled={locked} />
            </div>
          ))}
        </div>
      </Radio.Group>
      <Radio.Group
        label="How sure are you?"
        description="Right and sure counts most; wrong and sure costs a point."
        name={`${question.itemId}-confidence`}
        value={isSaid ? confidence : ''}
        onChange={(next) => onChange({ kind: 'true-false', value: value as boolean, confidence: next as 'sure' })}
      >
        <div className={css.row}>
          {confidences.map(([one, text]) => (
            <Radio key={one} value={one} label={text} disabled={locked} />
          ))}
        </div>
      </Radio.Group>
    </Stack>
  );
}

function TextAnswer({ given, onChange, locked }: Of<'true-false' | 'text'>) {
  return (
    <TextInput
      label="Your answer"
      description="A word or two"
      maxLength={200}
      autoComplete="off"
      disabled={locked}
      value={given.kind === 'text' ? given.text : ''}
      onChange={(event) => onChange({ kind: 'text', text: event.currentTarget.value })}
    />
  );
}

function NumberAnswer({ question, given, onChange, locked }: Of<'number'>) {
  return (
    <NumberInput
      label={question.unit === '' ? 'Your answer' : `Your answer in ${question.unit}`}
      maw={260}
      hideControls
      disabled={locked}
      inputMode="decimal"
      value={given.kind === 'number' && Number.isFinite(given.value) ? given.value : ''}
      onChange={(value) => onChange({ kind: 'number', value: typeof value === 'number' ? value : Number.parseFloat(value) })}
    />
  );
}

function OrderAnswer({ question, given, onChange, locked, feedback }: Of<'order'>) {
  const order = given.kind === 'order' ? given.order : [];
  const texts = new Map(question.steps.map((step) => [step.key, step.text]));
  const move = (from: number, by: number): void => {
    const next = [...order];
    const [step] = next.splice(from, 1);
    if (step !== undefined) next.splice(from + by, 0, step);
    onChange({ kind: 'order', order: next });
  };
  return (
    <ol className={css.steps} aria-label="Steps, first at the top">
      {order.map((key, place) => (
        <li key={key} className={css.step}>
          <span className={css.place}>{place + 1}</span>
          <span className={css.stepText}>
            {texts.get(key)} <Mark mark={feedback?.marks[key]} />
          </span>
          {!locked && (
            <span className={css.moves}>
              <ActionIcon
                variant="default"
                size="lg"
                aria-label={`Move up: ${texts.get(key)}`}
                disabled={place === 0}
                onClick={() => move(place, -1)}
              >
                <IconArrowUp size={16} />
              </ActionIcon>
              <ActionIcon
                variant="default"
                size="lg"
                aria-label={`Move down: ${texts.get(key)}`}
                disabled={place === order.length - 1}
                onClick={() => move(place, 1)}
              >
                <IconArrowDown size={16} />
              </ActionIcon>
            </span>
          )}
        </li>
      ))}
    </ol>
  );
}

function MatchAnswer({ question, given, onChange, locked, feedback }: Of<'match'>) {
  const pairs = given.kind === 'match' ? given.pairs : {};
  const choices = [{ value: '', label: 'Choose …' }, ...question.rights.map(({ key, text }) => ({ value: key, label: text }))];
  return (
    <Stack gap="sm">
      {question.lefts.map((left) => (
        <NativeSelect
          key={left.key}
          label={
            <>
              {left.text} <Mark mark={feedback?.marks[left.key]} />
            </>
          }
          data={choices}
          disabled={locked}
          value={pairs[left.key] ?? ''}
          onChange={(event) => onChange({ kind: 'match', pairs: { ...pairs, [left.key]: event.currentTarget.value } })}
        />
      ))}
    </Stack>
  );
}

function SortAnswer({ question, given, onChange, locked, feedback }: Of<'sort'>) {
  const places = given.kind === 'sort' ? given.places : {};
  return (
    <Stack gap="md">
      {question.entries.map((entry) => (
        <Radio.Group
          key={entry.key}
          name={`${question.itemId}-${entry.key}`}
          label={
            <>
              {entry.text} <Mark mark={feedback?.marks[entry.key]} />
            </>
          }
          value={places[entry.key] ?? ''}
          onChange={(group) => onChange({ kind: 'sort', places: { ...places, [entry.key]: group } })}
        >
          <div className={css.row}>
            {question.groups.map((group) => (
              <Radio key={group.key} value={group.key} label={group.text} disabled={locked} />
            ))}
          </div>
        </Radio.Group>
      ))}
    </Stack>
  );
}
