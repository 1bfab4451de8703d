import { useQuery } from '@tanstack/react-query';
import { getTeachingChoices } from '#support/contract.ts';
import { call } from '#web/app/call.ts';
import { dutyKeys } from './query-keys.ts';

/** Who and what can be written into the teach-log. The floor's page asks before anybody writes, so that it is there in a hole of the Wi-Fi. */
export const useTeachingChoices = () => useQuery({ queryKey: dutyKeys.choices, queryFn: () => call(getTeachingChoices, {}) });
