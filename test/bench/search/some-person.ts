import type { Chance } from '#test/support/seeded.ts';

export interface SomePerson {
  name: string;
  phone: string;
  email: string;
}

const given =
  'Anna Béla Csilla Dániel Éva Ferenc Gábor Hanna István Judit Katalin László Mária Nóra Orsolya Péter Réka Sándor Tamás Zsófia ' +
  'Alessandro Bianca Chiara Davide Elena Francesco Giulia Luca Marco Niccolò Paolo Sofia Teresa Valentina Giuseppe Lucia';
const roots =
  'Kov Nagy Szab Tóth Horv Varg Kis Moln Ném Fark Balogh Papp Luk Juhász Mészár Simon Rossi Russo Ferr Esposit Bianch Roman ' +
  'Colomb Ricc Marin Grec Brun Gall Cont Coste Manc Lomb Moret';
const endings = 'i o a ács ás er ini ari etti elli ucci isz ány ovics fi né áth ente oni ese';
const houses = 'freemail.hu gmail.com libero.it citromail.hu alice.it indamail.hu';
const words = (text: string): string[] => text.split(' ');
const [givenNames, surnameRoots, surnameEndings, mailHouses] = [given, roots, endings, houses].map(words);

/** Somebody of whom there may be more: a few names are everywhere and most are rare, as where people live. */
export function somePerson(chance: Chance): SomePerson {
  // The smaller of two draws: the first of a list is the most common.
  const skewed = (some: readonly string[] = []): string =>
    some[Math.min(chance.int(0, some.length - 1), chance.int(0, some.length - 1))] ?? '';
  const [first, second] = [skewed(givenNames), skewed(surnameRoots) + skewed(surnameEndings)];
  const twice = chance.int(0, 9) === 0 ? `-${skewed(surnameRoots)}${skewed(surnameEndings)}` : '';
  const number = chance.int(0, 9_999_999).toString().padStart(7, '0');
  const plain = `${first}.${second}`.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase();
  return {
    name: `${first} ${second}${twice}`,
    phone: `+36${chance.pick(['20', '30', '70'])}${number}`,
    email: `${plain}${chance.int(1, 99)}@${skewed(mailHouses)}`,
  };
}
