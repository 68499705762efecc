/**
 * How copies begin a line, in the languages of our shops. With a price beside it a thing that is sold may be called so too: a copy shop
 * sells `COPIE`, and a long receipt goes on with `RIPORTO` and what was counted so far.
 */
const copies: readonly string[] = [
  ...['COPIA', 'DUPLICATO', 'RISTAMPA', 'COPIA SCONTRINO', 'DUPLICATO SCONTRINO'],
  ...['DUPLICATO DOCUMENTO', 'MÁSOLAT', 'NYUGTA MÁSOLAT', 'NYUGTA MÁSOLATA', 'MÁSODPÉLDÁNY'],
  ...['ÚJRANYOMTATÁS', 'COPY', 'RECEIPT COPY', 'COPY RECEIPT', 'DUPLICATE', 'DUPLICATE RECEIPT'],
  ...['REPRINT', 'KOPIE', 'BELEGKOPIE', 'BONKOPIE', 'DUPLIKAT', 'ZWEITSCHRIFT', 'NACHDRUCK', 'COPIE'],
  ...['DUPLICATA', 'RIPORTO'],
];

/** Reports that names of things begin with too: `LETTURA SERALE`, `CHIUSURA LAMPO`, `END OF DAY BAG`, `KASSENBERICHT BLOCK`. */
const namesBegin: readonly string[] = [
  ...['CHIUSURA', 'LETTURA', 'AZZERAMENTO', 'ZÁRÁS', 'PÉNZTÁRJELENTÉS', 'END OF DAY', 'DAILY REPORT'],
  ...['SALES REPORT', 'TAGESBERICHT', 'KASSENBERICHT', 'CLÔTURE'],
];

const withXorZ = (...words: string[]): string[] => words.flatMap((word) => [`X ${word}`, `Z ${word}`]);
const beforeXorZ = (...words: string[]): string[] => words.flatMap((word) => [`${word} X`, `${word} Z`]);

/** How a register's reports begin a line: by nothing else than a report's name. */
const reports: readonly string[] = [
  ...withXorZ('REPORT', 'READING', 'JELENTÉS', 'BERICHT', 'ABSCHLUSS', 'ABSCHLAG'),
  ...beforeXorZ('REPORT', 'RAPPORTO', 'LETTURA', 'CHIUSURA', 'RAPPORT', 'TICKET'),
  ...['CHIUSURA GIORNALIERA', 'CHIUSURA FISCALE', 'CHIUSURA CASSA', 'CHIUSURA DI CASSA'],
  ...['LETTURA GIORNALIERA', 'RAPPORTO FINANZIARIO', 'RAPPORTO GIORNALIERO', 'CORRISPETTIVI'],
  ...['TOTALE CORRISPETTIVI', 'NAPI ZÁRÁS', 'NAPZÁRÁS', 'PÉNZTÁRZÁRÁS', 'NAPI JELENTÉS'],
  ...['NAPI FORGALOM', 'NAPI FORGALMI JELENTÉS', 'FORGALMI JELENTÉS', 'END OF DAY REPORT'],
  ...['TAGESABSCHLUSS', 'TAGESUMSATZ', 'KASSENABSCHLUSS', 'CLÔTURE JOURNALIÈRE', 'AZZERAMENTO FISCALE'],
  ...['RIEPILOGO GIORNALIERO', 'INCASSO GIORNALIERO', 'TOTALE GIORNALIERO', 'HAVI ZÁRÁS'],
  ...['MŰSZAKZÁRÁS', 'KASSZAZÁRÁS', 'HAVI JELENTÉS', 'NAPI ÖSSZESÍTŐ', 'NAPI ÖSSZESEN', 'DAILY TOTAL'],
  ...['DAILY TOTALS', 'DAILY SUMMARY', 'SHIFT REPORT', 'EOD REPORT', 'Z1 REPORT', 'Z2 REPORT'],
  ...['X READ', 'Z READ', 'TAGESABRECHNUNG', 'TAGESSUMME', 'KASSENSTURZ', 'SCHICHTABSCHLUSS'],
  ...['FINANZBERICHT', 'BEDIENERBERICHT'],
];

/** How copies and reports begin a line. A shop may have others. Accents, and hyphens between letters, need not stand there. */
export const knownOtherPapers: string[] = [...copies, ...namesBegin, ...reports];

/** The known names of reports, all of them. */
export const reportNames: readonly string[] = [...namesBegin, ...reports];
/** Those of them that the name of a thing may begin with. */
export const namesOfThings: ReadonlySet<string> = new Set(namesBegin);
