import fc from 'fast-check';

/*
 * Property tests draw the same examples in every run, so that a red gate means a changed product and not a new draw. To look
 * further: PROPERTY_SEED=random PROPERTY_RUNS=5000 npm run test:quick. What that finds becomes an example in the test.
 */
const { PROPERTY_SEED = '20270301', PROPERTY_RUNS } = process.env;
fc.configureGlobal({
  seed: PROPERTY_SEED === 'random' ? Date.now() : Number(PROPERTY_SEED),
  ...(PROPERTY_RUNS ? { numRuns: Number(PROPERTY_RUNS) } : {}),
});
