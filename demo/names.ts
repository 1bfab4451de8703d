import type { Dice } from './dice.ts';

/*
 * Invented names. The syllables are ours and stand for nobody; the accents are here because real files have them and
 * because a column, a sort or a mail address that fails on them must fail in the demo first.
 */

const givenStarts = 'Al Ba Ca Da El Fe Ga Ha Il Jo Ka Li Ma Na Ol Pe Qui Ro Sa Ta Ul Va Wi Xe Yo Zu Br Cle Dri Fla'.split(' ');
const givenEnds = 'dren lisa mond nelle ora prin ria sten tavia vin wen zara mira bert dalia fina gord ham jana kell'.split(' ');
const familyStarts =
  'Ash Bel Brack Cald Dun Elm Fen Gar Hal Ives Jor Kel Lang Mer Nor Oak Pem Quar Rav Sil Thor Und Ven Wick Yar Zell Corr Drum Fair Glen'.split(
    ' ',
  );
const familyEnds =
  'acre bourne comb dale evar field gate holm ick jarre kirk low mont nost over pool quist rane stow thwaite ulm vane wyn yarrow zen'.split(
    ' ',
  );

const accented: readonly (readonly [string, string])[] = [
  ['Zoëlle', 'Łaskowyn'],
  ['Þórvina', 'Eyfeldár'],
  ['Ángelo', 'Quirósenna'],
  ['Nguyệtan', 'Trầnvale'],
  ['Sørine', 'Bjærgholm'],
  ['Čedrin', 'Žalkovar'],
  ['Oisíne', 'Ó Dóirgan'],
  ['Gülmira', 'Şenoğar'],
  ['Ελμίνα', 'Καρδόνη'],
  ['Радмина', 'Велькова'],
  ['美汐', '森岡川'],
];

const long: readonly [string, string] = [
  'Aurelianna-Constantiniana Philippaberta',
  'Featherstonehalgh-Brackenridgeworthy de la Vallemontaña y Castellarosa',
];

export interface Name {
  readonly givenName: string;
  readonly familyName: string;
}

/** One name after the other: about one in forty has letters beyond ASCII, one in three hundred is very long. */
export function nameSource(dice: Dice): () => Name {
  let drawn = 0;
  return () => {
    drawn += 1;
    if (drawn % 300 === 7) return { givenName: long[0], familyName: long[1] };
    if (drawn % 40 === 11) {
      const [givenName, familyName] = dice.pick(accented);
      return { givenName, familyName };
    }
    const givenName = dice.pick(givenStarts) + dice.pick(givenEnds);
    const familyName = dice.pick(familyStarts) + dice.pick(familyEnds);
    return { givenName, familyName: dice.chance(0.04) ? `${familyName}-${dice.pick(familyStarts)}${dice.pick(familyEnds)}` : familyName };
  };
}
