import { useQuery } from '@tanstack/react-query';
import { getOrganisation } from '#directory/contract.ts';
import { call } from './call.ts';

export const organisationKey = ['organisation'];

/** Its name, and the time zone in which "today" is meant; undefined until it is known. */
export const useOrganisation = () =>
  useQuery({ queryKey: organisationKey, queryFn: () => call(getOrganisation, {}), staleTime: 300_000 }).data;
