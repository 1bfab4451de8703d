export type LogError = (error: unknown, doing: string) => void;

/** Does the work again and again, never twice at once; what it throws is logged and the next beat tries again. Answers how to end it. */
export function every(beatMs: number, work: () => Promise<unknown>, logError: LogError, doing: string): () => Promise<void> {
  let working: Promise<unknown> | null = null;
  const timer = setInterval(() => {
    working ??= work()
      .catch((error: unknown) => logError(error, doing))
      .finally(() => {
        working = null;
      });
  }, beatMs);
  return async () => {
    clearInterval(timer);
    await working;
  };
}
