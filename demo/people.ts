import type { Person } from '#directory/contract.ts';
import { addDays } from '#kernel/time.ts';
import { fictionalEmail, fictionalPhone, impossibleNpi } from './contact-points.ts';
import { diceFor, type Dice } from './dice.ts';
import type { DemoUnit, HospitalOptions, Practice, Size } from './model.ts';
import { nameSource, type Name } from './names.ts';
import { storyPhysicians } from './story-people.ts';

/** Everybody except physicians, the supporters among them. */
const othersOf: Readonly<Record<Size, number>> = { S: 110, M: 900, L: 4100 };

/** Shares of the staff in percent; the last takes what rounding leaves. */
const roleShares: readonly (readonly [jobRole: string, percent: number, onUnit: boolean])[] = [
  ['aide', 14, true],
  ['technician', 8, true],
  ['ma', 5, true],
  ['unit-clerk', 4, true],
  ['therapist', 4, false],
  ['front-desk', 4, false],
  ['pharmacist', 3, false],
  ['biller', 3, false],
  ['case-manager', 1, false],
  ['nurse', 54, true],
];

const languages = ['en', 'en', 'en', 'en', 'en;es', 'en;es', 'en;hmn', 'en;so', 'en;fr', 'en;vi'] as const;

type Known = Pick<Person, 'personId' | 'jobRole'> & Partial<Person> & Name;

/** Fills what is not given: contact points, identifiers and dates. One in 25 has no mail address. */
export function fillPerson(known: Known, number: number, today: string, dice: Dice): Person {
  const isPhysician = known.jobRole === 'physician';
  const email = dice.chance(0.04) ? '' : fictionalEmail(known.familyName, known.personId);
  return {
    specialty: '',
    practiceGroup: '',
    employment: 'in-house',
    homeUnit: null,
    email,
    phone: fictionalPhone(dice),
    pager: isPhysician || dice.chance(0.1) ? fictionalPhone(dice) : '',
    languages: dice.pick(languages).split(';'),
    npi: isPhysician && dice.chance(0.9) ? impossibleNpi(dice) : '',
    ehrUserId: `LV${String(10_000 + number)}`,
    hireDate: addDays(today, -dice.between(60, 9000)),
    endDate: null,
    managerId: null,
    ...known,
  };
}

export function physiciansOf(practices: readonly Practice[], options: HospitalOptions): Person[] {
  const dice = diceFor(options.seed, 'physicians');
  const nextName = nameSource(dice);
  let number = 0;
  return practices.flatMap((practice) =>
    Array.from({ length: practice.physicians }, (_, i): Person => {
      number += 1;
      const story = storyPhysicians.find((s) => s.practice === practice.name && storySeat(s.id) === i);
      const name = story ?? nextName();
      return fillPerson(
        {
          personId: story?.id ?? `MD-${String(number).padStart(3, '0')}`,
          givenName: name.givenName,
          familyName: name.familyName,
          jobRole: 'physician',
          specialty: practice.specialties[i % practice.specialties.length] ?? '',
          practiceGroup: practice.name,
        },
        number,
        options.today,
        dice,
      );
    }),
  );
}

/** Which partner of the practice a story physician is; seat 4 is the fifth week of a five-week rotation. */
export const storySeat = (id: string): number => ({ 'MD-WEEK5': 4, 'MD-3AM': 11, 'MD-STAIRS': 10, 'MD-RARE': 4 })[id] ?? -1;

/** Nurses and all others who are not supporters, so many that physicians aside the total is as promised. */
export function staffOf(units: readonly DemoUnit[], supporters: readonly Person[], options: HospitalOptions): Person[] {
  const dice = diceFor(options.seed, 'staff');
  const nextName = nameSource(dice);
  const count = othersOf[options.size] - supporters.length;
  const weighted = units.flatMap((unit) => Array.from({ length: 4 + Math.round(unit.beds / 3) }, () => unit.unitId));
  const managers = units.map((unit, i): Person => {
    const known = { personId: `E-M${String(i + 1).padStart(2, '0')}`, ...nextName(), jobRole: 'nurse-manager', homeUnit: unit.unitId };
    return fillPerson(known, 4000 + i, options.today, dice);
  });
  const managerOf = new Map(managers.map((manager) => [manager.homeUnit, manager.personId]));
  const roles = roleShares.flatMap(([role, percent, onUnit]) => Array.from({ length: percent }, () => ({ role, onUnit })));
  const others = Array.from({ length: count - managers.length }, (_, i): Person => {
    const { role, onUnit } = roles[(i * 37) % roles.length] ?? { role: 'nurse', onUnit: true };
    const homeUnit = onUnit ? dice.pick(weighted) : null;
    const filled = fillPerson(
      { personId: `E-${String(i + 1).padStart(4, '0')}`, ...nextName(), jobRole: role, homeUnit },
      5000 + i,
      options.today,
      dice,
    );
    return { ...filled, managerId: managerOf.get(homeUnit) ?? null, ...comingOrGoing(i, options.today) };
  });
  return [...managers, ...others];
}

/** A few start during the go-live and a few leave: both must reach training and planning. */
function comingOrGoing(i: number, today: string): Partial<Person> {
  if (i % 120 === 60) return { hireDate: addDays(today, 7 + (i % 49)) };
  if (i % 200 === 90) return { endDate: addDays(today, 20) };
  return {};
}
