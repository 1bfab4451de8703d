import { useEffect, useRef } from 'react';
import type { AttemptDetail } from '#sandbox/contract.ts';
import { usePlace } from './place.ts';
import { practiceScreens } from './screens.ts';

/** An exercise opens on its own screen; an address that already names a place is followed. */
export function useFirstPlace(exercise: AttemptDetail['exercise']): void {
  const { screen, patient, go } = usePlace();
  const done = useRef(false);
  useEffect(() => {
    if (done.current || !exercise) return;
    done.current = true;
    if (screen !== '' || patient !== '') return;
    const first = practiceScreens.find((one) => one.key === exercise.screen);
    const whom = (exercise.patients[0] ?? '').replace('Patient/', '');
    if (first?.place === 'chart' && whom !== '') go({ screen: first.key, patient: whom });
    else if (first) go({ screen: first.key });
  }, [exercise, screen, patient, go]);
}
