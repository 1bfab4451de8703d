import type { Explanation } from '../contract.ts';
import type { ExposureState, Need } from '../core/need.ts';
import { standingText, type AssignmentExplanation, type NeedExplanation } from '../core/plan/explain.ts';
import { countWords, whenWords } from '../words.ts';
import type { Frame } from './frame.ts';
import { placeWords } from './publish-diff.ts';

const othersShownMax = 40;

/** Why this person: the rules met with the facts behind them, what it costs, and who else might have come. */
export function explainedAssignment(frame: Frame, why: AssignmentExplanation): Explanation {
  const name = frame.nameOf;
  const { assignment } = why;
  const beside = assignment.needIds.flatMap((id) => frame.needs.get(id)?.personId ?? []).map(name);
  const costs = why.costs.map(({ label, amount }) => `${label.toLowerCase()} ${Math.round(amount)}`);
  return {
    title: `${name(assignment.personId)}: ${placeWords(assignment, frame.places)}`,
    lines: [
      ...(beside.length > 0 ? [`Beside ${beside.join(', ')}.`] : []),
      ...why.met.map(({ label, text }) => `${label}: ${text}.`),
      ...(costs.length > 0 ? [`What it adds to the plan's cost: ${costs.join(', ')}.`] : []),
      why.runnersUpCount === 0
        ? 'Nobody else could take it as the plan stands.'
        : `${countWords(why.runnersUpCount, 'other person', 'other people')} could take it; the cheapest are named below.`,
      ...why.stopped.map(({ text }) => `${text}.`),
    ],
    others: why.runnersUp.map(({ personId, extraCost }) => ({
      personId,
      name: name(personId),
      text:
        Math.round(extraCost) === 0
          ? 'would cost the same'
          : `would make the plan ${Math.abs(Math.round(extraCost))} ${extraCost > 0 ? 'dearer' : 'cheaper'}`,
    })),
  };
}

const stateWords: Record<ExposureState, string> = {
  untrained: 'not yet trained',
  trained: 'trained, no live round yet',
  'first-live-round': 'at a first live round',
  settling: 'still settling',
  stable: 'stable',
  lapsed: 'back after a long time: day-one help again',
};

/** Where a need comes from, who serves it, and where everybody else stands. */
export function explainedNeed(frame: Frame, need: Need, why: NeedExplanation): Explanation {
  const name = frame.nameOf;
  const when = whenWords(need, frame.places.zone(need.unitId));
  const topic = need.topic === '' ? '' : `, of whom at least one knows ${need.topic}`;
  const who = need.personId === null ? '' : name(need.personId);
  const source: Record<Need['kind'], string> = {
    unit: `The hospital asks for ${countWords(need.headcount, 'supporter')} on this shift${topic}.`,
    round: `${who} is ${need.state === null ? 'expected' : stateWords[need.state]}; somebody who knows ${need.topic || 'the work'} accompanies the whole of it${need.shareMax > 1 ? `, up to ${need.shareMax} clinicians at once` : ', and nobody else at that time'}.`,
    outreach: `A session of ${need.minutes} minutes was asked for with ${who}, at any time in this window.`,
  };
  const sure = need.confidence < 1 ? [`How sure it is that it takes place then: ${Math.round(need.confidence * 100)}%.`] : [];
  return {
    title: `${need.kind === 'unit' ? frame.places.words(need.unitId) : `${who}, ${frame.places.words(need.unitId)}`}, ${when}`,
    lines: [
      source[need.kind],
      ...sure,
      ...(why.uncovered ? [`Short by ${why.uncovered.missing}: ${why.uncovered.text}`] : ['It is covered.']),
      ...why.groups.map(({ text }) => `${text}.`),
    ],
    others: why.groups
      .toReversed() // the nearest to covering it first
      .flatMap(({ standing, personIds }) => personIds.map((personId) => ({ personId, name: name(personId), text: standingText(standing) })))
      .slice(0, othersShownMax),
  };
}
