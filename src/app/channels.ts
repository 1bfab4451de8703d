import type { Mail } from '#coverage/index.ts';
import { pageByMail } from '#integrations/paging/page-by-mail.ts';
import { snppPage } from '#integrations/snpp/snpp.ts';
import { smsPage, voicePage } from '#integrations/telephony/provider.ts';
import { wctpPage } from '#integrations/wctp/wctp.ts';
import type { Channels } from '#support/index.ts';
import type { Config } from './config.ts';

/** The channels that the configuration sets up, beside the push. */
export function channelsOf({ pager, telephony, url }: Config, mail: Mail | null): Channels {
  return {
    ...(pager === null
      ? {}
      : { pager: pager.url.startsWith('snpp:') ? snppPage(pager.url, pager.sender) : wctpPage(pager.url, pager.sender) }),
    ...(mail === null ? {} : { mail: pageByMail(mail) }),
    ...(telephony === null ? {} : { sms: smsPage(telephony), voice: voicePage(telephony, url ?? '') }),
  };
}
