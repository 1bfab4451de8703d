import { loadTopics } from '#coverage/index.ts';
import { findPerson } from '#directory/index.ts';
import { audit } from '#platform/audit/audit.ts';
import type { Deps } from '#platform/deps.ts';
import { bind } from '#platform/http/bind.ts';
import { notFound } from '#platform/http/problem.ts';
import * as contract from '../contract.ts';
import type { DeskDeps } from '../shell/change-desk.ts';
import { contactsFor, isLater, onDutyAt } from '../shell/contacts.ts';
import { isUnit } from '../shell/describe.ts';

export function contactRoutes({ db, server }: Deps, desk: DeskDeps, telephone: string | null): void {
  bind(server, contract.listContacts, ({ query }) =>
    db.tx(async (tx) => {
      const now = await desk.now(tx);
      const { unitId, topic = '', at } = query;
      if (!(await isUnit(tx, unitId))) throw notFound('This unit');
      const planned = isLater(at, now);
      const contacts = await contactsFor(tx, { unitId, topic, at }, now);
      return { at: planned ? at : now, planned, contacts, telephone, topics: await loadTopics(tx) };
    }),
  );

  bind(server, contract.reachContact, ({ params, query, actor }) =>
    db.tx(async (tx) => {
      const now = await desk.now(tx);
      const { personId } = params;
      const onDuty = (await onDutyAt(tx, query.at, now)).some((one) => one.supporterId === personId);
      const person = onDuty ? await findPerson(tx, personId) : null;
      // Whoever is not on duty is nobody to contact: this is no way around the directory's own, narrower door.
      if (!person) throw notFound('Nobody of this id on duty');
      await audit(tx, actor, { action: 'support.contact-read', subjectKind: 'person', subjectId: personId }, now);
      const { givenName, familyName, phone, pager, email } = person;
      return { personId, name: `${givenName} ${familyName}`.trim(), phone, pager, email };
    }),
  );
}
