/** What is known when somebody asks: their words, who they are, where they stand, and the topics that supporters here know. */
export interface GuessFrom {
  readonly text: string;
  readonly askerClass: 'provider' | 'nurse' | 'other';
  /** Of the unit; empty: unknown. */
  readonly specialty: string;
  readonly topics: readonly string[];
}

/**
 * Words of work -> the topic that they are about. Matched from the beginning of a word, in lower case, so that `order` finds `orders` and
 * `reorder` does not count. The words are those of screens and jobs, never of illnesses.
 */
const wordsOf: Readonly<Record<string, readonly string[]>> = {
  physician: ['order', 'cpoe', 'cosign', 'co-sign', 'sign', 'discharge', 'admit', 'admission', 'prescri', 'reconcil', 'med rec', 'progress note', 'h&p', 'dictat', 'result', 'problem list', 'handoff', 'inbox', 'in basket', 'favorites'], // prettier-ignore
  nurse: ['mar', 'emar', 'scan', 'barcode', 'bar code', 'wristband', 'vitals', 'vital signs', 'flowsheet', 'flow sheet', 'assessment', 'care plan', 'intake', 'output', 'pump', 'infusion', 'drip', 'chart by exception', 'worklist', 'titrat'], // prettier-ignore
  ma: ['rooming', 'room a', 'intake form', 'telehealth', 'previsit', 'pre-visit', 'refill'],
  'front-desk': ['check-in', 'check in', 'checkin', 'register', 'registration', 'appointment', 'schedul', 'insurance', 'eligib', 'copay', 'waitlist'], // prettier-ignore
  biller: ['claim', 'charge', 'billing', 'cpt', 'icd', 'coding', 'denial', 'remit', 'invoice'],
  pharmacist: ['verif', 'dispens', 'pharmac', 'formulary', 'iv room', 'compound', 'pyxis', 'omnicell', 'cabinet'],
  perioperative: ['preference card', 'case', 'anesth', 'anaesth', 'implant', 'timeout', 'time-out', 'pacu', 'preop', 'pre-op', 'theatre', 'surgical count'], // prettier-ignore
  lab: ['specimen', 'collect', 'label', 'accession'],
};
const jobOf = { provider: 'physician', nurse: 'nurse', other: '' } as const;

const points = { word: 3, name: 6, job: 2, place: 1 } as const;

/** A topic that fits, and the words or the place that say so. */
export interface TopicGuess {
  readonly topic: string;
  readonly because: readonly string[];
}

/**
 * Topics that fit, best first; empty: nothing points anywhere. It suggests: whoever asks decides, and asks without a topic as well.
 * Only topics that somebody here knows are suggested, since another one would wait for nobody.
 */
export function guessTopics({ text, askerClass, specialty, topics }: GuessFrom): TopicGuess[] {
  const said = ` ${text.toLowerCase().replaceAll(/[^\p{L}\p{N}&-]+/gu, ' ')} `;
  const says = (word: string): boolean => said.includes(` ${word}`);
  const guesses = topics.map((topic) => {
    const name = topic.toLowerCase();
    const words = (wordsOf[name] ?? []).filter(says);
    const named = says(name.replaceAll('-', ' ')) || says(name);
    const job = jobOf[askerClass] === name;
    const place = specialty !== '' && specialty.toLowerCase() === name;
    const score = words.length * points.word + (named ? points.name : 0) + (job ? points.job : 0) + (place ? points.place : 0);
    return { topic, score, because: [...(named ? [topic] : []), ...words] };
  });
  return guesses
    .filter(({ score }) => score > 0)
    .toSorted((a, b) => b.score - a.score || (a.topic < b.topic ? -1 : 1))
    .map(({ topic, because }) => ({ topic, because }));
}
