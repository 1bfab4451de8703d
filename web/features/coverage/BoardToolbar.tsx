import { ActionIcon, Button, Menu, SegmentedControl, Select, Tooltip } from '@mantine/core';
import {
  IconArrowBackUp,
  IconArrowForwardUp,
  IconChevronDown,
  IconChevronLeft,
  IconChevronRight,
  IconHelp,
  IconPrinter,
} from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { dayPdfPath, publishedPlanId, unitPdfPath, type PlanSummary } from '#coverage/contract.ts';
import { addDays, type LocalDate } from '#kernel/time.ts';
import { localDayText } from '#web/ui/local-date-text.ts';
import css from './BoardToolbar.module.css';
import type { BoardAddress } from './board-search.ts';
import type { BoardModel } from './board-model.ts';
import type { Zoom } from './time-scale.ts';
import type { Edits } from './use-edits.ts';

interface Props {
  address: BoardAddress;
  model: BoardModel | undefined;
  plans: readonly PlanSummary[];
  /** The date at the left edge of the board. */
  date: LocalDate;
  dateWords: string;
  edits: Edits;
  mayPlan: boolean;
  onStep: (to: LocalDate | null) => void;
  onNewPlan: () => void;
  onCallOut: () => void;
  onPublish: () => void;
  onHelp: () => void;
}

const icon = { size: 18, stroke: 1.6 };
const stepDays: Record<Zoom, number> = { day: 1, week: 7, 'six-weeks': 42 };

export function BoardToolbar(props: Props) {
  const { address, model, plans, date, dateWords, edits, mayPlan } = props;
  const { search, change } = address;
  const step = stepDays[search.zoom];
  return (
    <div className={`${css.bar} no-print`} role="toolbar" aria-label="Board">
      <h1 className="screen-reader">Coverage board</h1>
      <Select
        aria-label="Plan"
        className={css.plan}
        size="xs"
        data={planChoices(plans, search.plan)}
        value={search.plan}
        allowDeselect={false}
        onChange={(plan) => plan && change({ plan, with: undefined })}
        comboboxProps={{ width: 280, position: 'bottom-start' }}
      />
      <SegmentedControl
        size="xs"
        aria-label="Rows"
        value={search.view}
        onChange={(view) => change({ view: view as 'units' | 'people' })}
        data={[
          { value: 'units', label: 'Units' },
          { value: 'people', label: 'People' },
        ]}
      />
      <SegmentedControl
        size="xs"
        aria-label="Time in sight"
        value={search.zoom}
        onChange={(zoom) => change({ zoom: zoom as Zoom })}
        data={[
          { value: 'day', label: 'Day' },
          { value: 'week', label: 'Week' },
          { value: 'six-weeks', label: '6 weeks' },
        ]}
      />
      <div className={css.group}>
        <ActionIcon variant="default" aria-label="Earlier" onClick={() => props.onStep(addDays(date, -step))}>
          <IconChevronLeft {...icon} />
        </ActionIcon>
        <Button size="xs" variant="default" onClick={() => props.onStep(null)}>
          Now
        </Button>
        <ActionIcon variant="default" aria-label="Later" onClick={() => props.onStep(addDays(date, step))}>
          <IconChevronRight {...icon} />
        </ActionIcon>
        <span className={css.date} aria-live="polite">
          {dateWords}
        </span>
      </div>
      <div className={css.space} />
      {mayPlan && <UndoRedo edits={edits} />}
      {mayPlan && (
        <Button size="xs" variant="default" onClick={props.onCallOut}>
          Call-out
        </Button>
      )}
      <PlanMenu {...props} />
      <PrintMenu model={model} date={date} to={address.to} />
      <Tooltip label="Keys and colours (?)">
        <ActionIcon className={css.wide} variant="subtle" color="gray" aria-label="Keys and colours" onClick={props.onHelp}>
          <IconHelp {...icon} />
        </ActionIcon>
      </Tooltip>
    </div>
  );
}

function UndoRedo({ edits }: { edits: Edits }) {
  return (
    <div className={`${css.group} ${css.wide}`}>
      <Tooltip label={edits.lastWords ? `Undo: ${edits.lastWords} (Ctrl+Z)` : 'Nothing to undo'}>
        <ActionIcon
          variant="subtle"
          color="gray"
          aria-label="Undo"
          disabled={!edits.canUndo || edits.busy}
          onClick={() => void edits.undo()}
        >
          <IconArrowBackUp {...icon} />
        </ActionIcon>
      </Tooltip>
      <Tooltip label="Redo (Ctrl+Shift+Z)">
        <ActionIcon
          variant="subtle"
          color="gray"
          aria-label="Redo"
          disabled={!edits.canRedo || edits.busy}
          onClick={() => void edits.redo()}
        >
          <IconArrowForwardUp {...icon} />
        </ActionIcon>
      </Tooltip>
    </div>
  );
}

function PlanMenu({ address, plans, mayPlan, onNewPlan, onPublish }: Props) {
  const { search, change } = address;
  const others = plans.filter((plan) => plan.planId !== search.plan && plan.result !== null && plan.status === 'draft').slice(0, 6);
  const draft = search.plan !== publishedPlanId;
  return (
    <>
      {mayPlan && draft && (
        <Button size="xs" onClick={onPublish}>
          Publish …
        </Button>
      )}
      <Menu position="bottom-end" width={280} shadow="md">
        <Menu.Target>
          <Button size="xs" variant={draft || !mayPlan ? 'default' : 'filled'} rightSection={<IconChevronDown size={14} />}>
            Plan
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          {mayPlan && <Menu.Item onClick={onNewPlan}>New plan run or what-if …</Menu.Item>}
          <Menu.Item component={Link} to="/coverage/plans">
            Plans and publications
          </Menu.Item>
          <Menu.Divider />
          <Menu.Label>Side by side with</Menu.Label>
          {draft && <Menu.Item onClick={() => change({ with: publishedPlanId })}>What is published</Menu.Item>}
          {others.map((plan) => (
            <Menu.Item key={plan.planId} onClick={() => change({ with: plan.planId })}>
              <span className="truncate" title={plan.name}>
                {plan.name}
              </span>
            </Menu.Item>
          ))}
          {!draft && others.length === 0 && <Menu.Item disabled>No draft yet</Menu.Item>}
        </Menu.Dropdown>
      </Menu>
    </>
  );
}

function PrintMenu({ model, date, to }: { model: BoardModel | undefined; date: LocalDate; to: LocalDate }) {
  return (
    <Menu position="bottom-end" width={260} shadow="md">
      <Menu.Target>
        <ActionIcon className={css.wide} variant="subtle" color="gray" aria-label="Print">
          <IconPrinter {...icon} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown mah={420} style={{ overflowY: 'auto' }}>
        <Menu.Label>A day of a site, {localDayText(date)}</Menu.Label>
        {model?.answer.sites.map((site) => (
          <Menu.Item key={site.siteId} component="a" href={dayPdfPath(date, site.siteId)} target="_blank">
            {site.name}
          </Menu.Item>
        ))}
        <Menu.Divider />
        <Menu.Label>A unit, until {localDayText(to)}</Menu.Label>
        {model?.answer.units.map((unit) => (
          <Menu.Item key={unit.unitId} component="a" href={unitPdfPath(unit.unitId, date, to)} target="_blank">
            {unit.name}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}

function planChoices(plans: readonly PlanSummary[], current: string): { value: string; label: string }[] {
  const drafts = plans.filter((plan) => plan.status === 'draft' || plan.planId === current);
  const named = drafts.map((plan) => ({ value: plan.planId, label: `Draft: ${plan.name}` }));
  const unknown = current !== publishedPlanId && !drafts.some((plan) => plan.planId === current);
  return [{ value: publishedPlanId, label: 'Published' }, ...named, ...(unknown ? [{ value: current, label: 'Draft' }] : [])];
}
