import type { Page, Route } from '@playwright/test';

/** Answers to `url` are given by the server at once and reach the page when they are let go: as slow a network as it takes. @returns what lets them go. */
export async function holdAnswers(page: Page, url: string): Promise<() => Promise<void>> {
  const held = Promise.withResolvers<void>();
  const ways: Promise<void>[] = [];
  const carry = async (way: Route): Promise<void> => {
    const response = await way.fetch();
    await held.promise;
    await way.fulfill({ response });
  };
  await page.route(url, (way) => ways[ways.push(carry(way)) - 1]);
  return async () => {
    held.resolve();
    await Promise.all(ways);
    await page.unroute(url);
  };
}
