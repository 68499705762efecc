const first =
  'Anna Béla Carla Dario Eszter Franco Gábor Helen Ilona James Kata Luca Marta Nora Oliver Paola Réka Simon Tamás Vera'.split(
    ' ',
  );
const last =
  'Rossi Kovács Bianchi Smith Nagy Ferrari Tóth Brown Romano Szabó Green Conti Varga Walker Greco Balogh'.split(
    ' ',
  );

/** The name of somebody who never was; it comes back after a few hundred people, as names do. */
export const nameOf = (index: number): string =>
  `${first[index % first.length]} ${last[Math.floor(index / first.length + index * 7) % last.length]}`;
