import { hashToken } from '#platform/auth/token.ts';
import type { Deps } from '#platform/deps.ts';
import { bind } from '#platform/http/bind.ts';
import * as contract from '../contract.ts';
import type { SupportPorts } from '../ports.ts';
import type { DeskDeps } from '../shell/change-desk.ts';
import { askToSee, join } from '../shell/share.ts';
import { ShareRelay } from '../share-relay.ts';
import { findFollowed } from '../store/requests.ts';
import * as store from '../store/shares.ts';

/** Seeing a screen, browser to browser, with consent that lasts as long as the line. */
export function shareRoutes({ db, server }: Deps, desk: DeskDeps, iceServers: SupportPorts['iceServers']): void {
  const relay = new ShareRelay(desk, (error, doing) => server.log.error({ err: error }, doing));
  server.addHook('onReady', () => relay.start());
  server.addHook('preClose', () => relay.stop());
  server.get(contract.sharePath, { websocket: true, schema: { hide: true }, config: { access: 'public' } }, (socket) =>
    relay.accept(socket),
  );

  bind(server, contract.offerShare, async ({ params, actor }) => {
    const asked = await askToSee(desk, params.requestId, actor);
    return { ...asked, ice: await ice(asked.shareId) };
  });

  bind(server, contract.joinShare, async ({ body, actor }) => {
    const { share, token } = await join(desk, await found(body, actor?.accountId ?? null));
    const request = await store.openRequest(db, share.request_id);
    const callBackCode = String(request?.number ?? '');
    return { shareId: share.share_id, token, agentName: share.agent_name, callBackCode, ice: await ice(share.share_id) };
  });

  const ice = (shareId: string) => db.tx(async (tx) => iceServers(shareId, await desk.now(tx)));

  async function found(
    by: { code: string } | { followToken: string } | { requestId: string },
    accountId: string | null,
  ): Promise<store.Share | null> {
    if ('code' in by) return store.findShare(db, 'code_hash', hashToken(by.code));
    if ('followToken' in by) {
      const followed = await findFollowed(db, hashToken(by.followToken));
      return followed && store.findShare(db, 'request_id', followed.request_id);
    }
    const own = await store.openRequest(db, by.requestId);
    return own && accountId !== null && own.account_id === accountId ? store.findShare(db, 'request_id', by.requestId) : null;
  }
}
