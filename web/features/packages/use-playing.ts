import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import {
  launchOwnUnit,
  leaveOwnUnit,
  moveOwnUnit,
  type Launched,
  type OwnPackage,
  type PlayerMove,
  type PlayerWord,
} from '#training/contract.ts';
import { call } from '#web/app/call.ts';
import type { Playing } from './UnitPlayer.tsx';
import { packagesKey } from './package-words.ts';

/** How long the run-time of a unit may take to say its last words. */
const lastWordsMs = 5000;

/** Where the learner wants to go from the unit that is open; `leave`: out of the course for now. */
type Wish = PlayerMove | { readonly to: 'leave' };

/** The unit that is open, and how one gets into it, on from it and out of it. */
export function usePlaying(packageId: string, found: OwnPackage | undefined) {
  const client = useQueryClient();
  const refresh = (): void => void client.invalidateQueries({ queryKey: packagesKey });
  const [playing, setPlaying] = useState<Playing | null>(null);
  const [wish, setWish] = useState<Wish | null>(null);
  const [unsaved, setUnsaved] = useState(false);
  const [note, setNote] = useState<string | null>(null);
  const show = (launched: Launched | null, text: string | null): void => {
    setPlaying(launched && { ...launched, inWindow: launched.launchMethod === 'OwnWindow' });
    setNote(text);
    setWish(null);
    setUnsaved(false);
  };
  const opening = useMutation({
    mutationFn: (unit: number) => call(launchOwnUnit, { params: { packageId, unit } }),
    onSuccess: (launched) => show(launched, null),
    onSettled: refresh,
  });
  const leaving = useMutation({
    mutationFn: ({ sessionId }: { sessionId: string; next?: number }) => call(leaveOwnUnit, { params: { sessionId } }),
    onSuccess: (_, { next }) => {
      show(null, null);
      if (next !== undefined) opening.mutate(next);
    },
    onSettled: refresh,
  });
  const moving = useMutation({
    mutationFn: ({ sessionId, body }: { sessionId: string; body: PlayerMove }) => call(moveOwnUnit, { params: { sessionId }, body }),
    onSuccess: ({ launched, ended, text }) => show(launched, text ?? (ended ? 'You have come to the end of the course.' : null)),
    onError: () => show(null, null),
    onSettled: refresh,
  });
  const go = (from: Playing, to: Wish): void => {
    if (moving.isPending || leaving.isPending) return;
    if (to.to === 'leave') leaving.mutate({ sessionId: from.sessionId });
    else if (from.navigation || !found) moving.mutate({ sessionId: from.sessionId, body: to });
    else {
      // A course without an order of its own: to the neighbour in the list, if there is one.
      const step = to.to === 'continue' ? 1 : to.to === 'previous' ? -1 : null;
      const next = step === null ? undefined : found.units[from.unit + step]?.unit;
      if (next !== undefined) leaving.mutate({ sessionId: from.sessionId, next });
    }
  };
  useLastWords(playing, wish, go);
  const hear = ({ atelbow, move, ways }: PlayerWord): void => {
    if (!playing) return;
    if (atelbow === 'saved' || atelbow === 'not-saved') setUnsaved(atelbow === 'not-saved');
    if (ways && playing.navigation) setPlaying({ ...playing, navigation: { ...playing.navigation, ...ways } });
    if (atelbow === 'left') go(playing, wish ?? { to: 'leave' });
    // Whoever has said where to go is not sent elsewhere by what the unit says when it is taken away.
    else if (move && !wish) go(playing, move);
  };
  const error = opening.error ?? leaving.error ?? moving.error;
  return { playing, wish, unsaved, note, error, hear, setWish, refresh, open: opening.mutate, opening: opening.isPending };
}

/** A unit is asked before it is taken away; one that says nothing is taken away all the same. */
function useLastWords(playing: Playing | null, wish: Wish | null, go: (from: Playing, to: Wish) => void): void {
  useEffect(() => {
    if (!wish || !playing) return undefined;
    const timer = setTimeout(() => go(playing, wish), playing.hasRunTime ? lastWordsMs : 0);
    return () => clearTimeout(timer);
    // eslint-disable-next-line react-hooks/exhaustive-deps -- the wish alone starts the clock
  }, [wish, playing?.sessionId]);
}
